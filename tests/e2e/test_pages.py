"""The public pages in a real browser: accessible in every scheme and width, by keyboard, and without JavaScript."""

import gzip
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.cases.factories import staff
from tests.e2e.accessibility import faults, faults_in_views, overflow, space_out
from tests.e2e.conftest import sign_in
from tests.factories import make_form, question, step
from tests.trees import make_home, make_place, make_product, public_pages

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    *public_pages(),
    "/formulieren/adreswijziging/",
    "/zoeken/?q=adreswijziging",
    "/zoeken/?q=xyzzyq",
    "/zaken/",
    "/bestaat-niet/",
]
SUGGESTIONS = [
    {"text": "Adreswijziging", "category": "Product", "url": "/producten/adreswijziging/"},
    {"text": "Adres van het stadhuis", "category": "Plaats", "url": "/plaatsen/stadswinkel/"},
]


@pytest.fixture
def city(live_server, settings):
    """A small city, and its address."""
    settings.SITE_URL = live_server.url
    home = make_home()
    place = make_place(introduction="U regelt hier alles.", accessibility="De ingang is zonder trap.")
    form = make_form(
        step(
            "Wie bent u?", question("text", "naam", "Hoe heet u?"), question("email", "mail", "Wat is uw e-mailadres?")
        ),
        step("Uw woning", question("yes_no", "huur", "Huurt u?"), question("long_text", "meer", "Vertel meer")),
    )
    product = make_product(
        description="<p>Een nieuw adres.</p>",
        for_whom="<p>Voor wie verhuist.</p>",
        conditions=[("condition", {"title": "U bent 18 jaar", "description": ""})],
        evidence=[("evidence", {"title": "Uw identiteitskaart", "description": "<p>Of itsme.</p>"})],
        procedures=[
            ("procedure", {"channel": "counter", "title": "", "description": "<p>Kom langs.</p>", "links": []})
        ],
        costs=[("cost", {"amount": 1250, "title": "Kaart", "description": ""})],
        contact_points=[("contact", {"name": "Bevolking", "phone": "03 778 30 01", "email": "bevolking@stad.example"})],
        places=[place],
    )
    product.form_links.create(form=form, label="Start uw aangifte")
    product.save()
    home.top_tasks = [("product", product)]
    home.save_revision().publish()
    return live_server.url


def begin(page: Page, city: str) -> None:
    page.goto(f"{city}/formulieren/adreswijziging/")
    page.get_by_role("button", name="Begin met invullen").click()


def test_every_page_is_accessible_in_each_width_and_colour_scheme(page, city):
    faults_by_page = {}
    for address in ADDRESSES:
        page.goto(city + address)
        faults_by_page[address] = faults_in_views(page)
    begin(page, city)
    faults_by_page["step"] = faults_in_views(page)
    page.get_by_role("button", name="Volgende stap").click()
    faults_by_page["step with errors"] = faults_in_views(page)
    page.get_by_label("Hoe heet u?").fill("Jonas")
    page.get_by_label("Wat is uw e-mailadres?").fill("jonas@voorbeeld.be")
    page.get_by_role("button", name="Volgende stap").click()
    page.get_by_label("Ja").check()
    page.get_by_label("Vertel meer").fill("Niets.")
    page.get_by_role("button", name="Volgende stap").click()
    faults_by_page["check"] = faults_in_views(page)
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    faults_by_page["done"] = faults_in_views(page)
    page.get_by_role("link", name="Volg uw aanvraag").click()
    faults_by_page["tracking"] = faults_in_views(page)
    assert not {where: what for where, what in faults_by_page.items() if what}


def test_text_with_wide_spacing_is_not_cut_off_or_wider_than_a_small_screen(page, city):
    page.set_viewport_size({"width": 320, "height": 800})
    wide = []
    for address in ADDRESSES:
        page.goto(city + address)
        space_out(page)
        if overflow(page):
            wide.append((address, overflow(page)))
    assert not wide


def test_the_first_tab_leads_to_the_content_and_focus_is_always_visible(page, city):
    page.goto(f"{city}/producten/adreswijziging/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    seen = 0
    while page.evaluate("document.activeElement !== document.body && document.activeElement !== null") and seen < 60:
        page.keyboard.press("Tab")
        seen += 1
        width = page.evaluate(
            """() => { const it = document.activeElement;
            if (!it || it === document.body) return 3;
            const box = it.closest('.sn-card, .sn-row, .sn-tile, .sn-quick__item, .sn-search__row') ?? it;
            return Math.max(...[it, box].map((each) => parseFloat(getComputedStyle(each).outlineWidth) *
              (getComputedStyle(each).outlineStyle !== 'none'))); }"""
        )
        assert width >= 2, page.evaluate("document.activeElement.outerHTML")
    assert seen > 12  # this city has no pages for the footer to lead to


def test_price_and_processing_time_are_seen_without_scrolling_on_a_phone(page, city):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{city}/producten/adreswijziging/")
    for text in ("Bedrag", "Binnen 15 werkdagen"):
        expect(page.locator(".sn-facts").get_by_text(text)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Start uw aangifte")).to_be_in_viewport()


@pytest.mark.parametrize("text", ["100%", "200%"])
@pytest.mark.parametrize("script", [True, False])
def test_the_act_of_a_product_stays_in_sight_on_a_phone_and_hides_nothing_that_has_the_focus(
    browser, city, text, script
):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{city}/producten/adreswijziging/")
    page.evaluate("size => document.documentElement.style.fontSize = size", text)
    act = page.locator(".sn-act")
    for _tab in range(60):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => { const it = document.activeElement;
            return it === document.body || it.closest('.sn-act') ? null : it.getBoundingClientRect().toJSON(); }"""
        )
        if box is None:
            continue
        top = act.bounding_box()["y"]
        assert box["bottom"] <= top or box["height"] > top, page.evaluate("document.activeElement.outerHTML")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    expect(act.get_by_role("link", name="Start uw aangifte")).to_be_in_viewport()
    last = page.locator("footer a").last.bounding_box()
    assert last["y"] + last["height"] <= act.bounding_box()["y"]
    context.close()


def test_suggestions_are_chosen_by_keyboard(page, city):
    asked = []
    body = json.dumps({"suggestions": SUGGESTIONS})
    page.route("**/zoeken/suggesties/**", lambda route: (asked.append(route.request.url), route.fulfill(body=body))[1])
    page.goto(city)
    box = page.get_by_role("combobox", name="Wat wilt u regelen?")
    box.press_sequentially("adres", delay=20)
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_text("2 suggesties")).to_be_attached()
    assert len(asked) == 1
    assert not faults(page)
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "zoek-lijst-0"
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")  # opens the list at its first option
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/plaatsen/stadswinkel/")


def test_errors_get_the_focus_and_lead_to_the_control(page, city):
    begin(page, city)
    page.get_by_label("Hoe heet u?").fill("Jonas")
    page.get_by_role("button", name="Volgende stap").click()
    assert page.title().startswith("Fout:")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    page.locator("[data-errors] a").click()
    expect(page.get_by_label("Wat is uw e-mailadres?")).to_be_focused()
    expect(page.get_by_label("Hoe heet u?")).to_have_value("Jonas")
    described = page.get_by_label("Wat is uw e-mailadres?").get_attribute("aria-describedby")
    assert "Fout:" in page.locator(f"[id='{described.split()[-1]}']").inner_text()


def test_a_form_is_sent_without_javascript(browser, city):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{city}/producten/adreswijziging/")
    page.get_by_role("link", name="Start uw aangifte").click()
    page.get_by_role("button", name="Begin met invullen").click()
    page.get_by_label("Hoe heet u?").fill("Jonas")
    page.get_by_label("Wat is uw e-mailadres?").fill("jonas@voorbeeld.be")
    page.get_by_role("button", name="Volgende stap").click()
    page.get_by_label("Nee").check()
    page.get_by_label("Vertel meer").fill("Niets.")
    page.get_by_role("button", name="Volgende stap").click()
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw aanvraag is verstuurd")
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/producten/adreswijziging/", "/zoeken/?q=adres", "/formulieren/adreswijziging/"]
)
def test_a_page_stays_within_its_budget(page, city, path):
    """How much style, script and letters weigh: tests/portal/test_static_files.py."""
    documents = []
    asked = set()

    def note(response):
        asked.add(response.url.partition("#")[0])
        if response.request.resource_type == "document":
            documents.append(len(gzip.compress(response.body())))

    page.on("requestfinished", lambda request: note(request.response()))
    page.goto(city + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(city)] == []
    assert max(documents) <= 15_000
    # The parts of style sheet and script, which the server of tests sends one by one, are one file after collectstatic.
    assert len([url for url in asked if not re.search("/(css|js)/site/|/css/tokens.css", url)]) <= 8, sorted(asked)


def test_nothing_is_refused_by_the_content_security_policy(page, city):
    refused = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    for address in ("/", "/producten/adreswijziging/", "/formulieren/adreswijziging/"):
        page.goto(city + address, wait_until="networkidle")
    assert not refused


def test_a_chosen_colour_scheme_of_the_user_keeps_states_visible(browser, city):
    context = browser.new_context(forced_colors="active", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{city}/plaatsen/stadswinkel/")
    assert page.evaluate("getComputedStyle(document.querySelector('.sn-place__status .sn-tag')).borderStyle") == "solid"
    assert not overflow(page)
    context.close()


def test_opening_words_are_put_right_on_a_page_that_stays_open(page, city):
    served = []

    def outdated_at_first(route):
        answer = route.fetch()
        body = answer.text()
        if not served:
            body = re.sub(r'data-until="\d+"', 'data-until="1"', body)
            body = re.sub(r"Nu (open|gesloten)", "Verouderd", body)
        served.append(route.request.url)
        route.fulfill(response=answer, body=body)

    page.route("**/plaatsen/stadswinkel/", outdated_at_first)
    page.goto(f"{city}/plaatsen/stadswinkel/")
    status = page.locator(".sn-place__status")
    expect(status).to_contain_text("Verouderd")
    expect(status).not_to_contain_text("Verouderd", timeout=10_000)
    expect(status).to_contain_text("Nu ")
    assert len(served) == 2


def test_who_is_signed_in_finds_the_bar_on_the_page_and_a_visitor_asks_for_nothing(page, city):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/cms/" in request.url else None)
    page.goto(f"{city}/producten/adreswijziging/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    sign_in(page, city, staff("baas", None, is_superuser=True))
    page.goto(f"{city}/cms/")  # which gives the cookie
    page.goto(f"{city}/producten/adreswijziging/")
    bar = page.get_by_role("button", name="Toon de snelle acties")
    bar.click()
    expect(page.get_by_role("menuitem", name="Wijzig deze pagina")).to_be_visible()
