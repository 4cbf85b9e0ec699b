"""Who asks for hours, an address or a telephone number reads them above the results."""

import re

import pytest

from tests.trees import make_city, make_home, make_place, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def city(module_database):
    make_home()
    make_city(city_name="Sint-Niklaas", phone="03 778 30 00", address="Grote Markt 1, 9100 Sint-Niklaas")
    make_place("Stadswinkel", slug="stadswinkel", phone="03 778 30 01", introduction="Haal hier uw rijbewijs af.")
    make_place("Recyclagepark Noord", slug="recyclagepark", phone="03 778 30 02", street="Noordlaan 9")
    product = make_product("Grofvuil naar het recyclagepark", live=False)
    product.save_revision().publish()


def answer(client, query, **more):
    """Return the words of the direct answer; empty when there is none."""
    page = client.get("/zoeken/", {"q": query, **more})
    assert page.status_code == 200
    match = re.search(r'<section class="sn-card sn-card--first".*?</section>', page.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", match.group()).split()) if match else ""


@pytest.mark.parametrize(
    ("query", "heading", "telling"),
    [
        ("openingsuren recyclagepark", "Openingsuren", "Recyclagepark Noord"),
        ("Tot hoe laat is het recyclagepark open?", "Openingsuren", "Recyclagepark Noord"),
        ("telefoon recyclagepark", "Telefoon", "03 778 30 02"),
        ("adres recyclagepark", "Adres", "Noordlaan 9"),
        ("waar ligt het recyclagepark", "Adres", "Noordlaan 9"),
        ("openingsuren rijbewijs", "Openingsuren", "Stadswinkel"),
        ("opening hours stadswinkel", "Openingsuren", "Stadswinkel"),
        ("telefoonnummer stad Sint-Niklaas", "Telefoon", "03 778 30 00"),
        ("adres stadhuis", "Adres", "Grote Markt 1"),
        ("openingsuren stadhuis", "Openingsuren", "Stadswinkel"),
        ("hoe laat sluit de stadswinkel", "Openingsuren", "Stadswinkel"),
        ("openingsuren stadswinkel op zaterdag", "Openingsuren", "Stadswinkel"),
        ("heures d’ouverture de l’hôtel de ville", "Openingsuren", "Stadswinkel"),
        ("à quelle heure ouvre le stadswinkel ?", "Openingsuren", "Stadswinkel"),
        ("numéro de téléphone de la commune", "Telefoon", "03 778 30 00"),
        ("what are the opening hours of the stadswinkel on Saturday", "Openingsuren", "Stadswinkel"),
        ("when is the town hall open", "Openingsuren", "Stadswinkel"),
        ("wann hat das Rathaus geöffnet?", "Openingsuren", "Stadswinkel"),
        ("wann schließt der Stadswinkel heute", "Openingsuren", "Stadswinkel"),
        ("containerpark open", "Openingsuren", "Recyclagepark Noord"),
        ("stadswinkel", "Adres en openingsuren", "03 778 30 01"),
        ("openingsuren", "Openingsuren", "Recyclagepark Noord"),
        ("wanneer zijn jullie open", "Openingsuren", "Recyclagepark Noord"),
    ],
)
def test_the_question_is_answered_at_once(client, query, heading, telling):
    words = answer(client, query)
    assert words.startswith(heading)
    assert telling in words


def test_hours_of_the_town_hall_are_those_of_the_place_that_says_it_is_one(client):
    for name in ("Aalmarkt", "Bosloket", "Cultuurhuis"):
        make_place(name, slug=name.lower())
    make_place("Zuidpunt", slug="zuidpunt", introduction="Dit is het stadhuis.")
    assert "Zuidpunt" in answer(client, "openingsuren stadhuis")


def test_a_question_that_is_answered_at_once_needs_no_other_help(client):
    page = client.get("/zoeken/", {"q": "heures ouverture recyclagepark"}).text
    assert "sn-card--first" in page
    assert "Vindt u het niet?" not in page


def test_an_answer_tells_whether_it_is_open_and_todays_hours(client):
    page = client.get("/zoeken/", {"q": "openingsuren recyclagepark"})
    assert re.search(r'data-opening="recyclagepark" data-until="\d+"', page.text)
    assert 'href="/plaatsen/recyclagepark/"' in page.text
    assert 'href="tel:+3237783002"' in page.text
    assert re.search(r"<time datetime=\"\d{4}-\d\d-\d\d\">\w+ \d+ \w+</time>: (8.15 tot 12.15 uur|gesloten)", page.text)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "grofvuil",
            "recyclagepark afval",
            "openingsuren ruimtehaven",
            "telefoon gestolen",
            "when does a ferry close",
            "",
        ),
        # Words of hours and addresses that mean something else here, beside what a place only mentions or resembles.
        *(
            "open haard",
            "adres op het rijbewijs",
            "winkel openen",
            "noord gesloten wegen",
            "close contact",
            "gsm kwijt",
        ),
    ],
)
def test_other_questions_have_none(client, query):
    assert answer(client, query) == ""


def test_narrowed_results_and_later_pages_have_none(client):
    assert answer(client, "openingsuren recyclagepark", soort="product") == ""


def test_nothing_found_shows_where_to_go_with_hours(client):
    page = client.get("/zoeken/", {"q": "xqzxqz"})
    assert "Of kom langs" in page.text
    assert 'data-opening="stadswinkel"' in page.text


def test_the_place_that_opens_most_often_goes_before_its_namesakes_in_the_alphabet(client):
    for name in ("Aalmarkt", "Bosloket", "Cultuurhuis"):
        make_place(name, slug=name.lower()).opening_rules.filter(weekday__gt=0).delete()
    page = client.get("/zoeken/", {"q": "xqzxqz"}).text
    assert re.findall(r'data-opening="([^"]+)"', page) == ["recyclagepark", "stadswinkel", "aalmarkt"]
    assert answer(client, "openingsuren").index("Stadswinkel") < answer(client, "openingsuren").index("Aalmarkt")


def test_a_suggested_place_says_whether_it_is_open(client):
    rows = client.get("/zoeken/suggesties/", {"q": "recyclagepark n"}).json()["suggestions"]
    place = next(row for row in rows if row["url"] == "/plaatsen/recyclagepark/")
    assert place["category"] == "Plaats"
    assert place["note"].startswith(("Nu open", "Nu gesloten"))


def test_a_place_that_is_called_town_hall_goes_before_the_citys_own_data(client):
    make_place("Stadhuis", slug="stadhuis", phone="03 778 30 09")
    assert "03 778 30 09" in answer(client, "telefoon stadhuis")
    assert "Stadhuis" in answer(client, "openingsuren stadhuis sint-niklaas")
