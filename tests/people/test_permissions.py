"""One policy: a role says what, a department says of whom."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.permissions import policy_registry

from cases.models import Case, CaseType
from cases.permissions import policy
from library.models import File, Picture
from people.permissions import DepartmentPermissionPolicy
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD, ROLES, rights_of, sync
from tests.cases.factories import make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_case()


def may(user, action, case):
    return policy.user_has_permission_for_instance(user, action, case)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (HANDLER, {"view", "change"}),
        (LEAD, {"view", "change", "assign"}),
        (COUNTER, {"view"}),
        (CHIEF_EDITOR, set()),
        (None, set()),
    ],
)
def test_each_role_may_exactly_this_in_its_own_department(case, role, allowed):
    user = staff("iemand", role, case.department)
    assert {action for action in ("view", "change", "assign", "add", "delete") if may(user, action, case)} == allowed


@pytest.mark.parametrize("role", [HANDLER, LEAD, COUNTER])
def test_no_role_reaches_another_department(case, role):
    user = staff("buitenstaander", role, make_department("techniek", "Techniekhuis"))
    assert not any(may(user, action, case) for action in ("view", "change", "assign", "delete"))
    assert not policy.instances_user_has_any_permission_for(user, ["view", "change"]).exists()


def test_a_role_without_a_department_reaches_nothing(case):
    assert not may(staff("zwevend", HANDLER), "view", case)


def test_who_has_left_or_never_came_in_may_nothing(case):
    gone = staff("weg", HANDLER, case.department, is_active=False)
    for user in (gone, AnonymousUser()):
        assert not may(user, "view", case)
        assert not policy.instances_user_has_any_permission_for(user, ["view"]).exists()


def test_an_administrator_reaches_all_but_adds_and_deletes_no_case(case):
    admin = staff("beheerder", None, is_superuser=True)
    assert may(admin, "view", case)
    assert may(admin, "change", case)
    assert not may(admin, "delete", case)
    assert not policy.user_has_permission(admin, "add")


def test_case_types_follow_the_same_rule(case):
    own = DepartmentPermissionPolicy(CaseType)
    kind = case.type_version.case_type
    assert own.user_has_permission_for_instance(staff("lead", LEAD, case.department), "change", kind)
    assert not own.user_has_permission_for_instance(
        staff("ander", LEAD, make_department("techniek", "Techniekhuis")), "change", kind
    )


def test_syncing_gives_each_role_exactly_what_the_apps_say_and_takes_the_rest_away():
    sync()
    extra = Group.objects.get(role__code=HANDLER)
    extra.permissions.add(*Group.objects.get(role__code=LEAD).permissions.all())
    sync()
    for role in ROLES:
        held = Group.objects.get(role__code=role).permissions.values_list("content_type__app_label", "codename")
        assert sorted(f"{app}.{codename}" for app, codename in held) == rights_of(role)


def test_a_list_of_reach_costs_no_query_for_each_object(case, django_assert_max_num_queries):
    user = staff("handler", HANDLER, case.department)
    for number in range(5):
        make_case(f"Naam {number}")
    cases = list(Case.objects.all())
    with django_assert_max_num_queries(3):
        assert all(may(user, "view", candidate) for candidate in cases)


def test_editors_keep_pictures_and_documents_and_handlers_do_not(case):
    """Wagtail asks the collection: a role's permission alone opened nothing."""
    editor, handler = staff("redacteur", CHIEF_EDITOR, case.department), staff("handler", HANDLER, case.department)
    for model in (Picture, File):
        owner = policy_registry.get_by_type(model)
        assert all(owner.user_has_permission(editor, action) for action in ("add", "change", "choose"))
        assert not owner.user_has_any_permission(handler, ("add", "change", "choose", "delete"))
