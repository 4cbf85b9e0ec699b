"""Handleiding: read on a phone, by keyboard, in the dark; the way to it is the same on each screen."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import VIEWS, WCAG, axe, colours, in_words, overflow, views

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PAGES = ["/cms/hulp/", "/cms/hulp/?q=formulier", "/cms/hulp/zaken/"]


def test_the_guides_break_no_rule_and_slide_nowhere(desk):
    faults_by_page = {}
    for address in PAGES:
        desk.goto(desk.address + address)
        for view in views(desk, *VIEWS):
            found_by_axe = colours(desk) if view.endswith("dark") else axe(desk, *WCAG)
            slides = [overflow(desk)] if overflow(desk) else []
            faults_by_page[address, view] = [*in_words(found_by_axe), *slides]
    assert {page: wrong for page, wrong in faults_by_page.items() if wrong} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_by_keyboard_a_screen_leads_to_the_section_about_it(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(f"{desk.address}/cms/snippets/forms_app/form/")
    link = desk.get_by_role("link", name="Hulp bij dit scherm")
    expect(link).to_be_in_viewport()
    header = desk.locator(".w-slim-header").first.bounding_box()
    assert link.bounding_box()["y"] > header["y"] + header["height"]
    link.press("Enter")
    heading = desk.get_by_role("heading", name="Een formulier beginnen")
    expect(heading).to_be_in_viewport()
    bar = desk.locator(".w-slim-header").first.bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]
    expect(desk.get_by_role("link", name="Hulp bij dit scherm")).to_have_count(0)
