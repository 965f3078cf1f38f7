"""The network of who stands in what relation to whom: records in, a networkx graph and answers about it out.

`view.network` makes the graph; every other module holds plain functions of a graph, one family of questions a file.
Nothing is imported here, so that nobody waits for networkx who does not ask for it.
"""
