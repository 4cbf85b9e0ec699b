"""Pages that are made anew ask little of the database: what rarely changes is in memory, and never old."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.models import Page, PageViewRestriction, Site

from counters.models import OpeningException, Place
from forms_app.models import Form
from front.models import ContentPage
from ground import snapshot
from ground.database import watched
from people.models import CitySettings, ClosingDay, Department
from products.models import Authority, FrequentQuestion, ProductPage, ThemePage, TopTask
from tests.factories import make_form, question, step
from tests.portal.visitor import Visitor
from tests.trees import make_city, make_home, make_place, make_product, public_pages

pytestmark = pytest.mark.django_db(transaction=True)

PRODUCT = "/producten/adreswijziging/"
PAGES = [*public_pages(), "/over/"]
TABLE = re.compile(r'(?:FROM|JOIN)\s+"(\w+)"')


@pytest.fixture(autouse=True)
def _one_connection():
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def visitor(settings, tmp_path):
    """Return a visitor of a city whose product shows something of every kind that is kept."""
    settings.VAR_DIR = tmp_path
    home = make_home()
    make_city(city_name="Sint-Niklaas")
    home.add_child(instance=ContentPage(title="Over", slug="over"))
    place = make_place()
    product, other = make_product(), make_product("Reispas")
    form = make_form(step("Wie bent u?", question("text", "naam", "Naam")), key="adreswijziging")
    product.places = [place]
    product.competent_authorities = [Authority.objects.create(iri="https://voorbeeld.be/OVO1", name="Stad")]
    product.form_links.create(form=form, label="Start uw aangifte")
    product.related_links.create(related=other)
    product.save()
    TopTask.objects.create(product=other, position=0)
    FrequentQuestion.objects.create(
        question="Hoelang duurt het?",
        slug="duur",
        answer="<p>Een dag.</p>",
        product=product,
        department=product.department,
    )
    return Visitor(get_wsgi_application())


def text(visitor, path):
    answer = visitor.get(path)
    assert answer.status == "200 OK", (path, answer.status)
    return answer.body.decode()


def queries_of(visitor, path):
    with CaptureQueriesContext(connection) as queries:
        text(visitor, path)
    return [query["sql"] for query in queries.captured_queries]


def test_a_product_page_asks_nothing_of_the_database_once_it_was_made(visitor):
    text(visitor, PRODUCT)
    assert queries_of(visitor, PRODUCT) == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != PRODUCT])
def test_other_pages_ask_nothing_either_but_the_list_of_questions(visitor, path):
    text(visitor, path)
    assert len(queries_of(visitor, path)) == (2 if path == "/vragen/" else 0)


def test_what_visitors_think_up_takes_no_room_beside_the_pages_of_a_list(visitor):
    text(visitor, "/thema/BouwenWonen/")
    before = len(snapshot.current())
    for number in ("2", "99", "0", "x", ""):
        assert visitor.get(f"/thema/BouwenWonen/?pagina={number}").status == "200 OK"
    assert len(snapshot.current()) == before


def closed_today():
    today = timezone.localdate()
    return OpeningException(place=Place.objects.get(), from_date=today, until_date=today, reason="Stroompanne")


CHANGES = {
    "a title": (PRODUCT, "Verhuizen", lambda: Page.objects.filter(slug="adreswijziging").update(title="Verhuizen")),
    "a field of a product": (PRODUCT, "Kort gezegd", lambda: ProductPage.objects.update(summary="Kort gezegd")),
    "the city": (PRODUCT, "Temse", lambda: CitySettings.objects.update(city_name="Temse")),
    "the city's telephone, which stands in the footer only": (
        "/a-z/",
        "03 111 22 33",
        lambda: CitySettings.objects.update(phone="03 111 22 33"),
    ),
    "a place": (PRODUCT, "Wase winkel", lambda: Place.objects.update(name="Wase winkel")),
    "a form": (PRODUCT, "/formulieren/verhuis/", lambda: Form.objects.update(key="verhuis")),
    "an authority": (PRODUCT, "Federaal", lambda: Authority.objects.update(name="Federaal")),
    "a department": (PRODUCT, "Bevolking en meer", lambda: Department.objects.update(name="Bevolking en meer")),
    "a question": (PRODUCT, "Mag dat?", lambda: FrequentQuestion.objects.update(question="Mag dat?")),
    "a question, for search engines": (
        PRODUCT,
        '"name": "Mag dat?"',
        lambda: FrequentQuestion.objects.update(question="Mag dat?"),
    ),
    "a product, for search engines": (
        PRODUCT,
        '"description": "Kort gezegd"',
        lambda: ProductPage.objects.update(summary="Kort gezegd"),
    ),
    "the city, for search engines": (
        PRODUCT,
        '"name": "Stad Temse"',
        lambda: CitySettings.objects.update(city_name="Temse"),
    ),
    "the hours of a place": (PRODUCT, "(Stroompanne)", lambda: OpeningException.objects.bulk_create([closed_today()])),
    "a product of a theme": (
        "/thema/BouwenWonen/",
        "Verhuizen",
        lambda: Page.objects.filter(slug="reispas").update(title="Verhuizen"),
    ),
    "the theme of a product": (
        "/thema/BouwenWonen/",
        "1 dienst\n",
        lambda: ProductPage.objects.filter(slug="reispas").update(themes=[]),
    ),
    "a product for an audience": (
        "/doelgroep/Burger/",
        "Verhuizen",
        lambda: Page.objects.filter(slug="reispas").update(title="Verhuizen"),
    ),
    "a related product": (PRODUCT, "Paspoort", lambda: Page.objects.filter(slug="reispas").update(title="Paspoort")),
    "a theme on a product": (
        PRODUCT,
        "Uw huis",
        lambda: Page.objects.filter(slug="BouwenWonen").update(title="Uw huis"),
    ),
    "a theme on the front page": (
        "/",
        "Uw huis",
        lambda: Page.objects.filter(slug="BouwenWonen").update(title="Uw huis"),
    ),
    "the words of a theme": (
        "/thema/BouwenWonen/",
        "Uw huis",
        lambda: ThemePage.objects.update(introduction="Uw huis"),
    ),
    "a title in the list": (
        "/a-z/",
        "Verhuizen",
        lambda: Page.objects.filter(slug="reispas").update(title="Verhuizen"),
    ),
    "a place in the list": ("/plaatsen/", "Wase winkel", lambda: Place.objects.update(name="Wase winkel")),
}


@pytest.mark.parametrize(("path", "words", "change"), CHANGES.values(), ids=list(CHANGES))
def test_a_change_by_any_door_stands_on_the_next_page(visitor, path, words, change):
    assert words not in text(visitor, path)
    change()
    assert words in text(visitor, path)


def test_a_closing_day_shows_on_the_next_page(visitor):
    text(visitor, "/plaatsen/stadswinkel/")
    ClosingDay.objects.bulk_create([ClosingDay(date=timezone.localdate(), reason="Stroompanne")])
    assert "Stroompanne" in text(visitor, "/plaatsen/stadswinkel/")


def test_what_people_come_for_most_follows_the_editor(visitor):
    assert "Reispas" in text(visitor, "/")
    TopTask.objects.all().delete()
    assert "Reispas" not in text(visitor, "/")


def test_a_page_that_is_closed_off_or_unpublished_is_gone_at_once(visitor):
    text(visitor, PRODUCT)
    page = Page.objects.get(slug="adreswijziging")
    closed = PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert visitor.get(PRODUCT).status == "302 Found"
    assert "Adreswijziging" not in text(visitor, "/a-z/")
    PageViewRestriction.objects.filter(pk=closed[0].pk).delete()
    assert "Adreswijziging" in text(visitor, "/a-z/")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert visitor.get(PRODUCT).status == "404 Not Found"


def test_a_page_is_gone_in_the_second_in_which_it_expires(visitor, monkeypatch):
    soon = timezone.now() + timezone.timedelta(minutes=1)
    Page.objects.filter(slug="reispas").update(expire_at=soon)
    assert "Reispas" in text(visitor, "/a-z/")
    monkeypatch.setattr(timezone, "now", lambda: soon)
    monkeypatch.setattr(snapshot.time, "time", soon.timestamp)
    assert "Reispas" not in text(visitor, "/a-z/")


def test_another_site_has_its_own_root(visitor):
    text(visitor, PRODUCT)
    Site.objects.update(root_page=Page.objects.get(slug="producten"))
    assert visitor.get(PRODUCT).status == "404 Not Found"
    assert text(visitor, "/adreswijziging/")


def test_every_table_of_which_something_is_kept_is_watched(visitor, monkeypatch):
    """A kind that is kept and not watched would stay old for five minutes."""
    read = set()
    get = snapshot.Snapshot.get

    def reading(self, key, make):
        def captured():
            with CaptureQueriesContext(connection) as queries:
                value = make()
            read.update(table for query in queries.captured_queries for table in TABLE.findall(query["sql"]))
            return value

        return get(self, key, captured)

    monkeypatch.setattr(snapshot.Snapshot, "get", reading)
    for path in PAGES:
        text(visitor, path)
    assert "wagtailcore_page" in read
    # A click on a result may wait for the example queries of the front page: five minutes at most (search.usage.examples).
    may_wait = {"django_content_type", "search_clickedresult"}
    assert {table for table in read if not watched.is_watched(table)} <= may_wait


def fingerprint(value, depth=0):
    """Return what a kept value holds, as far as a thread could have put something into it."""
    if isinstance(value, ClusterableModel):
        lists = vars(value).get("_cluster_related_objects", {})
        return sorted(vars(value)), {name: [id(item) for item in items] for name, items in lists.items()}
    if isinstance(value, (list, tuple)):
        return [fingerprint(item) for item in value]
    return id(value)


def test_no_thread_changes_what_others_share(visitor):
    for path in PAGES:
        text(visitor, path)
    values = snapshot.current()._values
    before = {key: fingerprint(value) for key, value in values.items()}

    def visit(path):
        try:
            return text(visitor, path)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(visit, PAGES * 3))
    assert snapshot.current()._values is values
    assert {key: fingerprint(values[key]) for key in before} == before
