"""Searching in a real browser: by keyboard, with suggestions, without JavaScript, accessible whatever was found."""

import pytest
from playwright.sync_api import Page, expect

from search.service import rebuild
from tests.e2e.accessibility import faults
from tests.trees import make_home, make_product

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city(live_server):
    """A city with enough products for two pages of results, and its address."""
    make_home()
    make_product("Rijbewijs vernieuwen", summary="Kom met uw oude rijbewijs.", themes=["MobiliteitOpenbareWerken"])
    for number in range(11):
        make_product(f"Premie nummer {number}", summary="De stad geeft een premie.", themes=["MilieuEnergie"])
    rebuild()
    return live_server.url


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_outcome_of_a_search_is_accessible(page: Page, city, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for query in ("?q=premie", "?q=premie&thema=MilieuEnergie&pagina=2", "?q=rijbewys", "?q=ruimteveer", ""):
        page.goto(f"{city}/zoeken/{query}")
        found[query] = faults(page)
    assert {query: wrong for query, wrong in found.items() if wrong} == {}


def test_a_suggestion_is_chosen_by_keyboard(page: Page, city):
    page.goto(f"{city}/zoeken/")
    box = page.get_by_role("combobox", name="Wat wilt u regelen?")
    box.press_sequentially("rijb")
    expect(page.get_by_role("option", name="Rijbewijs vernieuwen")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/producten/rijbewijs-vernieuwen/")


def test_a_citizen_without_javascript_finds_corrects_and_narrows(browser, city):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{city}/")
    page.locator("main, header").get_by_role("searchbox").first.fill("rijbewys")
    page.locator("main, header").get_by_role("searchbox").first.press("Enter")
    page.get_by_role("link", name="rijbewijs", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="voor “rijbewijs”")).to_be_visible()
    page.get_by_role("link", name="Mobiliteit").click()
    page.get_by_role("link", name="Rijbewijs vernieuwen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rijbewijs vernieuwen")
    context.close()
