"""Logboek: who looked at, searched, exported and changed what, for who may know it, without what stands in a case."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone

from ground.actor import SYSTEM, Actor
from people.roles import AUDITOR, EXCLUDED_CASES, HANDLER, LEAD, PRIVACY, READER
from portal.admin.logbook import views
from records.models import AuditLine
from records.service import write_audit, write_audit_of_many
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
LOGBOOK, INBOX = "/cms/logboek/", "/cms/snippets/cases/case/"


@pytest.fixture
def own():
    return make_department()


@pytest.fixture
def handler(own):
    return staff("han", HANDLER, own, first_name="Han", last_name="De Wit")


@pytest.fixture
def lead(own):
    return staff("lena", LEAD, own)


@pytest.fixture
def auditor():
    return staff("audit", AUDITOR)


def shown(user, **query):
    """Return what the list shows besides signing in: (who, what, about what) of each line, the newest first."""
    page = signed_in(user).get(LOGBOOK, query)
    assert page.status_code == 200
    lines = page.context["table"].data
    return [(line.who, line.label, line.target) for line in lines if line.action != "user.signed_in"]


def elsewhere():
    return make_case("Geheim", code="leefloon", department=make_department("ocmw", "Sociale dienst"))


def test_who_looked_at_a_case_is_shown_by_name_and_number(handler, auditor):
    case = make_case("Jonas Peeters")
    signed_in(handler).get(f"{INBOX}edit/{case.pk}/")
    assert shown(auditor, q=case.reference) == [
        ("Han De Wit", "Zaak bekeken", f"zaak {case.reference}"),
        ("de burger", "Zaak geopend", f"zaak {case.reference}"),
    ]
    page = signed_in(auditor).get(LOGBOOK).text
    assert "Jonas" not in page
    assert case.title not in page


def test_an_auditor_reads_all_and_a_lead_what_was_done_with_cases_of_their_own_department(lead, auditor, handler):
    mine, other = make_case("Jonas"), elsewhere()
    stranger = staff("vreemd", HANDLER, make_department("ocmw"))
    write_audit_of_many(Actor("staff", str(handler.pk)), "case.exported", "case", [mine.pk], format="csv")
    write_audit_of_many(Actor("staff", str(stranger.pk)), "case.exported", "case", [other.pk, mine.pk], format="csv")
    write_audit(SYSTEM, "user.made", "user", handler.pk)
    about = [target for _who, _what, target in shown(lead)]
    assert about == ["1 zaak", f"zaak {mine.reference}"]
    assert {f"zaak {other.reference}", "2 zaken", "collega Han De Wit"} <= {row[2] for row in shown(auditor)}


def test_the_history_of_a_case_has_the_lists_in_which_anybody_had_it(lead):
    mine, other = make_case("Jonas"), elsewhere()
    stranger = staff("vreemd", HANDLER, make_department("ocmw"), first_name="Vera", last_name="Vos")
    write_audit_of_many(Actor("staff", str(stranger.pk)), "case.exported", "case", [mine.pk, other.pk], format="csv")
    write_audit_of_many(Actor("staff", str(stranger.pk)), "case.exported", "case", [other.pk], format="csv")
    assert shown(lead, q=mine.reference)[0] == ("Vera Vos", "Lijst van zaken uitgevoerd", "2 zaken")
    assert len(shown(lead, q=mine.reference)) == 2
    assert shown(lead, q=other.reference) == []


def test_a_case_from_which_somebody_is_excluded_is_not_in_their_logbook(lead, own):
    from cases.models import CaseExclusion
    from people.models import Team

    case, team = make_case("Jonas"), Team.objects.create(department=own, name="Ploeg", lead=lead)
    CaseExclusion.objects.create(case=case, team=team)
    superuser = staff("baas", None, is_superuser=True)
    for user in (lead, superuser):
        assert shown(user) == shown(user, q=case.reference) == []
    allowed = staff("mag", EXCLUDED_CASES, is_superuser=True)
    assert shown(allowed) == [("de burger", "Zaak geopend", f"zaak {case.reference}")]


def test_lines_by_and_about_a_colleague_are_found_by_name_and_by_who_signs_in(auditor, handler, lead):
    case = make_case("Jonas")
    write_audit(Actor("staff", str(handler.pk)), "case.viewed", "case", case.pk)
    write_audit(Actor("staff", str(lead.pk)), "user.made", "user", handler.pk)
    staff("han2", HANDLER)
    both = [
        ("lena", "Medewerker toegevoegd", "collega Han De Wit"),
        ("Han De Wit", "Zaak bekeken", f"zaak {case.reference}"),
    ]
    for text in ("han", "de wit", "WIT han"):
        assert [row[1:] for row in shown(auditor, q=text)] == [row[1:] for row in both], text
    assert shown(auditor, q="niemand") == shown(auditor, q="%") == []


def test_lines_are_chosen_by_what_happened_and_when(auditor):
    case = make_case("Jonas")
    write_audit(SYSTEM, "case.recounted", "case", case.pk)
    old = AuditLine.objects.get(action="case.opened")
    models.QuerySet(AuditLine).filter(pk=old.pk).update(at=timezone.now() - timedelta(days=40))
    today = timezone.localdate().isoformat()
    assert [row[1] for row in shown(auditor, action="case.opened")] == ["Zaak geopend"]
    assert [row[1] for row in shown(auditor, at_from=today, at_to=today)] == ["Termijn opnieuw berekend"]


@pytest.mark.parametrize(
    ("role", "status"), [(AUDITOR, 200), (PRIVACY, 200), (LEAD, 200), (HANDLER, 302), (READER, 302)]
)
def test_a_logbook_is_read_by_auditors_and_leads_alone(role, status, own):
    browser = signed_in(staff("iemand", role, own))
    for address in (LOGBOOK, f"{LOGBOOK}results/", f"{LOGBOOK}?export=csv"):
        assert browser.get(address).status_code == status, address
    assert ('"/cms/logboek/"' in browser.get("/cms/").text) == (status == 200)


def test_a_search_is_written_down_with_its_fields_and_hits_and_never_its_words(handler):
    make_case("Jonas Peeters")
    browser = signed_in(handler)
    browser.get(INBOX, {"q": "peeters", "show": "all"})
    browser.get(INBOX, {"show": "all"})
    line = AuditLine.objects.get(action="case.searched")
    assert (line.actor_id, line.detail) == (str(handler.pk), {"fields": ["q", "show"], "hits": 1})


def test_an_export_of_cases_names_each_of_them(handler, lead):
    case = make_case("Jonas")
    signed_in(handler).get(INBOX, {"export": "csv"})
    line = AuditLine.objects.get(action="case.exported")
    assert line.detail == {"format": "csv", "number": 1}
    assert list(line.targets.values_list("kind", "object_id")) == [("case", str(case.pk))]
    page = signed_in(lead).get(LOGBOOK, {"q": case.reference})
    assert page.context["table"].data[0].more == "csv"


def test_what_was_exported_holds_all_lines_in_words_and_is_itself_written_down(auditor, monkeypatch):
    monkeypatch.setattr(views, "EXPORT_PART", 2)
    cases = [make_case(f"Jonas {number}") for number in range(3)]
    answer = signed_in(auditor).get(LOGBOOK, {"export": "csv", "action": "case.opened"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Wanneer", "Wie", "Wat", "Waarover", "Bijzonderheden"]
    assert [row[1:4] for row in rows[1:]] == [
        ["de burger", "Zaak geopend", f"zaak {case.reference}"] for case in reversed(cases)
    ]
    line = AuditLine.objects.get(action="audit.exported")
    assert (line.actor_id, line.detail) == (str(auditor.pk), {"format": "csv", "lines": 3})
    assert signed_in(auditor).get(LOGBOOK, {"export": "xlsx"}).status_code == 200


def test_a_long_logbook_is_paged_and_counted_no_further_than_it_is_leafed_through(
    auditor, handler, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(views, "MAX_LISTED", 60)
    case = make_case("Jonas")
    for _time in range(70):
        write_audit(Actor("staff", str(handler.pk)), "case.viewed", "case", case.pk)
    browser = signed_in(auditor)
    browser.get(LOGBOOK)
    with django_assert_max_num_queries(17):  # three of the look of the city, which a test asks anew each time
        page = browser.get(LOGBOOK)
    assert len(page.context["object_list"]) == 50
    assert page.context["paginator"].count == 60


def test_a_lead_reaches_the_history_from_the_case_and_a_handler_is_not_led_there(lead, handler):
    case = make_case("Jonas")
    link = f"{LOGBOOK}?q={case.reference}"
    assert link in signed_in(lead).get(f"{INBOX}edit/{case.pk}/").text
    assert link not in signed_in(handler).get(f"{INBOX}edit/{case.pk}/").text


@pytest.mark.parametrize("choice", ["at_from=onzin", "action=onzin"])
def test_a_filter_that_is_nonsense_is_named_and_nothing_is_exported(auditor, choice):
    answer = signed_in(auditor).get(f"{LOGBOOK}?{choice}&export=csv")
    assert "text/html" in answer["Content-Type"]
    assert "geldige" in answer.text
    assert not AuditLine.objects.filter(action="audit.exported").exists()
