"""Leaving a query out of the insights, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ground.actor import Actor
from people.permissions import AnyUser
from records.service import write_audit
from search.models import IgnoredQuery

PERMISSION = "search.view_insights"


@transaction.atomic
def ignore(actor: Actor, user: AnyUser, query: str, locale: str = "nl") -> None:
    """Leave a query out of the lists. Raises PermissionDenied for who may not see them."""
    _require(user)
    row, is_new = IgnoredQuery.objects.get_or_create(query=query[:200], locale=locale)
    if is_new:
        write_audit(actor, "search.query_ignored", "query", row.pk)


@transaction.atomic
def take_back(actor: Actor, user: AnyUser, query: str, locale: str = "nl") -> None:
    """Show a query in the lists again. Raises PermissionDenied as above."""
    _require(user)
    for row in IgnoredQuery.objects.filter(query=query, locale=locale):
        write_audit(actor, "search.query_shown", "query", row.pk)
        row.delete()


def _require(user: AnyUser) -> None:
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
