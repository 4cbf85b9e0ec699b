"""Sets of forms."""

from django.db.models import QuerySet

from forms_app.models import Form
from forms_app.permissions import policy
from people.permissions import AnyUser


def editable_forms(user: AnyUser) -> "QuerySet[Form]":
    """Return the forms that a member of staff may change: those of their departments."""
    forms: QuerySet[Form] = policy.instances_user_has_any_permission_for(user, ["change"])
    return forms
