"""Teams: colleagues of one department, kept by who may manage departments."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from people.models import Team, User
from people.roles import CHIEF_EDITOR, HANDLER, LEAD
from people.staff import leaving
from tests.cases.factories import acting, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
TEAMS = "/cms/snippets/people/team/"


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def an(department):
    return staff("an", HANDLER, department, first_name="An", last_name="Peeters")


@pytest.fixture
def tom(department):
    return staff("tom", HANDLER, department, first_name="Tom", last_name="Wuyts", last_login=timezone.now())


@pytest.fixture
def els():
    return staff("els", HANDLER, make_department("wegen", "Wegendienst"), first_name="Els", last_name="Maes")


@pytest.fixture
def administrator():
    return staff("beheerder", None, is_superuser=True)


@pytest.fixture
def client(administrator):
    return signed_in(administrator)


@pytest.fixture
def team(department, an, tom):
    team = Team.objects.create(department=department, name="Loket", lead=an)
    team.members.add(tom)
    return team


def test_a_team_is_made_with_a_lead_and_members_of_its_department(client, department, an, tom):
    answer = client.post(
        f"{TEAMS}add/", {"department": department.pk, "name": "Loket", "lead": an.pk, "members": [an.pk, tom.pk]}
    )
    assert answer.status_code == 302
    team = Team.objects.get()
    assert (team.department, team.name, team.lead, set(team.members.all())) == (department, "Loket", an, {an, tom})
    page = client.get(TEAMS).text
    assert "Loket" in page
    assert "An Peeters" in page


def test_it_needs_no_lead_and_no_members(client, department):
    client.post(f"{TEAMS}add/", {"department": department.pk, "name": "Leeg", "lead": ""})
    assert Team.objects.get().lead is None


@pytest.mark.parametrize("field", ["lead", "members"])
def test_who_works_elsewhere_is_refused_by_name_and_nothing_is_saved(client, department, els, an, field):
    given = {"department": department.pk, "name": "Loket", "lead": "", "members": [an.pk]}
    page = client.post(f"{TEAMS}add/", {**given, field: els.pk})
    assert "Werkt niet of niet meer voor Bevolking: Els Maes." in page.text
    assert not Team.objects.exists()


def test_who_became_inactive_stays_on_the_form_and_is_refused_by_name(client, team, tom, an):
    User.objects.filter(pk=tom.pk).update(is_active=False)
    address = f"{TEAMS}edit/{team.pk}/"
    assert "Tom Wuyts" in client.get(address).text
    given = {"department": team.department_id, "name": "Loket", "lead": an.pk}
    assert "Tom Wuyts" in client.post(address, {**given, "members": [tom.pk]}).text
    assert list(team.members.all()) == [tom]
    assert client.post(address, given).status_code == 302
    assert not team.members.exists()


def test_a_department_has_one_team_of_a_name_and_another_department_may_have_it_too(client, team, els):
    page = client.post(f"{TEAMS}add/", {"department": team.department_id, "name": "Loket", "lead": ""})
    assert "Deze dienst heeft al een team met die naam." in page.text
    client.post(f"{TEAMS}add/", {"department": els.departments.get().pk, "name": "Loket", "lead": ""})
    assert Team.objects.count() == 2


@pytest.mark.parametrize("role", [CHIEF_EDITOR, LEAD, HANDLER, None, "departments"])
def test_only_who_may_manage_departments_manages_teams(team, department, role):
    opens = role == "departments"
    user = staff("wie", None if opens else role, department)
    if opens:
        names = ["access_admin", "add_department", "change_department", "delete_department"]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
    browser = signed_in(user)
    for address in ("", "add/", f"edit/{team.pk}/", f"delete/{team.pk}/", f"history/{team.pk}/", f"usage/{team.pk}/"):
        assert (browser.get(TEAMS + address).status_code == 200) is opens, address
    settings = browser.get("/cms/").text
    assert (TEAMS in settings) is opens


def test_a_list_of_any_length_costs_the_same_queries(client, team, an, django_assert_max_num_queries):
    client.get(TEAMS)
    for number in range(30):
        Team.objects.create(department=make_department(f"d{number}", f"Dienst {number}"), name="Loket", lead=an)
    with django_assert_max_num_queries(13):
        client.get(TEAMS)


def test_the_form_costs_the_same_queries_for_any_number_of_colleagues(client, team, django_assert_max_num_queries):
    client.get(f"{TEAMS}edit/{team.pk}/")
    for number in range(20):
        User.objects.create_user(f"u{number}").departments.add(team.department)
    with django_assert_max_num_queries(30):
        client.get(f"{TEAMS}edit/{team.pk}/")


def test_who_leaves_a_department_leaves_its_teams_and_no_other(team, an, tom):
    roads = make_department("wegen", "Wegendienst")
    for user in (an, tom):
        user.departments.add(roads)
    other = Team.objects.create(department=roads, name="Straten", lead=an)
    other.members.add(tom)
    an.departments.set([roads])
    tom.departments.remove(team.department)
    for each in (team, other):
        each.refresh_from_db()
    assert (team.lead, list(team.members.all())) == (None, [])
    assert (other.lead, list(other.members.all())) == (an, [tom])
    roads.staff.clear()
    other.refresh_from_db()
    assert (other.lead, list(other.members.all())) == (None, [])


def test_the_page_of_who_leaves_says_which_places_in_teams_end_and_they_do(client, team, tom, an):
    page = client.get(reverse("wagtailusers_users:delete", args=[tom.pk])).text
    assert "een plaats in het team Loket (Bevolking)" in page
    client.post(reverse("wagtailusers_users:delete", args=[tom.pk]), {"successor": ""})
    assert not team.members.exists()
    leaving.deactivate(acting(User.objects.get(username="beheerder")), User.objects.get(username="beheerder"), an, None)
    team.refresh_from_db()
    assert team.lead is None


def test_who_may_not_close_the_account_ends_no_place_in_a_team(team, an, tom):
    with pytest.raises(leaving.NotAllowed):
        leaving.deactivate(acting(an), an, tom, None)
    assert list(team.members.all()) == [tom]


def test_who_closes_an_account_on_the_form_is_told_of_its_teams(client, team, an):
    form = client.get(reverse("wagtailusers_users:edit", args=[an.pk])).context["form"]
    given = {name: form[name].value() for name in form.fields if name != "is_active" and form[name].value()}
    page = client.post(
        reverse("wagtailusers_users:edit", args=[an.pk]), {**given, "email": "an@stad.example"}, follow=True
    )
    assert "An Peeters heeft nog de leiding van het team Loket (Bevolking)." in page.text


def test_a_place_in_a_team_is_no_trace_an_account_that_was_never_used_can_be_removed(client, team, department):
    mistake = staff("ann", None, department)
    team.members.add(mistake)
    client.post(reverse("wagtailusers_users:delete", args=[mistake.pk]))
    assert not User.objects.filter(pk=mistake.pk).exists()
    assert Team.objects.filter(pk=team.pk).exists()


def test_ids_of_departments_and_teams_come_in_one_query(team, an, tom, django_assert_num_queries):
    for user in (an, tom):
        with django_assert_num_queries(1):
            assert user.department_ids() == {team.department_id}
            assert user.team_ids() == {team.pk}
            assert user.department_ids() == {team.department_id}
