"""The pattern library in a real browser: no component breaks in any of its states, at any width, in either scheme."""

import pytest

from portal.pattern_library import collected
from tests.e2e.accessibility import OF_WHOLE_PAGES, VIEWS, WCAG, axe, colours, faults, in_words, views
from tests.e2e.layout import enlarge, sticks_out
from tests.trees import make_city, make_home

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NARROW_AND_WIDE = ((320, "light"), (1280, "light"))
SIZES = (100, 200)  # percent


@pytest.fixture
def library(live_server, settings):
    """The address of the library in a small city."""
    settings.ROOT_URLCONF = "portal.development_urls"
    settings.SITE_URL = live_server.url
    make_home()
    make_city(phone="03 778 30 00", email="loket@stad.example", address="Grote Markt 1, 9100 Voorbeeldstad")
    return f"{live_server.url}/dev/patterns/"


SITE, ADMIN, PAGES, MAILS = ("site",), ("admin", "row"), ("page",), ("mail",)


def addresses(looks):
    """Yield each address of the library for these looks: a group of components at once, whole pages and mails one by one."""
    for group, patterns in collected.groups().items():
        look = patterns[0].pattern.look
        if look in looks and look not in collected.ALONE:
            yield f"{group}/"
        elif look in looks:
            for shown in patterns:
                yield from (f"{group}/{shown.name}/{place}/" for place in range(1, len(shown.pattern.states) + 1))


def wrong_with(page, looks):
    """Yield what is wrong with the page as it stands, in words."""
    but = () if looks == PAGES else OF_WHOLE_PAGES
    for view in views(page, *VIEWS):
        if view.endswith("dark"):
            broken = in_words(colours(page))
        elif looks == ADMIN:  # whose links in tables stand as close as Wagtail sets them; axe judges that by WCAG 2.5.8
            broken = in_words(axe(page, *WCAG, "best-practice", but=but))
        else:
            broken = faults(page, but)
        yield from (f"{view}: {fault}" for fault in broken)
    for percent in SIZES:
        enlarge(page, percent)
        for view in views(page, *NARROW_AND_WIDE):
            yield from (f"{view}, text of {percent} %: {fault}" for fault in sticks_out(page))


@pytest.mark.parametrize("looks", [SITE, ADMIN, PAGES, MAILS], ids=["site", "admin", "pages", "mails"])
def test_nothing_breaks_in_any_state(page, library, looks):
    faults_by_page = {}
    for address in addresses(looks):
        page.goto(library + address)
        if wrong := list(wrong_with(page, looks)):
            faults_by_page[address] = wrong
    assert faults_by_page == {}
