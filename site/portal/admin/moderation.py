"""What waits for a colleague's approval, on the admin's front page: a task is a role's, but a form is a department's."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.permissions import policy_registry

from people.permissions import AnyUser, DepartmentPermissionPolicy
from people.viewsets import ANY


class NarrowedModerationPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's, without what the user does not reach."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        user = parent_context["request"].user
        return {**context, "states": [state for state in context["states"] if is_reached(user, state["obj"])]}


def is_reached(user: AnyUser, instance: models.Model) -> bool:
    """Return whether the user reaches an object; what belongs to no department, such as a page, all editors read."""
    policy = policy_registry.get_by_type(type(instance))
    if not isinstance(policy, DepartmentPermissionPolicy):
        return True
    return policy.user_has_any_permission_for_instance(user, ANY, instance)
