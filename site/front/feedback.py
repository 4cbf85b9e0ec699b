"""Taking what a visitor says of a page, and settling it."""

import re

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from forms_app.service import Form
from front.models import Feedback
from ground.actor import Actor
from ground.addresses import FORMS, PRODUCTS
from ground.redaction import redact
from people.models import User
from people.permissions import AnyUser
from products.service import ProductPage
from records.service import Throttle, write_audit

VIEW, CHANGE, OF_NOBODY = "front.view_feedback", "front.change_feedback", "front.view_feedback_of_nobody"
OWNED = re.compile(rf"(?P<folder>{PRODUCTS}|{FORMS})(?P<name>[^/]+)/")

GIVEN_FEEDBACK = Throttle("feedback", 60, 600)
"""Of one address: a school or an office behind one router may all have an opinion."""


def take(path: str, text: str, *, is_clear: bool) -> tuple[Feedback, bool]:
    """Keep an opinion without who gave it; return it, and whether something about a person was left out of the text."""
    kept = redact(text.strip())
    row = Feedback.objects.create(
        path=path, is_clear=is_clear, text=kept, day=timezone.localdate(), department_id=department_of(path)
    )
    return row, kept != text.strip()


def department_of(path: str) -> int | None:
    """Return whose a page is: of a product and a form its department's, any other nobody's. One query at most."""
    owned = OWNED.fullmatch(path)
    if owned is None:
        return None
    rows: QuerySet[ProductPage] | QuerySet[Form]
    if owned["folder"] == PRODUCTS:
        rows = ProductPage.objects.filter(slug=owned["name"])
    else:
        rows = Form.objects.filter(key=owned["name"])
    return rows.values_list("department_id", flat=True).first()


def seen_by(user: AnyUser) -> QuerySet[Feedback]:
    """Return the opinions that a colleague sees: of their departments, and of pages of nobody for who has that right."""
    if not isinstance(user, User) or not user.has_perm(VIEW):
        return Feedback.objects.none()
    if user.is_superuser:
        return Feedback.objects.all()
    reach = Q(department__in=user.department_ids())
    if user.has_perm(OF_NOBODY):
        reach |= Q(department=None)
    return Feedback.objects.filter(reach)


@transaction.atomic
def settle(actor: Actor, user: AnyUser, pk: int, *, is_handled: bool) -> Feedback:
    """Mark an opinion as handled, or open it again. Raises PermissionDenied, and Feedback.DoesNotExist out of reach."""
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    row = seen_by(user).select_for_update(of=("self",)).get(pk=pk)
    if row.is_handled != is_handled:
        row.is_handled = is_handled
        row.save(update_fields=["is_handled"])
        write_audit(actor, "feedback.handled" if is_handled else "feedback.reopened", "feedback", row.pk)
    return row
