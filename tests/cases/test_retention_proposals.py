"""A night proposes what is due and new, once; people decide; nothing goes without a valid rule."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cases.errors import NotAllowed, NotPossible
from cases.models import Case, CaseType, Disposal, DisposalItem
from cases.retention import deciding, holds, proposing
from cases.retention.judging import REST, due_cases
from cases.retention.proposing import ITEMS_TTL, propose
from cases.retention.terms import closed_before
from people.models import User
from people.roles import ADMINISTRATOR, AUDITOR, HANDLER, LEAD
from records.models import AuditLine, AuditTarget
from tests.cases.factories import acting, make_case, staff
from tests.cases.retention import approve, close, due_case, give_rule, proposal, records_manager, today

pytestmark = pytest.mark.django_db
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
State, ItemState = Disposal.State, DisposalItem.State


def proposed():
    return set(DisposalItem.objects.values_list("case_id", flat=True))


def tomorrow():
    """Return what tomorrow's night makes; made_on is a day, so that today's proposals leave room for it."""
    return propose(today() + DAY)


def test_a_night_proposes_what_ended_before_the_term_and_not_what_ended_a_minute_later():
    before = closed_before(today(), 5)
    due = close(make_case(), before - MINUTE)
    close(make_case("Ewa"), before)
    make_case("Lotte")
    give_rule()
    assert propose() == 1
    disposal = Disposal.objects.get()
    assert proposed() == {due.pk}
    assert (disposal.rule, disposal.years, disposal.destination) == ("SN-12", 5, "destroy")
    assert disposal.items.get().reference == due.reference
    assert AuditLine.objects.get(action="disposal.proposed").detail == {"cases": 1}


def test_a_term_of_no_years_ends_with_the_day_of_the_end():
    case = close(make_case(), closed_before(today(), 0) - MINUTE)
    close(make_case("Ewa"), closed_before(today(), 0) + MINUTE)
    give_rule(years=0)
    propose()
    assert proposed() == {case.pk}


@pytest.mark.parametrize(("days", "made"), [(0, 1), (-1, 0)])
def test_a_rule_counts_on_its_last_day_and_not_on_the_day_after(days, made):
    due_case()
    give_rule(days=days)
    assert propose() == made


@pytest.mark.parametrize("change", [{"retention_rule": ""}, {"retention_rule": "  "}, {"retention_until": None}])
def test_nothing_is_proposed_without_a_rule_that_is_known_to_be_valid(change):
    due_case()
    CaseType.objects.update(**change)
    assert propose() == 0
    assert not Disposal.objects.exists()


def test_the_job_may_run_any_number_of_times_in_a_day():
    due_case()
    assert [propose(), propose(), propose()] == [1, 0, 0]


def test_what_is_in_an_open_proposal_is_not_proposed_again_and_what_is_new_is():
    first = due_case()
    propose()
    second = due_case("Ewa")
    assert tomorrow() == 1
    new = Disposal.objects.get(made_on=today() + DAY)
    assert list(new.items.values_list("case_id", flat=True)) == [second.pk]
    assert proposed() == {first.pk, second.pk}


def test_each_case_type_has_a_proposal_of_its_own():
    due_case()
    due_case(code="melding", then="archive")
    assert propose() == 2
    assert set(Disposal.objects.values_list("destination", flat=True)) == {"destroy", "archive"}


def test_a_proposal_has_no_more_cases_than_can_be_looked_at(monkeypatch):
    monkeypatch.setattr(proposing, "MAX_CASES", 2)
    cases = [due_case(f"Burger {number}") for number in range(3)]
    propose()
    assert proposed() == {case.pk for case in cases[:2]}
    tomorrow()
    assert proposed() == {case.pk for case in cases}


def test_a_held_case_is_not_proposed_until_the_hold_is_lifted():
    case = due_case()
    by = records_manager()
    holds.place_by_number(by, case.reference, "Beroep")
    assert propose() == 0
    holds.lift_by_id(by, case.pk)
    assert propose() == 1


def test_a_proposal_whose_rule_changed_goes_and_its_cases_come_back_the_next_night():
    case = due_case()
    propose()
    CaseType.objects.update(retention_years=4)
    assert tomorrow() == 1
    old, new = Disposal.objects.order_by("made_on")
    assert (old.state, old.decided_by, old.reason) == (
        "refused", None, "De bewaarregel van het zaaktype is intussen gewijzigd.",
    )  # fmt: skip
    assert (new.years, new.items.get().case_id) == (4, case.pk)


def test_a_proposal_whose_rule_expired_goes_and_nothing_comes_in_its_place():
    due_case()
    propose()
    give_rule(days=-1)
    assert tomorrow() == 0
    assert Disposal.objects.get().state == State.REFUSED


# --- deciding ---------------------------------------------------------------------------------------------------------


def test_who_approves_and_who_refuses_is_written_down():
    first, by = proposal(due_case()), records_manager()
    approve(by, first)
    first.refresh_from_db()
    assert (first.state, str(first.decided_by_id)) == ("approved", by.id)
    second = proposal(due_case(code="melding"))
    deciding.refuse(by, second, "Nog nodig voor de audit")
    second.refresh_from_db()
    assert (second.state, second.reason) == ("refused", "Nog nodig voor de audit")
    lines = AuditLine.objects.filter(target_kind="disposal", actor_id=by.id).order_by("id")
    assert [line.action for line in lines] == ["disposal.approved", "disposal.refused"]


@pytest.mark.parametrize("role", [HANDLER, LEAD, ADMINISTRATOR, AUDITOR, None])
def test_nobody_else_decides(role):
    case = due_case()
    disposal = proposal(case)
    other = acting(staff("ander", role, case.department))
    item = disposal.items.get()
    for act in (
        lambda: approve(other, disposal),
        lambda: deciding.refuse(other, disposal, "x"),
        lambda: deciding.take_out(other, disposal, [item.pk], "x"),
        lambda: deciding.confirm_receipt(other, disposal, "x"),
        lambda: holds.place_by_number(other, case.reference, "x"),
        lambda: holds.lift_by_id(other, case.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    disposal.refresh_from_db()
    assert disposal.state == State.PROPOSED
    assert disposal.items.get().state == ItemState.WAITING
    assert not case.legal_holds.exists()


def test_a_colleague_who_left_decides_nothing():
    disposal, by = proposal(due_case()), records_manager()
    User.objects.filter(pk=by.id).update(is_active=False)
    with pytest.raises(NotAllowed):
        approve(by, disposal)


def test_cases_are_taken_out_with_a_reason_and_rest_for_a_while():
    kept, gone = due_case(), due_case("Ewa")
    disposal, by = proposal(kept, gone), records_manager()
    item = disposal.items.get(case_id=kept.pk)
    with pytest.raises(NotPossible, match="waarom"):
        deciding.take_out(by, disposal, [item.pk], "  ")
    assert deciding.take_out(by, disposal, [item.pk], "Hoort bij een lopend geschil") == 1
    item.refresh_from_db()
    assert (item.state, item.reason) == ("out", "Hoort bij een lopend geschil")
    assert AuditTarget.objects.get(line__action="disposal.case_kept").object_id == str(kept.pk)
    with pytest.raises(NotPossible, match="Kies eerst"):
        deciding.take_out(by, disposal, [item.pk], "nog eens")
    assert not due_cases(disposal.case_type, today()).exists()
    DisposalItem.objects.filter(pk=item.pk).update(out_at=timezone.now() - REST + MINUTE)
    assert not due_cases(disposal.case_type, today()).exists()
    DisposalItem.objects.filter(pk=item.pk).update(out_at=timezone.now() - REST)
    assert list(due_cases(disposal.case_type, today())) == [kept]


def test_cases_of_a_refused_proposal_rest_as_long():
    case = due_case()
    disposal = proposal(case)
    deciding.refuse(records_manager(), disposal, "Nog even wachten")
    Disposal.objects.update(decided_at=timezone.now() - REST + MINUTE)
    assert not due_cases(disposal.case_type, today()).exists()
    Disposal.objects.update(decided_at=timezone.now() - REST)
    assert list(due_cases(disposal.case_type, today())) == [case]


def test_an_item_of_another_proposal_is_not_taken_out():
    first, second = proposal(due_case()), proposal(due_case(code="melding"))
    with pytest.raises(NotPossible):
        deciding.take_out(records_manager(), first, [second.items.get().pk], "verkeerd")
    assert second.items.get().state == ItemState.WAITING


@pytest.mark.parametrize("state", ["refused", "running", "done"])
def test_what_is_decided_is_not_decided_again(state):
    disposal, by = proposal(due_case()), records_manager()
    Disposal.objects.update(state=state)
    for act in (
        lambda: approve(by, disposal),
        lambda: deciding.refuse(by, disposal, "x"),
        lambda: deciding.confirm_receipt(by, disposal, "x"),
        lambda: deciding.take_out(by, disposal, [disposal.items.get().pk], "x"),
    ):
        with pytest.raises(NotPossible, match="Dit kan niet meer"):
            act()
    assert Disposal.objects.get().state == state


def test_an_approval_can_be_taken_back_before_anything_went():
    disposal, by = proposal(due_case()), records_manager()
    approve(by, disposal)
    deciding.refuse(by, disposal, "Toch niet")
    assert Disposal.objects.get().state == State.REFUSED


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"retention_rule": "SN-13"}, "gewijzigd"),
        ({"retention_years": 6}, "gewijzigd"),
        ({"retention_then": "archive"}, "gewijzigd"),
        ({"retention_until": datetime.date(2020, 1, 1)}, "geen geldige selectieregel"),
        ({"retention_rule": ""}, "geen geldige selectieregel"),
    ],
)
def test_a_proposal_under_a_rule_that_changed_is_not_approved(change, why):
    disposal = proposal(due_case())
    CaseType.objects.update(**change)
    disposal = Disposal.objects.select_related("case_type").get()
    with pytest.raises(NotPossible, match=why):
        approve(records_manager(), disposal)
    assert Disposal.objects.get().state == State.PROPOSED


def test_an_empty_proposal_is_not_approved():
    disposal, by = proposal(due_case()), records_manager()
    deciding.take_out(by, disposal, [disposal.items.get().pk], "Blijft")
    with pytest.raises(NotPossible, match="geen enkele zaak"):
        approve(by, disposal)


@pytest.mark.parametrize(("state", "moment"), [("done", "finished_at"), ("refused", "decided_at")])
def test_the_cases_of_a_proposal_are_forgotten_after_a_while_and_the_proposal_stays(state, moment):
    proposal(due_case())
    give_rule(days=-1)  # nothing new meanwhile
    Disposal.objects.update(
        **{"state": state, "decided_at": timezone.now(), moment: timezone.now() - ITEMS_TTL + MINUTE}
    )
    propose()
    assert DisposalItem.objects.exists()
    Disposal.objects.update(**{moment: timezone.now() - ITEMS_TTL})
    propose()
    assert not DisposalItem.objects.exists()
    assert Disposal.objects.exists()


def test_a_million_closed_cases_that_are_not_due_are_not_read():
    """The proposal's query asks the index of ends, not the table."""
    case = due_case()
    sql, params = due_cases(case.type_version.case_type, today()).values_list("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            plan = " ".join(str(row[-1]) for row in cursor.fetchall())
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", params)
            plan = " ".join(row[0] for row in cursor.fetchall())
    assert "case_closed" in plan
    assert "SCAN cases_case" not in plan


@pytest.mark.django_db(transaction=True)
def test_of_four_nights_at_once_one_proposes():
    due_case()
    made, ready = [], threading.Barrier(4)

    def night():
        try:
            ready.wait(timeout=30)
            made.append(propose())
        finally:
            connection.close()

    threads = [threading.Thread(target=night) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 0, 1]
    assert DisposalItem.objects.count() == 1
    assert Case.objects.count() == 1
