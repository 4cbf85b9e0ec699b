"""The one table of lifetimes: of each model of ours what it keeps of people, how long, and what ends it.

Each app fills it in its `lifetimes.py`. docs/lifetimes.md is the same table in writing; tests/walls/test_lifetimes.py fails for a
model that stands in neither list, in both, or that says something else there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from ground.registry import Registry


@dataclass(frozen=True, slots=True)
class Lifetime:
    """What a model keeps of people, how long, and the job that ends it (a function of portal.operations.jobs).

    job is "" where it goes with something else or by somebody's hand: how_long says so.
    """

    what: str | Promise
    how_long: str | Promise
    job: str = ""


lifetimes: Registry[Lifetime] = Registry("lifetime of a model")
"""By a model's label, "records.AuditLine"."""
without_people: Registry[str] = Registry("reason why a model holds nothing of people")


def keep(rows: Mapping[str, Lifetime]) -> None:
    """Say how long models keep what they hold of people."""
    for label, lifetime in rows.items():
        lifetimes.register(label, lifetime)


def hold_no_people(reasons: Mapping[str, str]) -> None:
    """Say why models hold nothing of people. The reason is for developers, in English."""
    for label, reason in reasons.items():
        without_people.register(label, reason)
