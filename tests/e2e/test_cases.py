"""Cases in a real browser: a lead draws a case type by clicks, a handler moves a case on a phone, a citizen follows."""

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, CaseType
from people.roles import HANDLER, LEAD
from records.service import drain_outbox, link_for, token_of
from tests.cases.factories import make_case, staff
from tests.e2e.accessibility import faults, overflow
from tests.e2e.conftest import sign_in
from tests.factories import make_department
from tests.trees import make_home

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
INBOX, TYPES = "/cms/snippets/cases/case/", "/cms/snippets/cases/casetype/"


def own_faults(page: Page) -> list[str]:
    """Return what is wrong with our part of an admin page; sizes of Wagtail's own links are Wagtail's."""
    return [fault for fault in faults(page) if not fault.startswith("small target") or "sn-" in fault]


def test_a_case_type_is_drawn_by_labels_alone(page: Page, live_server):
    sign_in(page, live_server.url, staff("teamleider", LEAD, make_department()))
    page.goto(f"{live_server.url}{TYPES}add/")
    page.locator("#id_name").fill("Parkeerkaart")
    first = page.locator("#statuses-root [data-streamfield-child]").first
    opened = first.locator("> section [data-panel-toggle]").first
    if opened.get_attribute("aria-expanded") != "true":
        opened.click()
    target = first.get_by_label("Naar welke status?").first
    expect(target).to_have_value("in_progress")
    # A status that is renamed here is renamed in every select, and steps keep pointing at it.
    second = page.locator("#statuses-root [data-streamfield-child]").nth(1)
    page.locator("#statuses-1-value-label").evaluate(
        "field => { field.value = 'Controle'; field.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(target.locator("option:checked")).to_have_text("Controle")
    assert "Status zonder naam" not in target.inner_text()
    assert second.count() == 1
    page.get_by_role("button", name="Voeg toe").or_(page.get_by_role("button", name="Bewaar")).first.click()
    page.wait_for_url(f"**{TYPES}")
    workflow = CaseType.objects.get().current_version().workflow
    assert workflow.status("in_progress").label == "Controle"
    assert workflow.transition("received", "in_progress") is not None


@pytest.mark.parametrize("width", [390, 1280])
def test_a_handler_moves_a_case_and_sees_first_what_the_citizen_will_read(page: Page, live_server, width):
    case = make_case()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server.url, staff("behandelaar", HANDLER, case.department))
    page.goto(f"{live_server.url}{INBOX}")
    assert own_faults(page) == []
    assert overflow(page) <= 0
    page.get_by_role("link", name=case.reference).click()
    expect(page.get_by_role("heading", name="Wat doet u nu?")).to_be_visible()
    assert own_faults(page) == []
    assert overflow(page) <= 0
    page.get_by_role("link", name="Begin te behandelen").click()
    expect(page.get_by_role("heading", name="Zo leest de burger het")).to_be_visible()
    assert own_faults(page) == []
    page.get_by_label("Bericht aan de burger").fill("Wij komen donderdag.")
    expect(page.locator("#sn-preview-text")).to_have_text("Wij komen donderdag.")
    page.get_by_role("button", name="Begin te behandelen").click()
    expect(page.get_by_text("De zaak staat nu op “In behandeling”.")).to_be_visible()
    assert Case.objects.get(pk=case.pk).status == "in_progress"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_citizen_follows_a_case_without_javascript(browser, live_server, scheme, width):
    make_home()
    case = make_case()
    drain_outbox()
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, locale="nl-BE")
    page = context.new_page()
    page.goto(f"{live_server.url}/t/{token_of(link_for('case', case.pk))}/")
    assert page.url == f"{live_server.url}/zaken/{case.reference}/"
    expect(page.get_by_text("De stad is aan zet")).to_be_visible()
    expect(page.locator('[aria-current="step"]')).to_have_count(1)
    assert faults(page) == []
    assert overflow(page) <= 0
    page.goto(f"{live_server.url}/zaken/")
    assert faults(page) == []
    context.close()
    plain = browser.new_context(java_script_enabled=False, locale="nl-BE")
    page = plain.new_page()
    page.goto(f"{live_server.url}/zaken/")
    page.get_by_label("Nummer van uw zaak").fill(case.reference)
    page.get_by_label("E-mailadres").fill("jonas@voorbeeld.be")
    page.get_by_role("button", name="Stuur mij de link").click()
    expect(page.get_by_text("Kijk in uw mailbox")).to_be_visible()
    plain.close()


def test_what_can_be_done_with_ticked_cases_is_in_sight_on_a_phone(page: Page, live_server):
    cases = [make_case(f"Jonas {number}") for number in range(8)]
    page.set_viewport_size({"width": 390, "height": 800})
    sign_in(page, live_server.url, staff("behandelaar", HANDLER, cases[0].department))
    page.goto(f"{live_server.url}{INBOX}")
    page.locator("[data-bulk-action-checkbox]").first.check(force=True)
    expect(page.locator("a[data-bulk-action-button]:visible")).to_be_in_viewport()
    page.locator("a[data-bulk-action-button]:visible").click()
    expect(page.locator(".sn-buttons .button")).to_have_count(2)
    buttons = [button.bounding_box() for button in page.locator(".sn-buttons .button").all()]
    assert overflow(page) == 0
    assert all(button["height"] >= 44 and button["x"] == buttons[0]["x"] for button in buttons)


def test_nothing_of_the_menu_lies_over_a_printed_case(page: Page, live_server):
    case = make_case()
    sign_in(page, live_server.url, staff("behandelaar", HANDLER, case.department))
    page.goto(f"{live_server.url}{INBOX}edit/{case.pk}/")
    page.set_viewport_size({"width": 700, "height": 1000})  # as wide as a sheet of paper
    page.emulate_media(media="print")
    expect(page.locator(".sn-case__title")).to_be_visible()
    assert page.locator(".sidebar-nav-toggle, .sidebar, .w-slim-header").filter(visible=True).count() == 0
    answer = page.locator(".sn-answers div").first
    question, given = answer.locator("dt").bounding_box(), answer.locator("dd").bounding_box()
    assert given["x"] > question["x"] + question["width"] - 1  # beside each other: half the paper
    assert given["width"] > 300  # and the width of the paper is theirs
