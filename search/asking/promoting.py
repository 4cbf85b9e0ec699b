"""Editors' word goes before the engine's: what they put first stands first, what they left out is not there."""

from collections.abc import Sequence

from search.asking.reranker import Ranked
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
    hidden = {one.key for one in promoted if one.is_hidden}
    kept = [place for place in places if place.key not in hidden]
    total -= len(places) - len(kept)
    pinned = [one for one in promoted if not one.is_hidden and one.key not in hidden]
    found = {place.key for place in kept}
    shown = found if is_narrowed else public_among(one.key for one in pinned)
    for one in pinned:
        if one.key not in shown:
            continue
        place = next((place for place in kept if place.key == one.key), None)
        if place:
            kept.remove(place)
        else:
            total += 1
        kept.insert(one.position - 1, place or Ranked(one.key, 0.0, 0.0))
    return total, kept
