"""Each guard of who may do what, from its refusing side: every one of these fails when the guard is taken out."""

from unittest.mock import Mock

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.http import Http404
from django.test import RequestFactory
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from cases.models import Case, CaseType
from cases.permissions import policy as case_policy
from forms_app.editing.viewsets import FormViewSet
from forms_app.models import Form
from forms_app.permissions import policy as form_policy
from people.forms import DepartmentAdminForm
from people.models import Department
from people.permissions import DepartmentPermissionPolicy, reaches, within_reach, works_for
from people.roles import CHIEF_EDITOR, COUNTER, FORM_BUILDER, HANDLER, LEAD
from people.viewsets import DepartmentChooserViewSet, DepartmentSnippetViewSet, WithinReach
from products.models import FrequentQuestion, ProductPage
from products.permissions import ProductPermissionTester, owns
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.trees import make_home, make_product
from tests.walls.world import let_editors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_case()


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    """A product of the second department, below a home that editors edit."""
    let_editors_in(make_home())
    return make_product("Sluisproduct", department=make_department("wegen", "Wegendienst")).pk


@pytest.fixture
def departments():
    return make_department("bevolking", "Bevolking"), make_department("wegen", "Wegendienst")


# --- people.permissions -------------------------------------------------------------------------------------------------


def test_who_is_not_active_reaches_nothing_an_administrator_neither(case):
    gone = staff("weg", HANDLER, case.department, is_active=False)
    boss = staff("baas", None, is_active=False, is_superuser=True)
    for user in (gone, boss, AnonymousUser()):
        assert not reaches(user, case)
        assert not within_reach(Case.objects.all(), user).exists()


def test_who_works_for_no_department_works_not_for_what_has_none(departments):
    own, other = departments
    user = staff("els", HANDLER, own)
    assert works_for(user, own.pk)
    assert not works_for(user, other.pk)
    assert not works_for(user, None)


def test_a_department_alone_opens_nothing_a_role_is_asked_as_well(case):
    for role, model in ((HANDLER, Form), (COUNTER, CaseType), (LEAD, FrequentQuestion), (CHIEF_EDITOR, Case)):
        user = staff(f"wie-{model.__name__}", role, case.department)
        policy = DepartmentPermissionPolicy(model)
        assert not policy.instances_user_has_any_permission_for(user, ("add", "change", "delete", "view")).exists()
        assert not policy.user_has_any_permission(user, ("change", "delete"))


def test_a_new_object_is_made_by_a_role_only(departments):
    assert form_policy.user_has_permission_for_instance(staff("red", CHIEF_EDITOR, departments[0]), "change", Form())
    assert not form_policy.user_has_permission_for_instance(staff("han", HANDLER, departments[0]), "change", Form())


def test_what_nobody_may_an_administrator_may_neither_in_whatever_way_it_is_asked(case):
    boss = staff("baas", None, is_superuser=True)
    assert not case_policy.user_has_any_permission(boss, ("add", "delete"))
    assert not case_policy.user_has_any_permission_for_instance(boss, ("add", "delete"), case)
    assert not case_policy.instances_user_has_any_permission_for(boss, ("add", "delete")).exists()


def test_who_has_none_of_the_permissions_is_not_named_among_those_who_have(departments):
    editor, handler = staff("red", CHIEF_EDITOR, departments[0]), staff("han", HANDLER, departments[0])
    named = form_policy.users_with_any_permission(("change",))
    assert editor in named
    assert handler not in named


# --- people.forms and people.viewsets -----------------------------------------------------------------------------------


def test_a_department_of_others_is_refused_even_where_the_form_would_offer_it(departments):
    own, other = departments
    form_class = FormViewSet().get_form_class()
    assert issubclass(form_class, DepartmentAdminForm)
    form = form_class(
        {"title": "Nieuw", "key": "nieuw", "department": other.pk}, for_user=staff("red", CHIEF_EDITOR, own)
    )
    form.fields["department"].queryset = Department.objects.all()
    form.cleaned_data = {"department": other}
    with pytest.raises(Exception, match="waarvoor u werkt"):
        form.clean_department()


def test_the_form_offers_ones_own_departments_only(departments):
    own, _other = departments
    offered = FormViewSet().get_form_class()(for_user=staff("red", CHIEF_EDITOR, own)).fields["department"].queryset
    assert list(offered) == [own]


def test_each_form_of_what_belongs_to_a_department_offers_ones_own_only():
    for model in get_snippet_models():
        viewset = model.snippet_viewset
        if isinstance(viewset, DepartmentSnippetViewSet) and model is not Case:  # a case has pages of its own
            assert issubclass(viewset.get_form_class(), DepartmentAdminForm), model


@pytest.mark.parametrize("pk", ["999", "²", "abc", ""])
def test_a_view_of_an_object_that_is_not_there_is_not_found_before_it_does_anything(departments, pk):
    class Base:
        def setup(self, request, *args, **kwargs):
            raise AssertionError("it went on")

    view = type("View", (WithinReach, Base), {"model": Form})()
    request = RequestFactory().get("/")
    request.user = staff("red", CHIEF_EDITOR, departments[0])
    with pytest.raises(Http404):
        view.setup(request, pk=pk)


def test_a_chooser_of_what_is_a_departments_answers_with_nothing_of_another(case):
    viewset = DepartmentChooserViewSet("proef", model=CaseType)
    other = make_case(code="wegen", department=make_department("wegen", "Wegendienst")).type_version.case_type
    view_class = viewset.choose_view.view_class
    view = view_class(model_class=CaseType)
    view.request = Mock(user=staff("red", FORM_BUILDER, case.department))
    own = case.type_version.case_type
    assert list(view.get_object_list()) == [own]
    assert list(view.get_objects([own.pk, other.pk])) == [own]
    with pytest.raises(CaseType.DoesNotExist):
        view.get_object(other.pk)


# --- portal.admin.access -----------------------------------------------------------------------------------------------

ADDRESSES = {
    "images/": "images/",
    "api/main/images/": "api/main/images/",
    "bulk/library/picture/": "bulk/library/picture/delete/?id=1",
    "documents/": "documents/",
    "api/main/documents/": "api/main/documents/",
    "bulk/library/file/": "bulk/library/file/delete/?id=1",
    "pages/": "pages/",
    "api/main/pages/": "api/main/pages/",
    "bulk/wagtailcore/": "bulk/wagtailcore/page/delete/?id=1",
    "choose-": "choose-page/",
    "snippets/choose/counters/": "snippets/choose/counters/place/",
    "snippets/choose/people/": "snippets/choose/people/department/",
    "snippets/choose/products/": "snippets/choose/products/authority/",
    "embeds/": "embeds/chooser/",
    "tag-autocomplete/": "tag-autocomplete/?term=a",
    "reports/": "reports/site-history/",
    "workflows/": "workflows/list/",
    "producten/": "producten/verschillen/",
}


@pytest.mark.parametrize("beginning", ADDRESSES)
def test_a_room_is_shut_for_who_has_no_work_there_and_open_for_who_has(client, departments, beginning):
    let_editors_in(make_home())
    address = f"/cms/{ADDRESSES[beginning]}"
    client.force_login(staff("han", HANDLER, departments[0]))
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/cms/")
    has_work = staff("red", CHIEF_EDITOR, departments[0])
    if beginning == "workflows/":  # beside the room itself, Wagtail asks a right to change workflows
        has_work = staff("baas", None, is_superuser=True)
    client.force_login(has_work)
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Location")) != (302, "/cms/")


# --- products.permissions -----------------------------------------------------------------------------------------------


@pytest.fixture
def product_of_others(built, departments):
    return ProductPage.objects.get(pk=built)


READING = {"can_view_revisions"}
"""All editors read the catalogue (docs/decisions/011)."""
TO_ELSEWHERE = {"can_move_to", "can_copy_to"}
NOBODYS = {"can_add_subpage", "can_publish_subpage", "can_reorder_children", "can_submit_for_moderation"}
CANS = sorted({name for name in dir(ProductPermissionTester) if name.startswith("can_")} - READING - TO_ELSEWHERE)


@pytest.mark.parametrize("is_in_workflow", [False, True])
@pytest.mark.parametrize("can", CANS)
def test_nothing_is_allowed_with_a_product_of_another_department(product_of_others, departments, can, is_in_workflow):
    if is_in_workflow:  # a task of all editors: it is asked beside the tree
        workflow = Workflow.objects.create(name="Nazicht")
        task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
        task.groups.set(Group.objects.filter(role__code=CHIEF_EDITOR))
        WorkflowTask.objects.create(
            workflow=workflow, task=task, sort_order=0
        )  # workflow_tasks.create would only remember it
        product_of_others.save_revision()
        workflow.start(product_of_others, None)
        assert product_of_others.workflow_in_progress
    editor, owner = staff("red", CHIEF_EDITOR, departments[0]), staff("eig", CHIEF_EDITOR, departments[1])
    # As Wagtail's views fetch it (the bare page), and as ours do.
    for page in (ProductPage.objects.get(pk=product_of_others.pk), product_of_others.page_ptr):
        assert not getattr(page.permissions_for_user(editor), can)()
        if can not in NOBODYS and not (is_in_workflow and can == "can_unlock"):  # then only who locked it may
            assert getattr(page.permissions_for_user(owner), can)(), can


def test_who_locked_it_and_left_the_department_does_not_unlock_it(product_of_others, departments):
    gone = staff("weg", CHIEF_EDITOR, departments[0])
    product_of_others.locked, product_of_others.locked_by = True, gone
    assert not product_of_others.permissions_for_user(gone).can_unlock()
    gone.departments.set([departments[1]])
    back = type(gone).objects.get(pk=gone.pk)
    assert product_of_others.permissions_for_user(back).can_unlock()


def test_it_is_not_moved_either(product_of_others, departments):
    may = product_of_others.permissions_for_user(staff("red", CHIEF_EDITOR, departments[0]))
    assert not may.can_move_to(make_home())
    assert not may.can_copy_to(product_of_others.get_parent())


def test_who_is_no_member_of_staff_owns_no_product(departments):
    assert not owns(AnonymousUser(), departments[0].pk)
    assert not owns(staff("red", CHIEF_EDITOR, departments[0]), departments[1].pk)
    assert owns(staff("eig", CHIEF_EDITOR, departments[1]), departments[1].pk)
    assert owns(staff("baas", None, is_superuser=True), departments[1].pk)


@pytest.mark.parametrize("address", ["edit", "copy", "move", "delete", "unpublish", "privacy", "lock", "unlock"])
def test_no_address_of_a_product_is_anothers_to_post_to(client, product_of_others, departments, address):
    client.force_login(staff("red", CHIEF_EDITOR, departments[0]))
    before = ProductPage.objects.values_list("title", "live", "locked", "path").get(pk=product_of_others.pk)
    number = ProductPage.objects.count()
    home = make_home()
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": product_of_others.get_parent().pk}
    answer = client.post(
        f"/cms/pages/{product_of_others.pk}/{address}/", {**data, "restriction_type": "login", "destination": home.pk}
    )
    assert answer.status_code in (302, 403, 404), answer.status_code
    assert ProductPage.objects.values_list("title", "live", "locked", "path").get(pk=product_of_others.pk) == before
    assert ProductPage.objects.count() == number
    assert not product_of_others.get_view_restrictions().exists()
