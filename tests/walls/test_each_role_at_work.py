"""Each role does what it is for, by the addresses of the admin; whoever has another role is refused and changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cases.models import Case
from forms_app.models import Form
from front.page_tree import open_to_roles
from people.models import CitySettings, User
from people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    AUTHOR,
    CHIEF_EDITOR,
    COUNTER,
    EDITOR,
    EXCLUDED_CASES,
    FORM_BUILDER,
    HANDLER,
    LEAD,
    PRIVACY,
    READER,
    ROLES,
)
from products.models import ProductPage
from records.models import AuditLine
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.products.test_editing import form_data
from tests.trees import make_city, make_home, make_product

pytestmark = pytest.mark.django_db
CASE = "/cms/snippets/cases/case/edit/{}/"


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    department = make_department()
    make_city(city_name="Teststad")
    make_product("Bewonerskaart", department=department)
    open_to_roles(make_home())
    make_case()
    staff("collega", HANDLER, department, email="collega@stad.example")


@dataclass(frozen=True)
class Work:
    """What somebody does, who may, and how one sees that it was done."""

    do: Callable[[Client], Any]
    who: frozenset[str]
    is_done: Callable[[Any], bool]


def edit_product(client, **more):
    page = ProductPage.objects.get()
    data = form_data(title="Bewonerskaart 2027", slug=page.slug, summary=page.summary, department=page.department_id)
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **more})


def act_on_case(client, path, **values):
    return client.post(f"{CASE.format(Case.objects.get().pk)}{path}/", {"lock_version": "0", **values})


def change_city(client):
    city = CitySettings.objects.get()
    data = {"city_name": "Teststad", "phone": "03 778 30 00", "reference_prefix": city.reference_prefix}
    return client.post(reverse("wagtailsettings:edit", args=["people", "citysettings", Site.objects.get().pk]), data)


def make_colleague(client):
    data = {"first_name": "Bo", "last_name": "Maes", "email": "bo@stad.example"}
    return client.post(reverse("wagtailusers_users:add"), data)


def open_page(address):
    return lambda client: client.get(address() if callable(address) else address)


def shown(answer):
    return answer.status_code == 200


WORK = {
    "writes a draft": Work(
        edit_product,
        frozenset({AUTHOR, EDITOR, CHIEF_EDITOR}),
        lambda answer: ProductPage.objects.get().draft_title == "Bewonerskaart 2027",
    ),
    "puts a text online": Work(
        lambda client: edit_product(client, **{"action-publish": "1"}),
        frozenset({EDITOR, CHIEF_EDITOR}),
        lambda answer: ProductPage.objects.get().title == "Bewonerskaart 2027",
    ),
    "writes how to reach the city": Work(
        change_city,
        frozenset({CHIEF_EDITOR, ADMINISTRATOR}),
        lambda answer: CitySettings.objects.get().phone == "03 778 30 00",
    ),
    "takes a form offline": Work(
        lambda client: client.post(reverse("wagtailsnippets_forms_app_form:unpublish", args=[Form.objects.get().pk])),
        frozenset({EDITOR, CHIEF_EDITOR, FORM_BUILDER}),
        lambda answer: not Form.objects.get().live,
    ),
    "draws a case type": Work(
        open_page(lambda: reverse("wagtailsnippets_cases_casetype:add")), frozenset({FORM_BUILDER, LEAD}), shown
    ),
    "begins to handle a case": Work(
        lambda client: act_on_case(client, "stap/in_progress"),
        frozenset({HANDLER, LEAD}),
        lambda answer: Case.objects.get().status == "in_progress",
    ),
    "gives a case to a colleague": Work(
        lambda client: act_on_case(client, "toewijzen", handler=str(User.objects.get(username="collega").pk)),
        frozenset({LEAD}),
        lambda answer: Case.objects.get().handler is not None,
    ),
    "looks at a case": Work(
        open_page(lambda: CASE.format(Case.objects.get().pk)), frozenset({HANDLER, LEAD, COUNTER, READER}), shown
    ),
    "looks at the forms": Work(
        open_page(lambda: reverse("wagtailsnippets_forms_app_form:list")),
        frozenset({AUTHOR, EDITOR, CHIEF_EDITOR, FORM_BUILDER, LEAD, READER}),
        shown,
    ),
    "invites a colleague": Work(
        make_colleague,
        frozenset({ADMINISTRATOR}),
        lambda answer: User.objects.filter(email="bo@stad.example").exists(),
    ),
    "reads who signed in": Work(open_page("/cms/aanmeldingen/"), frozenset({ADMINISTRATOR, AUDITOR, PRIVACY}), shown),
    "reads what is done with personal data": Work(open_page("/cms/verwerkingen/"), frozenset({PRIVACY}), shown),
}


def test_each_role_has_work_here_but_the_one_that_only_adds_to_another():
    assert {role for work in WORK.values() for role in work.who} == set(ROLES) - {EXCLUDED_CASES}


@pytest.mark.parametrize("what", WORK)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_its_work_and_is_refused_that_of_others(role, what):
    client = Client()
    client.force_login(staff("werkt", role, make_department()))
    before = state()
    answer = WORK[what].do(client)
    may = role in WORK[what].who
    assert WORK[what].is_done(answer) is may
    if not may:
        assert answer.status_code in (302, 303, 403, 404)
        kept_as_draft = (role, what) == (AUTHOR, "puts a text online")
        assert state()[kept_as_draft:] == before[kept_as_draft:]


OWN_LISTS = ("draws a case type", "looks at the forms")


@pytest.mark.parametrize("what", sorted(WORK.keys() - OWN_LISTS))
def test_who_works_for_another_department_is_refused(what):
    client = Client()
    client.force_login(staff("elders", (HANDLER, LEAD, COUNTER, EDITOR), make_department("wegen", "Wegen")))
    before = state()
    assert not WORK[what].is_done(WORK[what].do(client))
    assert state() == before


def state():
    """Return all that the work would change."""
    page, case, form, city = (model.objects.get() for model in (ProductPage, Case, Form, CitySettings))
    changes = AuditLine.objects.exclude(action__in=["case.viewed", "user.signed_in"]).count()
    return (
        (page.latest_revision_id, page.title, page.live),
        (case.lock_version, case.status, case.handler_id),
        form.live,
        city.phone,
        User.objects.count(),
        changes,
    )
