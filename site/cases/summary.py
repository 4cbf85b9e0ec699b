"""A case as whoever holds its link may know it, as plain values: for the API and other clients than our own pages."""

import datetime
from dataclasses import dataclass

from cases.models import Case


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, as the citizen was told of it."""

    at: datetime.datetime
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """status and status_text in the citizen's words; waiting_for city, citizen or nobody; due None while the clock stands.

    act: what the citizen must do now (workflow.Act), "none" for nothing.
    """

    reference: str
    title: str
    status: str
    status_text: str
    waiting_for: str
    act: str
    due: datetime.date | None
    history: list[Happened]


def public_summary(case_id: str | int) -> Summary | None:
    """Return what the citizen may know of a case, or None when it is gone. Two queries, none for the workflow once read."""
    case = Case.objects.select_related("type_version").filter(pk=case_id).first()
    if case is None:
        return None
    status = case.current_status
    history = [
        Happened(event.at, case.workflow.status(event.status).citizen_title, event.text)
        for event in case.events.standing()
    ]
    return Summary(
        case.reference,
        case.title,
        status.citizen_title,
        status.citizen_text,
        case.waiting_for,
        status.act or "none",
        case.due,
        history,
    )
