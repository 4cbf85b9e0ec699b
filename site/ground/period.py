"""A period of days that an address of the admin asks for."""

import datetime
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

DAYS = 30


@dataclass(frozen=True, slots=True)
class Period:
    """Days from start to end, both included."""

    start: datetime.date
    end: datetime.date

    @classmethod
    def last(cls, days: int, today: datetime.date | None = None) -> "Period":
        """Return the last so many days, today included."""
        end = today or timezone.localdate()
        return cls(end - datetime.timedelta(days=days - 1), end)

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """Return both ends, for a range."""
        return self.start, self.end


class PeriodFilterSet(WagtailFilterSet):  # type: ignore[misc]  # Wagtail has no types
    """The period; the view reads it before it adds up, so the filters themselves leave the rows alone."""

    periode = django_filters.ChoiceFilter(
        label=_("Periode"),
        choices=[("7", _("Laatste 7 dagen")), ("90", _("Laatste 90 dagen"))],
        empty_label=_("Laatste 30 dagen"),
        widget=forms.RadioSelect,
        method="leave",
    )
    van = django_filters.DateFilter(label=_("Of vanaf"), widget=AdminDateInput, method="leave")
    tot = django_filters.DateFilter(label=_("Tot en met"), widget=AdminDateInput, method="leave")

    def leave(self, rows: Any, name: str, value: object) -> Any:  # noqa: ANN401  # rows of any list
        return rows


def period_of(parameters: QueryDict) -> Period:
    """Return the period that an address asks for; the last 30 days when it asks for none, or for nonsense."""
    days = parameters.get("periode", "")
    period = Period.last(int(days) if days in ("7", "90") else DAYS)
    start, end = (_day(parameters.get(name, "")) for name in ("van", "tot"))
    if start or end:
        end = end or period.end
        start = start or end - datetime.timedelta(days=DAYS - 1)
    return Period(min(start, end), max(start, end)) if start and end else period


def _day(text: str) -> datetime.date | None:
    try:
        day: datetime.date | None = forms.DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day
