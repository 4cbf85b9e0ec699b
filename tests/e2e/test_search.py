"""Searching in a real browser: by keyboard, with suggestions, without JavaScript, accessible whatever was found."""

import pytest
from playwright.sync_api import Page, expect

from search.service import rebuild
from tests.e2e.accessibility import faults, faults_in_views
from tests.trees import make_home, make_place, make_product

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


def test_each_outcome_of_a_search_is_accessible_in_each_width_and_colour_scheme(page: Page, city):
    faults_by_page = {}
    for query in ("?q=premie", "?q=premie&thema=MilieuEnergie&pagina=2", "?q=rijbewys", "?q=ruimteveer", ""):
        page.goto(f"{city}/zoeken/{query}")
        faults_by_page[query] = faults_in_views(page)
    assert {query: wrong for query, wrong in faults_by_page.items() if wrong} == {}


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


@pytest.mark.parametrize("script", [True, False])
def test_a_citizen_chooses_french_and_reads_on_in_french(browser, city, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{city}/zoeken/?q=premie")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Résultats de la recherche")
    page.get_by_role("link", name="Suivante").click()
    expect(page.get_by_role("status").filter(has_text="11 résultats pour « premie »")).to_be_visible()
    page.get_by_role("searchbox" if not script else "combobox").fill("ruimteveer")
    page.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_text("Aucun résultat pour « ruimteveer »")).to_be_visible()
    expect(page.get_by_role("link", name="Français")).to_have_attribute("aria-current", "true")
    context.close()


@pytest.fixture
def box(page: Page, city):
    """The search box with the suggestions for "premie" open under it."""
    page.goto(f"{city}/zoeken/")
    box = page.get_by_role("combobox", name="Wat wilt u regelen?")
    box.press_sequentially("premie")
    expect(page.get_by_role("option")).to_have_count(8)
    return box


def active(box):
    """Return the text of the option that the box points at; None when it points at none."""
    return box.evaluate("""input => { const id = input.getAttribute('aria-activedescendant');
        const row = id && document.getElementById(id);
        return row && row.getAttribute('aria-selected') === 'true' ? row.firstChild.textContent : null }""")


def test_every_key_of_the_combobox_does_what_it_should(page: Page, box):
    options = page.get_by_role("option").locator("span:first-child").all_inner_texts()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="8 suggesties")).to_have_count(1)
    for key, meant in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("End", 7),
        ("ArrowDown", None),
        ("ArrowUp", 7),
        ("Home", 0),
        ("ArrowUp", None),
        ("ArrowDown", 0),
        ("ArrowLeft", None),
    ):
        box.press(key)
        assert active(box) == (None if meant is None else options[meant]), key
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("premie")
    box.press("Alt+ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert active(box) is None
    box.press("Alt+ArrowUp")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    page.wait_for_url("**/zoeken/?q=premie")


def test_leaving_the_box_closes_the_list(page: Page, box):
    box.press("Tab")
    expect(page.get_by_role("option")).to_have_count(0)


def test_suggestions_go_when_those_for_other_letters_cannot_be_had(page: Page, box):
    page.route("**/zoeken/suggesties/**", lambda route: route.abort())
    box.press_sequentially(" kwijt")
    expect(page.get_by_role("option")).to_have_count(0)
    page.unroute("**/zoeken/suggesties/**")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/zoeken/?q=premie+kwijt")


def test_a_finger_chooses_a_suggestion(browser, city):
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{city}/")
    page.get_by_role("combobox", name="Wat wilt u regelen?").press_sequentially("rijb")
    page.get_by_role("option", name="Rijbewijs vernieuwen").tap()
    page.wait_for_url("**/producten/rijbewijs-vernieuwen/")
    context.close()


def test_a_place_is_answered_at_once_and_accessible(page: Page, city):
    make_place("Recyclagepark", slug="recyclagepark", phone="03 778 30 02")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{city}/zoeken/?q=openingsuren+recyclagepark")
        answer = page.get_by_role("region", name="Openingsuren")
        expect(answer.get_by_role("link", name="03 778 30 02")).to_be_visible()
        assert faults(page) == []
    answer.get_by_role("link", name="Recyclagepark", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recyclagepark")


def test_guesses_other_languages_and_open_suggestions_are_accessible(page: Page, city):
    page.set_viewport_size({"width": 320, "height": 800})
    faults_by_page = {}
    for query in (
        "?q=rijbewijs+voor+een+ruimteveer+naar+saturnus",
        "?q=rijbewijs&taal=fr",
        "?q=ruimteveer&taal=de",
        "?q=premie&soort=product",
    ):
        page.goto(f"{city}/zoeken/{query}")
        faults_by_page[query] = faults(page)
    box = page.get_by_role("combobox", name="Wat wilt u regelen?")
    box.fill("")
    box.press_sequentially("rijbewys")
    expect(page.get_by_role("option", name="Bedoelt u")).to_be_visible()
    box.press("ArrowDown")
    faults_by_page["open"] = faults(page)
    assert {query: wrong for query, wrong in faults_by_page.items() if wrong} == {}
