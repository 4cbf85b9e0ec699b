"""A product's page: its head with the facts, each said once; what stands where a form cannot start; contents of a long page."""

import datetime
import re
from unittest import mock

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from products.facts import RowFacts
from products.listings import Card
from products.page_parts import MIN_CONTENTS, elsewhere
from tests.factories import make_form, question, step
from tests.trees import make_place, make_product

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 24, 11, 0, tzinfo=datetime.UTC)
A_DAY = datetime.timedelta(days=1)


def page_of(product):
    with mock.patch.object(timezone, "now", return_value=NOON):
        html = Client().get(product.get_absolute_url()).text
    return html[html.index("<main") : html.index("</main>")]


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def sections(html):
    return re.findall(r'<h2 id="([a-z-]+)"', html)


def cost(amount, title="", description=""):
    return ("cost", {"amount": amount, "title": title, "description": description})


def way(channel, title=""):
    return ("procedure", {"channel": channel, "title": title, "description": "<p>Zo.</p>", "links": []})


def form(key="zwemles", **fields):
    made = make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key=key)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


# --- each fact once -----------------------------------------------------------------------------------------------------


def test_a_price_and_a_time_without_more_words_stand_in_the_bar_alone():
    html = page_of(make_product(is_free=False, costs=[cost(1250, "Kaart")]))
    assert words(html).count("12,50") == words(html).count("15 werkdagen") == 1
    assert "Kaart" in words(html)
    assert sections(html) == ["contact"]


def test_what_is_free_says_so_once():
    assert words(page_of(make_product(is_free=True))).count("ratis") == 1


def test_one_amount_with_an_explanation_stands_in_the_bar_and_the_explanation_below():
    html = page_of(make_product(is_free=False, costs=[cost(500, "Kaart", "<p>Met korting: niets.</p>")]))
    assert "Met korting" in html[html.index('id="bedrag"') :]
    assert words(html).count("€ 5") == 1


def test_a_sole_amount_is_said_once_also_beside_what_has_none():
    html = page_of(make_product(is_free=False, costs=[cost(500, "Gewoon"), cost(None, "Dringend", "<p>Meer.</p>")]))
    assert words(html).count("€ 5") == words(html).count("Gewoon") == 1
    assert "Dringend" in html[html.index('id="bedrag"') :]


def test_several_amounts_stand_in_rows_below():
    html = page_of(make_product(is_free=False, costs=[cost(0, "Eerste"), cost(5000, "Tweede")]))
    below = words(html[html.index('id="bedrag"') :])
    assert "Eerste Gratis" in below
    assert "Tweede € 50" in below


def test_a_price_that_only_a_text_tells_leads_there():
    html = page_of(make_product(is_free=False, costs=[cost(None, "", "<p>Bel ons.</p>")]))
    assert re.search(r'<a href="#bedrag">Lees ‘Wat kost het\?’</a>', html)


def test_a_note_to_the_time_stands_below_without_the_time():
    html = page_of(make_product(processing_time_note="We tellen vanaf morgen."))
    assert words(html).count("15 werkdagen") == 1
    assert "We tellen vanaf morgen." in html[html.index('id="wanneer"') :]


@pytest.mark.parametrize(
    ("unit", "note", "said"),
    [
        ("weeks", "", ["Binnen 2 weken"]),
        ("", "Na de raad.", ["Na de raad."]),
        ("weeks", "Dat kan sneller.", ["Binnen 2 weken", "Dat kan sneller."]),
    ],
)
def test_when_a_product_is_ready_is_told_with_what_an_editor_wrote_to_it(unit, note, said):
    product = make_product(processing_time_value=2, processing_time_unit=unit, processing_time_note=note)
    text = words(page_of(product))
    assert [text.count(each) for each in said] == [1] * len(said)
    assert ("Binnen" in text) is bool(unit)


def test_the_address_of_a_place_on_the_page_is_not_said_again_as_contact():
    place = make_place()
    contact = ("contact", {"name": "Bevolking", "address": "Parkstraat 1, 9100 Sint-Niklaas"})
    assert words(page_of(make_product("Een", contact_points=[contact], places=[place]))).count("Parkstraat 1") == 1
    assert words(page_of(make_product("Twee", contact_points=[contact]))).count("Parkstraat 1") == 1


def test_a_text_that_an_editor_emptied_has_no_section():
    assert sections(page_of(make_product(description='<p data-block-key="a"></p>'))) == ["contact"]


# --- contents -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "has_contents"), [(MIN_CONTENTS - 1, False), (MIN_CONTENTS, True)])
def test_only_a_long_page_begins_with_its_contents(count, has_contents):
    texts = {
        "description": "<p>Een.</p>",
        "for_whom": "<p>Twee.</p>",
        "exceptions": "<p>Drie.</p>",
        "procedures": [way("counter")],
        "processing_time_note": "Vijf.",
    }
    html = page_of(make_product(**dict(list(texts.items())[:count])))
    contents = re.findall(r'<a href="#([a-z-]+)">', html.partition('class="sn-contents"')[2].partition("</nav>")[0])
    assert contents == ([each for each in sections(html) if each != "contact"] if has_contents else [])
    assert len(sections(html)) == count + 1


# --- ways and steps -----------------------------------------------------------------------------------------------------


def test_blocks_of_no_way_are_numbered_steps_and_ways_have_their_sign():
    steps = page_of(make_product("Een", procedures=[way("any", "Meld u"), way("any", "Kom langs")]))
    ways = page_of(make_product("Twee", procedures=[way("counter"), way("any", "Daarna")]))
    assert (steps.count("sn-steps__item"), steps.count("sn-way__title")) == (2, 0)
    assert (ways.count("sn-steps__item"), ways.count("sn-way__title")) == (0, 2)


# --- in the place of a form ---------------------------------------------------------------------------------------------


def asked_for(**fields):
    """Return the page of a product with a form."""
    form_fields = fields.pop("form", {})
    product = make_product(procedures=[way("online"), way("counter"), way("phone")], **fields)
    product.form_links.create(form=form(fields.get("slug", "zwemles"), **form_fields), label="Start nu")
    product.save()
    return page_of(product)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, ""),
        ({"valid_from": TODAY, "valid_until": TODAY}, ""),
        ({"valid_from": TODAY + A_DAY}, "U kunt dit nog niet aanvragen"),
        ({"valid_until": TODAY - A_DAY}, "U kunt dit niet meer aanvragen"),
        ({"form": {"expire_at": NOON}}, "Dit regelt u niet meer online"),
        ({"form": {"expire_at": NOON + A_DAY}}, ""),
        ({"form": {"live": False, "first_published_at": None}}, ""),
        ({"form": {"live": False}}, "Dit regelt u niet meer online"),
    ],
)
def test_a_form_gives_way_to_an_answer_while_it_cannot_be_filled_in(fields, title):
    html = asked_for(**fields)
    shown = re.findall(r'class="sn-instead__title">([^<]*)<', html)
    assert shown == ([title] if title else [])
    is_open = not title and fields.get("form", {}).get("live", True)
    assert ("Start nu" in words(html)) is is_open
    assert ('class="sn-act"' in html) is is_open


def test_who_cannot_ask_online_any_more_reads_how_it_still_can():
    html = asked_for(form={"live": False})
    assert "Het kan nog wel aan het loket of met de telefoon." in words(html)
    assert 'href="#hoe"' in html
    assert words(html).count("Dit kan nu niet.") == 1  # beside the way online
    assert "Hoe? Aan het loket" in words(html)
    assert "Hoe? Online" in words(asked_for(slug="open"))


def test_between_its_days_the_bar_says_until_when():
    html = asked_for(valid_from=TODAY, valid_until=datetime.date(2026, 12, 31))
    assert words(html).count("Tot en met 31 december 2026") == 1
    assert "31 december 2026" in words(asked_for_later())


def asked_for_later():
    product = make_product("Later", valid_from=TODAY + A_DAY, valid_until=datetime.date(2026, 12, 31))
    return page_of(product)


def test_what_another_authority_does_says_who_and_where():
    answer = elsewhere("de Vlaamse overheid", "Premies vraagt u daar.", "https://voorbeeld.be/premies")
    assert (answer.title, answer.link) == ("Dit regelt u bij de Vlaamse overheid", "Ga naar de Vlaamse overheid")
    assert elsewhere("het RIZIV").url == elsewhere("het RIZIV").link == ""


@pytest.mark.parametrize("template", ["rows", "row_facts"])
def test_a_row_of_what_another_authority_does_says_who_and_nothing_of_a_price(template):
    facts = RowFacts(authority="de Vlaamse overheid")
    card = Card("Visum", "https://voorbeeld.be/", icon="external-link", facts=facts)
    html = render_to_string(f"products/components/{template}.html", {"cards": [card], "facts": facts})
    assert "Niet bij de stad: dit regelt u bij de Vlaamse overheid" in words(html)
    assert "Bedrag" not in html
    assert ("sn-disc--plain" in html) is (template == "rows")


def test_the_first_form_is_the_one_act_of_the_page():
    product = make_product()
    for number in (1, 2):
        product.form_links.create(form=form(f"formulier-{number}"), label=f"Start {number}")
    product.save()
    html = page_of(product)
    assert re.findall(r'<div class="sn-act"><a class="sn-button" [^>]*>([^<]*)', html) == ["Start 1"]
    assert re.findall(r'sn-button--secondary" [^>]*>([^<]*)', html) == ["Start 2"]


def test_places_stand_open_first_with_where_they_are():
    closed, opened = make_place("Archief"), make_place("Wijkhuis")
    closed.opening_rules.all().delete()
    closed.save()
    text = words(page_of(make_product(places=[closed, opened])))
    assert text.index("Wijkhuis Nu open , tot 12.15 uur Parkstraat 1") < text.index("Archief Nu gesloten")
