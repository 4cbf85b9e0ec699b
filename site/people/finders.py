"""The admin's one search box: each app says what can be found of its own, by whom and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry
from wagtail.search.backends import get_search_backend

from ground.registry import Registry
from people.permissions import AnyUser

ANY = ("add", "change", "delete", "publish", "view")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its title, where it is opened, and what tells it from others."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """What of one kind is found. order: its place among the others.

    is_for: whether a user sees any of this kind at all. find: the first hits for words, limit at most, only what this user may
    open. more: the address of the list with all hits; "" for none.
    """

    label: str | Promise
    order: int
    is_for: Callable[[AnyUser], bool]
    find: Callable[[HttpRequest, str, int], Sequence[Hit]]
    more: Callable[[str], str]


finders: Registry[Finder] = Registry("finder of the admin")


Address = Callable[[Any], str | None]
"""Where an object is opened; None for one that is left out."""
Note = Callable[[Any], str]


def no_note(_instance: object) -> str:
    """Return nothing: the title says enough."""
    return ""


def hits(among: QuerySet[Any], words: str, limit: int, address: Address, note: Note = no_note) -> list[Hit]:
    """Return what Wagtail's search has of a set: titles that begin so, then what holds the words. Two queries."""
    backend = get_search_backend()
    by_title = list(backend.autocomplete(words, among)[:limit])
    anywhere = list(backend.search(words, among)[:limit]) if len(by_title) < limit else []
    unique = {each.pk: each for each in [*by_title, *anywhere]}
    opened = [(each, address(each)) for each in unique.values()]
    return [Hit(str(each), where, note(each)) for each, where in opened if where][:limit]


def has_any(model: type[Model]) -> Callable[[AnyUser], bool]:
    """Return the test whether a user may do anything with a model."""
    return lambda user: bool(policy_registry.get_by_type(model).user_has_any_permission(user, ANY))


def of_model(model: type[Model], note: Note = no_note) -> Callable[[HttpRequest, str, int], Sequence[Hit]]:
    """Return the `find` of a model's objects that the user reaches by its policy and may change."""

    def find(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
        reachable = policy_registry.get_by_type(model).instances_user_has_any_permission_for(request.user, ANY)
        return hits(reachable, words, limit, AdminURLFinder(request.user).get_edit_url, note)

    return find


def listed_at(name: str) -> Callable[[str], str]:
    """Return the `more` of a list of the admin, by the name of its view, which searches by `q`."""
    return lambda words: f"{reverse(name)}?{urlencode({'q': words})}"
