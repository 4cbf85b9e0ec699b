"""What handlers do to cases: who may, what changes, what the citizen is told, and that two never overwrite each other."""

import datetime

import pytest

from cases import actions
from cases.deadlines import BRUSSELS
from cases.errors import NotAllowed, NotPossible
from cases.models import Case, CaseEvent
from ground.actor import SYSTEM, Actor
from ground.locking import Conflict
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD
from records.models import AuditLine, CapabilityLink, OutboxMessage
from records.service import AppendOnly
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)


def day(number, hour=12):
    return datetime.datetime(2026, 11, number, hour, tzinfo=BRUSSELS)


@pytest.fixture
def case():
    return make_case(at=MONDAY)


@pytest.fixture
def handler(case):
    return staff("behandelaar", HANDLER, case.department)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_a_move_changes_status_claims_the_case_and_tells_the_citizen_once(case, handler):
    event = actions.move(acting(handler), case, "in_progress", lock_version=0, message=" Wij zijn begonnen. ")
    now = fresh(case)
    assert (now.status, now.status_label, now.handler, now.lock_version) == (
        "in_progress",
        "In behandeling",
        handler,
        1,
    )
    assert (event.kind, event.text, event.actor_id) == ("moved", "Wij zijn begonnen.", str(handler.pk))
    assert OutboxMessage.objects.filter(key=f"case.event:{event.pk}").count() == 1
    line = AuditLine.objects.filter(action="case.moved").get()
    assert (line.actor_id, line.detail) == (str(handler.pk), {"source": "received", "target": "in_progress"})


def test_a_step_that_is_not_drawn_is_refused_and_changes_nothing(case, handler):
    with pytest.raises(NotPossible, match="Ontvangen"):
        actions.move(acting(handler), case, "done", lock_version=0)
    assert fresh(case).status == "received"
    assert OutboxMessage.objects.count() == 1


def test_of_two_handlers_the_second_is_told_and_overwrites_nothing(case, handler):
    second = staff("collega", HANDLER, case.department)
    his, hers = fresh(case), fresh(case)
    actions.move(acting(handler), his, "in_progress", lock_version=his.lock_version)
    with pytest.raises(Conflict):
        actions.move(acting(second), hers, "refused", lock_version=hers.lock_version, message="Nee.")
    assert fresh(case).status == "in_progress"
    assert CaseEvent.objects.filter(case=case).count() == 2
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("role", [CHIEF_EDITOR, COUNTER, None])
def test_a_colleague_without_the_role_may_change_nothing(case, role):
    user = staff("collega", role, case.department)
    assert_refused(acting(user), case)


def test_a_handler_of_another_department_may_change_nothing(case):
    assert_refused(acting(staff("buitenstaander", HANDLER, make_department("techniek", "Techniekhuis"))), case)


def test_nobody_else_may_change_anything(case, handler):
    handler.is_active = False
    handler.save()
    for actor in (Actor("citizen"), Actor("api_client", "1"), Actor("staff", "999999"), acting(handler)):
        assert_refused(actor, case)


def assert_refused(actor, case):
    """Try every action as this actor."""
    before = fresh(case)
    with pytest.raises(NotAllowed):
        actions.move(actor, case, "in_progress", lock_version=0)
    with pytest.raises(NotAllowed):
        actions.message(actor, case, "Dag", lock_version=0)
    with pytest.raises(NotAllowed):
        actions.note(actor, case, "Dag")
    with pytest.raises(NotAllowed):
        actions.assign(actor, case, None, lock_version=0)
    with pytest.raises(NotAllowed):
        actions.retry_mail(actor, case, OutboxMessage.objects.get().pk)
    assert fresh(case).lock_version == before.lock_version
    assert case.notes.count() == 0


def test_a_role_that_was_taken_away_works_at_once(case, handler):
    actor = acting(handler)
    handler.departments.clear()
    with pytest.raises(NotAllowed):
        actions.note(actor, case, "Nog snel iets")


def test_the_system_may_move_a_case_and_claims_nothing(case):
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    assert fresh(case).handler is None


def test_waiting_for_the_citizen_stops_both_clocks_and_going_on_gives_the_days_back(case, handler):
    assert (case.answer_due, case.due) == (datetime.date(2026, 11, 30), datetime.date(2026, 12, 21))
    actor = acting(handler)
    actions.move(actor, case, "in_progress", lock_version=0, at=day(24))
    assert fresh(case).next_due == datetime.date(2026, 12, 21)
    actions.move(actor, case, "waiting", message="Bezorg ons uw huurcontract.", lock_version=1, at=day(24, 15))
    assert (fresh(case).due, fresh(case).next_due) == (None, None)
    actions.move(actor, case, "in_progress", lock_version=2, at=day(26))
    assert fresh(case).due == datetime.date(2026, 12, 23)


def test_a_message_is_a_first_answer(case, handler):
    assert fresh(case).next_due == datetime.date(2026, 11, 30)
    actions.message(acting(handler), case, "Wij kijken het na.", lock_version=0, at=day(24))
    now = fresh(case)
    assert (now.answered_at, now.answer_due, now.next_due) == (day(24), None, datetime.date(2026, 12, 21))


def test_an_end_closes_the_case_and_its_link_opens_a_year_longer(case, handler):
    actions.move(acting(handler), case, "refused", lock_version=0, at=day(24))
    now = fresh(case)
    assert (now.closed_at, now.due, now.next_due, now.waiting_for) == (day(24), None, None, "nobody")
    assert CapabilityLink.objects.get(object_id=str(case.pk)).expires_at == day(24) + datetime.timedelta(days=365)


def test_running_cases_keep_the_workflow_and_terms_that_they_began_with(case, handler):
    kind = case.type_version.case_type
    kind.end_term = 5
    kind.statuses[0].value["label"] = "Binnen"
    kind.save()
    assert kind.versions.count() == 2
    actions.move(acting(handler), fresh(case), "in_progress", lock_version=0, at=day(24))
    assert fresh(case).due == datetime.date(2026, 12, 21)
    assert make_case("Amina", at=MONDAY).status_label == "Binnen"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_message_or_note_is_refused(case, handler, text):
    with pytest.raises(NotPossible):
        actions.message(acting(handler), case, text, lock_version=0)
    with pytest.raises(NotPossible):
        actions.note(acting(handler), case, text)


def test_a_note_tells_the_citizen_nothing(case, handler):
    actions.note(acting(handler), case, "Belt altijd 's avonds.")
    assert OutboxMessage.objects.count() == 1
    assert case.notes.get().author == handler
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_a_handler_takes_and_gives_back_but_only_a_lead_gives_to_another(case, handler):
    colleague = staff("collega", HANDLER, case.department)
    lead = staff("teamleider", LEAD, case.department)
    actions.assign(acting(handler), case, handler, lock_version=0)
    assert fresh(case).handler == handler
    actions.assign(acting(handler), case, None, lock_version=1)
    assert fresh(case).handler is None
    with pytest.raises(NotAllowed):
        actions.assign(acting(handler), case, colleague, lock_version=2)
    actions.assign(acting(lead), case, colleague, lock_version=2)
    assert fresh(case).handler == colleague


def test_a_case_is_never_given_to_who_could_not_handle_it(case):
    lead = staff("teamleider", LEAD, case.department)
    outsider = staff("buitenstaander", HANDLER, make_department("techniek", "Techniekhuis"))
    with pytest.raises(NotAllowed, match="buitenstaander"):
        actions.assign(acting(lead), case, outsider, lock_version=0)


def test_history_is_written_once(case, handler):
    event = CaseEvent.objects.get(case=case)
    event.text = "Anders"
    for change in (event.save, event.delete, CaseEvent.objects.all().delete, lambda: CaseEvent.objects.update(text="")):
        with pytest.raises(AppendOnly):
            change()
    assert CaseEvent.objects.get(case=case).text == ""


def test_a_case_without_an_address_gets_no_mail_and_is_handled_all_the_same(handler):
    case = make_case("Roza", "", at=MONDAY)
    before = OutboxMessage.objects.count()
    actions.move(acting(handler), case, "in_progress", lock_version=0)
    assert OutboxMessage.objects.count() == before
