"""Documents by the codes that results can be narrowed by: what has the same codes is counted as one group."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.engines.base import FACETS, FacetBucket, SearchQuery

Codes = Iterable[tuple[str, str]]


def codes_of(facets: Mapping[str, Iterable[str]]) -> str:
    """Return the codes as one text, a line for each: "kind:product" and "theme:MilieuEnergie"."""
    return "\n".join(sorted({f"{name}:{code}" for name in FACETS for code in facets.get(name, ())}))


@dataclass(frozen=True, slots=True)
class Group:
    """How many documents have exactly these (facet, code)s."""

    codes: frozenset[tuple[str, str]]
    documents: int

    @classmethod
    def of(cls, codes: str, documents: int) -> "Group":
        """Return the group of a text of codes (`codes_of`)."""
        return cls(_pairs(codes), documents)

    def answers(self, chosen: Codes) -> bool:
        """Say whether its documents stay when results are narrowed to these codes."""
        return self.codes.issuperset(chosen)


@lru_cache(maxsize=10_000)
def _pairs(codes: str) -> frozenset[tuple[str, str]]:
    lines = (line.partition(":") for line in codes.splitlines())
    return frozenset((name, code) for name, _colon, code in lines)


def buckets(groups: Iterable[Group], query: SearchQuery) -> dict[str, list[FacetBucket]]:
    """Return the buckets of each facet, counted without its own filter, largest first."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    others = {name: query.without(name).facets for name in FACETS}
    for group in groups:
        for name, code in group.codes:
            if group.answers(others[name]):
                counts[name][code] += group.documents
    return {
        name: [FacetBucket(*pair) for pair in sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))]
        for name, known in counts.items()
    }
