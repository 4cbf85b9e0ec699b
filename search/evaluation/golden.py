"""The editors' own judged queries: what they should find, and how well search does on them over time."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from search.evaluation import trial
from search.evaluation.figures import Figures, JudgedQuery, evaluate
from search.indexing.documents import DocumentKey
from search.models import GoldenQuery, GoldenRun
from search.rules import current
from search.rules.current import Rules

DEEP = 10
"""Results that are looked at: the figures do not look further."""
MAX_MISSES = 50
"""Queries that miss of which a run keeps the place: who has more of them begins with these."""
COMPARED = ("s1", "s3", "ndcg10", "zero")


def judged(locale: str) -> list[JudgedQuery]:
    """Return the golden queries of a locale with the keys of what is right, in the order of the alphabet."""
    right: dict[str, set[str]] = defaultdict(set)
    for golden_query in GoldenQuery.objects.filter(locale=locale):
        right[golden_query.query].add(_name(DocumentKey(golden_query.kind, golden_query.object_id, locale)))
    return [JudgedQuery(text, "golden", frozenset(names)) for text, names in right.items()]


@dataclass(frozen=True, slots=True)
class Measurement:
    """The figures, and the queries whose right result does not stand first: with its place (from 1) or None, worst first."""

    figures: Figures
    misses: list[tuple[str, int | None]]

    def as_json(self) -> dict[str, Any]:
        """Return what a GoldenRun keeps."""
        return {**asdict(self.figures), "misses": self.misses[:MAX_MISSES]}


def measured(locale: str, under: Rules) -> Measurement | None:
    """Return how the golden queries fare under these rules; None when there are none. Each of them is searched."""
    queries = judged(locale)
    answers: dict[str, list[str]] = {}

    def search(text: str) -> list[str]:
        answers[text] = [_name(key) for key in trial.keys(text, locale, under, DEEP)]
        return answers[text]

    figures = evaluate(queries, search).get("all")
    return Measurement(figures, _misses(queries, answers)) if figures else None


def measure(locale: str, under: Rules) -> Figures | None:
    """Return the figures of the golden queries under these rules; None when there are no golden queries."""
    measurement = measured(locale, under)
    return measurement.figures if measurement else None


def _misses(queries: list[JudgedQuery], answers: Mapping[str, list[str]]) -> list[tuple[str, int | None]]:
    places = (
        (query.text, next((at for at, name in enumerate(answers[query.text], 1) if name in query.right), None))
        for query in queries
    )
    return sorted((miss for miss in places if miss[1] != 1), key=lambda miss: (-(miss[1] or DEEP + 1), miss[0]))


def measure_later(reason: str, user_id: int | None = None) -> None:
    """Let the queue measure once what changed is committed."""
    transaction.on_commit(lambda: async_task("search.evaluation.golden.record", reason, user_id))


def record(reason: str, user_id: int | None = None, locale: str = "nl") -> GoldenRun | None:
    """Measure under the rules in use and keep the figures; None when there are no golden queries. Runs in the queue too."""
    measurement = measured(locale, current.current(locale))
    if measurement is None:
        return None
    return GoldenRun.objects.create(reason=reason[:200], made_by_id=user_id, figures=measurement.as_json())


def record_if_moved(reason: str, locale: str = "nl") -> GoldenRun | None:
    """Measure, and keep the figures when they are others than the last ones: for what changes by the clock. Runs in the queue."""
    last, measurement = GoldenRun.objects.first(), measured(locale, current.current(locale))
    if measurement is None or (
        last and all(getattr(measurement.figures, name) == last.figures.get(name) for name in COMPARED)
    ):
        return None
    return GoldenRun.objects.create(reason=reason[:200], figures=measurement.as_json())


def comparison(old: Figures | None, new: Figures | None) -> list[dict[str, Any]]:
    """Return the figures that editors look at, before and after, as shares of 1; empty without golden queries."""
    if old is None or new is None:
        return []
    return [{"name": name, "before": getattr(old, name), "after": getattr(new, name)} for name in COMPARED]


def _name(key: DocumentKey) -> str:
    return f"{key.kind}:{key.id}"
