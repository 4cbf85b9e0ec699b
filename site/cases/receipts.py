"""What a citizen is told once it is sent: what normally follows, until when at the latest, and what they do. No database here."""

import datetime

from cases import next_step
from cases.models import Case
from cases.workflow import Status
from forms_app.service import Receipt, Stage


def receipt(case: Case, tracking_url: str, today: datetime.date) -> Receipt:
    """Return the receipt of a case as it stands today. A date that has gone by, or stands still, is not promised."""
    status = case.current_status
    is_promised = status.waiting_for == "city"
    due = case.due if is_promised and case.due and case.due >= today else None
    first_answer = case.answer_due if is_promised and case.answer_due and case.answer_due >= today else None
    road = [status, *case.workflow.road_from(status.code)]
    return Receipt(case.reference, tracking_url, tuple(_stage(each, due) for each in road), first_answer)


def _stage(status: Status, due: datetime.date | None) -> Stage:
    task = next_step.in_words(status.act)
    return Stage(status.citizen_title, status.citizen_text, task, due if status.is_final else None)
