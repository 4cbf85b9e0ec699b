"""A records manager in a real browser: looks, takes a case out, approves, and puts a hold, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, Declaration
from cases.retention.destroying import dispose
from cases.retention.proposing import propose
from people.roles import PRIVACY
from tests.cases.factories import staff
from tests.cases.retention import due_case, give_rule
from tests.e2e.accessibility import faults, overflow
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def own_faults(page: Page) -> list[str]:
    """Return what is wrong with our part of an admin page; sizes of Wagtail's own links are Wagtail's."""
    return [fault for fault in faults(page) if not fault.startswith("small target") or "sn-" in fault]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_records_manager_decides_and_the_cases_go(page: Page, live_server, width):
    kept, gone = due_case("Eerste Burger"), due_case("Tweede Burger")
    due_case(code="melding", then="archive")
    give_rule("melding", "archive", days=30)
    propose()
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server.url, staff("archief", PRIVACY))
    page.goto(f"{live_server.url}/cms/")
    page.get_by_role("link", name="2 voorstellen wachten op uw beslissing.").click()
    expect(page.get_by_role("heading", name="Selectieregels om na te kijken")).to_be_visible()
    assert (own_faults(page), overflow(page)) == ([], 0)
    page.get_by_role("link", name="Adreswijziging").first.click()
    assert (own_faults(page), overflow(page)) == ([], 0)
    page.get_by_role("checkbox", name=kept.reference).check()
    page.get_by_label("Waarom blijven de gekozen zaken bewaard?").fill("Geschil")
    page.get_by_role("button", name="Haal de gekozen zaken uit het voorstel").click()
    expect(page.get_by_text("1 zaak zit niet meer in het voorstel.")).to_be_visible()
    page.get_by_role("button", name="Keur goed: vernietig 1 zaak voorgoed").click()
    expect(page.get_by_text("De zaken worden nu één voor één vernietigd.")).to_be_visible()
    dispose()
    assert not Case.objects.filter(pk=gone.pk).exists()
    assert Declaration.objects.get().number == 1
    for way in ("Verklaringen", "Bewaarplichten"):
        page.goto(f"{live_server.url}/cms/bewaren/")
        page.get_by_role("link", name=way).click()
        assert (own_faults(page), overflow(page)) == ([], 0)
    page.get_by_label("Nummer van de zaak").fill(kept.reference)
    page.get_by_label("Waarom moet deze zaak bewaard blijven?").fill("Beroep")
    page.get_by_role("button", name="Leg de bewaarplicht op").click()
    expect(page.get_by_role("cell", name=kept.reference, exact=True)).to_be_visible()
    assert (own_faults(page), overflow(page)) == ([], 0)
