"""The kinds of files that hold RDF, by how their names end. Apart from what reads them, which is slow to load."""

FORMATS = {".nt": "nt", ".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
