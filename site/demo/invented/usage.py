"""How citizens of the demo city searched in the last sixty days: the same city every time, written in bulk.

The queries are what people type: other words than the catalogue's, mistakes, and things that a city does not do. What each of
them found is what search answers to it.
"""

import datetime
import random
from collections import Counter

from demo.files import data
from ground.public import public_now
from products.models import ProductPage
from search.models import AskedQuery, ClickedResult, Refinement
from search.service import SearchResults, search
from search.usage import popularity

DAYS = 60
SEED = 9100


def load_usage(today: datetime.date) -> int:
    """Write the counts and what they make popular; return how many queries were asked."""
    dice = random.Random(SEED)  # noqa: S311  # a demo, no secret
    days = [today - datetime.timedelta(days=ago) for ago in range(1, DAYS + 1)]
    weights = [0.35 if day.weekday() >= 5 else 1.0 for day in days]
    pages = {page.slug: str(page.pk) for page in public_now(ProductPage.objects.all()).only("slug")}
    habits = data("usage")
    asked, clicked = [], []
    for query, habit in habits["opened"].items():
        results = search(query)
        for day, times in _spread(dice, days, weights, habit["monthly"] * 2):
            answers = [dice.random() for _ in range(times)]
            doubt = _doubt(results.certainty)
            yes, no = (sum(bottom <= answer < top for answer in answers) for bottom, top in ((0, 0.06), (0.06, doubt)))
            asked.append(_asked(day, results, times, yes, no))
            opened = sum(dice.random() < habit["share"] for _ in range(times)) if habit["product"] in pages else 0
            ranks = Counter(max(1, habit["rank"] + dice.choice((-1, 0, 0, 0, 1))) for _ in range(opened))
            clicked += [
                ClickedResult(
                    day=day,
                    locale="nl",
                    query=query,
                    kind="product",
                    object_id=pages[habit["product"]],
                    rank=place,
                    times=number,
                )
                for place, number in ranks.items()
            ]
    for query, monthly in habits["unanswered"].items():
        results = search(query)
        asked += [_asked(day, results, times) for day, times in _spread(dice, days, weights, monthly * 2)]
    refined = [
        Refinement(day=day, locale="nl", query=query, then=habit["then"], times=times)
        for query, habit in habits["refined"].items()
        for day, times in _spread(dice, days, weights, habit["monthly"] * 2)
    ]
    AskedQuery.objects.bulk_create(asked, batch_size=500, ignore_conflicts=True)
    ClickedResult.objects.bulk_create(clicked, batch_size=500, ignore_conflicts=True)
    Refinement.objects.bulk_create(refined, batch_size=500, ignore_conflicts=True)
    popularity.compute(today)
    return sum(row.times for row in asked)


def _spread(
    dice: random.Random, days: list[datetime.date], weights: list[float], times: int
) -> list[tuple[datetime.date, int]]:
    """Return on which days something happened so many times in all, fewer times at the weekend."""
    return sorted(Counter(dice.choices(days, weights, k=times)).items())


def _doubt(certainty: float) -> float:
    """Return up to where a throw between 0 and 1 is an unhappy answer: the less sure search was, the more of them."""
    return 0.07 + 0.12 * (1 - certainty)


def _asked(day: datetime.date, results: SearchResults, times: int, yes: int = 0, no: int = 0) -> AskedQuery:
    return AskedQuery(
        day=day,
        locale="nl",
        query=results.query,
        times=times,
        results=results.count,
        certainty=results.certainty,
        satisfied=yes,
        unsatisfied=no,
    )
