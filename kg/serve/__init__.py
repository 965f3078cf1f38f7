"""The explorer page, the SPARQL endpoint and the linked-data addresses of a graph, over HTTP.

In: a graph. Out: an ASGI application (`kg.serve.app.application`). Queries run in processes of their own, which are
killed when they take too long: Oxigraph gives no way to stop a query from inside.
"""
