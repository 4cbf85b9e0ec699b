"""Crumbs, lists and the frame lead only to pages that exist; fixed addresses stay; withdrawing a product closes no form."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case
from front import page_tree
from front.models import ContentPage
from people.models import User
from products.models import ProductFormLink, ProductIndexPage, ProductPage, ThemeIndexPage, ThemePage
from products.queries import only_reached_from
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.trees import make_product

pytestmark = pytest.mark.django_db


def crumbs(client, address):
    nav = re.search(r'<nav class="sn-crumbs".*?</nav>', client.get(address).text, re.DOTALL)[0]
    return re.findall(r'<a href="([^"]*)"', nav)


def admin():
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    return client


def test_a_theme_with_a_page_is_a_crumb_under_its_own_name(client):
    make_product(themes=["BouwenWonen"])
    assert crumbs(client, "/producten/adreswijziging/") == ["/", "/producten/", "/thema/BouwenWonen/"]
    ThemePage.objects.update(slug="wonen")
    assert crumbs(client, "/producten/adreswijziging/")[-1] == "/thema/wonen/"
    assert client.get("/thema/wonen/").status_code == 200


@pytest.mark.parametrize("themes", [["MilieuEnergie"], [], ["Onbekend"]])
def test_a_theme_without_a_page_is_no_crumb(client, themes):
    make_product(themes=themes)
    assert crumbs(client, "/producten/adreswijziging/") == ["/", "/producten/"]


def test_an_unpublished_theme_is_no_crumb_and_in_no_list(client):
    make_product(themes=["BouwenWonen"])
    ThemePage.objects.get().unpublish()
    assert crumbs(client, "/producten/adreswijziging/") == ["/", "/producten/"]
    assert "/thema/BouwenWonen/" not in client.get("/").text


def test_an_unpublished_index_is_no_crumb(client):
    make_product(themes=["BouwenWonen"])
    ProductIndexPage.objects.get().unpublish()
    assert crumbs(client, "/producten/adreswijziging/") == ["/", "/thema/BouwenWonen/"]
    assert crumbs(client, "/thema/BouwenWonen/") == ["/"]
    assert crumbs(client, "/doelgroep/Burger/") == ["/"]


def links_of(page):
    """Return the addresses of this site to which a page leads."""
    links = re.findall(r'href="(/[^"]*)"', page)
    return {address for link in links if "/static/" not in link and (address := link.partition("#")[0])}


def test_after_setup_every_link_of_the_front_page_leads_somewhere(client):

    page_tree.sync(with_start_texts=True)
    addresses = links_of(client.get("/").text)
    assert {"/contact/", "/privacy/", "/toegankelijkheid/"} <= addresses
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_page_that_waits_for_its_text_is_linked_once_it_is_online(client):
    home = page_tree.sync()
    for slug in ("contact", "privacy", "toegankelijkheid"):
        page_tree.draft_below(home, ContentPage(title=slug, slug=slug))
    for address in ("/", "/zoeken/", "/zaken/", f"/t/{'A' * 46}/"):
        page = client.get(address).text
        assert not {"/contact/", "/privacy/", "/toegankelijkheid/"} & links_of(page)
    assert all(client.get(address).status_code == 200 for address in links_of(client.get("/").text))
    ContentPage.objects.get(slug="privacy").latest_revision.publish()
    assert links_of(client.get("/").text) & {"/contact/", "/privacy/", "/toegankelijkheid/"} == {"/privacy/"}


@pytest.mark.parametrize(("model", "slug"), [(ProductIndexPage, "producten"), (ThemeIndexPage, "thema")])
def test_the_address_of_an_index_stays(client, model, slug):
    make_product()
    page = model.objects.get()
    page.slug = "anders"
    page.save_revision().publish()
    assert model.objects.get().slug == slug
    browser = admin()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert 'name="slug"' not in browser.get(edit).text
    browser.post(edit, {"title": "Alles", "slug": "anders", "action-publish": "1"})
    assert model.objects.get().slug == slug
    assert client.get(f"/{slug}/").status_code == 200


# --- withdrawing a product


@pytest.fixture
def form():
    return make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")), key="zwemles")


@pytest.fixture
def product(form):
    page = make_product("Leren drijven", product_number="1234")
    page.form_links = [ProductFormLink(form=form)]
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("view", ["unpublish", "delete", "bulk unpublish", "bulk delete"])
def test_who_takes_a_product_away_reads_which_forms_nobody_meets_any_more(product, form, view):
    browser = admin()
    address = reverse(f"wagtailadmin_pages:{view.split()[-1]}", args=[product.pk])
    if "bulk" in view:
        address = f"/cms/bulk/wagtailcore/page/{view.split()[-1]}/?id={product.pk}"
    said = re.compile(r"Alleen wat u weghaalt, leidt naar:(</strong>)? Zwemles\.")
    assert said.search(browser.get(address).text)
    other = make_product("Zwemmen")
    other.form_links = [ProductFormLink(form=form)]
    other.save_revision().publish()
    assert "Alleen wat u weghaalt" not in browser.get(address).text
    assert list(only_reached_from([product.pk, other.pk])) == [form]


def test_a_withdrawn_product_closes_no_form_and_a_draft_goes_on(product, form):
    citizen = Citizen("zwemles").start()
    product.unpublish()
    form.refresh_from_db()
    assert form.live
    assert citizen.send(naam="Roza").step == "controle"
    assert Client().get("/formulieren/zwemles/").status_code == 200


def test_a_case_keeps_the_title_and_number_of_its_product(product):
    citizen = Citizen("zwemles")
    client = citizen.client
    citizen.open(client.post("/formulieren/zwemles/start/", {"product": str(product.pk)}).url)
    citizen.send(naam="Roza").send()
    ProductPage.objects.get(pk=product.pk).delete()
    case = Case.objects.get()
    assert (case.product, case.product_title, case.product_number) == (None, "Leren drijven", "1234")
    assert "Leren drijven" in admin().get(reverse("wagtailsnippets_cases_case:edit", args=[case.pk])).text
