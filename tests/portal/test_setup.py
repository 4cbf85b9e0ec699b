"""`manage.py setup` on an empty database: enough to import a catalogue and find it; an editor's changes stay."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.core.management.base import SystemCheckError
from django.test import Client
from wagtail.models import Page, Revision, Site

from front import page_tree
from front.models import ContentPage, HomePage
from people import roles
from portal import checks
from portal.launch import stamp
from portal.operations import status
from products.models import ProductIndexPage, ProductPage, ThemeIndexPage, ThemePage
from search.service import search

DIRTY = Path(__file__).parents[1] / "data" / "dirty.nt"


@pytest.fixture
def empty(db):
    """The database as migrations leave it, with roles."""
    assert not HomePage.objects.exists()
    roles.sync()


def import_catalogue(source=DIRTY, *arguments):
    out = StringIO()
    call_command("import_products", str(source), *arguments, format="json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


@pytest.mark.django_db(transaction=True)
def test_setup_alone_lets_a_catalogue_be_imported_read_and_found():
    call_command("setup", no_static=True, verbosity=0)
    assert import_catalogue(DIRTY, "--publish")["counts"]["created"] == 16
    client = Client()
    assert client.get("/").status_code == 200
    assert client.get("/producten/").status_code == 200
    assert client.get("/thema/BouwenWonen/").status_code == 200
    assert client.get("/producten/een-fietslabel-aanvragen/").status_code == 200
    assert search("fietslabel").results[0].title == "Een fietslabel aanvragen"


@pytest.mark.django_db(transaction=True)
def test_a_real_catalogue_is_imported_after_setup_alone(shared_data):
    call_command("setup", no_static=True, verbosity=0)
    [source] = sorted((shared_data / "lpdc" / "raw").glob("*.nt.gz"), key=lambda file: file.stat().st_size)[:1]
    counts = import_catalogue(source, "--publish")["counts"]
    assert counts["created"]
    page = ProductPage.objects.live().first()
    assert Client().get(page.url).status_code == 200
    assert page.title in [result.title for result in search(page.title).results]


def test_setup_makes_the_tree_once(empty):
    page_tree.sync()
    before = Page.objects.count(), Revision.objects.count()
    home = page_tree.sync()
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert [type(page) for page in home.get_children().live().specific()] == [ProductIndexPage, ThemeIndexPage]
    assert ThemePage.objects.live().count() == 8
    assert not Page.objects.filter(slug="home").exists()
    assert Site.objects.get().root_page_id == home.pk


def test_what_an_editor_changed_stays_so(empty):
    home = page_tree.sync()
    home.title = "Loket"
    home.save_revision().publish()
    ThemeIndexPage.objects.get().unpublish()
    ThemePage.objects.get(theme="BouwenWonen").delete()
    site = Site.objects.get()
    site.site_name = "Ons loket"
    site.save()
    page_tree.sync()
    assert HomePage.objects.get().title == "Loket"
    assert not ThemeIndexPage.objects.get().live
    assert not ThemePage.objects.filter(theme="BouwenWonen").exists()
    assert Site.objects.get().site_name == "Ons loket"


def test_a_text_to_begin_with_that_an_editor_deleted_does_not_come_back(empty):
    home = page_tree.sync(with_start_texts=True)
    home.get_children().get(slug="privacy").delete()
    page_tree.sync(with_start_texts=True)
    slugs = set(HomePage.objects.get().get_children().values_list("slug", flat=True))
    assert slugs & {"contact", "privacy", "toegankelijkheid"} == {"contact", "toegankelijkheid"}


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("http://127.0.0.1:8108", ("127.0.0.1", 8108)),
        ("https://loket.example", ("loket.example", 443)),
        ("http://loket.example", ("loket.example", 80)),
    ],
)
def test_addresses_of_pages_follow_site_url(empty, settings, url, written):
    page_tree.sync()
    settings.SITE_URL = settings.WAGTAILAPI_BASE_URL = url
    assert not status.addresses().ok
    home = page_tree.sync()
    assert status.addresses().ok
    assert (Site.objects.get().hostname, Site.objects.get().port) == written
    assert home.full_url == f"{url}/"
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert sitemap.count("<loc>") == sitemap.count(f"<loc>{url}/") > 8
    listed = Client().get("/api/wagtail/v3/pages/").json()["items"]
    assert listed
    assert all(item["meta"]["html_url"].startswith(f"{url}/") for item in listed)


def test_an_address_that_another_site_has_is_told_and_nothing_changes(empty, settings):
    home = page_tree.sync()
    Site.objects.create(hostname="loket.example", port=443, root_page=home)
    settings.SITE_URL = "https://loket.example"
    with pytest.raises(page_tree.AddressTaken, match=r"loket\.example, port 443"):
        page_tree.sync()
    assert Site.objects.get(is_default_site=True).hostname == "testserver"


def test_setup_says_which_page_is_in_the_way(empty, monkeypatch):
    home = page_tree.sync()
    ProductIndexPage.objects.get().delete()
    home.refresh_from_db()
    home.add_child(instance=ContentPage(title="Onze producten", slug="producten", introduction="Zoek."))
    monkeypatch.setattr("portal.launch.stamp.write", lambda var: None)
    with pytest.raises(CommandError, match="The first pages could not be made"):
        call_command("setup", no_static=True, verbosity=0)


@pytest.mark.parametrize("url", ["https://loket.example:8443", "http://loket.example:443", "http://x:y", "http://a/b"])
def test_a_site_url_that_wagtail_cannot_write_is_refused(settings, url):
    settings.SITE_URL = url
    assert [error.id for error in checks.site_url()] == ["portal.E001"]


@pytest.mark.parametrize("url", ["https://loket.example", "https://loket.example:443", "http://127.0.0.1:8108"])
def test_a_site_url_that_can_be_written_is_taken(settings, url):
    settings.SITE_URL = url
    assert checks.site_url() == []


def test_the_worker_does_not_start_with_settings_that_are_wrong(settings):
    worker = load_command_class(get_commands()["qcluster"], "qcluster")
    settings.SEARCH_MEANING = settings.IMPORT_WITHDRAWN = "onzin"
    with pytest.raises(SystemCheckError) as refused:
        worker.check(tags=worker.requires_system_checks)
    assert all(code in str(refused.value) for code in ("portal.E008", "search.E001"))


def test_another_address_makes_setup_run_again(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("PORT", "8000")
    before = stamp.of_code()
    monkeypatch.setenv("PORT", "8108")
    assert stamp.of_code() != before
