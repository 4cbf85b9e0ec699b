"""What search keeps: the index, the editors' rules, counts of how it is used, and judged queries."""

from search.models.golden import GoldenQuery, GoldenRun
from search.models.index import (
    DocumentFacet,
    DocumentVector,
    Generation,
    IndexedDocument,
    IndexedWord,
    RemovedDocument,
    new_stamp,
)
from search.models.rules import Promotion, Ruleset, Synonym
from search.models.usage import AskedQuery, ClickedResult, IgnoredQuery, Popularity, Refinement

__all__ = [
    "AskedQuery",
    "ClickedResult",
    "DocumentFacet",
    "DocumentVector",
    "Generation",
    "GoldenQuery",
    "GoldenRun",
    "IgnoredQuery",
    "IndexedDocument",
    "IndexedWord",
    "Popularity",
    "Promotion",
    "Refinement",
    "RemovedDocument",
    "Ruleset",
    "Synonym",
    "new_stamp",
]
