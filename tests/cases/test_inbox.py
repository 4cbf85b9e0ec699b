"""The inbox: a handler's departments, most pressing first, found by any part of reference, name or e-mail."""

import csv
import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.deadlines import BRUSSELS
from cases.models import Case
from ground.actor import SYSTEM
from people.roles import HANDLER, LEAD
from records.models import AuditLine
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"


@pytest.fixture
def handler():
    return staff("behandelaar", HANDLER, make_department())


@pytest.fixture
def client(handler):
    client = Client()
    client.force_login(handler)
    return client


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def listed(client, **query):
    """Return the references on the list, in order."""
    page = client.get(INBOX, query)
    assert page.status_code == 200
    return [case.reference for case in page.context["page_obj"]]


def test_the_most_pressing_comes_first_and_what_waits_for_the_citizen_last(client):
    fresh, late = make_case("Fris"), make_case("Laat", at=ago(60))
    waiting = make_case("Wacht", at=ago(50))
    actions.move(SYSTEM, waiting, "in_progress", lock_version=0, at=ago(49))
    actions.move(SYSTEM, waiting, "waiting", message="Bezorg ons uw huurcontract.", lock_version=1, at=ago(48))
    middle = make_case("Midden", at=ago(4))
    assert listed(client) == [case.reference for case in (late, middle, fresh, waiting)]


def test_urgency_stands_in_words_with_the_date(client):
    make_case("Laat", at=datetime.datetime(2026, 1, 5, 9, tzinfo=BRUSSELS))
    page = client.get(INBOX).text
    assert "Te laat" in page
    assert "dagen te laat" in page
    assert '<time datetime="2026-01-12">' in page


def test_closed_cases_are_out_of_sight_until_asked_for_or_searched(client):
    case = make_case("Klaar")
    actions.move(SYSTEM, case, "refused", lock_version=0)
    assert listed(client) == []
    assert listed(client, show="closed") == [case.reference]
    assert listed(client, show="all") == [case.reference]
    assert listed(client, q="klaar") == [case.reference]


@pytest.mark.parametrize(
    "typed", ["jonas", "PEETERS", "peeters jonas", "voorbeeld.be", "JONAS@", "jonás"], ids=lambda text: text
)
def test_a_case_is_found_by_any_part_of_name_or_address_in_any_case(client, typed):
    case = make_case("Jonas Peeters", "jonas@voorbeeld.be")
    make_case("Amina Öz", "amina@elders.be")
    assert listed(client, q=typed) == [case.reference]


@pytest.mark.parametrize("typed", ["D'hoore", "D’hoore", "d‘hoore", "D`hoore", "d´HOORE"])
def test_a_name_is_found_whichever_apostrophe_either_side_typed(typed):
    for name in ("Els D'hoore", "Els D’hoore", "Els Dhont"):
        make_case(name)
    assert sorted(case.applicant_name for case in Case.objects.matching(typed)) == ["Els D'hoore", "Els D’hoore"]


@pytest.mark.parametrize(("name", "typed"), [("Bjørn Łukasz", "bjorn lukasz"), ("Ñuñez Çelik", "nunez celik")])
def test_letters_that_a_keyboard_lacks_are_found_without_them(name, typed):
    make_case(name)
    assert Case.objects.matching(typed).count() == 1
    assert Case.objects.matching(name).count() == 1


def test_a_name_with_accents_is_found_without_them(client):
    case = make_case("Zoë Çelik", "z@elders.be")
    assert listed(client, q="zoe celik") == [case.reference]


def test_a_case_is_found_by_its_reference_however_it_is_typed(client):
    case = make_case()
    make_case("Amina", "amina@elders.be")
    bare = case.reference.replace("-", "")
    for typed in (case.reference, case.reference.lower(), bare[2:], case.reference.replace("-", " "), bare[2:8]):
        assert listed(client, q=typed) == [case.reference], typed


@pytest.mark.parametrize("typed", ["100%", "_", "'; DROP TABLE", "<script>alert(1)</script>", "%"])
def test_signs_that_mean_something_elsewhere_mean_themselves_here(client, typed):
    make_case()
    page = client.get(INBOX, {"q": typed})
    assert page.status_code == 200
    assert list(page.context["page_obj"]) == []
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("typed", ["jonas " * 800, " ".join(map(str, range(1000))), "x" * 5000])
def test_a_text_longer_than_any_case_is_searched_without_an_error(client, typed):
    case = make_case("Jonas")
    assert listed(client, q=typed) == ([case.reference] if typed.startswith("jonas") else [])


def test_filters_narrow_by_handler_urgency_status_and_type(client, handler):
    mine, free, late = make_case("Mijn"), make_case("Vrij"), make_case("Laat", at=ago(60))
    other_type = make_case("Ander", code="attest")
    actions.assign(acting(handler), mine, handler, lock_version=0)
    actions.move(SYSTEM, free, "in_progress", lock_version=0)
    assert listed(client, whose="mine") == [mine.reference]
    assert set(listed(client, whose="unassigned")) == {free.reference, late.reference, other_type.reference}
    assert listed(client, urgency="late") == [late.reference]
    assert listed(client, status="In behandeling") == [free.reference]
    assert listed(client, type=other_type.type_version.case_type_id) == [other_type.reference]


def bucket(client, code, **query):
    """Return the bucket on the list with this query."""
    return next(each for each in client.get(INBOX, query).context["buckets"] if each.code == code)


def test_each_bucket_counts_what_its_filter_shows(client):
    make_case("Fris")
    make_case("Laat", at=ago(60))
    buckets = client.get(INBOX).context["buckets"]
    assert sum(each.number for each in buckets[:4]) == 2
    for each in buckets:
        assert len(client.get(each.address).context["page_obj"]) == each.number


def test_buckets_count_and_keep_what_the_other_filters_and_the_search_leave(client, handler):
    late, other, mine = make_case("Laat", at=ago(60)), make_case("Amina", at=ago(60)), make_case("Laat", at=ago(59))
    actions.assign(acting(handler), mine, handler, lock_version=0)
    assert bucket(client, "late").number == 3
    assert bucket(client, "late", q="laat").number == 2
    assert bucket(client, "late", q="laat", whose="unassigned").number == 1
    page = client.get(bucket(client, "late", q="laat", whose="unassigned").address)
    assert [case.reference for case in page.context["page_obj"]] == [late.reference]
    assert bucket(client, "unassigned", urgency="late").number == 2
    assert other.reference in client.get(bucket(client, "unassigned", urgency="late").address).text


def test_a_bucket_that_is_chosen_is_marked_and_lets_go(client):
    make_case("Fris")
    now = bucket(client, "on_time", urgency="on_time", q="fris")
    assert now.is_now
    assert "urgency" not in now.address
    assert "q=fris" in now.address
    assert f'<a class="sn-bucket" href="{INBOX}">Toon alles wat loopt</a>' in client.get(now.address).text


def test_buckets_change_with_the_filters_that_a_script_applies(client):
    make_case("Fris")
    assert "sn-buckets" in client.get(INBOX + "results/", {"q": "fris"}).text


def test_a_list_of_any_length_costs_the_same_queries(client, django_assert_max_num_queries):
    for number in range(3):
        make_case(f"Naam {number}")
    client.get(INBOX)
    with django_assert_max_num_queries(21):  # three of the look of the city, which a test asks anew each time
        client.get(INBOX)
    for number in range(30):
        make_case(f"Meer {number}")
    with django_assert_max_num_queries(21):
        page = client.get(INBOX)
    assert len(page.context["page_obj"]) == 25
    assert len(listed(client, p=2)) == 8


def test_there_is_no_way_to_add_copy_choose_or_delete_a_case(client):
    case = make_case()
    admin = Client()
    admin.force_login(staff("beheerder", None, is_superuser=True, is_staff=True))
    for browser in (client, admin):
        page = browser.get(INBOX).text
        assert "/add/" not in page.replace("/cms/pages/add/", "")
        for address in ("add/", f"delete/{case.pk}/", f"copy/{case.pk}/", f"inspect/{case.pk}/", f"history/{case.pk}/"):
            assert browser.get(INBOX + address).status_code == 404
        assert browser.get("/cms/snippets/choose/cases/case/").status_code == 404
        for method in (browser.get, browser.post):
            answer = method(f"/cms/bulk/cases/case/delete/?id={case.pk}")
            assert answer.status_code in (302, 403)
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_export_holds_what_the_list_holds_and_no_formulas_and_is_on_the_audit_trail(client):
    make_case('=HYPERLINK("http://elders.be")')
    make_case("Geheim", code="leefloon", department=make_department("ocmw", "Sociale dienst"))
    answer = client.get(INBOX, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][2].startswith("'=HYPERLINK")
    assert AuditLine.objects.filter(action="case.exported").count() == 1
    assert client.get(INBOX, {"export": "xlsx"}).status_code == 200


def test_the_home_page_opens_on_what_must_be_done(client, handler):
    late, taken = make_case("Laat", at=ago(60)), make_case("Van een ander")
    actions.assign(
        acting(staff("teamleider", LEAD, make_department())),
        taken,
        staff("x", HANDLER, make_department()),
        lock_version=0,
    )
    page = client.get("/cms/").text
    assert late.reference in page
    assert taken.reference not in page
