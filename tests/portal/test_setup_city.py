"""`manage.py setup --city`: a working counter on an empty database; what was made once and changed or deleted stays so."""

import datetime
import re
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cases.gaps import gap_in
from cases.models import Case, CaseType
from forms_app.models import Form
from front import page_tree
from front.models import AccessibilityAudit, ContentPage
from front.models.pages import as_text
from people import checklist, roles
from people.models import CitySettings, Department, User
from portal.admin.first_day import lines
from portal.operations.backup import last
from portal.start import city, parts
from portal.start.administrator import invite_administrator
from records.models import AuditLine
from records.service import heartbeats
from tests.factories import make_case_type
from tests.forms_app.citizen import Citizen

MAIL = "an@teststad.be"
PASSWORD = "een-lang-eigen-wachtwoord-1"
LINK = re.compile(r"https?://\S+/t/\S+")


def set_up(**options):
    """Return what `setup --city Teststad` prints."""
    out = StringIO()
    call_command("setup", **{"city": "Teststad", "no_static": True, "verbosity": 0, "stdout": out, **options})
    return out.getvalue()


def begin(name="Teststad"):
    roles.sync()
    return city.begin(name, page_tree.sync)


def choose_password(out, password=PASSWORD):
    """Follow the printed link as its receiver does; return the browser."""
    client = Client()
    page = client.get("/" + LINK.search(out).group().split("/", 3)[3], follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"new_password1": password, "new_password2": password}, follow=True)
    return client


@pytest.mark.django_db(transaction=True)
def test_an_empty_database_becomes_a_counter_whose_administrator_signs_in():
    out = set_up(admin=MAIL)
    assert CitySettings.objects.get().city_name == "Teststad"
    assert Page.objects.get(slug="stadswinkel").title == "Stadswinkel Teststad"
    assert set(Form.objects.values_list("key", "live")) == {
        ("attest-aanvragen", False),
        ("melding", False),
        ("vraag-stellen", False),
    }
    assert set(CaseType.objects.values_list("code", flat=True)) == {"attest", "melding", "vraag"}
    drafts = ContentPage.objects.filter(live=False)
    assert set(drafts.values_list("slug", flat=True)) == {"contact", "privacy", "toegankelijkheid"}
    assert all("[vul in: " in str(page.body) for page in drafts)
    assert "Teststad" in Client().get("/").text
    choose_password(out)
    client = Client()
    assert client.login(username=MAIL, password=PASSWORD)
    home = client.get("/cms/")
    assert home.status_code == 200
    assert "Nog te doen voor uw loket werkt" in home.text
    user = User.objects.get(username=MAIL)
    assert user.is_superuser
    assert set(user.groups.values_list("role__code", flat=True)) == {roles.ADMINISTRATOR}
    again = set_up(admin=MAIL)
    assert "heeft al een wachtwoord" in again
    assert not LINK.search(again)
    assert "Gemaakt:" not in again


@pytest.mark.django_db
def test_each_form_can_be_published_and_makes_a_case_with_the_letters_of_the_city():
    begin()
    for form in Form.objects.all():
        form.save_revision().publish()
    citizen = Citizen("vraag-stellen").start()
    citizen.send(onderwerp="Verhuizen", vraag="Hoe geef ik mijn adres door?")
    citizen.send(naam="Jo Peeters", email="jo@voorbeeld.be", telefoon="")
    citizen.send()
    case = Case.objects.get()
    assert case.reference.startswith("TE-")
    assert case.department.code == "onthaal"


@pytest.mark.django_db
def test_a_second_time_nothing_changes():
    first = begin()
    assert len(first.made) == 12
    assert first.left == []
    before = AuditLine.objects.count(), Page.objects.count(), Form.objects.count(), Department.objects.count()
    second = begin()
    assert (second.made, second.left) == ([], [])
    assert before == (
        AuditLine.objects.count(),
        Page.objects.count(),
        Form.objects.count(),
        Department.objects.count(),
    )


@pytest.mark.django_db
def test_what_somebody_changed_stays_and_what_they_deleted_does_not_come_back():
    begin()
    Department.objects.update(name="Balie")
    Form.objects.get(key="attest-aanvragen").delete()
    ContentPage.objects.get(slug="contact").delete()
    privacy = ContentPage.objects.get(slug="privacy")
    privacy.title = "Uw privacy"
    privacy.save_revision().publish()
    report = begin("Anderstad")
    assert report.made == []
    assert report.left == [
        "De stad heet “Teststad” en blijft zo; u vroeg “Anderstad”. Wijzig de naam bij de contactgegevens.",
        "Pagina “Contact” (concept): iemand verwijderde dit, het komt niet terug.",
        "Formulier “attest-aanvragen” (concept): iemand verwijderde dit, het komt niet terug.",
    ]
    assert Department.objects.get().name == "Balie"
    assert ContentPage.objects.get(slug="privacy").title == "Uw privacy"
    assert not ContentPage.objects.filter(slug="contact").exists()


@pytest.mark.django_db
def test_what_a_city_made_itself_under_the_same_code_is_left_and_told():
    parts.make_department("onthaal", name="Ons onthaal")
    report = begin()
    assert "Dienst “Onthaal”: er is er al een met deze naam." in report.left
    assert Department.objects.get().name == "Ons onthaal"


@pytest.mark.django_db
def test_a_city_that_works_already_gets_its_pages_and_no_examples():
    """As one of 0.1.0: what it has says how it works."""
    own = make_case_type()
    report = begin()
    assert "De stad heeft al zaaktypes of formulieren: er komen geen voorbeelden bij." in report.left
    assert list(CaseType.objects.all()) == [own]
    assert not Form.objects.exists()
    assert not Department.objects.filter(code="onthaal").exists()
    assert ContentPage.objects.filter(slug="contact").exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_everything_once():
    roles.sync()
    ready, reports, failed = threading.Barrier(2), [], []

    def run():
        try:
            ready.wait(10)
            reports.append(city.begin("Teststad", page_tree.sync))
            invite_administrator(MAIL)
        except Exception as error:  # told by the thread that asserts
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert sorted(len(each.made) for each in reports) == [0, 12]
    assert User.objects.filter(username=MAIL).count() == Department.objects.count() == CitySettings.objects.count() == 1
    assert Form.objects.count() == CaseType.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "  ", "S" * 61])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_made(name):
    roles.sync()
    with pytest.raises(CommandError, match="De stad is niet gemaakt"):
        set_up(city=name)
    assert not Department.objects.exists()
    assert not CitySettings.objects.exists()


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused_in_words():
    with pytest.raises(CommandError, match="“an” is geen e-mailadres"):
        set_up(admin="an")


@pytest.mark.django_db
def test_a_new_link_closes_the_one_before_and_a_colleague_is_not_lifted():
    begin()
    first, second = invite_administrator(MAIL).link, invite_administrator(MAIL.upper()).link
    assert first
    assert second not in ("", first)
    assert User.objects.count() == 1
    assert Client().get("/" + first.split("/", 3)[3], follow=True).status_code >= 400
    User.objects.create_user("jo@teststad.be", "jo@teststad.be", None)
    refused = invite_administrator("jo@teststad.be")
    assert refused.link == ""
    assert not User.objects.get(username="jo@teststad.be").is_superuser


@pytest.mark.django_db
def test_setup_with_a_city_and_the_demo_is_refused():
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("setup", "--demo", "--city", "Teststad", "--no-static")


OF_THE_LAW = {"legal_basis", "accessibility", "retention"}


def waiting():
    return {line.code for line in lines() if not line.is_done}


@pytest.mark.django_db
def test_each_line_of_the_checklist_goes_when_its_work_is_done_and_then_the_panel(admin_client, settings):
    settings.DEFAULT_FROM_EMAIL = "Stad <loket@stad.example>"
    begin()
    assert waiting() == {"city", "departments", "pages", "sender", "mail_server", "forms", "backup", *OF_THE_LAW}
    heartbeats.succeeded(last.BACKUP)
    settings.DEFAULT_FROM_EMAIL = "Stad <loket@teststad.be>"
    CitySettings.objects.update(phone="02 345 67 89", email="info@teststad.be", address="Kerkplein 1")
    colleague = User.objects.create_user("jo@teststad.be", "jo@teststad.be", PASSWORD)
    colleague.departments.set(Department.objects.all())
    next_year = timezone.localdate() + datetime.timedelta(days=366)
    CaseType.objects.update(legal_basis="Decreet", retention_rule="BS-1", retention_until=next_year)
    AccessibilityAudit.objects.create(auditor="de webredactie", method="met een programma")
    assert waiting() == {"pages", "mail_server", "forms", "colleagues"}
    colleague.groups.add(roles.group_of(roles.HANDLER))
    for page in ContentPage.objects.all():
        page.save_revision().publish()
    assert "pages" in waiting()  # visitors would read what the city must still fill in
    for page in ContentPage.objects.all():
        page.body = as_text("<p>Bel ons.</p>")
        page.save_revision().publish()
    Form.objects.exclude(key="melding").delete()
    Form.objects.get().save_revision().publish()
    assert waiting() == {"mail_server"}
    assert "Verstuur een eerste mail" in admin_client.get("/cms/").text
    with checklist.checklist.temporarily("mail_server", checklist.CheckItem("", lambda: "/", lambda: True)):
        assert "Nog te doen voor uw loket werkt" not in admin_client.get("/cms/").text


@pytest.mark.django_db
def test_a_role_over_the_whole_city_needs_no_department():
    begin()
    auditor = User.objects.create_user("au@teststad.be", "au@teststad.be", PASSWORD)
    auditor.groups.add(roles.group_of(roles.AUDITOR))
    assert "colleagues" not in waiting()
    auditor.groups.set([roles.group_of(roles.LEAD)])
    assert "colleagues" in waiting()


@pytest.mark.django_db
def test_the_checklist_asks_a_bounded_number_of_queries_and_each_line_leads_to_a_screen(
    admin_client, django_assert_max_num_queries
):
    begin()
    with django_assert_max_num_queries(15):
        every = lines()
    assert [line.code for line in every if not line.address] == ["backup"]  # a command; no screen does it
    for line in every:
        assert not line.address or admin_client.get(line.address, follow=True).status_code == 200, line.code


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "is_refused"), [("Bel [vul in: uren].", True), ("Bel van 9 tot 12 uur.", False)])
def test_a_page_with_a_gap_stays_a_draft_and_says_which(admin_client, text, is_refused):
    begin()
    page = ContentPage.objects.get(slug="contact")
    body = streamfield([("text", rich_text(f"<p>{text}</p>"))])
    fields = nested_form_data(
        {"title": page.title, "slug": page.slug, "introduction": "", "body": body, "comments": inline_formset([])}
    )
    answer = admin_client.post(f"/cms/pages/{page.pk}/edit/", {**fields, "action-publish": "1"}, follow=True)
    assert ("Vul eerst aan of verwijder: [vul in: uren]." in answer.text) is is_refused
    page.refresh_from_db()
    assert page.live is not is_refused
    assert admin_client.post(f"/cms/pages/{page.pk}/edit/", fields, follow=True).status_code == 200
    kept = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert text in kept.body[0].value.source


@pytest.mark.django_db
def test_a_department_gets_a_colleague_where_colleagues_are():
    begin()
    addresses = {line.code: line.address for line in lines()}
    assert addresses["departments"] == addresses["colleagues"] == reverse("wagtailusers_users:index")


@pytest.mark.django_db
def test_an_answer_of_the_beginning_is_refused_while_it_is_empty_and_taken_on_lines_of_its_own():
    begin()
    moves = CaseType.objects.get(code="vraag").current_version().workflow.transitions
    proposals = [move.message for move in moves if move.target == "answered"]
    assert len(proposals) == 2
    for proposal in proposals:
        assert gap_in(proposal, proposal) == "[…]"
        assert gap_in(proposal.replace("[…]", "Het loket is open.\n\nTot dan"), proposal) == ""


@pytest.mark.django_db
def test_who_does_not_look_after_the_installation_sees_no_checklist(client):
    begin()
    handler = User.objects.create_user("jo@teststad.be", "jo@teststad.be", PASSWORD)
    handler.groups.add(roles.group_of(roles.HANDLER))
    client.force_login(handler)
    assert "Nog te doen voor uw loket werkt" not in client.get("/cms/").text
    handler.groups.set([roles.group_of(roles.ADMINISTRATOR)])
    assert "Nog te doen voor uw loket werkt" in client.get("/cms/").text
    assert Site.objects.get(is_default_site=True).root_page.slug == "stadswinkel"
