"""Two versions of a product compared: money, codes and dates as people read them, and only what changed."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from products.models import ProductPage
from tests.factories import make_department
from tests.forms_editor.conftest import administrator  # noqa: F401  # a fixture

pytestmark = pytest.mark.django_db

BASIC = {"title": "Gewone procedure", "description": "<p>Binnen drie weken.</p>"}


def stream(name, *blocks):
    return ProductPage._meta.get_field(name).stream_block.to_python(list(blocks))


def shown(client, page, first, second):
    answer = client.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
    rows = BeautifulSoup(answer.content, "html.parser").select(".listing tbody tr:has(.title)")
    return {
        row.select_one(".title").get_text(strip=True).rstrip(":"): row.select_one(".comparison").get_text(
            " ", strip=True
        )
        for row in rows
    }


def test_a_changed_amount_code_and_date_are_shown_as_people_write_them(administrator):  # noqa: F811  # a fixture, asked for by its name
    page = ProductPage(title="Rijbewijs", slug="rijbewijs", department=make_department(), live=False)
    page.costs = stream("costs", {"type": "cost", "id": "a", "value": {**BASIC, "amount": 1250}})
    page.review_by = datetime.date(2026, 12, 31)
    Page.objects.get(depth=1).add_child(instance=page)
    first = page.save_revision()
    page.costs = stream(
        "costs",
        {"type": "cost", "id": "a", "value": {**BASIC, "amount": 2500}},
        {"type": "cost", "id": "b", "value": {"title": "Spoed", "description": "", "amount": 13000}},
    )
    page.themes = ["BouwenWonen"]
    page.is_free = True
    page.review_by = datetime.date(2027, 1, 31)
    second = page.save_revision()
    changes = shown(administrator, page, first, second)
    costs = next(text for text in changes.values() if "Spoed" in text)
    assert "12,50" in costs
    assert "€\N{NO-BREAK SPACE}25" in costs.replace(" ", "") or "25" in costs
    assert "1250" not in costs
    assert "13000" not in costs
    assert "Gewone procedure" not in costs  # of a changed block only what differs
    everything = " | ".join(changes.values())
    assert "31 december 2026" in everything
    assert "31 januari 2027" in everything
    assert "BouwenWonen" not in everything
    assert "True" not in everything


def test_a_block_that_only_moved_is_said_in_one_line(administrator):  # noqa: F811  # a fixture, asked for by its name
    cost_a, cost_b = ({"type": "cost", "id": id_, "value": {**BASIC, "title": id_, "amount": 500}} for id_ in "ab")
    page = ProductPage(title="Kaart", slug="kaart", department=make_department(), live=False)
    page.costs = stream("costs", cost_a, cost_b)
    Page.objects.get(depth=1).add_child(instance=page)
    first = page.save_revision()
    page.costs = stream("costs", cost_b, cost_a)
    second = page.save_revision()
    assert list(shown(administrator, page, first, second).values()) == ["De volgorde is gewijzigd."]


def test_what_only_a_browser_or_an_editor_of_texts_writes_otherwise_is_no_change(administrator):  # noqa: F811  # a fixture, asked for by its name
    page = ProductPage(title="Rijbewijs", slug="rijbewijs", live=False, keywords="auto\nrijden")
    page.description, page.themes = "<p>Wat is het?</p>", ["BouwenWonen", "BurgerOverheid"]
    Page.objects.get(depth=1).add_child(instance=page)
    first = page.save_revision()
    page.keywords = "auto\r\nrijden"
    page.description, page.themes = '<p data-block-key="x1y2z">Wat is het?</p>', ["BurgerOverheid", "BouwenWonen"]
    second = page.save_revision()
    assert shown(administrator, page, first, second) == {}
    page.keywords = "auto\r\nfiets"
    page.description, page.themes = "<p>Wat is <b>het</b>?</p>", ["BurgerOverheid"]
    assert len(shown(administrator, page, first, page.save_revision())) == 3
