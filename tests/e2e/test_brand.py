"""The look of another city in a real browser: readable in both schemes, and chosen by clicks."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Site

from library.brand.palette import refusals
from library.models import Brand, Picture
from people.roles import ADMINISTRATOR
from tests.cases.factories import staff
from tests.e2e.accessibility import faults_in_views
from tests.e2e.conftest import sign_in
from tests.factories import make_department
from tests.library.factories import photo
from tests.trees import make_city, make_home, make_product

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # Wagtail leaves its files open
]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_another_city_can_be_read_in_both_schemes_and_at_each_width(page: Page, live_server):
    make_home()
    make_product()
    make_city(city_name="Voorbeeldstad", phone="02 345 67 89")
    Brand.objects.create(
        site=Site.objects.get(),
        primary_colour="#7a0019",
        accent_colour="#f3d77b",
        letter="system",
        mark=Picture.objects.create(title="Wapen", file=photo((400, 300))),
        hero=Picture.objects.create(title="Markt", file=photo((1000, 2000))),
    )
    for path in ("/", "/producten/adreswijziging/"):
        page.goto(live_server.url + path)
        assert faults_in_views(page) == []
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--sn-brand-primary')") == "#7a0019"
    )


def test_a_click_takes_the_colour_that_is_offered(page: Page, live_server):
    make_home()
    sign_in(page, live_server.url, staff("beheerder", ADMINISTRATOR, make_department()))
    page.goto(f"{live_server.url}/cms/settings/library/brand/{Site.objects.get().pk}/")
    page.get_by_label("Hoofdkleur", exact=True).fill("#3b82f6")
    page.get_by_role("button", name="Bewaar").click()
    [refusal] = refusals("#3b82f6")
    page.get_by_role("button", name=f"Neem {refusal.offered}").first.click()
    expect(page.get_by_label("Hoofdkleur", exact=True)).to_have_value(refusal.offered)
    expect(page.get_by_label("Kies de hoofdkleur")).to_have_value(refusal.offered)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("button", name=f"Neem {refusal.offered}")).to_have_count(0)
    assert Brand.objects.get().primary_colour == refusal.offered
