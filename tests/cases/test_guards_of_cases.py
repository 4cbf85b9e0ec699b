"""What may not be done to a case, and what a later step may not undo."""

import datetime

import pytest
from django.utils import timezone

from cases import actions
from cases.errors import NotAllowed, NotPossible
from cases.models import Case
from cases.permissions import policy
from ground.locking import Conflict
from people.permissions import reaches, within_reach
from people.roles import COUNTER, HANDLER, LEAD
from records.models import CapabilityLink, OutboxMessage
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def handler(case):
    return staff("behandelaar", HANDLER, case.department)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_the_first_answer_stays_the_first_whatever_comes_after(case, handler):
    first = timezone.now() - datetime.timedelta(days=3)
    actions.move(acting(handler), case, "in_progress", lock_version=0, at=first)
    for number, act in enumerate(
        (
            lambda seen: actions.message(acting(handler), case, "Nog iets", lock_version=seen),
            lambda seen: actions.move(
                acting(handler), case, "waiting", message="Bezorg ons uw contract.", lock_version=seen
            ),
            lambda seen: actions.move(acting(handler), case, "in_progress", lock_version=seen),
            lambda seen: actions.move(acting(handler), case, "done", lock_version=seen),
        ),
        1,
    ):
        act(number)
        assert fresh(case).answered_at == first


def test_a_message_is_a_first_answer_and_a_note_is_none(case, handler):
    actions.note(acting(handler), case, "Alleen voor ons")
    assert fresh(case).answered_at is None
    actions.message(acting(handler), case, "Dag", lock_version=0)
    assert fresh(case).answered_at is not None


def test_only_an_end_closes_a_case_and_bounds_its_link(case, handler):
    actions.move(acting(handler), case, "in_progress", lock_version=0)
    assert fresh(case).closed_at is None
    assert CapabilityLink.objects.get(kind="case").expires_at is None
    actions.move(acting(handler), case, "done", lock_version=1)
    ends = CapabilityLink.objects.get(kind="case").expires_at - fresh(case).closed_at
    assert ends == datetime.timedelta(days=actions.LINK_DAYS_AFTER_END)


def test_a_case_that_somebody_has_stays_theirs_when_a_colleague_moves_it(case, handler):
    colleague = staff("collega", HANDLER, case.department)
    actions.assign(acting(handler), case, handler, lock_version=0)
    actions.move(acting(colleague), case, "in_progress", lock_version=1)
    assert fresh(case).handler == handler


def test_a_handler_gives_a_case_to_nobody_else_and_a_lead_only_to_who_handles_it(case, handler):
    colleague = staff("collega", HANDLER, case.department)
    with pytest.raises(NotAllowed):
        actions.assign(acting(handler), case, colleague, lock_version=0)
    lead = staff("leider", LEAD, case.department)
    outsider = staff("buiten", HANDLER, make_department("techniek", "Techniekhuis"))
    clerk = staff("balie", COUNTER, case.department)
    closed = staff("weg", HANDLER, case.department)
    closed.is_active = False
    closed.save()
    for nobody in (outsider, clerk, closed):
        with pytest.raises(NotAllowed):
            actions.assign(acting(lead), case, nobody, lock_version=0)
    actions.assign(acting(lead), case, colleague, lock_version=0)
    assert fresh(case).handler == colleague


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_is_no_message_and_no_note(case, handler, text):
    with pytest.raises(NotPossible):
        actions.message(acting(handler), case, text, lock_version=0)
    with pytest.raises(NotPossible):
        actions.note(acting(handler), case, text)


def test_who_saw_an_older_state_changes_nothing(case, handler):
    actions.message(acting(handler), case, "Dag", lock_version=0)
    for act in (
        lambda: actions.move(acting(handler), fresh(case), "in_progress", lock_version=0),
        lambda: actions.message(acting(handler), fresh(case), "Dag", lock_version=0),
        lambda: actions.assign(acting(handler), fresh(case), handler, lock_version=0),
    ):
        with pytest.raises(Conflict):
            act()
    assert (fresh(case).status, fresh(case).handler) == ("received", None)


def test_a_mail_of_another_case_is_not_sent_again(case, handler):
    other = make_case()
    mails = OutboxMessage.objects
    mails.update(state=OutboxMessage.State.FAILED)
    with pytest.raises(NotPossible):
        actions.retry_mail(acting(handler), case, mails.get(target_id=str(other.pk)).pk)
    assert mails.filter(state=OutboxMessage.State.FAILED).count() == 2
    actions.retry_mail(acting(handler), case, mails.get(target_id=str(case.pk)).pk)
    assert mails.filter(state=OutboxMessage.State.QUEUED).get().target_id == str(case.pk)


def test_a_closed_account_is_refused_by_each_guard_on_its_own(case, handler, monkeypatch):
    handler.is_active = False
    handler.save()
    assert not reaches(handler, case)
    assert not within_reach(Case.objects.all(), handler)
    monkeypatch.setattr(type(policy), "user_has_permission_for_instance", lambda *args: True)
    with pytest.raises(NotAllowed):
        actions.note(acting(handler), case, "Nog snel iets")
