"""Rows that name a case by kind and id (messages, lines of the audit trail), and the one way to ask whose case it is."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models import Case as Choice
from django.db.models.functions import Cast, NullIf

from cases.service import Case

CASE_PK = Choice(When(target_kind="case", then=Cast(NullIf("target_id", Value("")), BigIntegerField())))
"""The case that a row is about; NULL for another kind, whose target need not be a number, and for a line about many."""


def about(cases: QuerySet[Case]) -> Q:
    """Return the condition of rows, with CASE_PK as their `case_pk`, about one of these cases.

    It is asked of each row, so that a million cases cost nothing.
    """
    return Q(Exists(cases.order_by().filter(pk=OuterRef("case_pk"))))
