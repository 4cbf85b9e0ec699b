"""The menu and the home page of the admin stand in the order of a working day."""

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu

from people.roles import CHIEF_EDITOR, HANDLER, LEAD
from portal.admin.working_day import MENU, PANELS
from tests.cases.factories import make_case, staff
from tests.forms_editor.conftest import make_person

pytestmark = pytest.mark.django_db


def names_of(user):
    request = RequestFactory().get("/cms/")
    request.user = user
    return [item.name for item in sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)]


@pytest.mark.parametrize("role", [None, CHIEF_EDITOR, LEAD, HANDLER])
def test_every_item_of_anybodys_menu_has_its_place(role):
    names = names_of(make_person("iemand", role, is_superuser=role is None))
    assert names
    assert names == [name for name in MENU if name in names]


def test_the_panels_stand_in_the_order_of_the_day(client):
    case = make_case()
    client.force_login(staff("baas", LEAD, case.department, is_superuser=True))
    panels = [getattr(panel, "name", "") for panel in client.get("/cms/").context["panels"]]
    ours = [name for name in panels if name in PANELS]
    assert ours == [name for name in PANELS if name in ours]
    assert panels[0] == "today"
    assert {"editor", "first_day"} < set(ours)


def test_the_home_page_searches_in_all_that_the_reader_may_open(client):
    case = make_case()
    client.force_login(staff("behandelaar", HANDLER, case.department))
    page = client.get("/cms/").text
    assert 'action="/cms/vinden/"' in page
    assert "Doorzoek alle pagina" not in page
    assert case.reference in client.get("/cms/vinden/", {"q": case.reference}).text
