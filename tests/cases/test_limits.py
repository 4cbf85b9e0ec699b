"""Each limit and lifetime of cases on both sides. Those of undoing stand in test_foreign_action, of jobs in test_many_cases."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cases import actions, bulk_jobs, links
from cases.admin import bulk, case_page, inbox, job_page
from cases.admin import today as panel
from cases.deadlines import MAX_TERM_DAYS, Term, WorkCalendar, due_date
from cases.models import BulkJobItem, Case
from cases.queries import MAX_SEARCH_TEXT
from ground.actor import SYSTEM
from people.roles import HANDLER
from records.models import AuditLine, CapabilityLink
from records.service import drain_outbox, link_for, token_of
from tests.cases.factories import acting, make_case, staff

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def handler(case):
    return staff("behandelaar", HANDLER, case.department, first_name="An")


@pytest.fixture
def client(handler):
    client = Client()
    client.force_login(handler)
    return client


def at(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


def second(number):
    return datetime.timedelta(seconds=number)


@pytest.mark.parametrize(("offset", "is_open"), [(-1, True), (1, False)])
def test_the_link_opens_until_a_year_after_the_end(case, monkeypatch, offset, is_open):
    token = token_of(link_for("case", case.pk))
    actions.move(SYSTEM, case, "refused", lock_version=0)
    ends = case.closed_at + datetime.timedelta(days=actions.LINK_DAYS_AFTER_END)
    at(monkeypatch, ends + second(offset))
    assert (Client().get(f"/t/{token}/").status_code == 303) is is_open


@pytest.mark.parametrize(("offset", "is_open"), [(-1, True), (1, False)])
def test_a_link_that_was_asked_again_opens_for_thirty_days(case, monkeypatch, offset, is_open):
    CapabilityLink.objects.update(expires_at=timezone.now() - second(1))
    links.ask(case.reference, case.applicant_email)
    drain_outbox()
    link = link_for("case", case.pk)
    at(monkeypatch, timezone.now() + datetime.timedelta(days=links.RENEWED_DAYS) + second(offset * 30))
    assert (Client().get(f"/t/{token_of(link)}/").status_code == 303) is is_open


def test_the_same_question_sends_one_mail_in_ten_minutes_and_another_after(case, monkeypatch):
    drain_outbox()
    mail.outbox.clear()
    now = [1_900_000_200.0]
    monkeypatch.setattr("records.outbox.time.time", lambda: now[0])
    for seconds, sent in ((0, 1), (links.WINDOW - 1, 1), (1, 2)):
        now[0] += seconds
        links.ask(case.reference, case.applicant_email)
        drain_outbox()
        assert len(mail.outbox) == sent


@pytest.mark.parametrize(("offset", "lines"), [(-5, 1), (5, 2)])
def test_seeing_a_case_is_written_down_once_in_ten_minutes_and_told_to_a_colleague_so_long(client, case, offset, lines):
    client.get(f"{INBOX}edit/{case.pk}/")
    AuditLine._base_manager.update(at=timezone.now() - case_page.RECENTLY - second(offset))
    second_handler = Client()
    second_handler.force_login(staff("collega", HANDLER, case.department))
    assert ("An opende deze zaak" in second_handler.get(f"{INBOX}edit/{case.pk}/").text) is (lines == 1)
    client.get(f"{INBOX}edit/{case.pk}/")
    assert AuditLine.objects.filter(action="case.viewed").count() == lines + 1


def test_the_home_page_names_so_many_cases_and_no_more(client, case, monkeypatch):
    monkeypatch.setattr(panel, "MAX_CASES", 2)
    make_case("Amina")
    assert client.get("/cms/").text.count("sn-today__what") == 2
    make_case("Ewa")
    assert client.get("/cms/").text.count("sn-today__what") == 2


def test_the_page_of_a_job_names_so_many_refused_cases_and_counts_the_rest(client, case, handler, monkeypatch):
    monkeypatch.setattr(job_page, "MAX_NAMED", 1)
    job = bulk_jobs.assign_many(acting(handler), handler, [case], handler)
    BulkJobItem.objects.update(state="refused", reason="x")
    assert "En nog" not in client.get(f"{INBOX}taak/{job.pk}/").text
    job = bulk_jobs.assign_many(acting(handler), handler, [case, make_case("Amina")], handler)
    BulkJobItem.objects.update(state="refused", reason="x")
    assert "En nog 1 andere." in client.get(f"{INBOX}taak/{job.pk}/").text


def test_the_page_of_a_bulk_action_names_so_many_cases_and_counts_the_rest(client, case, monkeypatch):
    monkeypatch.setattr(bulk, "MAX_NAMED", 1)
    address = "/cms/bulk/cases/case/claim/"
    assert "en nog" not in client.get(address, {"id": case.pk}).text
    assert "en nog 1 zaak" in client.get(address, {"id": [case.pk, make_case("Amina").pk]}).text


def test_neighbours_are_looked_for_so_far_in_the_list_and_no_further(case, handler, monkeypatch):
    from django.http import QueryDict

    monkeypatch.setattr(inbox, "MAX_NEIGHBOURS", 2)
    make_case("Amina")
    assert len(inbox.listed_ids(handler, QueryDict())) == 2
    make_case("Ewa")
    assert len(inbox.listed_ids(handler, QueryDict())) == 2


def test_a_search_longer_than_what_is_searched_finds_nothing(case):
    Case.objects.update(search_text="x" * MAX_SEARCH_TEXT)
    assert list(Case.objects.matching("x" * MAX_SEARCH_TEXT)) == [case]
    assert not Case.objects.matching("x" * (MAX_SEARCH_TEXT + 1))


def test_a_term_counts_at_most_a_thousand_days():
    start = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
    last = due_date(start, Term(MAX_TERM_DAYS, "calendar_days"), WorkCalendar())
    assert due_date(start, Term(MAX_TERM_DAYS + 50, "calendar_days"), WorkCalendar()) == last
    assert due_date(start, Term(MAX_TERM_DAYS - 20, "calendar_days"), WorkCalendar()) < last
