"""The admin is the house's own: Dutch, in the order of a working day, and open on what must be done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.roles import CHIEF_EDITOR, FORM_BUILDER, HANDLER, LEAD
from portal.admin.working_day import MENU
from products.models import ProductPage
from tests.factories import make_department, make_form, question, step
from tests.forms_editor.conftest import make_person, signed_in
from tests.trees import make_home
from tests.walls.world import let_editors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    let_editors_in(make_home())
    return signed_in(make_person("redacteur", CHIEF_EDITOR))


def make_product(title, department="bevolking", live=True, **more):
    from wagtail.models import Page

    page = ProductPage(title=title, slug=title.lower(), department=make_department(department), live=live, **more)
    Page.objects.get(depth=1).add_child(instance=page)
    return page


def home(client):
    return client.get("/cms/").text


def test_an_editor_without_work_is_told_so_and_shown_the_next_step(editor):
    page = home(editor)
    assert "Alle formulieren staan zoals burgers ze zien." in page
    assert "Maak een formulier" in page
    assert "Geen enkel product moet de komende 30 dagen nagekeken worden." in page
    assert "Er zijn geen onafgewerkte producten." in page


def test_an_editor_sees_drafts_and_what_must_be_looked_over(editor):
    today = timezone.localdate()
    make_form(step("Stap", question("text", "naam", "Naam?")), key="halfweg", publish=False)
    make_product("Verlopen", review_by=today - timedelta(days=2))
    make_product("Binnenkort", review_by=today + timedelta(days=10))
    make_product("Later", review_by=today + timedelta(days=90))
    make_product("Onaf", live=False)
    page = home(editor)
    assert "Halfweg" in page
    assert page.index("Verlopen") < page.index("Binnenkort")
    assert "te laat: moest voor" in page
    assert "Later" not in page
    assert "Onaf" in page


def test_an_editor_sees_no_work_of_another_department(editor):
    make_product("Elders", "techniek", review_by=timezone.localdate())
    make_product("Elders-onaf", "techniek", live=False)
    assert "Elders" not in home(editor)


def test_who_writes_no_products_is_shown_none_to_look_over():
    make_product("Verlopen", review_by=timezone.localdate())
    page = home(signed_in(make_person("bouwer", FORM_BUILDER)))
    assert "Formulieren met een concept" in page
    assert "Producten om na te kijken" not in page
    assert "Verlopen" not in page


def test_nothing_in_the_menu_says_that_something_of_wagtail_is_new(editor):
    menu = home(editor).split("wagtail-sidebar-props")[1].split("</script>")[0]
    assert menu.count("data-w-dismissible-id-value") == 1  # of the menu Help itself, which counts those below it


def test_the_work_is_not_shown_to_who_edits_nothing():
    assert "Werk voor de redactie" not in home(signed_in(make_person("behandelaar", HANDLER)))


def test_the_home_page_asks_as_many_queries_for_many_products_as_for_few(editor, django_assert_max_num_queries):
    for number in range(12):
        make_product(f"Product-{number}", live=False, review_by=timezone.localdate())
    home(editor)
    with django_assert_max_num_queries(40):
        home(editor)


def test_the_menu_is_dutch_and_in_the_order_of_a_working_day():
    from django.test import RequestFactory
    from wagtail.admin.menu import admin_menu

    request = RequestFactory().get("/cms/")
    request.user = make_person("beheerder", department=None, is_superuser=True)
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    names = [item.name for item in items if item.name in MENU]
    assert names == [name for name in MENU if name in names]
    labels = [str(item.label) for item in items]
    for label in ("Zaken", "Producten", "Formulieren", "Zaaktypes", "Loketten", "Pagina's"):
        assert label in labels


@pytest.mark.parametrize("role", [CHIEF_EDITOR, LEAD, None])
def test_no_two_items_of_the_menu_have_one_name(role):
    from django.test import RequestFactory
    from wagtail.admin.menu import admin_menu

    request = RequestFactory().get("/cms/")
    request.user = make_person("iemand", role, is_superuser=role is None)
    labels = [str(item.label) for item in admin_menu.menu_items_for_request(request)]
    assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("address", ["/cms/failwhale/", "/cms/test404/"])
def test_wagtails_trials_of_its_error_pages_are_shut(admin_client, client, address):
    assert admin_client.get(address).status_code == 404
    assert client.get(address).status_code == 404


def test_the_sign_in_page_wears_the_citys_name_and_colours(client):
    page = client.get("/cms/login/").text
    assert "Aanmelden bij de Stadswinkel" in page
    assert "css/admin.css" in page
    for text in ("Gebruikersnaam<", "Wachtwoord<", "Onthoud mij"):
        assert text in page, text
    assert "Password" not in page
    refused = client.post("/cms/login/", {"username": "redacteur", "password": "verkeerd"}).text
    assert "Uw gebruikersnaam en wachtwoord horen niet bij elkaar." in refused


@pytest.mark.parametrize("address", ["/cms/", "/cms/login/", "/cms/password_reset/", "/cms/snippets/forms_app/form/"])
def test_the_title_of_a_tab_names_the_house(admin_client, client, address):
    text = (client if "login" in address or "password" in address else admin_client).get(address).text
    title = text.split("<title>")[1].split("</title>")[0].strip()
    assert title.endswith("- Stadswinkel")


def test_all_products_stand_in_one_list():
    make_product("Reispas")
    administrator = signed_in(make_person("beheerder", department=None, is_superuser=True))
    assert "Reispas" in administrator.get("/cms/producten/").text


@pytest.mark.parametrize("typed", ['"', " ", '"; DROP TABLE x', "\x00", "a " * 3000, '"a b" ' * 1500, "x" * 10_000])
@pytest.mark.parametrize("address", ["/cms/pages/search/", "/cms/choose-page/search/"])
def test_no_search_of_an_editor_is_an_error_of_the_server(admin_client, address, typed):
    assert admin_client.get(address, {"q": typed}).status_code == 200


def test_the_list_of_products_says_who_looks_after_each_and_until_when(editor, django_assert_max_num_queries):
    for number in range(6):
        make_product(f"Reispas-{number}", review_by=timezone.localdate().replace(year=2031, month=3, day=2))
    administrator = signed_in(make_person("beheerder", department=None, is_superuser=True))
    administrator.get("/cms/producten/")
    with django_assert_max_num_queries(60):
        page = administrator.get("/cms/producten/").text
    assert "2 maart 2031" in page
    assert str(make_department()) in page
    assert "Bovenliggende pagina" not in page
    assert "1 tot 6 van 6" in " ".join(page.split())


def test_a_search_for_products_that_finds_nothing_shows_the_way_out():
    make_product("Reispas")
    administrator = signed_in(make_person("beheerder", department=None, is_superuser=True))
    page = administrator.get("/cms/producten/?q=xyzzyq").text
    assert "Geen product gevonden." in page
    assert "Toon alle producten" in page
    assert '<table class="listing' not in page


def test_who_may_not_open_the_list_of_products_is_not_offered_it():
    lead = signed_in(make_person("teamleider", LEAD))
    assert lead.get("/cms/producten/").status_code == 302
    assert "/cms/producten/" not in home(lead)


def test_without_a_coupled_system_the_list_says_how_one_is_made():
    administrator = signed_in(make_person("beheerder", department=None, is_superuser=True))
    page = administrator.get("/cms/snippets/api/apiclient/").text
    assert "Er is nog geen systeem gekoppeld." in page
    assert "manage.py make_api_client" in page
