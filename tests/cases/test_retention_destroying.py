"""What was approved is destroyed, all of it, one case a transaction; what may not go any more stays, with the reason."""

import datetime
import threading

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from cases.models import Case, CaseEvent, CaseType, Declaration, Disposal, DisposalItem
from cases.retention import deciding, destroying, holds
from cases.retention.destroying import MAX_ATTEMPTS, dispose
from cases.retention.judging import due_cases
from forms_app.models import Draft, Submission
from records.errors import AppendOnly
from records.models import AuditLine, CapabilityLink, OutboxMessage, StoredFile
from records.models.stored_file import private_storage
from records.service import link_for, personal_data, purge_gone_links, url_of
from tests.cases.factories import make_case
from tests.cases.retention import (
    approve,
    case_with_everything,
    close,
    due_case,
    give_rule,
    proposal,
    records_manager,
    today,
)

pytestmark = pytest.mark.django_db
State, ItemState = Disposal.State, DisposalItem.State
SECOND = datetime.timedelta(seconds=1)


def approved(*cases):
    disposal = proposal(*cases)
    approve(records_manager(f"archief{Disposal.objects.count()}"), disposal)
    return disposal


def holders(needle):
    """Return the models in which a text stands anywhere: in any column of any row."""
    holding = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for row in model._base_manager.values():
            if any(needle.casefold() in str(value).casefold() for value in row.values()):
                holding.add(model._meta.label)
    return holding


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_citizen_is_left_in_any_table_nor_on_the_disk():
    case = case_with_everything()
    stored = StoredFile.objects.get()
    assert {"cases.Case", "cases.CaseEvent", "cases.CaseNote", "forms_app.Submission", "records.StoredFile",
            "records.OutboxMessage", "records.AuditLine"} <= holders("Zonderling")  # fmt: skip
    earlier = Disposal.objects.create(
        case_type=case.type_version.case_type, rule="SN-12", years=5, destination="destroy", made_on="2026-01-01"
    )
    DisposalItem.objects.create(
        disposal=earlier, case_id=case.pk, reference=case.reference, closed_on=today(), state=ItemState.OUT
    )
    approved(case)
    assert dispose() == 1
    assert holders("Zonderling") == set()
    assert holders(case.reference) == set()
    assert not Draft.objects.exists()
    assert not Submission.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not private_storage().exists(stored.file.name)


def test_the_trail_still_says_who_did_what_without_saying_what_it_held():
    case = case_with_everything()
    lines = AuditLine.objects.filter(target_kind="case", target_id=str(case.pk)).order_by("id")
    before = list(lines.values_list("action", "actor_id"))
    approved(case)
    dispose()
    assert list(lines.values_list("action", "actor_id")) == [*before, ("case.destroyed", "")]
    assert lines.last().detail == {"disposal": str(Disposal.objects.get().pk)}
    assert {str(line.detail) for line in lines if line.action != "case.destroyed"} == {"{}"}


def test_another_case_keeps_all_of_its_own():
    other = make_case("Lotte Blijver", "lotte@blijver.be")
    before = holders("Blijver")
    approved(case_with_everything())
    dispose()
    assert holders("Blijver") == before
    assert Case.objects.get() == other


def test_the_number_answers_as_one_that_never_was_and_the_link_as_one_that_is_over(client):
    case = case_with_everything()
    link = link_for("case", case.pk)
    path, tracking = url_of(link).removeprefix("http://testserver"), case.get_absolute_url()
    assert client.get(path).status_code == 303  # this browser now holds the grant
    assert client.get(tracking).status_code == 200
    approved(case)
    dispose()
    gone = client.get(path)
    assert gone.status_code == 410
    assert "We bewaren deze zaak niet meer" in gone.text
    unknown = Client().get(tracking.replace(case.reference, "SN-0000-0000-0"))
    seen = client.get(tracking)
    assert (seen.status_code, unknown.status_code) == (404, 404)
    assert seen.text.replace(case.reference, "SN-0000-0000-0") == unknown.text
    assert not CapabilityLink.objects.filter(gone_at=None).exclude(kind__in=("invitation", "password_reset")).exists()


def test_an_ended_link_is_forgotten_after_a_year(client):
    case = case_with_everything()
    path = url_of(link_for("case", case.pk)).removeprefix("http://testserver")
    approved(case)
    dispose()
    ended = CapabilityLink.objects.filter(kind="case").get().gone_at
    year = datetime.timedelta(days=365)
    CapabilityLink.objects.update(gone_at=ended - year + 60 * SECOND)
    assert purge_gone_links() == 0
    CapabilityLink.objects.update(gone_at=ended - year - SECOND)
    assert purge_gone_links() == 2  # the draft's too
    assert client.get(path).status_code == 404


def test_a_declaration_stays_that_names_no_citizen():
    first, second = due_case("Eerste Zonderling"), due_case("Tweede Zonderling")
    close(second, timezone.now() - datetime.timedelta(days=4000))
    disposal = approved(first, second)
    assert dispose() == 2
    made = Declaration.objects.get()
    assert (made.type_code, made.type_name, made.rule, made.years, made.number) == (
        "adreswijziging", "Adreswijziging", "SN-12", 5, 2,
    )  # fmt: skip
    assert (made.closed_from, made.closed_until) == tuple(
        disposal.items.order_by("closed_on").values_list("closed_on", flat=True)
    )
    disposal.refresh_from_db()
    assert disposal.state == State.DONE
    assert made.approved_by == disposal.decided_by
    assert made.approved_by_name == str(disposal.decided_by)
    with pytest.raises(AppendOnly):
        made.save()
    with pytest.raises(AppendOnly):
        Declaration.objects.all().delete()
    with pytest.raises(AppendOnly):
        Declaration.objects.update(number=7)


def hold(case):
    holds.place_by_number(records_manager("jurist"), case.reference, "Beroep")


def reopen(case):
    Case.objects.filter(pk=case.pk).update(closed_at=None, status="in_progress")


def close_again(case):
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now())


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (hold, "bewaarplicht"),
        (reopen, "heropend"),
        (close_again, "nog niet voorbij"),
        (lambda case: CaseType.objects.update(retention_rule="SN-13"), "gewijzigd"),
        (lambda case: CaseType.objects.update(retention_years=6), "gewijzigd"),
        (lambda case: CaseType.objects.update(retention_then="archive"), "gewijzigd"),
        (lambda case: give_rule(days=-1), "geen geldige selectieregel"),
        (lambda case: personal_data.erase("case", case.pk), "er niet meer"),
    ],
)
def test_what_changed_after_the_approval_keeps_the_case_with_the_reason(meanwhile, why):
    case = due_case()
    disposal = approved(case)
    meanwhile(case)
    rows = Case.objects.count()
    assert dispose() == 0
    item = disposal.items.get()
    assert (item.state, Case.objects.count()) == (ItemState.REFUSED, rows)
    assert why in item.reason
    disposal.refresh_from_db()
    assert disposal.state == State.DONE
    assert not Declaration.objects.exists()


def test_a_case_that_stayed_is_proposed_again_once_nothing_keeps_it():
    case = due_case()
    disposal = approved(case)
    hold(case)
    dispose()
    assert not due_cases(disposal.case_type, today()).exists()
    holds.lift_by_id(records_manager("jurist2"), case.pk)
    assert list(due_cases(disposal.case_type, today())) == [case]


def test_what_was_taken_out_stays_and_the_rest_goes():
    kept, gone = due_case(), due_case("Ewa")
    disposal, by = proposal(kept, gone), records_manager()
    deciding.take_out(by, disposal, [disposal.items.get(case_id=kept.pk).pk], "Geschil")
    approve(by, disposal)
    assert dispose() == 1
    assert Case.objects.get() == kept
    assert Declaration.objects.get().number == 1


@pytest.mark.parametrize("state", ["proposed", "refused", "packed"])
def test_what_is_not_approved_is_not_touched(state):
    case = due_case()
    proposal(case)
    Disposal.objects.update(state=state, packed_at=timezone.now())
    assert dispose() == 0
    assert Case.objects.filter(pk=case.pk).exists()


def test_a_fault_in_one_case_keeps_no_others_and_is_given_up_after_some_tries(monkeypatch):
    bad, good = due_case(), due_case("Ewa")
    disposal = approved(bad, good)
    real = personal_data.erase

    def erase(kind, pk):
        if (kind, pk) == ("case", bad.pk):
            raise RuntimeError
        return real(kind, pk)

    monkeypatch.setattr(destroying.personal_data, "erase", erase)
    assert dispose() == 1
    item = disposal.items.get(case_id=bad.pk)
    assert (item.state, item.attempts, item.reference) == (ItemState.WAITING, 1, bad.reference)
    for _more in range(MAX_ATTEMPTS - 1):
        assert dispose() == 0
        assert Disposal.objects.get().state == State.RUNNING
    assert dispose() == 0
    item.refresh_from_db()
    assert item.state == ItemState.REFUSED
    assert Disposal.objects.get().state == State.DONE
    assert Declaration.objects.get().number == 1
    assert CaseEvent.objects.filter(case=bad).exists()


@pytest.mark.parametrize("state", ["done", "refused", "out"])
def test_a_case_that_no_longer_waits_is_not_erased_by_a_worker_that_read_it_before(state):
    case = due_case()
    disposal = approved(case)
    item = disposal.items.get()
    DisposalItem.objects.update(state=state)
    assert not destroying._erase(disposal, item)
    assert Case.objects.filter(pk=case.pk).exists()
    assert disposal.items.get().state == state


class Killed(BaseException):
    """What no handler of errors sees: the end of the process."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_half_way_it_goes_on_and_counts_each_case_once(monkeypatch, when):
    cases = [due_case(f"Burger {number}") for number in range(3)]
    approved(*cases)
    real = destroying._erase

    def dies(disposal, item):
        if item.case_id == cases[1].pk and when == "before":
            with transaction.atomic():
                real(disposal, item)
                raise Killed
        done = real(disposal, item)
        if item.case_id == cases[1].pk:
            raise Killed
        return done

    with monkeypatch.context() as patched:
        patched.setattr(destroying, "_erase", dies)
        with pytest.raises(Killed):
            dispose()
    assert Case.objects.count() == (2 if when == "before" else 1)
    assert not Declaration.objects.exists()
    dispose()
    assert not Case.objects.exists()
    assert Declaration.objects.get().number == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_destroy_each_case_once_and_declare_once():
    approved(*[due_case(f"Burger {number}") for number in range(6)])
    erased, ready = [], threading.Barrier(2)

    def worker():
        try:
            ready.wait(timeout=30)
            erased.append(dispose())
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    dispose()
    assert sum(erased) == 6
    assert Declaration.objects.get().number == 6
    assert AuditLine.objects.filter(action="case.destroyed").count() == 6
    assert AuditLine.objects.filter(action="disposal.done").count() == 1


def test_without_time_nothing_is_begun_and_the_next_run_goes_on():
    approved(due_case(), due_case("Ewa"))
    assert dispose(budget=-1.0) == 0
    assert Case.objects.count() == 2
    assert dispose() == 2


def test_a_submission_with_a_case_is_not_erased_beside_it():
    case = due_case()
    with pytest.raises(Exception, match="protected"):
        personal_data.erase("submission", case.submission_id)
    assert Submission.objects.filter(pk=case.submission_id).exists()
