"""A page of results that is asked again comes from memory, and is never older than what it tells."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ground import snapshot
from products.models import ProductPage
from search.asking import repeated, views
from search.asking.repeated import Page, Pages, pages
from search.engines.database import DatabaseEngine
from search.models import AskedQuery, Promotion, Refinement, Synonym
from search.usage.tally import tally
from tests.search.catalogue import document

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
ADDRESS = "/zoeken/"


@pytest.fixture(autouse=True)
def _nothing_kept():
    pages.clear()
    tally.clear()
    yield
    pages.clear()
    tally.clear()


@pytest.fixture
def product(publish_product):
    publish_product("Bewonerskaart", themes=["MobiliteitOpenbareWerken"])
    return publish_product("Rijbewijs vernieuwen", themes=["BurgerOverheid"])


def body(client, query="rijbewijs", **parameters):
    return client.get(ADDRESS, {"q": query, **parameters}).text


def shows(text, product):
    return f'data-key="product:{product.pk}"' in text


def clock(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)
    monkeypatch.setattr(snapshot.time, "time", moment.timestamp)


def test_what_is_asked_again_costs_one_query_and_is_the_same_page(client, product, django_assert_num_queries):
    first = body(client)
    assert shows(first, product)
    with django_assert_num_queries(1):
        assert body(client) == first


def test_each_time_is_counted_also_from_memory(client, product):
    for _time in range(3):
        body(client)
    body(client, van="bewonerskaart")
    client.head(ADDRESS, {"q": "rijbewijs"})
    tally.flush()
    row = AskedQuery.objects.get(query="rijbewijs")
    assert (row.times, row.results) == (4, 1)
    assert row.certainty > 0
    assert Refinement.objects.get().times == 1


def test_a_machine_gets_a_page_of_its_own_that_is_not_counted(client, product):
    assert "data-usage" in body(client)
    machine = client.get(ADDRESS, {"q": "rijbewijs"}, headers={"user-agent": "Googlebot"}).text
    assert "data-usage" not in machine
    assert "data-usage" in body(client)
    tally.flush()
    assert AskedQuery.objects.get().times == 2


@pytest.mark.parametrize(
    ("parameters", "other"),
    [
        ({}, {"taal": "fr"}),
        ({"soort": "product"}, {"soort": "form"}),
        ({}, {"thema": "BurgerOverheid"}),
        ({}, {"doelgroep": "Burger"}),
        ({}, {"bedankt": "ja"}),
        ({"pagina": "1"}, {"pagina": "2"}),
    ],
)
def test_language_filters_and_page_make_another_page(client, publish_product, parameters, other):
    for number in range(12):
        publish_product(f"Rijbewijs {number}")
    assert body(client, **parameters) != body(client, **other)
    assert len(pages) == 2


def add_synonym():
    Synonym.objects.create(phrase="brevet", meanings="rijbewijs")


def pin():
    card = ProductPage.objects.get(title="Bewonerskaart")
    Promotion.objects.create(queries="brevet", kind="product", object_id=str(card.pk))


def save_keyword():
    page = ProductPage.objects.get(title="Rijbewijs vernieuwen")
    page.keywords = "brevet"
    page.save_revision().publish()


@pytest.mark.parametrize("act", [add_synonym, pin, save_keyword])
def test_after_an_editor_saved_something_the_answer_is_new(client, product, act):
    before = body(client, "brevet")
    assert body(client, "brevet") == before
    act()
    assert body(client, "brevet") != before


def test_a_page_that_goes_is_gone_from_the_next_answer(client, product):
    assert shows(body(client), product)
    ProductPage.objects.filter(pk=product.pk).update(live=False)
    assert not shows(body(client), product)


@pytest.mark.parametrize(
    ("dates", "before", "after"), [({"go_live_at": HOUR}, False, True), ({"expire_at": HOUR}, True, False)]
)
def test_when_the_date_of_a_product_passes_the_answer_is_new(client, product, monkeypatch, dates, before, after):
    now = timezone.now()
    ProductPage.objects.filter(pk=product.pk).update(**{name: now + wait for name, wait in dates.items()})
    for moment, is_shown in ((now, before), (now + HOUR, after)):
        clock(monkeypatch, moment)
        assert shows(body(client), product) is is_shown


def until(page_of):
    """Return until when the one page that is kept holds."""
    (page,) = page_of._pages.values()
    return page.until


@pytest.mark.parametrize("dates", [{"starts_at": HOUR}, {"ends_at": HOUR}])
def test_a_page_holds_until_what_an_editor_put_first_comes_or_goes(client, product, monkeypatch, dates):
    now = timezone.now()
    monkeypatch.setattr(snapshot, "MAX_AGE", 7200.0)
    snapshot.forget()
    moments = {name: now + wait for name, wait in dates.items()}
    Promotion.objects.create(queries="rijbewijs", kind="product", object_id=str(product.pk), **moments)
    body(client)
    assert until(pages) == (now + HOUR).timestamp()


@pytest.mark.parametrize("name", ["visible_from", "visible_until"])
def test_a_page_holds_until_a_document_comes_or_goes(client, product, monkeypatch, name):
    now = timezone.now()
    monkeypatch.setattr(snapshot, "MAX_AGE", 7200.0)
    snapshot.forget()
    DatabaseEngine().index([document("1", **{name: now + HOUR})])
    body(client)
    assert until(pages) == (now + HOUR).timestamp()


def test_a_date_that_passes_while_the_page_is_made_is_not_missed(client, product, monkeypatch):
    now = timezone.now()
    ProductPage.objects.filter(pk=product.pk).update(expire_at=now + HOUR)
    make = views._results

    def make_for_an_hour(*args):
        made = make(*args)
        clock(monkeypatch, now + HOUR)
        return made

    clock(monkeypatch, now)
    monkeypatch.setattr(views, "_results", make_for_an_hour)
    assert shows(body(client), product)
    assert not shows(body(client), product)


def test_a_page_is_kept_to_the_second_and_no_longer(client, product, monkeypatch):
    first = body(client)
    held = until(pages)
    made = []
    monkeypatch.setattr(repeated.Pages, "put", lambda self, key, page: made.append(key))
    for moment, is_made in ((held - 1, False), (held, True)):
        monkeypatch.setattr(repeated.time, "time", lambda moment=moment: moment)
        assert body(client).split("<main")[0] == first.split("<main")[0]
        assert bool(made) is is_made


def test_who_is_signed_in_gets_a_page_of_their_own_and_nobody_else_that_one(client, editor, product):
    assert client is editor
    assert body(editor)
    assert len(pages) == 0
    client.logout()
    body(client)
    assert len(pages) == 1


def test_who_has_a_message_to_read_gets_a_page_of_their_own(client, product):
    client.cookies["messages"] = "a message"
    body(client)
    assert len(pages) == 0


def test_in_a_transaction_nothing_is_kept(client, product):
    with transaction.atomic():
        body(client)
    assert len(pages) == 0


@pytest.mark.parametrize("how", [{"secure": True}, {"headers": {"host": "elders.example"}}])
def test_another_host_or_scheme_makes_another_page(client, product, settings, how):
    settings.ALLOWED_HOSTS = ["*"]
    body(client)
    assert client.get(ADDRESS, {"q": "rijbewijs"}, **how).status_code == 200
    assert len(pages) == 2


@pytest.mark.parametrize("query", ["85.07.30-033.28", "jan@voorbeeld.be rijbewijs", ""])
def test_what_may_be_about_a_person_is_not_kept(client, product, query):
    body(client, query)
    assert len(pages) == 0


def test_the_pages_asked_for_longest_ago_go_first_and_all_stay_within_their_bounds(monkeypatch):
    monkeypatch.setattr(repeated, "MAX_BYTES", 30)
    monkeypatch.setattr(repeated, "MAX_PAGES", 3)
    some, end = Pages(), float("inf")
    for key in "abc":
        some.put(key, Page(b"x" * 10, None, end))
    assert len(some) == 3
    assert some.get("a")
    some.put("d", Page(b"x", None, end))
    assert [key for key in "abcd" if some.get(key)] == ["a", "c", "d"]
    some.put("e", Page(b"x" * 20, None, end))
    assert [key for key in "abcde" if some.get(key)] == ["d", "e"]
    some.put("f", Page(b"x" * 31, None, end))
    assert len(some) == 0
