"""An editor mends what citizens did not find, by clicks alone, and the next citizen finds it."""

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from front.models import HomePage
from front.page_tree import open_to_roles
from people import roles
from people.models import User
from products.models import ProductPage
from search.admin.measuring import PER_PAGE
from search.evaluation import golden
from search.models import ClickedResult, GoldenQuery, Promotion, Synonym
from search.service import rebuild
from search.usage import popularity
from search.usage.tally import tally
from tests.e2e.accessibility import WCAG, axe, colours, overflow, views
from tests.e2e.conftest import sign_in
from tests.trees import make_home, make_product

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=20_000)  # a busy machine is not what is tested
SLIDES = """() => [...document.querySelectorAll('main *')]
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
  .map((each) => `${each.tagName}.${each.className} ${each.scrollWidth}>${each.clientWidth}`)"""
LISTS = [
    "zoeken/inzichten/vaakst/",
    "zoeken/inzichten/zonder-resultaat/",
    "zoeken/inzichten/onzeker/",
    "zoeken/inzichten/te-laag/",
    "zoeken/inzichten/verfijnd/",
    "zoeken/inzichten/genegeerd/",
    "zoeken/inzichten/trefwoord/?zoekvraag=ruimteveer",
    "zoeken/populariteit/",
    "zoeken/populariteit/opnieuw/",
    "zoeken/waarom/?q=kampvuur",
    "zoeken/waarom/?q=qqxzwv",
    "zoeken/meting/",
    "zoeken/synoniemen/inlezen/",
    "snippets/search/synonym/",
    "snippets/search/synonym/add/",
    "snippets/search/promotion/",
    "snippets/search/promotion/add/",
    "snippets/search/goldenquery/",
]


@pytest.fixture
def city(live_server):
    """Three products, and what citizens just searched for, as it was counted."""
    make_home()
    for title in ("Toelating voor een kampvuur", "Vuurwerk afsteken", "Bewonerskaart"):
        make_product(title, summary="Vraag het zes weken vooraf aan.", department=None)
    rebuild()
    tally.clear()
    yield live_server.url
    tally.clear()


@pytest.fixture
def desk(page: Page, city):
    """A signed-in editor's browser; a script error anywhere fails the test."""
    user = User.objects.create_user("redacteur")
    user.groups.add(Group.objects.get(role__code=roles.CHIEF_EDITOR))
    open_to_roles(HomePage.objects.get())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, city, user)
    yield page
    assert errors == []


@pytest.fixture
def citizen(browser, city):
    """Search as a citizen does, in a browser without a sign-in, and return the titles that are found."""
    context = browser.new_context()
    page = context.new_page()

    def search(text: str) -> list[str]:
        page.goto(f"{city}/zoeken/")
        page.get_by_role("combobox", name="Wat wilt u regelen?").fill(text)
        page.keyboard.press("Enter")
        page.wait_for_url("**/zoeken/?q=*")
        tally.flush()
        return page.locator("[data-key] :is(h2, h3)").all_inner_texts()

    yield search
    context.close()


def broken_rules(page: Page):
    return [each["id"] for each in axe(page, *WCAG)]


def in_dark(page: Page):
    return [each["id"] for each in colours(page)]


def row(desk: Page, query: str):
    return desk.get_by_role("row").filter(has=desk.get_by_role("link", name=query, exact=True))


def test_a_synonym_from_what_was_not_found_helps_the_next_citizen(desk, city, citizen):
    assert citizen("gloeischaal") == []
    desk.goto(f"{city}/cms/zoeken/inzichten/zonder-resultaat/")
    row(desk, "gloeischaal").get_by_role("link", name="Maak synoniem").click()
    expect(desk.get_by_role("textbox", name="Wat mensen zeggen")).to_have_value("gloeischaal")
    desk.get_by_role("textbox", name="Wat het betekent").fill("kampvuur")
    assert broken_rules(desk) == []
    desk.get_by_role("button", name="Bewaar").click()
    expect(desk.get_by_role("link", name="gloeischaal", exact=True)).to_be_visible()
    assert citizen("gloeischaal") == ["Toelating voor een kampvuur"]
    desk.goto(f"{city}/cms/zoeken/inzichten/zonder-resultaat/")
    expect(row(desk, "gloeischaal")).to_have_count(0)


def test_a_keyword_is_added_to_a_product_and_found(desk, city, citizen):
    assert citizen("ruimteveer") == []
    desk.goto(f"{city}/cms/zoeken/inzichten/zonder-resultaat/")
    row(desk, "ruimteveer").get_by_role("link", name="Voeg trefwoord toe").click()
    expect(desk.get_by_role("textbox", name="Trefwoord")).to_have_value("ruimteveer")
    assert broken_rules(desk) == []
    desk.get_by_role("button", name="Kies een pagina").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Zoekterm").fill("Vuurwerk")
    dialog.get_by_role("link", name="Vuurwerk afsteken").click()
    expect(dialog).to_have_count(0)
    desk.get_by_role("button", name="Voeg toe").click()
    expect(desk.get_by_text("De volgende zoekvraag vindt het al.")).to_be_visible()
    desk.wait_for_url("**/zonder-resultaat/**")
    assert citizen("ruimteveer") == ["Vuurwerk afsteken"]


def test_what_stands_too_low_is_pinned_from_the_page_that_tells_why(desk, city, citizen):
    assert citizen("kampvuur")[0] == "Toelating voor een kampvuur"
    desk.goto(f"{city}/cms/zoeken/inzichten/vaakst/")
    desk.get_by_role("link", name="kampvuur", exact=True).click()
    expect(desk.get_by_role("heading", name="Zo is de vraag begrepen")).to_be_visible()
    assert broken_rules(desk) == []
    reason = desk.get_by_role("row").filter(has_text="Toelating voor een kampvuur")
    reason.get_by_role("link", name="Laat weg").click()
    expect(desk.get_by_role("textbox", name="Zoekvragen")).to_have_value("kampvuur")
    expect(desk.get_by_role("combobox", name="Wat te doen")).to_have_value("hide")
    desk.get_by_role("button", name="Bewaar").click()
    expect(desk.get_by_role("cell", name="nu, zonder einde")).to_be_visible()
    assert "Toelating voor een kampvuur" not in citizen("kampvuur")
    desk.goto(f"{city}/cms/zoeken/inzichten/vaakst/")
    row(desk, "kampvuur").get_by_role("link", name="Zet vast").click()
    desk.get_by_role("button", name="Kies een resultaat").click()
    desk.get_by_role("dialog").get_by_role("link", name="Bewonerskaart").click()
    desk.get_by_role("button", name="Bewaar").click()
    expect(desk.get_by_role("cell", name="Bewonerskaart")).to_be_visible()
    assert citizen("kampvuur")[0] == "Bewonerskaart"


def test_a_promotion_begins_on_the_day_that_is_typed(desk, city, citizen):
    desk.goto(f"{city}/cms/snippets/search/promotion/add/?queries=kampvuur")
    desk.get_by_role("button", name="Kies een resultaat").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("link", name="Bewonerskaart").click()
    expect(dialog).to_have_count(0)  # while it closes it takes the focus back
    start = desk.locator("#id_starts_at")
    for _attempt in range(3):  # the button that opened the dialog may take the focus a moment later
        start.fill("")
        start.press_sequentially("01-12-2055 08:00")
        if start.input_value() == "01-12-2055 08:00":
            break
    desk.keyboard.press("Tab")
    expect(start).to_have_value("01-12-2055 08:00")
    desk.get_by_role("button", name="Bewaar").click()
    expect(desk.get_by_role("cell", name="begint op 01-12-2055")).to_be_visible()
    assert "Bewonerskaart" not in citizen("kampvuur")


def test_a_query_is_ignored_and_taken_back_by_keyboard_alone(desk, city, citizen):
    citizen("ruimteveer")
    desk.goto(f"{city}/cms/zoeken/inzichten/zonder-resultaat/")
    row(desk, "ruimteveer").get_by_role("button", name="Negeer").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("staat voortaan bij Genegeerd")).to_be_visible()
    expect(row(desk, "ruimteveer")).to_have_count(0)
    desk.get_by_role("link", name="Genegeerd").focus()
    desk.keyboard.press("Enter")
    row(desk, "ruimteveer").get_by_role("button", name="Niet meer negeren").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("U negeert geen enkele zoekvraag.")).to_be_visible()


VIEWS = [(320, "light"), (390, "light"), (1280, "light"), (1280, "dark")]


def test_no_list_or_form_of_search_slides_or_breaks_a_rule(desk, city, citizen):
    for query in ("gloeischaal", "ruimteveer", "kampvuur"):
        citizen(query)
    fire = make_product("Kampvuurplaats huren")
    Synonym.objects.create(phrase="een lange uitdrukking van mensen", meanings="kampvuur\nvuurwerk")
    GoldenQuery.objects.create(query="kampvuur", kind="product", object_id=str(fire.pk))
    for rank, query in enumerate(("kampvuur", "vuur", "fikkie", "hout"), 4):
        ClickedResult.objects.create(
            day="2026-11-01", locale="nl", query=query, kind="product", object_id=str(fire.pk), rank=rank, times=5
        )
    popularity.compute()
    Promotion.objects.create(queries="kampvuur", kind="product", object_id=str(fire.pk))
    hidden = ProductPage.objects.get(title="Bewonerskaart")
    Promotion.objects.create(queries="kampvuur", kind="product", object_id=str(hidden.pk), action="hide")
    for _page in range(PER_PAGE + 1):
        golden.record("gemeten op vraag")
    faults_by_page = {}
    for address in LISTS:
        desk.goto(f"{city}/cms/{address}")
        for view in views(desk, *VIEWS):
            slides = [part for part in desk.evaluate(SLIDES) if "w-breadcrumbs" not in part]
            rules = in_dark(desk) if view.endswith("dark") else broken_rules(desk)
            faults_by_page[address, view] = [*rules, *slides, *([overflow(desk)] if overflow(desk) else [])]
    assert {address: wrong for address, wrong in faults_by_page.items() if wrong} == {}


def test_lists_synonyms_and_keywords_work_without_javascript(browser, city, citizen, desk):
    citizen("gloeischaal")
    context = browser.new_context(java_script_enabled=False, storage_state=desk.context.storage_state())
    page = context.new_page()
    page.goto(f"{city}/cms/zoeken/inzichten/zonder-resultaat/")
    page.get_by_role("link", name="Maak synoniem gloeischaal").click()
    page.get_by_role("textbox", name="Wat het betekent").fill("kampvuur")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("link", name="gloeischaal", exact=True)).to_be_visible()
    assert citizen("gloeischaal") == ["Toelating voor een kampvuur"]
    page.goto(f"{city}/cms/zoeken/inzichten/trefwoord/?zoekvraag=vuurwerk")
    page.get_by_role("textbox", name="Trefwoord").fill("voetzoeker")
    page.get_by_label("Vuurwerk afsteken").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_text("De volgende zoekvraag vindt het al.")).to_be_visible()
    assert citizen("voetzoeker") == ["Vuurwerk afsteken"]
    page.goto(f"{city}/cms/zoeken/inzichten/vaakst/")
    page.get_by_role("link", name="voetzoeker", exact=True).click()
    page.get_by_role("link", name="Zet vast").first.click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("row").filter(has_text="voetzoeker")).to_contain_text("zet bovenaan")
    page.goto(f"{city}/cms/zoeken/inzichten/vaakst/")
    page.get_by_role("button", name="Negeer voetzoeker").click()
    expect(page.get_by_role("link", name="voetzoeker", exact=True)).to_have_count(0)
    context.close()
