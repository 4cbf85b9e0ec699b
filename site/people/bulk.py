"""Bulk actions of the admin, for every model at once: their pages name only what the user may see anyway.

Wagtail's own lists what one may not touch by name, under "you have no permission for". Who may touch nothing of what was
asked, gets no page at all.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.permissions import policy_registry

SEEING = ("add", "change", "delete", "publish", "view", "lock", "unlock", "bulk_delete")


class Discreet:
    """Mixed into each bulk action when it is asked for."""

    request: HttpRequest
    model: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        try:
            objects, others = super().get_actionable_objects()  # type: ignore[misc]
        except (ValueError, ValidationError) as error:  # an id that is none
            raise Http404 from error
        told = {reason: [each for each in rest if self._may_see(each)] for reason, rest in others.items()}
        if not objects and not any(told.values()) and any(others.values()):
            raise Http404
        return objects, told

    def _may_see(self, told: Any) -> bool:
        instance = told["item"] if isinstance(told, dict) else told
        policy = policy_registry.get_by_type(instance.__class__)  # request.user is lazy: its type is no model
        return bool(policy.user_has_any_permission_for_instance(self.request.user, SEEING, instance))


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponseBase:
    """Take the place of Wagtail's dispatcher."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    found = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if found is None:
        raise Http404
    discreet: Any = type(found.__name__, (Discreet, found), {"__module__": found.__module__})
    answer: HttpResponseBase = discreet(request, model).dispatch(request)
    return answer
