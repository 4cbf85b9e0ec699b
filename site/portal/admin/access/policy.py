"""The one policy of the admin: who opens each view under /cms/. What no row of the table names is not there, for nobody."""

from collections import defaultdict
from functools import cache

from django.urls import ResolverMatch

from ground.addresses import ADMIN
from portal.admin.access.rule import Rule
from portal.admin.access.table import RULES


def is_of_the_admin(match: ResolverMatch) -> bool:
    """Return whether a view is the admin's. By its route, which unlike a path is spelt in one way."""
    return match.route.lstrip("^").startswith(ADMIN[1:])


def rule_for(match: ResolverMatch) -> Rule | None:
    """Return the row that is about an address of the admin; None for one that is shut to all."""
    rules = rules_by_name().get(match.view_name, ())
    return next((rule for rule in rules if rule.covers(match.kwargs)), None)


@cache
def rules_by_name() -> dict[str, tuple[Rule, ...]]:
    """Return the rows of each view."""
    rules = defaultdict(list)
    for rule in RULES:
        for name in rule.names:
            rules[name].append(rule)
    return {name: tuple(rows) for name, rows in rules.items()}
