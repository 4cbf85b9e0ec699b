"""How Elasticsearch keeps a document: tokens that were analysed here, cut at spaces only, and codes to narrow by."""

import hashlib
from collections.abc import Iterable
from typing import Any, ClassVar

from elasticsearch.dsl import Date, Document, Float, Integer, Keyword, MetaField, Object, Text

from search.engines.tokens import tokens
from search.indexing.documents import DocumentKey
from search.models import IndexedDocument

MAX_ID_BYTES = 512
"""Bytes that Elasticsearch takes as an id."""
STATE_ID = "state-2"
"""The document that says which state an index is a copy of; with the number of the mapping, as one of another mapping is none."""


class SearchDocument(Document):
    """A copy of an IndexedDocument. weights, title_stems and prior are only handed back, for the scorer."""

    uid = Keyword()  # puts equals in one order
    kind = Keyword()
    object_id = Keyword()
    facets = Keyword()  # "theme:MilieuEnergie"
    visible_from = Date()
    visible_until = Date()
    # Tokens of search.engines.tokens: whether they stand there, not how often.
    stems = Text(analyzer="whitespace", index_options="docs", norms=False)
    weights = Object(enabled=False)
    title_stems = Keyword(index=False, doc_values=False)
    prior = Float(index=False, doc_values=False)
    # Of the one document that says which state of the database's index this is a copy of.
    generation = Integer(index=False)
    change = Integer(index=False)
    stamp = Keyword(index=False, doc_values=False)

    class Meta:
        dynamic = MetaField(False)  # a field that is not named above is refused nowhere and indexed nowhere

    class Index:
        # One shard, so that what was written together is seen together. Deletes are remembered long enough that a late
        # writer with an older version cannot bring a document back.
        settings: ClassVar = {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "-1",
            "gc_deletes": "1h",
        }


def id_of(key: DocumentKey) -> str:
    """Return the id of a document in the index of its locale."""
    text = f"{key.kind}:{key.id}"
    return text if len(text.encode()) <= MAX_ID_BYTES else hashlib.sha256(text.encode()).hexdigest()


def facet(name: str, code: str) -> str:
    """Return a code as it is indexed."""
    return f"{name}:{code}"


def source_of(row: IndexedDocument, facets: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what is indexed of a row."""
    return {
        "uid": id_of(row.key),
        "kind": row.kind,
        "object_id": row.object_id,
        "facets": [facet(name, code) for name, code in facets],
        "visible_from": row.visible_from,
        "visible_until": row.visible_until,
        "stems": " ".join(tokens(row.weights)),
        "weights": row.weights,
        "title_stems": row.title_stems,
        "prior": row.prior or 0.0,
    }
