"""What a row of the table says: which views, for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from wagtail.permissions import policy_registry

from people.permissions import AnyUser

Test = Callable[[Any], bool]
"""Whether a user opens something."""

ANY = ("add", "change", "delete", "view", "choose", "publish", "lock", "unlock", "bulk_delete")
MODEL_PARTS = (
    ("app_label", "model_name"),
    ("app_name", "model_name"),
    ("content_type_app_name", "content_type_model_name"),
)
"""By which names an address names a model."""
ACTION_PARTS = ("action", "action_name")
"""By which names an address names an action."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Views, and who opens them.

    `names` are those of ResolverMatch.view_name: "wagtailusers_users:edit"; the callable's path for a view without a name.
    `models` ("forms_app.form") and `actions` ("delete"): what an address of these views may name. One that names a model or
    an action which no row lists is shut. `is_hidden`: who may not is told that it is not there. `is_offered_to`: to whom
    a list offers it, where that is not everybody to whom it is open.
    """

    names: tuple[str, ...]
    is_open_to: Test
    models: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    is_hidden: bool = False
    is_offered_to: Test | None = None

    def covers(self, kwargs: Mapping[str, Any]) -> bool:
        """Return whether the row is about an address with these parts."""
        model, action = model_in(kwargs), action_in(kwargs)
        return (model is None or model in self.models) and (action is None or action in self.actions)


def model_in(kwargs: Mapping[str, Any]) -> str | None:
    """Return the label of the model that an address names; None for one that names none.

    >>> model_in({"app_label": "forms_app", "model_name": "form"}), model_in({"pk": 1})
    ('forms_app.form', None)
    """
    for app, model in MODEL_PARTS:
        if app in kwargs and model in kwargs:
            return f"{kwargs[app]}.{kwargs[model]}"
    return None


def action_in(kwargs: Mapping[str, Any]) -> str | None:
    """Return the action that an address names; None for one that names none."""
    return next((kwargs[part] for part in ACTION_PARTS if part in kwargs), None)


def views(namespace: str, names: str) -> tuple[str, ...]:
    """Return the full names of a namespace's views.

    >>> views("wagtailsites", "index add")
    ('wagtailsites:index', 'wagtailsites:add')
    """
    return tuple(f"{namespace}:{name}" for name in names.split())


def anybody(user: AnyUser) -> bool:
    """Also who has not signed in."""
    return True


def staff(user: AnyUser) -> bool:
    """Whoever may enter the admin."""
    return bool(user.has_perm("wagtailadmin.access_admin"))


def may(label: str, *actions: str) -> Test:
    """Return the test for one of these rights on objects of a model, as its own policy gives them."""

    def is_open_to(user: AnyUser) -> bool:
        policy = policy_registry.get_by_type(apps.get_model(label))
        return bool(policy.user_has_any_permission(user, actions))

    return is_open_to


def works_on(label: str) -> Test:
    """Return the test for any right on objects of a model."""
    return may(label, *ANY)


def has(*permissions: str) -> Test:
    """Return the test for all of these rights."""
    return lambda user: bool(user.has_perms(permissions))
