"""Dates and urgency as people say them. No database here."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.deadlines import WorkCalendar
from cases.retention.terms import Rule, due_on, is_valid
from cases.urgency import DONE, Today, Urgency, urgency


@dataclass(frozen=True, slots=True)
class Due:
    """How pressing something is, and its date: as a value and in words (None and "" without one)."""

    urgency: Urgency
    words: str
    date: datetime.date | None = None


def due_in_words(date: datetime.date | None, today: Today, *, is_closed: bool = False) -> Due:
    """Return the urgency of a case and its date as a handler says it: "2 dagen te laat", "nog 3 werkdagen"."""
    if is_closed:
        return Due(DONE, "")
    if date is None:
        return Due(urgency(date, today), gettext("de termijn staat stil"))
    return Due(urgency(date, today), _distance(date, today), date)


class Turn(Protocol):
    """What is needed of a Case to say whose turn it is."""

    @property
    def is_closed(self) -> bool: ...

    @property
    def waiting_for(self) -> str: ...


def turn_in_words(case: Turn) -> str:
    """Return who acts next: nobody, the citizen, or the city."""
    if case.is_closed:
        return gettext("Deze zaak is klaar.")
    if case.waiting_for == "citizen":
        return gettext("De burger is aan zet. De termijn staat stil.")
    return gettext("De stad is aan zet.")


KEPT = {
    "archive": _("%(years)s jaar na het einde wordt een zaak voorgesteld om over te brengen naar het archief"),
    "destroy": _("%(years)s jaar na het einde wordt een zaak voorgesteld om te vernietigen"),
}
PROPOSED = {
    "archive": _("Deze zaak wordt op %(date)s voorgesteld om over te brengen naar het archief"),
    "destroy": _("Deze zaak wordt op %(date)s voorgesteld om te vernietigen"),
}
OVER = {
    "archive": _(
        "De bewaartermijn is voorbij sinds %(date)s: de zaak wordt voorgesteld om over te brengen naar het archief"
    ),
    "destroy": _("De bewaartermijn is voorbij sinds %(date)s: de zaak wordt voorgesteld om te vernietigen"),
}
"""By what follows: while the case runs, after its end, and once its term is over."""
WITHOUT_RULE = _("Dit zaaktype heeft geen selectieregel: de zaak wordt niet vernietigd en niet overgebracht.")
RULE_EXPIRED = _(
    "Selectieregel %(rule)s van dit zaaktype is niet (meer) geldig: de zaak wordt niet vernietigd en niet overgebracht."
)


def retention_in_words(
    rule: Rule, today: datetime.date, closed_on: datetime.date | None = None, *, is_held: bool = False
) -> str:
    """Return how long a case is kept, until which day, and what follows, by which rule of the selection list."""
    if is_held:
        return gettext("De zaak wordt niet vernietigd en niet overgebracht zolang de bewaarplicht geldt.")
    if not rule.retention_rule.strip():
        return str(WITHOUT_RULE)
    words = {"rule": rule.retention_rule, "years": rule.retention_years, "date": ""}
    if not is_valid(rule, today):
        return str(RULE_EXPIRED) % words
    sentences = KEPT
    if closed_on is not None:
        due = due_on(closed_on, rule.retention_years)
        words["date"], sentences = day(due), PROPOSED if due > today else OVER
    return gettext("%(what)s (selectieregel %(rule)s).") % {
        "what": str(sentences[rule.retention_then]) % words,
        "rule": rule.retention_rule,
    }


def day(date: datetime.date) -> str:
    """Return a date in full: "4 december 2026"."""
    return date_format(date, "j F Y")


def _distance(date: datetime.date, today: Today) -> str:
    if date < today.date:
        days = (today.date - date).days
        return ngettext("%(days)s dag te laat", "%(days)s dagen te laat", days) % {"days": days}
    if date == today.date:
        return gettext("vandaag")
    left = working_days_between(today.date, date, today.calendar)
    return ngettext("nog %(days)s werkdag", "nog %(days)s werkdagen", left) % {"days": left}


def working_days_between(today: datetime.date, date: datetime.date, calendar: WorkCalendar) -> int:
    """Return how many working days come after today, up to and with the date."""
    days = (today + datetime.timedelta(days=number) for number in range(1, (date - today).days + 1))
    return sum(calendar.is_working_day(day) for day in days)
