"""A citizen fills in a form in a real browser: with JavaScript and without, with every kind of question, and accessible."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from forms_app.models import Draft, Form, Submission
from records.models import StoredFile
from tests.e2e.accessibility import faults
from tests.factories import make_form, question, step, when
from tests.records.files import png
from tests.trees import make_home, make_product

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

CHOICES = [{"key": "weg", "label": "Weg of stoep"}, {"key": "lamp", "label": "Straatlamp"}]
PDF = {"name": "bewijs.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj\n"}
PHOTO = {"name": "foto.png", "mimeType": "image/png", "buffer": png()}
PROGRAM = {"name": "virus.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + b"\0" * 300}
SCHEMES = [("light", 1280), ("dark", 320)]


@pytest.fixture
def address(live_server):
    """A form with every type of question, and its address."""
    make_home()
    make_form(
        step(
            "Wat is er aan de hand?",
            question("radio", "soort", "Waarover gaat het?", choices=CHOICES),
            question("text", "lamp", "Welk nummer staat op de lamp?", show_if=when("soort", "eq", "lamp")),
            question("long_text", "verhaal", "Wat ziet u?", help_text="Bijvoorbeeld: een put in het fietspad."),
            question("file", "fotos", "Foto's of documenten", required=False, max_files=3),
        ),
        step(
            "Waar en wanneer?",
            question("address", "plaats", "Bij welk adres is het?"),
            question("date", "datum", "Wanneer zag u het?", period="past"),
            question("number", "aantal", "Hoeveel lampen?", required=False, minimum=1, maximum=9),
            question("checkboxes", "gevolg", "Wat is het gevolg?", required=False, choices=CHOICES),
            question("select", "wijk", "Welke wijk?", required=False, choices=CHOICES),
        ),
        step(
            "Hoe bereiken we u?",
            {"type": "content", "value": {"label": "Goed om te weten", "name": "uitleg", "text": "<p>Bel gerust.</p>"}},
            question("email", "mail", "Uw e-mailadres"),
            question("phone", "tel", "Uw telefoonnummer", required=False),
            question("national_number", "rrn", "Uw rijksregisternummer", required=False),
            question("iban", "iban", "Uw rekeningnummer", required=False),
            question("yes_no", "wil_antwoord", "Wilt u een antwoord?"),
            question("declaration", "eerlijk", "Ik vulde alles naar waarheid in."),
        ),
        key="melding",
    )
    return f"{live_server.url}/formulieren/melding/"


def journey(page: Page, address: str, visit=lambda name: None) -> str:
    """Walk the whole way, with errors made and put right; return the reference. visit(name) is called on each page."""
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is er aan de hand?")
    visit("eerste stap")
    page.get_by_label("Straatlamp").check()
    page.locator("input[type=file]").set_input_files([PDF, PROGRAM])
    expect(page.locator(".sn-files__item--error")).to_contain_text("‘virus.pdf’ kunnen we niet aannemen")
    expect(page.get_by_role("link", name="bewijs.pdf")).to_be_visible()
    visit("een geweigerd bestand")
    page.get_by_role("button", name="Verwijder virus.pdf").click()
    expect(page.locator(".sn-files__item--error")).to_have_count(0)
    next_step(page)
    expect(page.locator("[data-errors]")).to_contain_text("Vul een antwoord in bij: Wat ziet u?")
    expect(page.get_by_role("link", name="bewijs.pdf")).to_be_visible()
    expect(page.get_by_label("Welk nummer staat op de lamp?")).to_be_visible()
    visit("fouten")
    page.get_by_label("Welk nummer staat op de lamp?").fill("A 12")
    page.get_by_label("Wat ziet u?").fill("De lamp brandt niet.\nAl een week.")
    page.locator("input[type=file]").set_input_files([PHOTO])
    expect(page.get_by_role("link", name="foto.png")).to_be_visible()
    visit("met bestanden")
    page.get_by_role("button", name="Verwijder bewijs.pdf").click()
    expect(page.get_by_role("link", name="bewijs.pdf")).to_have_count(0)
    expect(page.get_by_label("Wat ziet u?")).to_have_value("De lamp brandt niet.\nAl een week.")
    next_step(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Waar en wanneer?")
    page.get_by_label("Straat", exact=True).fill("Parkstraat")
    page.get_by_label("Dag").fill("31")
    page.get_by_label("Maand").fill("2")
    page.get_by_label("Jaar").fill("2026")
    next_step(page)
    summary = page.locator("[data-errors]")
    expect(summary).to_contain_text("31 februari 2026 bestaat niet")
    expect(page).to_have_title(re.compile("^Fout: "))
    visit("fouten in delen")
    summary.get_by_role("link", name=re.compile("postcode")).click()
    expect(page.get_by_label("Postcode")).to_be_focused()
    page.get_by_label("Postcode").fill("9100")
    page.get_by_label("Huisnummer").fill("12")
    page.get_by_label("Gemeente").fill("Sint-Niklaas")
    page.get_by_label("Dag").fill("28")
    page.get_by_role("button", name="Vorige stap").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is er aan de hand?")
    next_step(page)
    expect(page.get_by_label("Gemeente")).to_have_value("Sint-Niklaas")
    page.get_by_label("Gemeente").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe bereiken we u?")
    page.get_by_label("Uw e-mailadres").fill("jonas@voorbeeld.be")
    page.get_by_label("Uw telefoonnummer").fill("03 778 30 00")
    page.get_by_label("Uw rijksregisternummer").fill("93.05.18-223.61")
    page.get_by_label("Nee").check()
    page.get_by_label("Ik vulde alles naar waarheid in.").check()
    visit("laatste stap")
    next_step(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk uw antwoorden na")
    for text in ("Straatlamp", "A 12", "foto.png (PNG", "Parkstraat 12", "28 februari 2026", "03 778 30 00", "Akkoord"):
        expect(page.get_by_text(text).first).to_be_visible()
    visit("controle")
    page.get_by_role("link", name=re.compile(r"^Wijzig\W+Wat is er aan de hand")).click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_label("Wat ziet u?").fill("De lamp flikkert.")
    page.get_by_role("button", name="Bewaar en ga terug").click()
    expect(page).to_have_url(re.compile(r"/controle/$"))
    expect(page.get_by_text("De lamp flikkert.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Verstuur")).click()
    expect(page.get_by_text("Uw nummer:")).to_be_visible()
    visit("klaar")
    return page.locator(".sn-reference").inner_text()


def next_step(page: Page) -> None:
    page.locator(".sn-buttons").last.get_by_role("button", name="Volgende stap").click()


@pytest.mark.parametrize(("scheme", "width"), SCHEMES)
def test_a_citizen_walks_the_whole_form_and_every_page_is_accessible(page, address, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    faults_by_page = {}
    reference = journey(page, address, lambda name: faults_by_page.update({name: faults(page)}))
    assert {name: wrong for name, wrong in faults_by_page.items() if wrong} == {}
    assert reference.startswith("ZK-")
    assert Submission.objects.get().answers["verhaal"] == "De lamp flikkert."
    assert StoredFile.objects.get().owner_kind == "submission"


def test_the_same_way_goes_without_javascript(browser, browser_context_args, address):
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Straatlamp").check()
    page.get_by_label("Wat ziet u?").fill("De lamp brandt niet.")
    next_step(page)
    expect(page.get_by_role("status").first).to_contain_text("staat er nu meer op deze pagina")
    page.get_by_label("Welk nummer staat op de lamp?").fill("A 12")
    page.locator("input[type=file]").set_input_files([PHOTO])
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_role("button", name="Verwijder foto.png").click()
    expect(page.get_by_label("Welk nummer staat op de lamp?")).to_have_value("A 12")
    next_step(page)
    for label, text in [("Straat", "Dries"), ("Huisnummer", "1"), ("Postcode", "9112"), ("Gemeente", "Sinaai")]:
        page.get_by_label(label, exact=True).fill(text)
    for label, text in [("Dag", "24"), ("Maand", "november"), ("Jaar", "2025")]:
        page.get_by_label(label).fill(text)
    page.get_by_label("Jaar").press("Enter")
    page.get_by_label("Uw e-mailadres").fill("jonas@voorbeeld.be")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Ik vulde alles naar waarheid in.").check()
    next_step(page)
    page.get_by_role("button", name=re.compile("^Verstuur")).click()
    expect(page.locator(".sn-reference")).to_contain_text("ZK-")
    context.close()


def test_a_question_appears_and_goes_at_once_and_the_change_is_announced(page, address):
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    lamp = page.get_by_label("Welk nummer staat op de lamp?")
    expect(lamp).to_be_hidden()
    page.get_by_label("Straatlamp").check()
    expect(lamp).to_be_visible()
    expect(page.locator("[data-announce]")).to_contain_text("Nieuw op deze pagina: Welk nummer")
    lamp.fill("A 12")
    page.get_by_label("Weg of stoep").check()
    expect(lamp).to_be_hidden()
    page.get_by_label("Wat ziet u?").fill("Een put.")
    next_step(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar en wanneer?")
    assert Draft.objects.get().answers == {"soort": "weg", "verhaal": "Een put.", "fotos": []}
    page.go_back()
    page.get_by_label("Straatlamp").check()
    expect(lamp).to_have_value("A 12")


def test_saving_for_later_is_accessible_and_says_until_when(page, address):
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw antwoorden zijn bewaard")
    assert faults(page) == []
    page.get_by_role("button", name="Mail mij de link").click()
    expect(page.locator("[data-errors]")).to_contain_text("Vul uw e-mailadres in.")
    page.get_by_label("Uw e-mailadres").fill("jonas@voorbeeld.be")
    page.get_by_role("button", name="Mail mij de link").click()
    expect(page.get_by_text("We hebben u de link gemaild")).to_be_visible()
    assert faults(page) == []


def test_pages_of_forms_that_do_not_open_are_accessible(page, address, live_server):
    page.goto(f"{address}0d1c2b3a-1111-4222-8333-444455556666/wie/")
    expect(page.get_by_role("link", name="Begin opnieuw")).to_be_visible()
    assert faults(page) == []
    Form.objects.get().unpublish()
    page.goto(address)
    expect(page.get_by_text("Het is gesloten")).to_be_visible()
    assert faults(page) == []
    assert Client().get("/formulieren/melding/").status_code == 410


def test_who_lost_the_cookie_begins_anew_with_what_was_typed(page, address, context):
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Weg of stoep").check()
    page.get_by_label("Wat ziet u?").fill("Een put.\nDiep.")
    context.clear_cookies()
    next_step(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw browser kan dit formulier niet meer openen")
    expect(page.get_by_text("Een put.")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Begin opnieuw met deze antwoorden").click()
    expect(page.get_by_label("Wat ziet u?")).to_have_value("Een put.\nDiep.")
    expect(page.get_by_label("Weg of stoep")).to_be_checked()
    next_step(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar en wanneer?")


def test_a_half_filled_form_is_offered_on_the_page_of_its_product(page, address, live_server):
    product = make_product()
    product.form_links.create(form=Form.objects.get(), label="Doe een melding")
    product.save_revision().publish()
    shown_on = f"{live_server.url}{product.url_path.replace(product.get_parent().url_path, '/producten/')}"
    offers = []
    page.on("response", lambda answer: offers.append(answer.status) if "/mijn/formulieren/" in answer.url else None)
    page.goto(shown_on, wait_until="networkidle")
    expect(page.get_by_text("U was al begonnen")).to_have_count(0)
    page.get_by_role("link", name="Doe een melding").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Weg of stoep").check()
    page.get_by_label("Wat ziet u?").fill("Een put.")
    next_step(page)
    page.goto(shown_on, wait_until="networkidle")
    expect(page.get_by_role("heading", name="U was al begonnen")).to_be_visible()
    assert offers == [204, 200]
    assert faults(page) == []
    page.get_by_role("link", name="Ga verder waar u was").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waar en wanneer?")


def test_a_conflict_between_two_windows_is_shown_and_settled_in_one_click(page, address, context):
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    other = context.new_page()
    other.goto(page.url)
    for window, text in ((page, "Een put."), (other, "Een boom.")):
        window.get_by_label("Weg of stoep").check()
        window.get_by_label("Wat ziet u?").fill(text)
        next_step(window)
    expect(other.get_by_text("U vulde deze stap ook in een ander venster in")).to_be_visible()
    expect(other.get_by_text("Een put.")).to_be_visible()
    assert faults(other) == []
    other.get_by_role("button", name="Bewaar wat ik hier typte").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Waar en wanneer?")
    assert Draft.objects.get().answers["verhaal"] == "Een boom."
