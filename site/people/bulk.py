"""Bulk actions of the admin, for every model at once: they act on what the list shows, and name only what the user may see.

Wagtail's own "all in the listing" forgets the list's filters (a search, mostly, it remembers), and lists what one may not touch
by name. Here it is the list itself that is asked which rows it has. Who may touch nothing of what was asked, gets no page at all.
"""

from copy import copy
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.permissions import policy_registry

from ground.refusal import Refusal

MAX_AT_ONCE = 50
"""How many objects one request may change: it is one transaction, and while it lasts nobody else can write."""

VIEW_PERMISSIONS = ("add", "change", "delete", "publish", "view", "lock", "unlock", "bulk_delete")


def listed_ids(request: HttpRequest, address: str, model: type[Model]) -> list[Any]:
    """Return the ids on the list at an address of the admin, all its pages, as its own view filters, searches and permits them.

    Http404 for an address that is no list of this model for this user.
    """
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404 as error:
        raise Http404 from error
    list_request = copy(request)
    list_request.GET, list_request.path, list_request.method = QueryDict(parts.query), parts.path, "GET"
    # Not rendered: the view's context is all that is wanted of it.
    context = getattr(match.func(list_request, *match.args, **match.kwargs), "context_data", None) or {}
    rows = context["paginator"].object_list if context.get("paginator") else None
    if rows is None or not issubclass(getattr(rows, "model", None) or context["view"].model, model):
        raise Http404
    return list(rows.values_list("pk", flat=True)) if isinstance(rows, QuerySet) else [row.pk for row in rows]


class OnTheList:
    """Mixed into each bulk action when it is asked for. One that does many objects as a job says `is_job = True`."""

    request: HttpRequest
    model: Any

    def get_all_objects_in_listing_query(self, parent_id: object) -> list[Any]:
        return listed_ids(self.request, get_valid_next_url_from_request(self.request), self.model)

    def form_valid(self, form: forms.BaseForm) -> object:
        number = sum(1 for _each in self.get_actionable_objects()[0])
        if number > MAX_AT_ONCE and not getattr(self, "is_job", False):
            raise Refusal(
                [
                    gettext("U koos %(number)d items. Dit kan met hoogstens %(max)d tegelijk. Er is niets gewijzigd.")
                    % {"number": number, "max": MAX_AT_ONCE}
                ],
                get_valid_next_url_from_request(self.request),
            )
        return super().form_valid(form)  # type: ignore[misc]  # mixin

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        try:
            objects, others = super().get_actionable_objects()  # type: ignore[misc]  # Wagtail has no types
        except (ValueError, ValidationError) as error:  # an id that is none
            raise Http404 from error
        reported = {reason: [each for each in rest if self._may_see(each)] for reason, rest in others.items()}
        if not objects and not any(reported.values()) and any(others.values()):
            raise Http404
        return objects, reported

    def _may_see(self, entry: object) -> bool:
        instance = entry["item"] if isinstance(entry, dict) else entry
        policy = policy_registry.get_by_type(instance.__class__)  # request.user is lazy: its type is no model
        return bool(policy.user_has_any_permission_for_instance(self.request.user, VIEW_PERMISSIONS, instance))


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
    """Take the place of Wagtail's dispatcher."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    listed: Any = type(action_class.__name__, (OnTheList, action_class), {"__module__": action_class.__module__})
    answer: HttpResponseBase = listed(request, model).dispatch(request)
    return answer
