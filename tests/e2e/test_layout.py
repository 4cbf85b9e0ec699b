"""Every kind of public page, with long words in its data: nothing sticks out of its parent or the window; prints are short."""

import re

import pytest
from playwright.sync_api import Page, expect

from cases import actions
from cases.models import Case
from forms_app.models import Draft
from front.models import ContentPage
from ground.actor import SYSTEM
from products.models import FrequentQuestion
from records.models import CapabilityLink
from records.service import link_for, token_of
from tests.cases.factories import case_type
from tests.e2e.accessibility import faults
from tests.e2e.layout import enlarge, lines_of, sticks_out
from tests.factories import make_department, make_form, question, step, when
from tests.trees import make_city, make_home, make_place, make_product, public_pages

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORD = "Meervoudigepersoonlijkheidsstoornisverzekeringsaanvraagformulier"
ADDRESS = "https://www.google.com/maps/place/Grote+Markt+1,+9100+Sint-Niklaas/@51.1652346,4.1395034,17z/data=!3m1!4b1!4m6!3m5!1s0x47c38e0000:0x0!8m2"
MAIL = "voornaam.tussenvoegsel.familienaam-van-de-vrouw@een-heel-lange-domeinnaam.voorbeeld.be"
CHOICES = [{"key": "weg", "label": f"Weg of {WORD}"}, {"key": "lamp", "label": "Straatlamp"}]
VIEWS = [(320, 100), (390, 100), (1280, 100), (320, 200), (390, 200), (1280, 200)]
HEADER_HEIGHT = 105
"""Pixels at 320: one line with name and own cases, one with the menu."""


class Walk:
    """Looks at each page in every width and size of text, and keeps what is wrong."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults_by_page: dict[str, list[str]] = {}

    def open(self, *paths: str) -> None:
        for path in paths:
            self.page.goto(self.address + path)
            self.look(path)

    def look(self, name: str) -> None:
        for width, percent in VIEWS:
            self.page.set_viewport_size({"width": width, "height": 900})
            enlarge(self.page, percent)
            if wrong := sticks_out(self.page):
                self.faults_by_page[f"{name} {width} px, {percent} %"] = wrong
        enlarge(self.page, 100)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=re.compile(name)).last.click()


@pytest.fixture
def city(live_server, settings):
    """A city in which everything has a long name."""
    settings.SITE_URL = live_server.url
    home = make_home()
    make_city(phone="03 778 30 00", email=MAIL, address=f"{WORD}straat 1, 9100 Sint-Niklaas")
    home.add_child(instance=ContentPage(title=f"Over {WORD}", slug="over", introduction=ADDRESS))
    place = make_place(f"Loket {WORD}", slug="loket", street=f"{WORD}straat 1", introduction=f"<p>{ADDRESS}</p>")
    case_type("melding")
    form = make_form(
        step(
            f"Wat is er met {WORD}?",
            question("radio", "soort", f"Waarover gaat {WORD}?", choices=CHOICES, help_text=ADDRESS),
            question("text", "lamp", "Welke lamp?", show_if=when("soort", "eq", "lamp")),
            question("long_text", "verhaal", "Wat ziet u?"),
            question("file", "fotos", "Foto's", required=False, max_files=3),
            question("address", "plaats", "Bij welk adres?"),
            question("date", "datum", "Wanneer?", period="past"),
            question("number", "aantal", "Hoeveel?", required=False, decimals=3, unit=WORD[:20]),
            question("checkboxes", "gevolg", "Gevolg?", required=False, choices=CHOICES),
            question("select", "wijk", "Welke wijk?", required=False, choices=CHOICES),
            {"type": "content", "value": {"label": WORD, "name": "uitleg", "text": f"<p>{ADDRESS}</p>"}},
        ),
        step(
            "Hoe bereiken we u?",
            question("email", "mail", "Uw e-mailadres"),
            question("phone", "tel", "Uw telefoonnummer", required=False),
            question("national_number", "rrn", "Uw rijksregisternummer", required=False),
            question("iban", "iban", "Uw rekeningnummer", required=False),
            question("yes_no", "wil_antwoord", "Wilt u een antwoord?"),
            question("declaration", "eerlijk", f"Ik vulde {WORD} naar waarheid in."),
        ),
        key="melding",
    )
    form.destination = "melding"
    form.save_revision().publish()
    make_form(step("Een", question("text", "x", "X")), key="gesloten").unpublish()
    product = make_product(
        f"Attest van {WORD}",
        slug="attest",
        summary=f"{WORD} en {ADDRESS}",
        description=f"<p>{ADDRESS}</p>",
        conditions=[("condition", {"title": WORD, "description": ""})],
        procedures=[("procedure", {"channel": "counter", "title": WORD, "description": "<p>Kom.</p>", "links": []})],
        is_free=False,
        costs=[("cost", {"amount": 123450, "title": WORD, "description": ""})],
        contact_points=[("contact", {"name": WORD, "phone": "03 778 30 01", "email": MAIL})],
        more_information=[("link", {"title": ADDRESS, "url": "https://stad.example/", "description": WORD})],
        places=[place],
    )
    product.form_links.create(form=form, label=f"Start {WORD}")
    product.save_revision().publish()
    for number in range(3):
        make_product(f"{WORD[:30]}{number} {WORD}", slug=f"p{number}")
    answer = f"<p>{ADDRESS}</p>"
    FrequentQuestion.objects.create(
        question=f"Hoe lang is {WORD}?", slug="hoe", answer=answer, department=make_department()
    )
    home.top_tasks = [("product", product)]
    home.save_revision().publish()
    return live_server.url


PUBLIC = [*public_pages("attest", "loket"), "/vragen/hoe/", "/over/", "/formulieren/melding/", "/zaken/"]
PUBLIC += [f"/zoeken/?q={WORD}", "/zoeken/?q=attest", "/zoeken/?q=openingsuren", "/zoeken/?q=xyzzyq", "/bestaat-niet/"]
PUBLIC += ["/zaken/SN-2222-2222-2/", "/t/onzin/", "/formulieren/gesloten/"]


def test_nothing_sticks_out_on_public_pages(page, city):
    walk = Walk(page, city)
    walk.open(*PUBLIC)
    assert walk.faults_by_page == {}


WIDEST = "SN-WWWW-MMMM-W"
"""As wide as a reference can be."""


def fill_in(walk: Walk) -> str:
    """Walk a form from its start to the case, with errors made on the way; return the reference."""
    page = walk.page
    page.goto(f"{walk.address}/formulieren/melding/")
    walk.press("^Begin")
    walk.look("step")
    walk.press("^Volgende stap")
    walk.look("step with errors")
    page.get_by_label("Straatlamp").first.check()
    page.get_by_label("Welke lamp?").fill(WORD)
    page.get_by_label("Wat ziet u?").fill(f"{WORD} {ADDRESS}")
    page.get_by_label("Straat", exact=True).fill(f"{WORD}straat")
    page.get_by_label("Huisnummer").fill("12")
    page.get_by_label("Postcode").fill("9100")
    page.get_by_label("Gemeente").fill(WORD[:60])
    for part, text in (("Dag", "24"), ("Maand", "11"), ("Jaar", "2025")):
        page.get_by_label(part, exact=True).fill(text)
    page.locator("input[type=file]").set_input_files(
        [{"name": f"{WORD}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n"}]
    )
    expect(page.get_by_role("link", name=f"{WORD}.pdf")).to_be_visible()
    walk.look("step with a file")
    walk.press("^Volgende stap")
    page.get_by_label("Uw e-mailadres").fill(MAIL)
    page.get_by_label("Nee").check()
    page.get_by_label(re.compile("^Ik vulde")).check()
    walk.press("later verder")
    walk.look("save")
    page.get_by_role("link", name="Ga nu verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk uw antwoorden na")
    walk.look("check")
    walk.open("/formulieren/melding/", "/zaken/", "/producten/attest/")  # with the offer to go on
    page.goto(f"{walk.address}/formulieren/melding/{Draft.objects.get().pk}/controle/")
    walk.press("^Verstuur")
    walk.look("done")
    return page.locator(".sn-reference").inner_text()


def test_nothing_sticks_out_from_the_first_step_to_the_case(page, city):
    walk = Walk(page, city)
    reference = fill_in(walk)
    for width, _percent in VIEWS[:3]:
        page.set_viewport_size({"width": width, "height": 900})
        assert lines_of(page, reference) == [1]
    page.set_viewport_size({"width": 320, "height": 900})
    page.locator(".sn-reference").evaluate("(element, widest) => { element.textContent = widest; }", WIDEST)
    assert lines_of(page, WIDEST) == [1]
    case = Case.objects.get()
    tracking = f"/t/{token_of(link_for('case', case.pk))}/"
    walk.open(tracking)
    for width, _percent in VIEWS[:3]:
        page.set_viewport_size({"width": width, "height": 900})
        assert set(lines_of(page, reference)) == {1}
    actions.message(SYSTEM, case, f"{WORD} {ADDRESS}", lock_version=case.lock_version)
    walk.open(tracking)
    CapabilityLink.objects.update(expires_at="2026-01-01T00:00Z")
    walk.open(tracking)
    assert walk.faults_by_page == {}


def test_nothing_sticks_out_on_pages_of_a_form_that_does_not_open(page, city, context):
    walk = Walk(page, city)
    page.goto(f"{city}/formulieren/melding/")
    walk.press("^Begin")
    other = context.new_page()
    other.goto(page.url)
    for window, text in ((page, ADDRESS), (other, WORD)):
        window.get_by_label("Wat ziet u?").fill(text)
        window.get_by_role("button", name="Volgende stap").last.click()
    shown = Walk(other, city)
    expect(other.get_by_text("U vulde deze stap ook in een ander venster in")).to_be_visible()
    shown.look("conflict")
    context.clear_cookies()
    page.get_by_label("Wat ziet u?").fill(f"{WORD} {ADDRESS}")
    walk.press("^Volgende stap")
    expect(page.get_by_role("heading", level=1)).to_contain_text("niet meer openen")
    walk.look("lost")
    assert faults(page) == []
    assert walk.faults_by_page | shown.faults_by_page == {}


def test_the_header_of_a_small_phone_takes_two_lines(page, city):
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/", "/producten/", "/zaken/", "/contact/"):
        page.goto(city + path)
        assert page.evaluate("document.querySelector('.sn-header').offsetHeight") <= HEADER_HEIGHT, path


def sheets(page: Page) -> int:
    """Return on how many sheets of paper a page is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def test_a_product_a_confirmation_and_a_case_are_printed_on_two_sheets_at_most(page, city):
    counts = {}
    for path in ("/producten/attest/", "/plaatsen/loket/", "/formulieren/melding/"):
        page.goto(city + path)
        counts[path] = sheets(page)
    walk = Walk(page, city)
    walk.look = lambda name: None  # type: ignore[method-assign]  # only the way is walked here
    fill_in(walk)
    counts["done"] = sheets(page)
    page.goto(f"{city}/t/{token_of(link_for('case', Case.objects.get().pk))}/")
    counts["tracking"] = sheets(page)
    assert {name: count for name, count in counts.items() if count > 2} == {}
