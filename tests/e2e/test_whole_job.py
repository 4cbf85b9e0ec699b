"""The main job from end to end, by clicking: an editor publishes, a citizen asks, a handler decides, the citizen follows."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case
from demo.staff import PASSWORD
from products.models import ProductIndexPage
from records.service import drain_outbox
from tests.e2e.accessibility import faults
from tests.e2e.form_editor import Editor
from tests.factories import make_form, question, step, when
from tests.trees import make_product

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PDF = {
    "name": "factuur.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
}


@pytest.fixture
def site(live_server, settings, load_demo):
    """The demo city, served; its mails carry this server's address."""
    settings.SITE_URL = live_server.url
    load_demo()
    drain_outbox()
    mail.outbox.clear()
    return live_server.url


@pytest.fixture
def someone(browser, browser_context_args, site):
    """Return a function that opens a page in a browser of its own: signed in as a member of staff, or a citizen's."""
    contexts = []

    def open_page(username=None, **options):
        contexts.append(browser.new_context(**{**browser_context_args, "base_url": site, **options}))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        if username:
            page.goto("/cms/login/")
            page.fill("#id_username", username)
            page.fill("#id_password", PASSWORD)
            page.locator("button[type=submit]").first.click()
            page.wait_for_url("**/cms/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def publish(page):
    """Press publish, wherever the admin keeps it, and see that it worked."""
    button = page.locator("button[name=action-publish]").first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with page.expect_navigation():
        button.click()
    assert page.locator(".error-message").all_inner_texts() == []
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")


def build_form(page):
    """Build and publish a form of two steps; a question of the second shows on a condition. By clicks alone."""
    page.goto(reverse("wagtailsnippets_forms_app_form:add"))
    editor = Editor(page)
    editor.title("Fietspremie aanvragen")
    page.locator("#id_department").select_option(label="Bevolking")
    editor.add_step("Wie bent u?")
    editor.add_question(0, "Korte tekst", "Hoe heet u?")
    editor.add_question(0, "E-mailadres", "Wat is uw e-mailadres?")
    editor.add_step("Uw fiets")
    editor.add_question(1, "Eén antwoord kiezen", "Welke fiets kocht u?", ["Een gewone fiets", "Een elektrische fiets"])
    invoice = editor.add_question(1, "Bestand", "Uw factuur")
    editor.add_condition(invoice, "Welke fiets kocht u?", value="Een elektrische fiets")
    page.get_by_role("tab", name="Gegevens").click()
    page.locator("#id_destination").select_option(label="Adreswijziging")
    publish(page)


def write_product(page):
    """Write and publish a product that starts the form."""
    index = ProductIndexPage.objects.get()
    page.goto(reverse("wagtailadmin_pages:add", args=["products", "productpage", index.pk]))
    page.locator("#id_title").fill("Fietspremie")
    page.locator("#id_summary").fill("U krijgt geld terug als u een fiets koopt.")
    page.locator("#id_form_links-ADD").click()
    page.locator("#id_form_links-0-form-chooser button:visible").first.click()
    page.locator(".modal-body").get_by_role("link", name="Fietspremie aanvragen").click()
    expect(page.locator("#id_form_links-0-form-chooser")).to_contain_text("Fietspremie aanvragen")
    publish(page)


def find_and_begin(page):
    """Find the product with a typo, read it and begin its form."""
    page.goto("/")
    page.locator("main input[name=q]").fill("fietsprmie")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    page.locator("main").get_by_role("link", name="Fietspremie", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fietspremie")
    page.locator("main a[href*='/formulieren/']").first.click()
    page.get_by_role("button", name="Begin met invullen").click()


def answer(page, check):
    """Answer, with a mistake that is put right, up to the choice that asks for a file; `check` looks at the page."""
    page.get_by_label("Hoe heet u?").fill("Lotte <b>De Clercq</b>")
    page.get_by_label("Wat is uw e-mailadres?").fill("lotte")
    page.get_by_role("button", name="Volgende stap").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_label("Hoe heet u?")).to_have_value("Lotte <b>De Clercq</b>")
    check(page)
    page.get_by_label("Wat is uw e-mailadres?").fill("lotte@voorbeeld.be")
    page.get_by_role("button", name="Volgende stap").click()

    expect(page.get_by_role("group", name="Uw factuur")).to_be_hidden()
    page.get_by_label("Een elektrische fiets").check()


def send(page, check):
    """Give the file that the condition asked for, look everything over and send."""
    page.get_by_role("group", name="Uw factuur").locator("input[type=file]").set_input_files(PDF)
    page.get_by_role("button", name="Volgende stap").click()
    expect(page.locator("main")).to_contain_text("factuur.pdf")
    expect(page.locator("main")).to_contain_text("Lotte <b>De Clercq</b>")
    check(page)
    page.locator("main form[method=post] button").last.click()
    page.wait_for_url("**/klaar/")
    expect(page.locator("main")).to_contain_text(newest_case().reference)
    check(page)


def newest_case():
    return Case.objects.latest("received_at")


def accessible(page):
    assert faults(page) == []


def unseen(page):
    """Look at nothing: without scripts the browser runs no axe either."""


def link_in_mail():
    assert drain_outbox() == 1
    return re.search(r"https?://\S+/t/\S+/", mail.outbox[-1].body)[0]


def decide(page, reference):
    """Find the case as its handler, move it, and return the text that the citizen gets."""
    page.goto(reverse("wagtailsnippets_cases_case:list"))
    page.get_by_role("link", name=re.compile(reference)).first.click()
    expect(page.locator("main")).to_contain_text("factuur.pdf")
    page.locator(".sn-buttons a.button").first.click()
    page.locator("#sn-message").fill("Uw premie is goedgekeurd.")
    with page.expect_navigation():
        page.locator("form .sn-buttons button.button").first.click()


def test_an_editor_publishes_a_citizen_asks_a_handler_decides_and_the_citizen_follows(someone):
    editor = someone("redacteur", viewport={"width": 1400, "height": 1000})
    build_form(editor)
    write_product(editor)

    citizen = someone(viewport={"width": 390, "height": 844})
    find_and_begin(citizen)
    answer(citizen, accessible)
    send(citizen, accessible)
    case = newest_case()
    assert case.applicant_email == "lotte@voorbeeld.be"
    assert case.product.title == "Fietspremie"
    link = link_in_mail()

    outsider = someone("buitenstaander")
    outsider.goto(reverse("wagtailsnippets_cases_case:list"))
    expect(outsider.locator("body")).not_to_contain_text(case.reference)
    decide(someone("behandelaar"), case.reference)
    assert link_in_mail() == link

    phone = someone(viewport={"width": 390, "height": 844}, color_scheme="dark")
    phone.goto(link)
    assert phone.url.endswith(f"/zaken/{case.reference}/")
    expect(phone.locator("main")).to_contain_text("Uw premie is goedgekeurd.")
    accessible(phone)


def test_the_same_journey_without_javascript(someone):
    """Find, answer, correct, send and follow; the form and the product are those that the test above clicks together."""
    electric = when("fiets", "eq", "elektrisch")
    kinds = [{"key": "gewoon", "label": "Een gewone fiets"}, {"key": "elektrisch", "label": "Een elektrische fiets"}]
    form = make_form(
        step(
            "Wie bent u?",
            question("text", "naam", "Hoe heet u?"),
            question("email", "mail", "Wat is uw e-mailadres?", is_own=True),
        ),
        step(
            "Uw fiets",
            question("radio", "fiets", "Welke fiets kocht u?", choices=kinds),
            question("file", "factuur", "Uw factuur", show_if=electric),
        ),
        key="fietspremie-aanvragen",
    )
    product = make_product("Fietspremie")
    product.form_links.create(form=form)
    product.save_revision().publish()

    citizen = someone(java_script_enabled=False)
    find_and_begin(citizen)
    answer(citizen, unseen)
    citizen.get_by_role("button", name="Volgende stap").click()  # the answer reveals a question: the step shows again
    expect(citizen.get_by_role("group", name="Uw factuur")).to_be_visible()
    send(citizen, unseen)
    other = someone(java_script_enabled=False)
    other.goto(link_in_mail())
    expect(other.locator("main")).to_contain_text(newest_case().reference)
