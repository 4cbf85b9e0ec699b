"""An action from another app by one class and one template: on the case page, in the timeline, in the mail, refused, undone.

The class stands in tests/cases/parking/case_actions.py, which an installed app would have found by itself.
"""

import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from cases import actions
from cases.actions.base import CaseAction
from cases.errors import CaseNotFound, NotAllowed, NotPossible
from cases.models import Case, CaseEvent
from cases.registry import case_actions, temporarily
from ground.actor import SYSTEM
from ground.events import label_of
from ground.locking import Conflict
from people.roles import COUNTER, HANDLER, LEAD
from records.models import AuditLine, CapabilityLink, OutboxMessage
from records.service import drain_outbox, link_for, token_of
from tests.cases.factories import acting, make_case, staff
from tests.cases.parking.case_actions import ExtendAction
from tests.factories import make_department

pytestmark = pytest.mark.django_db
TEXT = "Het duurt 5 dagen langer: Veel aanvragen."
VALUES = {"days": 5, "reason": "Veel aanvragen."}


@pytest.fixture(autouse=True)
def extend(settings):
    folder = Path(__file__).parent / "parking" / "templates"
    settings.TEMPLATES = [{**each, "DIRS": [*each["DIRS"], folder]} for each in settings.TEMPLATES]
    with temporarily("extend", ExtendAction) as action:
        yield action


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def lead(case):
    return staff("leider", LEAD, case.department, first_name="Karin")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def at(case, rest=""):
    return f"/cms/snippets/cases/case/edit/{case.pk}/{rest}"


def perform(user, case, version=0, **values):
    return actions.perform(acting(user), case, "extend", lock_version=version, **{**VALUES, **values}).event


def citizen_page(case):
    return Client().get(f"/t/{token_of(link_for('case', case.pk))}/", follow=True).text


def later(monkeypatch, **more):
    """Let time pass, from the next question for the time on."""
    now = timezone.now() + datetime.timedelta(**more)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_its_button_stands_on_the_case_page_for_who_may_and_for_nobody_else(case, lead):
    assert f'href="{at(case, "verleng/")}">Verleng de termijn</a>' in browser(lead).get(at(case)).text
    for role in (HANDLER, COUNTER):
        assert "Verleng" not in browser(staff(role.lower(), role, case.department)).get(at(case)).text


def test_its_page_has_its_template_its_form_and_what_the_citizen_will_read(case, lead):
    page = browser(lead).get(at(case, "verleng/")).text
    for words in ("De burger leest hoeveel dagen erbij komen.", "Hoeveel dagen erbij?", 'value="5"', case.title):
        assert words in page
    page = browser(lead).post(at(case, "verleng/"), {**VALUES, "lock_version": 0, "preview": "1"}).text
    for words in (TEXT, "Uw aanvraag duurt langer", "Wij hebben meer tijd nodig"):
        assert words in page
    assert case.events.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(case, lead):
    page = browser(lead).post(at(case, "verleng/"), {"days": 21, "reason": "Drukte", "lock_version": 0}).text
    assert "Hoogstens 20." in page
    assert 'value="Drukte"' in page
    page = browser(lead).post(at(case, "verleng/"), {"days": 2, "reason": ".", "lock_version": 0}).text
    assert "Schrijf waarom." in page
    assert case.events.count() == 1


def test_it_is_done_and_stands_in_timeline_history_and_audit_trail_and_on_the_citizens_page(case, lead):
    answer = browser(lead).post(at(case, "verleng/"), {**VALUES, "lock_version": 0}, follow=True)
    assert answer.redirect_chain == [(at(case), 302)]
    assert "De burger weet dat het langer duurt." in answer.text
    entry = answer.context["timeline"][0]
    assert (entry.title, entry.text, entry.who, entry.is_internal) == ("Verleng de termijn", TEXT, str(lead), False)
    line = AuditLine.objects.get(action="case.extend")
    assert (line.detail, label_of(line.action)) == ({"days": 5}, "Termijn verlengd")
    assert Case.objects.get().handler == lead
    assert TEXT in citizen_page(case)


def test_its_mail_waits_until_it_can_no_longer_be_undone_and_says_its_own_words(case, lead, monkeypatch):
    perform(lead, case)
    drain_outbox()
    assert [each.subject.split(":")[0] for each in mail.outbox] == ["We ontvingen uw aanvraag"]
    later(monkeypatch, minutes=4, seconds=58)
    drain_outbox()
    assert len(mail.outbox) == 1
    later(monkeypatch, seconds=4)
    drain_outbox()
    assert mail.outbox[1].subject == f"Uw aanvraag duurt langer: {case.title} ({case.reference})"
    assert "Wij hebben meer tijd nodig voor uw aanvraag" in mail.outbox[1].body
    assert "Veel aanvragen" not in mail.outbox[1].body


def test_of_a_discreet_case_its_mail_says_the_number_alone(case, lead, monkeypatch):
    case.department.is_discreet = True
    case.department.save()
    perform(lead, Case.objects.with_words().get())
    later(monkeypatch, minutes=6)
    drain_outbox()
    assert f"Nummer {case.reference} duurt langer." in mail.outbox[1].body
    assert case.title not in mail.outbox[1].subject + mail.outbox[1].body


def test_it_is_refused_without_the_permission_and_not_there_out_of_reach(case):
    handler = staff("behandelaar", HANDLER, case.department)
    outsider = staff("buiten", LEAD, make_department("wegen", "Wegendienst"))
    for user, error, status in ((handler, NotAllowed, 403), (outsider, CaseNotFound, 404)):
        with pytest.raises(error):
            perform(user, case)
        for method in ("get", "post"):
            answer = getattr(browser(user), method)(at(case, "verleng/"), {**VALUES, "lock_version": 0})
            assert answer.status_code in (302, status), (user, method)
    assert case.events.count() == 1


def test_of_two_the_second_is_told_and_a_closed_case_refuses_it(case, lead):
    perform(lead, case)
    with pytest.raises(Conflict):
        perform(lead, Case.objects.get(), version=0)
    actions.move(SYSTEM, case, "refused", lock_version=1)
    with pytest.raises(NotPossible, match="gesloten"):
        perform(lead, case, version=2)
    assert "Een gesloten zaak kan niet langer duren." in browser(lead).get(at(case, "verleng/")).text
    assert at(case, "verleng/") not in browser(lead).get(at(case)).text


def test_it_is_undone_as_if_it_never_was_but_in_the_timeline(case, lead):
    before = {field: getattr(case, field) for field in ("handler", "answered_at", "answer_due", "due", "status_label")}
    event = perform(lead, case)
    assert CapabilityLink.objects.get(kind="case").expires_at is not None
    page = browser(lead).get(at(case)).text
    assert at(case, f"ongedaan/{event.pk}/") in page
    answer = browser(lead).post(at(case, f"ongedaan/{event.pk}/"), {"lock_version": 1}, follow=True)
    assert "Dat is ongedaan gemaakt." in answer.text
    now = Case.objects.get()
    assert {field: getattr(now, field) for field in before} == before
    assert CapabilityLink.objects.get(kind="case").expires_at is None
    assert TEXT not in citizen_page(case)
    assert OutboxMessage.objects.count() == 1
    titles = [(entry.title, entry.is_undone) for entry in answer.context["timeline"]]
    assert ("Ongedaan gemaakt: Verleng de termijn", False) in titles
    assert ("Verleng de termijn", True) in titles
    assert "ongedaan/" not in answer.text
    assert AuditLine.objects.get(action="case.undo").detail == {"event": event.pk}
    again = perform(lead, now, version=2)
    assert CaseEvent.objects.standing().last() == again


@pytest.mark.parametrize(("seconds", "is_undone"), [(299, True), (301, False)])
def test_it_is_undone_for_five_minutes_and_no_longer(case, lead, monkeypatch, seconds, is_undone):
    event = perform(lead, case)
    later(monkeypatch, seconds=seconds)
    if is_undone:
        assert actions.undo(acting(lead), case, event, lock_version=1).undoes == event
    else:
        assert "ongedaan/" not in browser(lead).get(at(case)).text
        with pytest.raises(NotPossible, match="te laat"):
            actions.undo(acting(lead), case, event, lock_version=1)
    assert Case.objects.get().status_label == ("Ontvangen" if is_undone else "Verlengd")


def test_it_is_not_undone_twice_nor_after_anyone_wrote_nor_when_its_mail_has_left(case, lead):
    event = perform(lead, case)
    actions.message(acting(lead), case, "Dag", lock_version=1)
    with pytest.raises(NotPossible, match="daarna gewijzigd"):
        actions.undo(acting(lead), case, event, lock_version=2)
    event = perform(lead, case, version=2)
    OutboxMessage.objects.filter(key=f"case.event:{event.pk}").update(available_at=timezone.now())
    drain_outbox()
    with pytest.raises(NotPossible, match="al vertrokken"):
        actions.undo(acting(lead), case, event, lock_version=3)
    assert (Case.objects.get().lock_version, case.events.filter(kind="undone").count()) == (3, 0)
    event = perform(lead, Case.objects.get(), version=3)
    actions.undo(acting(lead), Case.objects.get(), event, lock_version=4)
    with pytest.raises(NotPossible):
        actions.undo(acting(lead), Case.objects.get(), event, lock_version=5)


def test_a_mail_that_is_being_sent_is_not_taken_back(case, lead):
    event = perform(lead, case)
    OutboxMessage.objects.filter(key=f"case.event:{event.pk}").update(leased_until=timezone.now())
    with pytest.raises(NotPossible, match="al vertrokken"):
        actions.undo(acting(lead), case, event, lock_version=1)


def test_only_who_may_do_it_may_undo_it_a_colleagues_too(case, lead):
    event = perform(lead, case)
    handler = staff("behandelaar", HANDLER, case.department)
    assert "ongedaan/" not in browser(handler).get(at(case)).text
    with pytest.raises(NotAllowed):
        actions.undo(acting(handler), case, event, lock_version=1)
    actions.undo(acting(staff("tweede", LEAD, case.department)), case, event, lock_version=1)


def test_an_event_of_ours_or_of_another_case_is_not_undone(case, lead):
    moved = actions.move(acting(lead), case, "in_progress", lock_version=0)
    assert "ongedaan/" not in browser(lead).get(at(case)).text
    with pytest.raises(NotPossible, match="kan niet ongedaan"):
        actions.undo(acting(lead), case, moved, lock_version=1)
    other = perform(lead, make_case("Amina"))
    assert browser(lead).post(at(case, f"ongedaan/{other.pk}/"), {"lock_version": 1}).status_code == 404


def test_a_line_of_an_action_that_is_registered_no_more_still_shows(case, lead):
    perform(lead, case)
    case_actions._items.pop("extend")
    assert browser(lead).get(at(case)).context["timeline"][0].title == "extended"
    assert TEXT in citizen_page(case)


def test_ours_come_through_the_same_door(monkeypatch):
    """Each app's `case_actions` is read when it is installed."""
    known = {code for code, action in case_actions.items() if type(action).__module__.startswith("cases.")}
    assert known == {
        "move",
        "message",
        "assign",
        "note",
        "retry_mail",
        "show_in_full",
        "undo",
        "place_hold",
        "lift_hold",
    }
    assert not [code for code, action in case_actions.items() if not isinstance(action, CaseAction)]
    assert apps.is_installed("cases")
    autodiscover_modules("case_actions")  # a second time changes nothing
    assert {code for code, _action in case_actions.items()} == known | {"extend"}
