"""The screens of staff in a real browser: each role's home, and what it works with, in light and dark, on a phone and a desk."""

import pytest
from playwright.sync_api import Page

from cases import actions
from cases.retention.proposing import propose
from people.roles import ADMINISTRATOR, AUDITOR, CHIEF_EDITOR, COUNTER, HANDLER, LEAD, PRIVACY
from tests.cases.factories import acting, make_case, staff
from tests.cases.retention import due_case
from tests.e2e.accessibility import SMALL_TARGETS, WCAG, axe, colours, overflow, views
from tests.e2e.conftest import sign_in
from tests.e2e.layout import enlarge, sticks_out
from tests.e2e.test_editor import rent_form
from tests.trees import make_city, make_home, make_place, make_product

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LONG = "Meervoudigepersoonlijkheidsstoornisverzekering"
VIEWS = ((390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"))
LARGE = 200  # percent
ROW = 60  # pixels
CUT = "span.sn-case-line"


@pytest.fixture
def world(live_server, settings):
    """A small city with something on each screen, and who works in it by role. Names are long where people choose them."""
    settings.SITE_URL = live_server.url
    home = make_home()
    make_city()
    product = make_product()
    place = make_place()
    form = rent_form(key="huur")
    case = make_case("Amina Haddad")
    make_case(f"Jan {LONG} de {LONG}")
    due_case("Eerste Burger", code="melding")
    propose()
    people = {
        role: staff(role, role, case.department)
        for role in (HANDLER, LEAD, CHIEF_EDITOR, ADMINISTRATOR, COUNTER, AUDITOR, PRIVACY)
    }
    actions.assign(acting(people[LEAD]), case, people[HANDLER], lock_version=case.lock_version)
    home.top_tasks = [("product", product)]
    home.save_revision().publish()
    return {"case": case, "product": product, "form": form, "place": place, "people": people}


def screens(world, role):
    """Return the addresses that a role is looked at on; its home is the first."""
    case, form = world["case"].pk, world["form"].pk
    snippets = "/cms/snippets"
    of_role = {
        HANDLER: [
            f"{snippets}/cases/case/",
            f"{snippets}/cases/case/edit/{case}/",
            "/cms/vinden/?q=haddad",
            "/cms/hulp/",
        ],
        LEAD: [
            f"{snippets}/cases/case/edit/{case}/",
            f"{snippets}/cases/casetype/",
            f"{snippets}/cases/casetype/edit/{world['case'].type_version.case_type.pk}/",
        ],
        CHIEF_EDITOR: [
            f"/cms/pages/{world['product'].pk}/edit/",
            "/cms/producten/",
            f"{snippets}/forms_app/form/",
            f"{snippets}/forms_app/form/edit/{form}/",
            f"{snippets}/counters/place/edit/{world['place'].pk}/",
        ],
        ADMINISTRATOR: [
            "/cms/users/",
            "/cms/berichten/",
            "/cms/mailteksten/",
            "/cms/fouten/",
        ],
        AUDITOR: ["/cms/logboek/"],
        PRIVACY: ["/cms/bewaren/"],
        COUNTER: ["/cms/account/"],
    }
    return ["/cms/", *of_role[role]]


def small_targets(page: Page) -> list[str]:
    """Return what of ours is too small for a finger; the sizes of Wagtail's own links are Wagtail's."""
    return [f"small target {each}" for each in page.evaluate(SMALL_TARGETS) if "sn-" in each]


def wrong_with(page: Page) -> list[str]:
    """Return what is wrong with a screen in any view."""
    wrong = []
    for view in views(page, *VIEWS):
        rules = colours(page) if view.endswith("dark") else axe(page, *WCAG)
        wrong += [
            f"{view}: axe {rule['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
            for rule in rules
            for node in rule["nodes"][:3]
        ]
        if view.endswith("light"):
            wrong += [f"{view}: {each}" for each in small_targets(page)]
            wrong += [f"{view}: slides by {overflow(page)} px"] if overflow(page) else []
    enlarge(page, LARGE)
    for view in views(page, (390, "light"), (1280, "light")):
        # What is cut on a desk (sn-case-line) stands whole in its title, and on a phone.
        wrong += [f"{view}, {LARGE} %: {each}" for each in sticks_out(page) if "sn-" in each and CUT not in each]
    enlarge(page, 100)
    return wrong


@pytest.mark.parametrize("role", [HANDLER, LEAD, CHIEF_EDITOR, ADMINISTRATOR, AUDITOR, PRIVACY, COUNTER])
def test_no_screen_of_a_role_breaks(page: Page, live_server, world, role):
    sign_in(page, live_server.url, world["people"][role])
    faults_by_screen = {}
    for address in screens(world, role):
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        if wrong := wrong_with(page):
            faults_by_screen[address] = wrong
    assert faults_by_screen == {}


def test_the_page_to_sign_in_on_does_not_break(page: Page, live_server, world):
    page.goto(f"{live_server.url}/cms/login/")
    assert wrong_with(page) == []


def test_each_row_of_the_inbox_is_as_high_as_the_next_whatever_its_words(page: Page, live_server, world):
    sign_in(page, live_server.url, world["people"][LEAD])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/cms/snippets/cases/case/")
    rows = page.locator(".sn-cases tbody tr")
    assert {row.bounding_box()["height"] for row in rows.all()} == {ROW}
    name = page.locator(".sn-case-link .sn-case-line", has_text=LONG)
    assert name.get_attribute("title") == f"Jan {LONG} de {LONG}"
    assert name.evaluate("each => each.scrollWidth > each.clientWidth")
    page.set_viewport_size({"width": 390, "height": 900})
    assert not name.evaluate("each => each.scrollWidth > each.clientWidth")


def test_a_case_has_one_main_button(page: Page, live_server, world):
    sign_in(page, live_server.url, world["people"][LEAD])
    page.goto(f"{live_server.url}/cms/snippets/cases/case/edit/{world['case'].pk}/")
    assert page.locator("main .button:not(.button-secondary)").count() == 1
