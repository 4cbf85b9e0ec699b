"""What the public pages say, and what they never show."""

import datetime
import itertools
import json
import re
from unittest import mock
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from forms_app.models import Form
from front.models import ContentPage
from ground.page_expiry import HEADER
from products import lists
from products.models import RelatedProduct, ThemePage
from tests.factories import make_form, question, step
from tests.trees import make_city, make_home, make_place, make_product, public_pages

pytestmark = pytest.mark.django_db

TUESDAY_MORNING = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)  # 10 o'clock in Brussels
CLOSING = str(int(datetime.datetime(2026, 11, 24, 11, 15, tzinfo=datetime.UTC).timestamp()))


@pytest.fixture
def client():
    return Client()


def at(moment):
    return mock.patch.object(timezone, "now", return_value=moment)


def product_with_everything():
    return make_product(
        description="<p>Een nieuw adres.</p>",
        for_whom="<p>Voor wie verhuist.</p>",
        conditions=[("condition", {"title": "U bent 18 jaar", "description": ""})],
        evidence=[("evidence", {"title": "Uw identiteitskaart", "description": ""})],
        procedures=[
            ("procedure", {"channel": "counter", "title": "", "description": "<p>Kom langs.</p>", "links": []})
        ],
        is_free=False,
        costs=[("cost", {"amount": 1250, "title": "Kaart", "description": "<p>Eén voor elke bewoner.</p>"})],
        processing_time_note="In de zomer duurt het langer.",
        exceptions="<p>Kinderen.</p>",
        contact_points=[("contact", {"name": "Bevolking", "phone": "03 778 30 01"})],
    )


def headings(page):
    return [re.sub(r"<[^>]+>", "", text).strip() for text in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page.text, re.S)]


def test_a_product_page_keeps_the_order_in_which_citizens_read(client):
    product_with_everything()
    page = client.get("/producten/adreswijziging/")
    assert headings(page)[:8] == [
        "Adreswijziging",
        "Wat is het?",
        "Voor wie?",
        "Wat hebt u nodig?",
        "Hoe vraagt u het aan?",
        "Wat kost het?",
        "Wanneer is het klaar?",
        "Uitzonderingen",
    ]
    assert "€\N{NO-BREAK SPACE}12,50" in page.text
    assert "Binnen 15 werkdagen" in page.text
    assert 'href="tel:+3237783001"' in page.text
    assert '<time datetime="2026-11-02">2 november 2026</time>' in page.text


def test_a_product_page_links_to_its_published_forms_only(client):
    page = make_product()
    ask = step("Wie bent u?", question("text", "naam", "Hoe heet u?"))
    for key in ("adreswijziging", "nieuw"):
        page.form_links.create(form=make_form(ask, key=key), label="Start")
    page.save()
    Form.objects.get(key="nieuw").unpublish()
    text = client.get("/producten/adreswijziging/").text
    assert f"/formulieren/adreswijziging/?product={page.pk}" in text
    assert "/formulieren/nieuw/" not in text


def test_a_product_that_nobody_may_see_is_on_no_list(client):
    make_product("Zichtbaar")
    make_product("Ontwerp").unpublish()
    restricted = make_product("Besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for address in ("/a-z/", "/thema/BouwenWonen/", "/doelgroep/Burger/", "/sitemap.xml"):
        text = client.get(address).text
        assert "zichtbaar" in text, address
        assert "ontwerp" not in text, address
        assert "besloten" not in text, address


def test_every_letter_of_the_alphabet_is_there_and_only_filled_ones_are_links(client):
    make_product("Énergielening", slug="energielening")
    text = client.get("/a-z/").text
    assert 'href="#letter-e"' in text
    assert 'href="#letter-q"' not in text
    assert ">Q</span>" in text


def test_a_very_long_list_is_split_in_pages(client, monkeypatch):
    monkeypatch.setattr(lists, "MAX_WHOLE", 40)
    for number in range(41):
        make_product(f"Product {number:02d}")
    first = client.get("/thema/BouwenWonen/")
    assert "41 diensten" in first.text
    assert "Product 40" not in first.text
    assert "Product 40" in client.get("/thema/BouwenWonen/?pagina=2").text


@pytest.mark.parametrize("code", ["Onbekend", "VlaamseOverheid"])
def test_an_audience_that_comes_to_no_counter_has_no_page(client, code):
    make_home()
    assert client.get(f"/doelgroep/{code}/").status_code == 404


def test_a_place_says_until_when_it_is_open_and_the_page_expires_then(client):
    make_home()
    make_place()
    with at(TUESDAY_MORNING):
        page = client.get("/plaatsen/stadswinkel/")
    assert "Nu open" in page.text
    assert "tot 12.15 uur" in page.text
    assert page[HEADER] == CLOSING


def test_a_product_page_with_a_place_expires_when_its_opening_words_do(client):
    page = make_product()
    page.places.add(make_place())
    page.save()
    with at(TUESDAY_MORNING):
        assert client.get("/producten/adreswijziging/")[HEADER] == CLOSING


def test_a_page_without_opening_words_does_not_expire_by_the_clock(client):
    make_product()
    assert HEADER not in client.get("/producten/adreswijziging/")


def test_an_unknown_address_gets_a_page_with_search_and_telephone(client):
    make_home()
    make_city(phone="03 111 22 33")
    page = client.get("/bestaat-niet/")
    assert page.status_code == 404
    assert 'href="tel:+3231112233"' in page.text
    assert 'action="/zoeken/"' in page.text
    assert "noindex" in page.text


def test_the_page_for_our_own_fault_needs_no_database(django_db_blocker):
    from django.views.defaults import server_error

    with django_db_blocker.block():
        page = server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "De stad" in page.text
    assert "tel:" not in page.text
    assert 'action="/zoeken/"' in page.text


def test_a_refused_page_says_where_to_ask_a_new_link(client):
    from django.views.defaults import permission_denied

    make_home()
    page = permission_denied(RequestFactory().get("/x/"), PermissionDenied())
    assert page.status_code == 403
    assert 'href="/zaken/"' in page.text


def test_every_public_page_has_one_h1_a_title_and_a_description(client):
    make_city(city_name="Sint-Niklaas")
    product_with_everything()
    make_place()
    make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")))
    titles = set()
    addresses = [*public_pages(), "/formulieren/adreswijziging/"]
    for address in addresses:
        text = client.get(address).text
        assert text.count("<h1") == 1, address
        title = re.search(r"<title>(.+?)</title>", text, re.S)[1]
        assert title.endswith(" – Stad Sint-Niklaas"), address
        titles.add(title)
        assert re.search(r'<link rel="canonical" href="http://[^"]+"', text), address
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (address, levels)
    assert len(titles) == len(addresses) == 11


def test_public_pages_set_no_cookie_and_have_no_inline_script_or_style(client):
    product_with_everything()
    make_place()
    for address in ("/", "/producten/adreswijziging/", "/a-z/", "/plaatsen/", "/doelgroep/Burger/"):
        page = client.get(address)
        assert not page.cookies, address
        assert "csrfmiddlewaretoken" not in page.text, address
        assert " style=" not in page.text, address
        assert not re.search(r"<script(?![^>]*\b(src=|application/ld\+json))", page.text), address


def test_texts_of_editors_cannot_become_markup(client):
    make_product(title="<script>alert(1)</script>", slug="kwaad", summary="</script><b>vet</b>")
    text = client.get("/producten/kwaad/").text
    assert "<script>alert" not in text
    assert "<b>vet" not in text


def test_robots_are_told_the_map_and_kept_from_what_is_personal(client):
    make_home()
    page = client.get("/robots.txt")
    assert page["Content-Type"].startswith("text/plain")
    assert "Disallow: /zaken/" in page.text
    assert "Sitemap: http" in page.text


def test_the_sitemap_names_pages_lists_and_places(client):
    make_product()
    make_place()
    text = client.get("/sitemap.xml").text
    for path in ("/producten/adreswijziging/", "/a-z/", "/plaatsen/stadswinkel/", "/doelgroep/Burger/"):
        assert path in text, path


@pytest.mark.parametrize(
    ("address", "max_queries"),
    # One each is for the look of the city, which a test asks anew each time.
    [("/", 16), ("/a-z/", 9), ("/thema/BouwenWonen/", 16), ("/producten/adreswijziging/", 22)],
)
def test_the_queries_of_a_page_do_not_grow_with_what_it_lists(
    client, django_assert_max_num_queries, address, max_queries
):
    page = product_with_everything()
    page.places.add(make_place("Een"), make_place("Twee"), make_place("Drie"))
    page.save()
    for number in range(15):
        make_product(f"Product {number}")
    client.get(address)
    with django_assert_max_num_queries(max_queries):
        client.get(address)


def test_a_product_describes_itself_to_machines_without_ending_its_block(client):
    pytest.importorskip("products.jsonld")
    make_product(title="Adres </script><b>", slug="adres")
    block = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get("/producten/adres/").text, re.S
    )[1]
    assert "Adres" in json.dumps(json.loads(block))


def test_who_was_away_too_long_finds_what_he_typed_in_the_same_step():
    make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")))
    strict = Client(enforce_csrf_checks=True)
    first = strict.post("/formulieren/adreswijziging/start/").url
    page = strict.post(first, {"naam": "Jonas"})
    assert page.status_code == 403
    assert "U was te lang weg" in page.text
    assert 'value="Jonas"' in page.text
    assert strict.post(first.replace("wie-bent-u", "controle")).url == first  # not filled in yet
    asks = first.replace("wie-bent-u/", "zichtbaar/wie-bent-u/")
    other = strict.post(asks)
    assert other.status_code == 403
    assert f'href="{asks}"' in other.text


def test_an_editor_sees_a_draft_with_its_forms_and_places_before_it_is_published(client, admin_user):
    page = make_product()
    page.unpublish()
    page.refresh_from_db()
    page.form_links.create(form=make_form(step("Wie?", question("text", "naam", "Hoe heet u?"))), label="Start nu")
    page.places = [make_place()]
    page.save_revision()
    client.force_login(admin_user)
    seen = client.get(f"/cms/pages/{page.pk}/view_draft/")
    assert seen.status_code == 200
    assert "Start nu" in seen.text
    assert 'href="/plaatsen/stadswinkel/"' in seen.text
    assert client.get("/producten/adreswijziging/").status_code == 404


def test_an_expired_product_is_gone_at_that_second_for_every_reader(client):
    page = make_product("Kermis")
    other = make_product("Markt")
    RelatedProduct.objects.create(page=other, related=page)
    at_its_end = page.expire_at = timezone.now() + datetime.timedelta(hours=1)
    page.save()
    with at(at_its_end - datetime.timedelta(seconds=1)):
        assert client.get("/producten/kermis/").status_code == 200
        assert "/producten/kermis/" in client.get("/sitemap.xml").text
        assert "Kermis" in client.get("/producten/markt/").text
    with at(at_its_end):
        assert client.get("/producten/kermis/").status_code == 404
        assert "/producten/kermis/" not in client.get("/sitemap.xml").text
        assert "Kermis" not in client.get("/producten/markt/").text


def test_a_page_lists_the_pages_below_it_that_anyone_may_see(client):
    page = make_home().add_child(instance=ContentPage(title="Kermis", slug="kermis"))
    for title, fields in (("Plan", {}), ("Klad", {"live": False}), ("Voorbij", {"expire_at": timezone.now()})):
        page.add_child(instance=ContentPage(title=title, slug=title.lower(), **fields))
    below = client.get("/kermis/").text
    assert [name for name in ("plan", "klad", "voorbij") if f'href="/kermis/{name}/"' in below] == ["plan"]


def test_the_way_back_names_no_page_that_nobody_may_see(client):
    above = make_home().add_child(instance=ContentPage(title="Klad", slug="klad"))
    above.add_child(instance=ContentPage(title="Blad", slug="blad"))
    assert 'href="/klad/"' in client.get("/klad/blad/").text
    ContentPage.objects.filter(pk=above.pk).update(live=False)
    below = client.get("/klad/blad/")
    assert (below.status_code, 'href="/klad/"' in below.text) == (200, False)


def test_a_product_leads_back_to_its_theme_while_anyone_may_see_that(client):
    make_product(themes=["BouwenWonen"])
    assert 'href="/thema/BouwenWonen/"' in client.get("/producten/adreswijziging/").text
    ThemePage.objects.update(live=False)
    assert 'href="/thema/BouwenWonen/"' not in client.get("/producten/adreswijziging/").text


@pytest.mark.parametrize("name", ["x" * 5000, "a/" * 3000, "../settings", "\x00", "absent.jpg"])
def test_a_picture_that_cannot_be_is_just_not_there(client, name):
    assert client.get(f"/media/{quote(name)}").status_code == 404


def test_a_page_behind_a_password_asks_for_it_in_the_citys_own_words_and_opens(client):
    page = make_product("Kermis", summary="Alleen voor foorkramers.")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="foor")
    asked = client.get("/producten/kermis/")
    assert headings(asked)[0] == "Deze pagina is afgeschermd"
    assert "foorkramers" not in asked.text
    assert "Je hebt" not in asked.text
    action = re.search(r'method="post" action="([^"]+)"', asked.text).group(1)
    wrong = client.post(action, {"password": "fout", "return_url": "/producten/kermis/"})
    assert "Fout:" in wrong.text
    right = client.post(action, {"password": "foor", "return_url": "/producten/kermis/"}, follow=True)
    assert "foorkramers" in right.text
    assert "foorkramers" not in Client().get("/producten/kermis/").text
