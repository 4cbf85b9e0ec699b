"""The screens of records managers: what waits, one proposal, holds and declarations; numbers only, and what was typed is kept."""

import csv
import datetime
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Case, CaseType, Declaration, Disposal, DisposalItem, LegalHold
from cases.retention import deciding
from cases.retention.destroying import dispose
from cases.retention.proposing import propose
from cases.retention.terms import WARN_BEFORE
from people.roles import HANDLER, PRIVACY
from records.models import AuditLine, AuditTarget
from tests.cases.factories import make_case, staff
from tests.cases.retention import approve, due_case, give_rule, proposal, records_manager, today

pytestmark = pytest.mark.django_db
LIST, HOLDS, DECLARATIONS = "/cms/bewaren/", "/cms/bewaren/bewaarplichten/", "/cms/bewaren/verklaringen/"


@pytest.fixture
def manager(client):
    user = staff("archiefbeheer", PRIVACY)
    client.force_login(user)
    return user


@pytest.fixture
def disposal(manager):
    return proposal(due_case("Jonas Zonderling", "jonas@zonderling.be"))


def at(disposal, rest=""):
    return f"/cms/bewaren/{disposal.pk}/{rest}"


def post(client, disposal, decision, **values):
    return client.post(at(disposal), {"decision": decision, **values}, follow=True)


def test_what_waits_is_listed_and_leads_to_its_cases_by_number_only(client, disposal):
    item = disposal.items.get()
    page = client.get(LIST).text
    assert at(disposal) in page
    assert "Adreswijziging" in page
    page = client.get(at(disposal)).text
    assert item.reference in page
    assert "Zonderling" not in page
    assert f"edit/{item.case_id}/" not in page
    assert "Keur goed: vernietig 1 zaak voorgoed" in page


def test_what_goes_is_shown_above_the_button_that_lets_it_go(client, disposal):
    page = client.get(at(disposal)).text
    shown = page.index(disposal.items.get().reference)
    assert shown < page.index('value="take_out"') < page.index('value="approve"') < page.index('value="refuse"')


def test_of_a_refused_proposal_the_cases_are_said_to_stay(client, disposal):
    page = post(client, disposal, "refuse", refusal="Er loopt nog een beroep.").text
    assert "1 zaak blijft bewaard." in page
    assert "in het voorstel" not in page


def test_who_may_see_a_case_is_led_to_it(client, disposal, manager):
    manager.groups.add(*staff("x", HANDLER).groups.all())
    manager.departments.add(disposal.case_type.department)
    assert f"edit/{disposal.items.get().case_id}/" in client.get(at(disposal)).text


def test_the_menu_offers_it_to_records_managers_alone(client, manager):
    assert LIST in client.get("/cms/").text
    client.force_login(staff("behandelaar", HANDLER))
    assert LIST not in client.get("/cms/").text


@pytest.mark.parametrize("address", [LIST, HOLDS, DECLARATIONS])
def test_nobody_else_opens_the_lists(client, address):
    client.force_login(staff("behandelaar", HANDLER))
    assert client.get(address).status_code == 302


def test_approving_says_how_many_and_does_it(client, disposal):
    page = post(client, disposal, "approve", number="1")
    assert "één voor één vernietigd" in page.text
    disposal.refresh_from_db()
    assert disposal.state == "approved"
    dispose()
    page = client.get(at(disposal)).text
    assert "gewist" in page
    assert "De verklaring staat bij" in page


@pytest.mark.parametrize("number", ["2", "", "x"])
def test_a_proposal_that_changed_since_it_was_shown_is_not_approved(client, disposal, number):
    page = post(client, disposal, "approve", number=number)
    assert "Het voorstel is intussen gewijzigd" in page.text
    disposal.refresh_from_db()
    assert disposal.state == "proposed"


def test_cases_are_taken_out_and_a_reason_that_is_missing_leaves_the_choice(client, disposal):
    item = disposal.items.get()
    page = post(client, disposal, "take_out", item=str(item.pk), out_reason=" ").text
    assert "Schrijf waarom." in page
    assert "checked" in page
    page = post(client, disposal, "take_out", out_reason="Een <b>geschil</b>").text
    assert "Kies eerst een of meer zaken." in page
    assert 'value="Een &lt;b&gt;geschil&lt;/b&gt;"' in page
    page = post(client, disposal, "take_out", item=str(item.pk), out_reason="Geschil").text
    assert "1 zaak zit niet meer in het voorstel." in page
    assert "Keur goed" not in page


def test_a_reason_that_is_too_long_is_refused_and_given_back(client, disposal):
    page = post(client, disposal, "refuse", refusal="x" * 301).text
    assert "Schrijf hoogstens 300 tekens." in page
    assert "x" * 301 in page
    assert "Geweigerd" in post(client, disposal, "refuse", refusal="x" * 300).text


def test_a_decision_that_is_none_does_nothing(client, disposal):
    assert client.post(at(disposal), {"decision": "burn"}).status_code == 404
    assert client.get(at(disposal, "bestand/00000000-0000-0000-0000-000000000000/")).status_code == 404
    assert client.get("/cms/bewaren/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_under_a_rule_that_changed_only_refusing_is_offered(client, disposal):
    CaseType.objects.update(retention_years=9)
    page = client.get(at(disposal)).text
    assert "De bewaarregel van het zaaktype is intussen gewijzigd." in page
    assert "Keur goed" not in page
    assert "Weiger het voorstel" in page


def test_the_archives_file_is_downloaded_by_who_may_and_each_case_in_it_is_written_down(client, manager):
    case = due_case(then="archive")
    disposal = proposal(case)
    post(client, disposal, "approve", number="1")
    dispose()
    page = client.get(at(disposal)).text
    path = at(disposal, "bestand/") + page.split(at(disposal, "bestand/"))[1].split('"')[0]
    answer = client.get(path)
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert f"{case.reference}/zaak.json" in names
    line = AuditLine.objects.get(action="disposal.downloaded")
    assert (line.actor_id, line.detail["number"]) == (str(manager.pk), 1)
    assert AuditTarget.objects.get(line=line).object_id == str(case.pk)
    client.force_login(staff("behandelaar", HANDLER, case.department))
    assert client.get(path).status_code == 302
    client.force_login(manager)
    assert "Vul het kenmerk in" in post(client, disposal, "receive", receipt="").text
    assert "De ontvangst is genoteerd." in post(client, disposal, "receive", receipt="SA-1").text
    assert dispose() == 1
    assert client.get(path).status_code == 404


def test_rules_that_are_absent_expired_or_about_to_expire_are_told(client, manager):
    make_case(), make_case(code="melding"), make_case(code="klacht"), make_case(code="attest")
    give_rule("melding", days=-1)
    give_rule("klacht", days=WARN_BEFORE.days)
    give_rule("attest", days=WARN_BEFORE.days + 1)
    page = client.get(LIST).text.split("sn-rules")[-1].split("</section>")[0]
    words = " ".join(page.split())
    assert "Adreswijziging: Geen selectieregel" in words
    assert "Melding: De selectieregel verviel op" in words
    assert "Klacht: De selectieregel geldt nog tot en met" in words
    assert "Attest" not in page
    assert "casetype/edit" not in page  # a records manager draws no case types
    client.force_login(staff("beheerder", None, is_superuser=True))
    assert "casetype/edit" in client.get(LIST).text.split("sn-rules")[-1].split("</section>")[0]


def test_a_hold_is_put_by_number_and_lifted_from_the_list(client, manager):
    case = due_case()
    page = client.post(f"{HOLDS}opleggen/", {"reference": "SN-onzin", "reason": "Beroep & <b>zo</b>"}).text
    assert "Kijk het nummer na" in page
    assert 'value="SN-onzin"' in page
    assert 'value="Beroep &amp; &lt;b&gt;zo&lt;/b&gt;"' in page
    lower = case.reference.lower().replace("-", " ")
    page = client.post(f"{HOLDS}opleggen/", {"reference": lower, "reason": "Beroep"}, follow=True).text
    assert case.reference in page
    assert "Beroep" in page
    assert "al een bewaarplicht" in client.post(f"{HOLDS}opleggen/", {"reference": lower, "reason": "Nog"}).text
    assert "opgeheven" in client.post(f"{HOLDS}{case.pk}/opheffen/", follow=True).text
    assert LegalHold.objects.get().lifted_by == manager
    assert "geen bewaarplicht" in client.post(f"{HOLDS}{case.pk}/opheffen/", follow=True).text


def test_declarations_leave_as_a_spreadsheet_without_any_citizen(client, manager):
    approve(records_manager(), proposal(due_case("Jonas Zonderling")))
    dispose()
    assert "Adreswijziging" in client.get(DECLARATIONS).text
    answer = client.get(f"{DECLARATIONS}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Zaaktype"], row["Aantal zaken"], row["Bestemming"]) for row in rows] == [
        ("Adreswijziging", "1", "vernietigen")
    ]
    assert "Zonderling" not in text
    assert AuditLine.objects.get(action="declarations.exported").detail == {"format": "csv", "rows": 1}


@pytest.mark.parametrize("address", [LIST, HOLDS, DECLARATIONS, "one"])
def test_no_list_asks_more_for_more_rows(client, manager, address):
    def fill(number):
        for _each in range(number):
            case = due_case(f"Burger {Case.objects.count()}", code=f"type{CaseType.objects.count()}")
            if address == HOLDS:
                from cases.retention import holds

                holds.place_by_number(records_manager(f"m{Case.objects.count()}"), case.reference, "x")
        propose(today() + datetime.timedelta(days=Disposal.objects.count()))
        if address == DECLARATIONS:
            for disposal in Disposal.objects.filter(state="proposed"):
                approve(records_manager(f"a{disposal.pk}"), disposal)
            dispose()

    def queries():
        target = at(Disposal.objects.order_by("made_on").last()) if address == "one" else address
        client.get(target)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(target).status_code == 200
        return len(captured)

    fill(1)
    few = queries()
    if address == "one":
        disposal = Disposal.objects.get()
        DisposalItem.objects.bulk_create(
            DisposalItem(disposal=disposal, case_id=10_000 + n, reference=f"SN-{n}", closed_on=today())
            for n in range(120)
        )
    else:
        fill(4)
    assert queries() <= few + (1 if address == "one" else 0)  # the pages


def test_a_long_proposal_is_paged_and_each_page_can_be_taken_out(client, disposal):
    DisposalItem.objects.bulk_create(
        DisposalItem(disposal=disposal, case_id=10_000 + n, reference=f"SN-{n:04}", closed_on=today())
        for n in range(120)
    )
    first, last = client.get(at(disposal)).text, client.get(at(disposal) + "?p=3").text
    assert ("SN-0000" in first, "SN-0119" in first) == (True, False)
    assert "SN-0119" in last
    assert "Keur goed: vernietig 121 zaken voorgoed" in last
    item = DisposalItem.objects.get(reference="SN-0119")
    page = client.post(
        at(disposal) + "?p=3", {"decision": "take_out", "item": str(item.pk), "out_reason": "x"}, follow=True
    )
    assert page.redirect_chain[-1][0].endswith("?p=3")


def test_the_case_type_says_what_is_wrong_with_its_rule(client):
    case = make_case()
    client.force_login(staff("leider", "lead", case.department))
    kind = case.type_version.case_type
    edit = f"/cms/snippets/cases/casetype/edit/{kind.pk}/"
    assert "Geen selectieregel: zaken worden niet vernietigd" in client.get(edit).text
    give_rule(days=10)
    assert "De selectieregel geldt nog tot en met" in client.get(edit).text
    give_rule(days=400)
    page = client.get(edit).text
    assert "Geen selectieregel" not in page
    assert "geldt nog tot en met" not in page


def test_the_checklist_asks_for_rules_that_last(client):
    from cases.first_day import rules_are_valid

    assert rules_are_valid()
    make_case()
    assert not rules_are_valid()
    give_rule(days=WARN_BEFORE.days + 1)
    assert rules_are_valid()
    give_rule(days=WARN_BEFORE.days)
    assert not rules_are_valid()


def test_the_home_page_tells_a_records_manager_what_waits(client, disposal):
    assert "1 voorstel wacht op uw beslissing" in client.get("/cms/").text
    deciding.refuse(records_manager(), disposal, "Nee")
    assert "voorstel wacht" not in client.get("/cms/").text


def test_a_declaration_is_kept_by_its_type_as_it_was_then(client, manager):
    approve(records_manager(), proposal(due_case()))
    dispose()
    CaseType.objects.update(name="Nieuwe naam")
    assert Declaration.objects.get().type_name == "Adreswijziging"
    assert timezone.localdate(Declaration.objects.get().at) == today()
