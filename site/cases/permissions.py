"""Who may do what with cases: the department's own people, and nobody adds or deletes by hand."""

from typing import Any, cast

from cases.models import Case
from cases.queries import CaseQuerySet
from people.permissions import DepartmentPermissionPolicy

policy = DepartmentPermissionPolicy(Case, forbidden=frozenset({"add", "delete"}))


def visible_cases(user: Any) -> CaseQuerySet:
    """Return the cases that the user may see."""
    return cast(CaseQuerySet, policy.instances_user_has_any_permission_for(user, ("view", "change")))


def changeable_cases(user: Any) -> CaseQuerySet:
    """Return the cases that the user may handle."""
    return cast(CaseQuerySet, policy.instances_user_has_any_permission_for(user, ("change",)))
