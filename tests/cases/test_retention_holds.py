"""A legal hold: put and lifted on the case page by who leads the work, by its number by who decides about destroying."""

import pytest
from django.db import IntegrityError

from cases.errors import CaseNotFound, NotPossible
from cases.models import LegalHold
from cases.retention import holds
from people.roles import COUNTER, HANDLER, LEAD
from records.models import AuditLine
from tests.cases.factories import make_case, staff
from tests.cases.retention import due_case, records_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return due_case()


def at(case, path=""):
    return f"/cms/snippets/cases/case/edit/{case.pk}/{path}"


def test_a_team_leader_puts_and_lifts_a_hold_on_the_case_page(client, case):
    lead = staff("leider", LEAD, case.department)
    client.force_login(lead)
    assert "Leg een bewaarplicht op" in client.get(at(case)).text
    assert "Waarom moet deze zaak bewaard blijven?" in client.get(at(case, "bewaarplicht/")).text
    client.post(at(case, "bewaarplicht/"), {"reason": " Beroep bij de Raad van State "})
    hold = LegalHold.objects.get()
    assert (hold.case, hold.reason, hold.placed_by) == (case, "Beroep bij de Raad van State", lead)
    page = client.get(at(case)).text
    assert "De zaak wordt niet vernietigd en niet overgebracht zolang de bewaarplicht geldt." in page
    assert "Beroep bij de Raad van State" in page
    assert "Bewaarplicht opgelegd" in page  # in the timeline
    assert "Leg een bewaarplicht op" not in page
    client.post(at(case, "bewaarplicht-opheffen/"))
    hold.refresh_from_db()
    assert (hold.lifted_by, hold.lifted_at is not None) == (lead, True)
    assert "Leg een bewaarplicht op" in client.get(at(case)).text
    actions = AuditLine.objects.filter(target_id=str(case.pk), action__startswith="case.hold")
    assert [line.action for line in actions.order_by("id")] == ["case.hold_placed", "case.hold_lifted"]


def test_a_hold_without_a_reason_is_asked_again_with_what_was_typed(client, case):
    client.force_login(staff("leider", LEAD, case.department))
    assert (
        "Schrijf waarom deze zaak bewaard moet blijven." in client.post(at(case, "bewaarplicht/"), {"reason": " "}).text
    )
    assert "x" * 201 in client.post(at(case, "bewaarplicht/"), {"reason": "x" * 201}).text
    assert not LegalHold.objects.exists()
    client.post(at(case, "bewaarplicht/"), {"reason": "x" * 200})
    assert LegalHold.objects.exists()


@pytest.mark.parametrize("role", [HANDLER, COUNTER])
def test_who_does_not_lead_puts_none(client, case, role):
    client.force_login(staff("collega", role, case.department))
    assert "bewaarplicht/" not in client.get(at(case)).text
    assert client.post(at(case, "bewaarplicht/"), {"reason": "x"}).status_code in (302, 403)
    assert not LegalHold.objects.exists()


def test_one_hold_stands_at_a_time(case):
    by = records_manager()
    holds.place_by_number(by, case.reference, "Beroep")
    with pytest.raises(NotPossible, match="al een bewaarplicht"):
        holds.place_by_number(by, case.reference, "Nog een")
    holds.lift_by_id(by, case.pk)
    with pytest.raises(NotPossible, match="geen bewaarplicht"):
        holds.lift_by_id(by, case.pk)
    holds.place_by_number(by, case.reference, "Nieuw beroep")
    assert LegalHold.objects.count() == 2
    with pytest.raises(IntegrityError):
        LegalHold.objects.update(lifted_at=None)


def test_a_records_manager_holds_a_case_that_still_runs_too():
    running = make_case()
    assert holds.place_by_number(records_manager(), running.reference, "Onderzoek").case == running


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_reason_is_needed_and_bounded(case, reason):
    with pytest.raises(NotPossible):
        holds.place_by_number(records_manager(), case.reference, reason)


def test_a_number_of_no_case_is_said_to_be_none():
    with pytest.raises(CaseNotFound, match="geen zaak met dit nummer"):
        holds.place_by_number(records_manager(), "SN-0000-0000-0", "x")
