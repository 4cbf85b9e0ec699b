"""Making the stories happen: each request through the real submission, each step through the real action, in its own time."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from cases.models import Case
from cases.service import assign, move, note
from demo.invented.clock import at, working_moment
from demo.invented.stories import Move, Story, stories
from demo.staff import ADMINISTRATOR
from forms_app.models import Form, Submission
from forms_app.service import submit_answers, validate
from ground.actor import Actor
from people.models import User
from products.models import ProductPage
from records.models import OutboxMessage
from records.service import sent_message_values

HANDLERS = {"bevolking": "behandelaar", "burgerzaken": "teamleider", "techniekhuis": "buitenstaander"}
"""Who takes the steps; where a department has nobody to sign in, the administrator does."""
DELIVERED_AFTER_DAYS = 2


class BadStory(Exception):
    """A story's answers do not pass its form."""


def load_cases(forms: Mapping[str, Form], products: Mapping[str, ProductPage], today: datetime.date) -> int:
    """Return how many cases there are, after making those of the stories."""
    staff = {user.username: user for user in User.objects.all()}
    made = stories()
    for number, story in enumerate(made):
        case = _open(number, story, forms[story.form], products.get(story.product), today)
        _handle(case, story, staff, today, number)
    _settle_mail(today)
    return len(made)


def _open(number: int, story: Story, form: Form, product: ProductPage | None, today: datetime.date) -> Case:
    moment = _moment(today, story.days_ago, number)
    version = form.current_version()
    assert version is not None  # noqa: S101  # the loader has just published it
    actor = Actor("citizen", channel=story.channel)  # type: ignore[arg-type]  # the stories name channels of Actor
    with at(moment):
        checked = validate(version.definition, _answers(story, moment.date()))
        if checked.errors:
            raise BadStory(f"Story {number} for the form {story.form}: {checked.errors}")
        context = {"product": product.pk} if product else {}
        submission: Submission = submit_answers(actor, version, checked.answers, key=f"demo:{number}", context=context)
    return Case.objects.with_words().get(submission=submission)


def _handle(case: Case, story: Story, staff: Mapping[str, User], today: datetime.date, number: int) -> None:
    usual = staff[HANDLERS.get(case.department.code, ADMINISTRATOR["username"])]
    user = staff[story.handler] if story.handler else usual
    actor = Actor("staff", str(user.pk))
    if story.handler:
        with at(_moment(today, story.days_ago, number, later=1)):
            assign(actor, case, user, lock_version=case.lock_version)
    if story.note:
        with at(_moment(today, story.days_ago, number, later=2)):
            note(actor, case, story.note)
    for step in story.moves:
        moment = _moment(today, max(0, story.days_ago - step.after), number, later=3)
        with at(moment):
            move(actor, case, step.target, lock_version=case.lock_version, message=_message(case, step))


def _message(case: Case, step: Move) -> str:
    """Return the story's words, or those that the workflow proposes."""
    transition = case.type_version.workflow.transition(case.status, step.target)
    return step.message or (transition.message if transition else "")


def _answers(story: Story, asked_on: datetime.date) -> dict[str, Any]:
    """Return the answers with their dates filled in."""
    dates = {"$moved": asked_on - datetime.timedelta(days=4), "$soon": asked_on + datetime.timedelta(days=6)}
    given = {
        name: dates[value].isoformat() if isinstance(value, str) and value in dates else value
        for name, value in story.answers.items()
    }
    return {name: value for name, value in given.items() if value not in ("", None)}


def _moment(today: datetime.date, days_ago: int, number: int, later: int = 0) -> datetime.datetime:
    """Return a moment in office hours, another for each story: `later` hours after the request's own; never to come."""
    moment = working_moment(today, days_ago, hour=8 + later + number % 3, minute=(number * 7) % 60)
    return min(moment, timezone.now())


def _settle_mail(today: datetime.date) -> None:
    """Mail of the past was delivered then, but for one that failed; only that of the last days is still sent, now."""
    mails = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED, target_kind="case").order_by("created_at")
    border = today - datetime.timedelta(days=DELIVERED_AFTER_DAYS)
    old = list(mails.filter(created_at__date__lt=border))
    for mail in old:
        mail.attempts, mail.tried_at = 1, mail.created_at
        for name, value in sent_message_values(mail.created_at).items():
            setattr(mail, name, value)
    if old:
        old[-1].state, old[-1].attempts, old[-1].sent_at = OutboxMessage.State.FAILED, 6, None
        old[-1].content_until = None
        old[-1].error = "550 5.1.1 Mailbox unavailable"
    OutboxMessage.objects.bulk_update(old, ["state", "attempts", "tried_at", "sent_at", "content_until", "error"])
    mails.filter(created_at__date__gte=border).update(available_at=timezone.now())
