"""The results page as a citizen meets it, without JavaScript; and the suggestions while typing."""

import re

import pytest

from front.models import HomePage
from people.models import CitySettings
from search.asking.highlighter import Segment, marked
from tests.search.catalogue import publish_fourteen
from tests.search.conftest import make_home, publisher_of_products

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def catalogue(module_database):
    publish_fourteen(publisher_of_products(make_home()))


def visible(page):
    """Return the words of a page's main part."""
    main = re.search(r"<main.*?</main>", page.text, re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]+>", "", main).split())


def test_results_say_how_many_and_mark_the_words(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs"})
    assert page.status_code == 200
    assert re.search(r'role="status"[^>]*>\s*<strong>1 resultaat</strong> voor “rijbewijs”', page.text)
    assert 'href="/producten/rijbewijs-vernieuwen/"><mark>Rijbewijs</mark> vernieuwen</a>' in page.text
    assert 'value="rijbewijs"' in page.text
    assert "Bedoelde u" not in page.text


def test_a_misspelt_word_is_found_and_the_right_one_offered(client, catalogue):
    page = client.get("/zoeken/", {"q": "Rijbewys"})
    assert "Rijbewijs vernieuwen" in visible(page)
    assert '<a href="/zoeken/?q=rijbewijs&amp;van=Rijbewys">rijbewijs</a>?' in page.text


def test_facets_are_links_that_narrow_and_widen(client, catalogue):
    page = client.get("/zoeken/", {"q": "naar loket", "thema": "BurgerOverheid"})
    assert "Paspoort aanvragen" in visible(page)
    assert "Rijbewijs" not in visible(page)
    assert 'href="/zoeken/?q=naar+loket&amp;thema=MobiliteitOpenbareWerken"' in page.text
    assert 'href="/zoeken/?q=naar+loket" aria-current="true"' in page.text
    assert 'href="/zoeken/?q=naar+loket&amp;thema=BurgerOverheid&amp;doelgroep=Burger"' in page.text


def test_pages_follow_each_other_without_loss_or_repeat(client, catalogue):
    first, second = (client.get("/zoeken/", {"q": "subsidie", "pagina": number}) for number in (1, 2))
    shown = [re.findall(r'href="(/producten/subsidie-\d+/)"', page.text) for page in (first, second)]
    assert [len(addresses) for addresses in shown] == [10, 2]
    assert len({*shown[0], *shown[1]}) == 12
    assert 'href="/zoeken/?q=subsidie&amp;pagina=2" rel="next"' in first.text


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ({"phone": "03 778 30 00", "email": "info@stad.example"}, "Bel ons."),
        ({"email": "info@stad.example"}, "Mail ons."),
        ({}, "Vraag het aan een medewerker van de stad."),
    ],
)
def test_who_finds_nothing_is_asked_to_do_what_can_be_done(client, catalogue, reach, words):
    CitySettings.objects.update(phone="", email="", address="")
    CitySettings.objects.update_or_create(site=HomePage.objects.get().get_site(), defaults=reach)
    page = client.get("/zoeken/", {"q": "xyzxyz"})
    said = ["Bel ons.", "Mail ons.", "Vraag het aan een medewerker van de stad."]
    assert [each for each in said if each in visible(page)] == [words]
    assert ("Contact met de stad" in page.text) is bool(reach)


@pytest.mark.parametrize("number", ["0", "-1", "x", "10000", "99999999999999", "²", ""])
def test_a_page_that_is_not_there_is_one_that_is(client, catalogue, number):
    page = client.get("/zoeken/", {"q": "subsidie", "pagina": number})
    assert page.status_code == 200
    assert "Subsidie" in visible(page)


def test_nothing_found_helps_further(client, catalogue):
    home = HomePage.objects.get()
    product = home.get_descendants().get(title="Paspoort aanvragen")
    home.top_tasks = [{"type": "product", "value": product.pk}]
    home.save()
    CitySettings.objects.update_or_create(defaults={"phone": "03 778 30 00"}, site_id=1)
    page = client.get("/zoeken/", {"q": "ruimteschip"})
    text = visible(page)
    assert "Geen resultaten voor “ruimteschip”" in text
    assert "typfout" in text
    assert "03 778 30 00" in text
    assert 'value="ruimteschip"' in page.text
    assert "/producten/paspoort-aanvragen/" in page.text


def test_a_facet_that_leaves_nothing_can_be_taken_away(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs", "thema": "Onbekend"})
    assert page.status_code == 200
    assert 'href="/zoeken/?q=rijbewijs"' in page.text


def test_without_a_query_there_is_the_box_and_no_count(client, catalogue):
    page = client.get("/zoeken/")
    assert page.status_code == 200
    assert "resultaten voor" not in visible(page)


@pytest.mark.parametrize(
    "query",
    [
        "' OR 1=1 --",
        '"; DROP TABLE search_tokens; --',
        "<script>alert(1)</script>",
        "\x00\x01 rijbewijs",
        "٣٤ 漢字 🚗 e\u0301\u0301\u0301",
        "\u202e\u200b",
        "rijbewijs* AND (NEAR",
        "%" * 300,
        "*" * 10_000,
        "85.07.30-033.28",
    ],
)
def test_strange_queries_get_a_normal_answer(client, catalogue, query):
    page = client.get("/zoeken/", {"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert client.get("/zoeken/suggesties/", {"q": query}).status_code == 200


def test_a_long_query_is_cut_at_200_letters(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs " + "x" * 400})
    assert f'value="rijbewijs {"x" * 190}"' in page.text
    assert "Rijbewijs vernieuwen" in visible(page)


def test_only_get_is_answered(client):
    assert client.post("/zoeken/", {"q": "x"}).status_code == 405


def test_the_page_sets_no_cookie(client, catalogue):
    assert not client.get("/zoeken/", {"q": "subsidie"}).cookies


@pytest.mark.parametrize("address", ["/zoeken/", "/zoeken/suggesties/"])
def test_no_shared_cache_keeps_what_was_asked(client, catalogue, address):
    assert client.get(address, {"q": "93051822361"})["Cache-Control"] == "private, no-cache"


def test_suggestions_finish_the_word_and_say_what_they_are(client, catalogue):
    answer = client.get("/zoeken/suggesties/", {"q": "rijb"}).json()
    row = {"text": "Rijbewijs vernieuwen", "url": "/producten/rijbewijs-vernieuwen/", "category": "Product"}
    row |= {"note": "", "language": "nl"}
    assert answer == {"suggestions": [row]}


def test_there_are_eight_suggestions_at_most_and_none_for_one_letter(client, catalogue):
    assert len(client.get("/zoeken/suggesties/", {"q": "subs"}).json()["suggestions"]) == 8
    assert client.get("/zoeken/suggesties/", {"q": "s"}).json() == {"suggestions": []}
    assert client.get("/zoeken/suggesties/").json() == {"suggestions": []}


@pytest.mark.parametrize(
    "query",
    [
        "?!…",
        "🚗🚲",
        "\x00\x07\x1b",
        "a" * 400,
        "*" * 10_000,
        '"(NEAR/3 AND OR NOT ^:*',
        "title:x' OR '1",
        "\ufffe\u2028",
    ],
)
@pytest.mark.parametrize("address", ["/zoeken/", "/zoeken/suggesties/", "/api/v1/search/"])
def test_bad_input_gets_a_normal_answer_or_a_clear_refusal(client, catalogue, address, query):
    bad = {
        "soort": query,
        "thema": query,
        "doelgroep": query,
        "kind": query,
        "theme": query,
        "pagina": query,
        "taal": query,
    }
    assert client.get(address, {"q": query}).status_code in {200, 422}
    assert client.get(address, {"q": "subsidie", **bad}).status_code in {200, 422}


@pytest.mark.parametrize("address", ["/zoeken/", "/zoeken/suggesties/", "/api/v1/search/"])
def test_parameters_that_stand_there_twice_or_are_no_text_are_answered(client, catalogue, address):
    assert client.get(f"{address}?q=subsidie&q=rijbewijs&thema=a&thema=b&pagina=1&pagina=2").status_code == 200
    assert client.get(f"{address}?q=%ff%ed%a0%80&thema=%00&taal=%ff").status_code == 200
    assert client.get(f"{address}?{'&'.join(f'p{number}=1' for number in range(2000))}").status_code in {200, 400}


def test_an_unknown_language_is_answered_in_dutch(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs", "taal": "klingon"})
    assert "Rijbewijs vernieuwen" in visible(page)
    assert "alleen in het Nederlands" not in visible(page)
    assert client.get("/api/v1/search/", {"q": "rijbewijs", "language": "klingon"}).status_code == 422


def test_results_narrow_by_kind(client, catalogue, publish_page):
    publish_page("Subsidies van de stad")
    page = client.get("/zoeken/", {"q": "subsidie", "soort": "page"})
    assert "1 resultaat voor" in visible(page)
    assert 'href="/zoeken/?q=subsidie&amp;soort=product"' in page.text  # counts leave out their own filter
    assert "Product, 12 resultaten" in visible(page)


def test_what_is_hardly_understood_stands_apart(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewijs voor een ruimteveer naar saturnus"})
    assert "Misschien bedoelt u" in visible(page)
    assert "Rijbewijs vernieuwen" in visible(page)
    assert "Misschien bedoelt u" not in visible(client.get("/zoeken/", {"q": "rijbewijs"}))


def test_what_is_asked_next_says_what_was_asked_before(client, catalogue):
    page = client.get("/zoeken/", {"q": "rijbewys"})
    assert '<input type="hidden" name="van" value="rijbewys">' in page.text
    assert 'name="van"' not in client.get("/zoeken/").text


def test_a_better_spelling_is_suggested_while_typing(client, catalogue):
    rows = client.get("/zoeken/suggesties/", {"q": "paspoord aan"}).json()["suggestions"]
    assert (rows[0]["text"], rows[0]["category"]) == ("paspoort aan", "Bedoelt u")
    assert rows[0]["url"] == "/zoeken/?q=paspoort+aan&van=paspoord+aan"


def test_under_weak_results_stand_other_ways_to_get_help(client, catalogue):
    CitySettings.objects.update_or_create(defaults={"phone": "03 778 30 00"}, site_id=1)
    weak = visible(client.get("/zoeken/", {"q": "rijbewijs voor een ruimteveer naar saturnus"}))
    assert "Vindt u het niet? Bel ons." in weak
    assert "03 778 30 00" in weak
    assert "Vindt u het niet?" not in visible(client.get("/zoeken/", {"q": "rijbewijs"}))


def test_words_are_marked_and_what_stands_in_a_text_is_escaped():
    assert marked([Segment("<b>fiets"), Segment("pas&", is_match=True)]) == "&lt;b&gt;fiets<mark>pas&amp;</mark>"


def test_the_title_says_which_page_it_is_in_the_language_of_the_search(client, catalogue):
    title = re.compile(r"<title>(.*?)</title>", re.DOTALL)
    first, second = (client.get(f"/zoeken/?q=subsidie&pagina={page}").text for page in (1, 2))
    assert title.search(first)[1].startswith("subsidie zoeken – ")
    assert title.search(second)[1].startswith("subsidie zoeken, pagina 2 – ")
    french = client.get("/zoeken/?q=subsidie&pagina=2&taal=fr").text
    assert title.search(french)[1].startswith("Rechercher subsidie, page 2 – ")
    assert title.search(client.get("/zoeken/").text)[1].startswith("Zoeken – ")
