"""Who is who elsewhere: a client of the W3C Reconciliation Service API (0.1, 0.2 and 1.0-draft).

In: names with types, and a service's url. Out: candidates, and judgements of which is the same. Nothing here opens a
connection: what does is handed in (`client.Web`).
"""
