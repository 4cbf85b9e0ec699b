"""A page of an error shows a code, and by that code the command and the admin find what was written down, and no more."""

import contextlib
import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import timezone

from ground import error_journal
from ground.error_codes import MARK, error_code, in_groups, new_request_id
from people.roles import ADMINISTRATOR, AUDITOR, CHIEF_EDITOR
from portal.errors import server_error
from portal.operations import jobs, schedules
from portal.server.refusal_pages import page_of
from records.throttles import all_throttles
from tests.cases.factories import staff
from tests.forms_editor.conftest import signed_in
from tests.trees import make_city

CODE = re.compile(r'<strong class="sn-nowrap">(\w{3} \w{3})</strong>')
LIST = "/cms/fouten/"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def broken(monkeypatch):
    """Let one page of the site fail, with what somebody typed in the message."""

    def fail(**_filters):
        raise ValueError("Jan Peeters")

    monkeypatch.setattr("portal.views.listings.products_by_letter", fail)
    return "/a-z/"


def visit(path, **headers):
    return Client(raise_request_exception=False).get(path, headers=headers)


def code_on(page):
    (code,) = CODE.findall(page.text)
    return code


def run(*words, **options):
    out = StringIO()
    call_command("errors", *words, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_code_on_the_page_of_an_error_is_the_end_of_its_request_id_and_leads_to_what_was_written_down(broken):
    page = visit(f"{broken}?q=geheim")
    code = code_on(page)
    assert page.status_code == 500
    assert error_code(page["X-Request-ID"]) == code.replace(" ", "")
    (error,) = error_journal.find(code)
    assert (error.kind, error.method, error.address, error.status) == ("ValueError", "GET", "/a-z/", 500)
    assert error.place.startswith("portal/views.py:")
    assert "Peeters" not in page.text


@pytest.mark.django_db
def test_a_request_id_of_a_proxy_gives_the_code(broken):
    assert code_on(visit(broken, **{"X-Request-ID": "proxy-00a7-k2m4"})) == "A7K 2M4"


def test_without_a_database_the_page_of_an_error_shows_its_code(monkeypatch):
    """pytest-django refuses the database to this test, as a server does that is down."""
    page = visit("/a-z/")
    assert page.status_code == 500
    assert error_journal.find(code_on(page))
    assert "Er ging iets mis bij ons" in page.text


@pytest.mark.django_db
def test_on_a_full_disk_the_page_of_an_error_shows_its_code(broken, monkeypatch):
    monkeypatch.setattr(error_journal, "folder", lambda: (_ for _ in ()).throw(OSError(28, "No space left")))
    page = visit(broken)
    assert error_code(page["X-Request-ID"]) == code_on(page).replace(" ", "")


@pytest.mark.django_db
def test_who_waited_for_the_database_in_vain_has_a_code_too(monkeypatch):
    def locked(**_filters):
        raise OperationalError("database is locked")

    monkeypatch.setattr("portal.views.listings.products_by_letter", locked)
    page = visit("/a-z/")
    assert page.status_code == 503
    assert error_journal.find(code_on(page))[0].status == 503


@pytest.mark.django_db
def test_who_tried_too_often_and_whose_page_was_open_too_long_have_a_code():
    all_throttles["link"].count("127.0.0.1", cost=10)
    page = visit("/t/niets/")
    assert (page.status_code, error_journal.find(code_on(page))[0].kind) == (429, "records.errors.Throttled")
    page = Client(enforce_csrf_checks=True).post("/cms/login/", {"username": "els"})
    error = error_journal.find(code_on(page))[0]
    assert (page.status_code, error.status) == (403, 403)
    assert error.kind.startswith("CSRF: ")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/bestaat-niet/", "/cms/bestaat-niet/"])
def test_a_page_that_is_not_there_is_no_error_and_has_no_code(path):
    page = visit(path)
    assert not CODE.search(page.text)
    assert error_journal.newest() == []


@pytest.mark.django_db
def test_a_client_of_the_api_finds_the_code_at_the_end_of_the_header(monkeypatch):
    monkeypatch.setattr("api.auth.BearerToken.__call__", lambda *_: 1 / 0)
    answer = visit("/api/v1/products/", Authorization="Bearer sw_x")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert error_journal.find(error_code(answer["X-Request-ID"]))[0].kind == "ZeroDivisionError"


@pytest.mark.django_db
def test_a_job_that_fails_is_written_down(monkeypatch):
    monkeypatch.setattr(jobs, "purge_throttles", lambda: 1 / 0)
    with contextlib.suppress(ZeroDivisionError):
        jobs.purge_counters()
    (error,) = error_journal.newest()
    assert (error.status, error.address, error.kind) == (0, "job purge_counters", "ZeroDivisionError")
    assert error.place.startswith("portal/operations/jobs.py:")


@pytest.mark.django_db
def test_the_sweep_runs_by_the_clock(monkeypatch):
    assert "purge_errors" in {job.heartbeat for job in schedules.JOBS}
    monkeypatch.setattr(error_journal, "TTL", -timezone.timedelta(days=1))
    error_journal.record(None, request_id=new_request_id(), status=500)
    assert jobs.purge_errors() == 1


def test_the_command_says_all_that_is_known_without_a_database(monkeypatch):
    try:
        raise ValueError("Jan Peeters")
    except ValueError as error:
        code = error_journal.record(error, request_id=new_request_id(), status=500, method="GET", path="/a-z/")
    for typed in ([code.lower()], in_groups(code).split()):
        said = run(*typed)
        assert all(words in said for words in (in_groups(code), "/a-z/", "ValueError", "test_error_pages.py"))
        assert "Peeters" not in said
    assert in_groups(code) in run()
    assert json.loads(run(code, format="json"))[0]["code"] == code


def test_the_command_says_what_to_do_with_a_code_that_it_does_not_know():
    with pytest.raises(CommandError, match=r"K7M 2QX is recorded .* Search the log"):
        run("K7M", "2QX")
    with pytest.raises(CommandError, match="'K7M' is no code"):
        run("K7M")
    assert run() == ""


def write(count, *, kind="ValueError", status=500):
    return [error_journal.record(None, request_id=new_request_id(), status=status, why=kind) for _ in range(count)]


@pytest.mark.django_db
def test_an_administrator_finds_an_error_by_its_code_and_how_often_it_came():
    codes = write(3)
    other = write(1, kind="KeyError")
    client = signed_in(staff("beheerder", ADMINISTRATOR))
    page = client.get(LIST, {"q": codes[0].lower()})
    (row,) = page.context["rows"]
    assert (row.error.code, row.same) == (codes[0], 3)
    assert row.error.request_id in page.text
    assert [row.error.code for row in client.get(LIST).context["rows"]] == [*other, *codes[::-1]]


@pytest.mark.django_db
def test_the_admin_never_shows_a_trace(broken):
    code = code_on(visit(broken))
    page = signed_in(staff("beheerder", ADMINISTRATOR)).get(LIST, {"q": code})
    (row,) = page.context["rows"]
    assert row.error.place in page.text
    steps = [step for step in row.error.trace if step != row.error.place and " " in step]
    assert steps
    assert not [step for step in steps if step in page.text]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [("K7M2Q", "is geen code"), ("K7M2QX", "Geen fout met code"), ("<b>", "&lt;b&gt;"), ("", "Er ging niets mis")],
)
def test_a_code_that_finds_nothing_is_told_with_what_to_do(typed, said):
    assert said in signed_in(staff("beheerder", ADMINISTRATOR)).get(LIST, {"q": typed}).text


@pytest.mark.django_db
@pytest.mark.parametrize("role", [AUDITOR, CHIEF_EDITOR])
def test_only_who_looks_after_the_product_opens_the_list(role):
    assert signed_in(staff("collega", role)).get(LIST).status_code == 302
    assert Client().get(LIST).status_code == 302


@pytest.mark.django_db
def test_the_list_is_paged_and_its_queries_do_not_grow(django_assert_max_num_queries):
    client = signed_in(staff("beheerder", ADMINISTRATOR))
    write(1)
    client.get(LIST)
    with django_assert_max_num_queries(50) as few:
        client.get(LIST)
    write(120)
    with django_assert_max_num_queries(len(few)):
        page = client.get(LIST)
    assert len(page.context["rows"]) == 50
    assert len(client.get(LIST, {"p": "3"}).context["rows"]) == 21


@pytest.mark.django_db
def test_a_page_of_an_error_offers_search_and_ways_on(broken):
    page = visit(broken).text
    assert all(f'href="{path}"' in page for path in ("/", "/producten/", "/zaken/", "/plaatsen/"))
    assert 'action="/zoeken/"' in page


@pytest.mark.django_db(transaction=True)
def test_the_page_of_an_error_asks_no_database_and_has_the_telephone_that_was_read_last(
    broken, django_assert_num_queries
):
    make_city(phone="03 778 30 00")
    assert "tel:" not in visit(broken).text
    visit("/plaatsen/")
    page = visit(broken)
    assert 'href="tel:+3237783000"' in page.text
    with django_assert_num_queries(0):
        assert 'href="tel:+3237783000"' in server_error(RequestFactory().get("/")).text


@pytest.mark.django_db
def test_what_the_front_refuses_with_has_the_telephone_and_room_for_a_code():
    make_city(phone="03 778 30 00")
    page = page_of(413)
    assert MARK in page
    assert 'href="tel:+3237783000"' in page
