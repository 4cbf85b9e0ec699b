"""The table of a product's fields: each field stands in it, and whoever it says reads a field does so."""

import pytest
from django.db import models
from django.template.loader import render_to_string
from django.test import Client
from wagtail.fields import RichTextField, StreamField

from api.products import ProductDetail
from products.codelists import code_list
from products.field_rows import Section
from products.field_table import FIELD_TABLE, sections
from products.ipdc.mapping import page_values
from products.ipdc.read import read_instances
from products.ipdc.sources import load
from products.models import ProductPage
from products.panels import PRODUCT_TABS
from search.indexing.sources import ProductSource
from tests.products.snapshots import CITY, IRI, LPDC, snapshot
from tests.trees import make_product

PREFIX = {
    "lpdc": LPDC,
    "m8g": "http://data.europa.eu/m8g/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
}
WORD = "zonnebloem"


def rows(wanted):
    return pytest.mark.parametrize("row", [row for row in FIELD_TABLE if wanted(row)], ids=lambda row: row.name)


def field(row):
    return ProductPage._meta.get_field(row.name)


def filled(row, word):
    """Return a value of the field's kind that holds the word; None for a kind that holds no words."""
    of = field(row)
    if not isinstance(of, models.Field):
        return None
    if isinstance(of, StreamField):
        kind = next(
            name
            for name, block in of.stream_block.child_blocks.items()
            if "title" in getattr(block, "child_blocks", ())
        )
        return of.stream_block.to_python([{"type": kind, "value": {"title": word, "channel": "online"}}])
    if isinstance(of, RichTextField):
        return f"<p>{word}</p>"
    return word if isinstance(of, models.TextField | models.CharField) and not of.choices else None


def test_each_field_of_a_product_has_one_row():
    own = [*ProductPage._meta.local_fields, *ProductPage._meta.local_many_to_many]
    names = [row.name for row in FIELD_TABLE]
    assert len(names) == len(set(names))
    assert {each.name for each in own} - {"page_ptr"} <= set(names)
    lists = {"questions", "form_links", "related_links"}
    assert set(names) - {each.name for each in own} == lists | {"title"}


def panel_names(panel):
    names = [getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)]
    return [name for name in names if name] + [
        name for child in getattr(panel, "children", []) for name in panel_names(child)
    ]


def test_an_editor_fills_in_each_row_on_its_tab_in_the_order_of_the_table():
    tabs = dict(zip(("reading", "finding", "managing"), PRODUCT_TABS.children, strict=False))
    for tab, panel in tabs.items():
        names = [row.name for row in FIELD_TABLE if row.tab == tab]
        assert [name for name in panel_names(panel) if name in names] == names
    others = set(panel_names(PRODUCT_TABS)) - {row.name for row in FIELD_TABLE if row.tab}
    assert others <= set(panel_names(PRODUCT_TABS.children[-1])), "a field of the page stands outside the table"


@rows(lambda row: row.section and filled(row, "") is not None)
@pytest.mark.django_db
def test_a_citizen_reads_a_field_in_the_section_of_its_row(row):
    make_product(slug="proef", is_free=False, **{row.name: filled(row, WORD)})
    html = Client().get("/producten/proef/").text
    assert f'<h2 id="{row.section.id}">{row.section.heading}</h2>' in html
    assert WORD in html[html.index(f'<h2 id="{row.section.id}">') :]


def test_citizens_read_these_sections_in_this_order():
    ids = [section.id for _name, section in sections()]
    assert ids[:5] == ["wat", "voor-wie", "nodig", "hoe", "bedrag"]
    assert ids[5:] == ["wanneer", "uitzonderingen", "vragen", "meer", "regels"]


def test_these_fields_count_for_more_in_search_than_the_body_of_a_text():
    assert {row.name: row.search for row in FIELD_TABLE if row.search not in (None, "body")} == {
        "title": "title",
        "alternative_titles": "alternative_titles",
        "keywords": "keywords",
        "summary": "summary",
        "description": "summary",
    }


@pytest.mark.django_db
def test_a_section_without_a_text_does_not_show():
    make_product(slug="proef", is_free=False, processing_time_value=None, processing_time_unit="")
    html = Client().get("/producten/proef/").text
    assert [section.id for _name, section in sections() if f'id="{section.id}"' in html] == []


def test_a_plain_text_shows_as_it_was_typed():
    section = Section("weetje", "Weetje", "text")
    html = render_to_string(section.template_name, {"section": section, "value": "Kleiner < groter\nen meer"})
    assert '<h2 id="weetje">Weetje</h2>' in html
    assert "<p>Kleiner &lt; groter<br>en meer</p>" in html


@rows(lambda row: row.search)
@pytest.mark.django_db
def test_search_knows_a_field_with_the_weight_of_its_row(row):
    page = make_product(**{"summary": "", "slug": "proef", row.name: filled(row, WORD)})
    document = ProductSource().document(page)
    assert WORD in getattr(document, row.search)


@rows(lambda row: row.is_in_api)
@pytest.mark.django_db
def test_the_api_gives_a_field_by_its_name(row):
    assert row.name in ProductDetail.model_fields
    words = filled(row, WORD)
    make_product(slug="proef", **({} if words is None else {row.name: words}))
    given = Client().get("/api/v1/products/proef/").json()[row.name]
    assert (WORD in str(given)) is (words is not None)
    assert isinstance(given, list) if row.is_lines else True


def test_the_schema_has_no_field_by_hand_that_a_row_could_give():
    by_row = {row.name for row in FIELD_TABLE if row.is_in_api}
    by_hand = set(ProductDetail.model_fields) - by_row
    assert by_hand == {"slug", "title", "summary", "url", "themes", "audiences", "processing_time", "forms"}


def source_of(row):
    """Return an object in N-Triples, and what a page then holds."""
    known = next(iter(code_list(row.ipdc.code_list)), "") if row.ipdc.code_list else ""
    return {
        "rich": (f'"<p>{WORD}</p>"@nl', f"<p>{WORD}</p>"),
        "plain": (f'"{WORD}"@nl', WORD),
        "codes": (f"<https://lijst.example/{known}>", [known]),
        "code": (f"<https://lijst.example/{known}>", known),
        "organisations": (f"<{CITY}>", [CITY]),
        "day": ('"2026-03-01T00:00:00+01:00"', "2026-03-01"),
        "number": ('"1234"', "1234"),
        "iri": ("<https://bron.example/concept/1>", "https://bron.example/concept/1"),
    }[row.ipdc.read]


@rows(lambda row: row.ipdc)
def test_an_import_takes_a_field_from_the_property_of_its_row(row, tmp_path):
    prefix, name = row.ipdc.path.split(":")
    written, value = source_of(row)
    lines = snapshot("zwemles")
    file = tmp_path / "bron.nt"
    file.write_text("\n".join([*lines, f"{lines[0].split()[0]} <{PREFIX[prefix]}{name}> {written} ."]) + "\n")
    [instance] = read_instances(load(file))
    assert instance.iri == f"{IRI}zwemles"
    assert page_values(instance)[row.name] == value


@rows(lambda row: row.ipdc)
def test_a_row_knows_the_length_and_the_list_of_its_field(row):
    assert row.ipdc.code_list in (getattr(field(row), "code_list", ""), "types")
    assert row.ipdc.max_length == (getattr(field(row), "max_length", None) or 0) or field(row).choices
