"""Editors' word goes before the engine's: what they put first stands first, what they left out is not there."""

from collections.abc import Sequence
from dataclasses import replace

from search.asking.scorer import Ranked
from search.engines.visible import public_among
from search.rules.current import Promoted


def promote(
    total: int, places: Sequence[Ranked], promoted: Sequence[Promoted], is_narrowed: bool = False
) -> tuple[int, list[Ranked]]:
    """Return the number of results and their order after the promotions; a query when something is put first.

    What is put first need not answer the query; what the public may not see is never shown. is_narrowed: a facet is chosen,
    and what does not have its code stays out, also when an editor put it first.
    """
    if not promoted:
        return total, list(places)
    hidden = {promotion.key for promotion in promoted if promotion.is_hidden}
    remaining = [place for place in places if place.key not in hidden]
    total -= len(places) - len(remaining)
    pinned = [promotion for promotion in promoted if not promotion.is_hidden and promotion.key not in hidden]
    answering = {place.key for place in remaining}
    shown = answering if is_narrowed else public_among(promotion.key for promotion in pinned)
    for promotion in pinned:
        if promotion.key not in shown:
            continue
        place = next((place for place in remaining if place.key == promotion.key), None)
        if place:
            remaining.remove(place)
        else:
            total += 1
        remaining.insert(promotion.position - 1, replace(place or Ranked(promotion.key, 0.0, 0.0), is_pinned=True))
    return total, remaining
