"""Every view of the admin stands in the table of portal.admin.access, by name: one that a later release brings fails here."""

import itertools
from collections import Counter

import pytest
from django.urls import ResolverMatch, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import get_page_models

from portal.admin.access.rule import ACTION_PARTS, MODEL_PARTS
from portal.admin.access.table import CLOSED, PAGES, RULES, SERVED_BY


def walked(patterns, prefix="", namespaces=()):
    """Yield the route, the name and the pattern of each view, as the resolver would match it."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from walked(pattern.url_patterns, route, inside)
        elif route.startswith("cms/"):
            match = ResolverMatch(pattern.callback, (), {}, pattern.name, namespaces=list(namespaces))
            yield route, match.view_name, pattern


VIEWS = list(walked(get_resolver().url_patterns))
OPEN = {name for rule in RULES for name in rule.names}


def parts_of(name):
    """Return the names of the parts that the addresses of a view have."""
    return {part for route, each, _pattern in VIEWS if each == name for part in parts_in(route)}


def parts_in(route):
    """Return the names of what a route takes: "<int:pk>" and "(?P<pk>.+)" take a pk."""
    return {piece.split(">")[0].split(":")[-1] for piece in route.split("<")[1:]}


def test_the_walk_finds_the_admin():
    names = {name for _route, name, _pattern in VIEWS}
    assert len(names) > 350
    assert names >= {"wagtailadmin_home", "wagtailadmin_pages:edit", "outbox", "wagtail.admin.views.home.default"}


def test_every_view_of_the_admin_has_its_row_or_is_closed_on_purpose():
    without = sorted({f"{name}  ({route})" for route, name, _pattern in VIEWS if name not in OPEN | CLOSED})
    assert without == [], "give each a row in portal/admin/access/table.py (docs/guides/developers.md tells how)"


def test_no_row_names_a_view_that_is_not_there_or_is_closed_as_well():
    assert sorted((OPEN | CLOSED | set(SERVED_BY)) - {name for _route, name, _pattern in VIEWS}) == []
    assert sorted(OPEN & CLOSED) == []


def test_no_two_rows_are_about_one_address():
    times_listed = Counter(
        (name, *named)
        for rule in RULES
        for name in rule.names
        for named in itertools.product(rule.models or [""], rule.actions or [""])
    )
    assert [each for each, times in times_listed.items() if times > 1] == []


def test_a_row_lists_models_and_actions_where_the_address_names_one_and_only_there():
    wrong = []
    for rule, name in [(each, name) for each in RULES for name in each.names]:
        parts = parts_of(name)
        names_model = any({app, model} <= parts for app, model in MODEL_PARTS)
        if (bool(rule.models), bool(rule.actions)) != (names_model, bool(parts & set(ACTION_PARTS))):
            wrong.append(name)
    assert wrong == []


def test_every_part_of_an_address_that_names_a_model_is_known():
    known = {part for pair in MODEL_PARTS for part in pair}
    unknown = {
        part for route, _name, _pattern in VIEWS for part in parts_in(route) if "app_" in part or "model" in part
    }
    assert unknown <= known


def test_every_bulk_action_has_its_row():
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")  # reads the hooks
    registered = {
        (f"{app}.{model}", action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }
    rows = {
        named
        for rule in RULES
        if "wagtail_bulk_action" in rule.names
        for named in itertools.product(rule.models, rule.actions)
    }
    assert rows == registered


def test_every_kind_of_page_and_every_setting_has_its_row():
    assert {model._meta.label_lower for model in get_page_models()} == PAGES
    listed = {model for rule in RULES if "wagtailsettings:edit" in rule.names for model in rule.models}
    assert {model._meta.label_lower for model in settings_registry} == listed


@pytest.mark.parametrize("name", SERVED_BY)
def test_a_view_of_ours_stands_in_the_place_of_wagtails(name):
    callbacks = [pattern.callback for _route, each, pattern in VIEWS if each == name]
    own = SERVED_BY[name]
    assert [getattr(each, "view_class", each.__wrapped__) for each in callbacks] == [getattr(own, "view_class", own)]
