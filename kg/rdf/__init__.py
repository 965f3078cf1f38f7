"""RDF: records to quads and back, the store, the file formats, the shapes and SPARQL.

Nothing is imported here: `rdflib` and `pyshacl` cost a tenth of a second and more, so each module is imported where
it is used. `terms` is the only maker of IRIs and literals; `dataset` is the only one who knows the model.
"""
