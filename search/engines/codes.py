"""The codes by which results can be narrowed, as the text that stands with each document."""

from collections.abc import Iterable, Mapping

from search.engines.base import FACETS


def codes_of(facets: Mapping[str, Iterable[str]]) -> str:
    """Return the codes as one text, a line for each: "kind:product" and "theme:MilieuEnergie"."""
    return "\n".join(sorted({f"{name}:{code}" for name in FACETS for code in facets.get(name, ())}))


def pairs_of(codes: str) -> list[tuple[str, str]]:
    """Return (facet, code) of each line."""
    lines = (line.partition(":") for line in codes.splitlines())
    return [(name, code) for name, _colon, code in lines]
