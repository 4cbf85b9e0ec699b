"""Files on their way, in a real browser: how far they are, a line that breaks, a page that is sent meanwhile."""

import re

import pytest
from playwright.sync_api import Page, expect

from forms_app.models import Draft
from records.models import StoredFile
from tests.e2e.accessibility import faults
from tests.factories import make_form, question, step
from tests.trees import make_home

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
UPLOADS = re.compile(r"/bestand/[^/]+/[^/]+/$")


@pytest.fixture
def address(live_server):
    make_home()
    make_form(
        step("Bewijs", question("text", "naam", "Hoe heet u?"), question("file", "bewijs", "Uw bewijs", max_files=2)),
        step("Meer", question("text", "meer", "Nog iets?")),
        key="bewijs",
    )
    return f"{live_server.url}/formulieren/bewijs/"


@pytest.fixture
def form(page, address):
    """The page on which files are asked."""
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Hoe heet u?").fill("Jonas")
    return page


def choose(page: Page, name: str, size: int = 100) -> None:
    content = b"%PDF-1.7\n" + b"0" * size
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def next_step(page: Page) -> None:
    page.locator(".sn-buttons").last.get_by_role("button", name="Volgende stap").click()


def kept():
    return list(StoredFile.objects.order_by("created_at").values_list("name", flat=True))


def test_the_button_is_in_dutch_and_takes_the_focus(form):
    label = form.locator(".sn-upload__label")
    expect(label).to_have_text(re.compile("Voeg een bestand of foto toe"))
    expect(form.get_by_role("button", name="Voeg toe")).to_be_hidden()
    form.locator("input[type=file]").focus()
    assert label.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    assert faults(form) == []


def test_a_file_on_its_way_shows_how_far_it_is_and_can_be_stopped(form):
    held = []
    form.route(UPLOADS, lambda route: held.append(route))
    choose(form, "traag.pdf")
    expect(form.get_by_role("progressbar", name="traag.pdf")).to_be_visible()
    assert faults(form) == []
    form.get_by_role("button", name="Stop traag.pdf").click()
    expect(form.get_by_role("progressbar")).to_have_count(0)
    expect(form.locator("input[type=file]")).to_be_focused()
    form.unroute(UPLOADS)
    choose(form, "snel.pdf")
    expect(form.get_by_role("link", name="snel.pdf")).to_be_visible()
    expect(form.locator("[data-file-status]")).to_have_text("‘snel.pdf’ is bewaard.")
    assert kept() == ["snel.pdf"]


def test_a_line_that_breaks_keeps_what_is_there_and_tries_again(form):
    choose(form, "eerst.pdf")
    expect(form.get_by_role("link", name="eerst.pdf")).to_be_visible()
    form.route(UPLOADS, lambda route: route.abort("internetdisconnected"))
    choose(form, "tweede.pdf")
    row = form.locator(".sn-files__item--error")
    expect(row).to_contain_text("‘tweede.pdf’ is niet aangekomen.")
    expect(form.get_by_role("link", name="eerst.pdf")).to_be_visible()
    expect(form.get_by_label("Hoe heet u?")).to_have_value("Jonas")
    assert faults(form) == []
    form.unroute(UPLOADS)
    form.get_by_role("button", name="Probeer opnieuw tweede.pdf").click()
    expect(form.get_by_role("link", name="tweede.pdf")).to_be_visible()
    expect(row).to_have_count(0)
    expect(form.locator(".sn-upload")).to_be_hidden()  # two are the most
    assert kept() == ["eerst.pdf", "tweede.pdf"]


def test_what_did_not_arrive_goes_along_with_the_step(form):
    form.route(UPLOADS, lambda route: route.fulfill(status=503, body=""))
    choose(form, "mee.pdf")
    expect(form.locator(".sn-files__item--error")).to_be_visible()
    next_step(form)
    expect(form.get_by_role("heading", level=1)).to_have_text("Meer")
    assert kept() == ["mee.pdf"]
    assert len(Draft.objects.get().answers["bewijs"]) == 1


def test_a_step_that_is_sent_meanwhile_waits_for_the_file_and_then_goes_on(form):
    held = []
    form.route(UPLOADS, lambda route: held.append(route))
    choose(form, "onderweg.pdf")
    expect(form.get_by_role("progressbar")).to_be_visible()
    next_step(form)
    expect(form.locator("[data-file-status]")).to_contain_text("Uw bestand is nog onderweg.")
    expect(form.get_by_role("heading", level=1)).to_have_text("Bewijs")
    held[0].continue_()
    expect(form.get_by_role("heading", level=1)).to_have_text("Meer")
    assert kept() == ["onderweg.pdf"]


def test_a_file_that_is_too_large_is_refused_without_sending_it(form):
    sent = []
    form.on("request", lambda request: sent.append(request.url) if UPLOADS.search(request.url) else None)
    form.locator("[data-upload]").evaluate("each => { each.dataset.maxBytes = '50' }")
    choose(form, "groot.pdf")
    expect(form.locator(".sn-files__item--error")).to_contain_text("‘groot.pdf’ is te groot.")
    assert sent == []
