"""For which departments a colleague works: said on their page in the admin, by who looks after the accounts."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from ground.actor import SYSTEM, Actor
from people.errors import NotAllowed
from people.models import Team, User
from people.roles import ADMINISTRATOR, HANDLER, LEAD
from people.staff.colleagues import set_departments
from records.models import AuditLine
from tests.cases.factories import acting, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
USERS = reverse("wagtailusers_users:index")


@pytest.fixture
def bevolking():
    return make_department()


@pytest.fixture
def wegen():
    return make_department("wegen", "Wegendienst")


@pytest.fixture
def tom(bevolking):
    return staff("tom", HANDLER, bevolking, first_name="Tom", last_name="Wuyts", email="tom@stad.example")


@pytest.fixture
def administrator():
    return staff("els", None, is_superuser=True, first_name="Els", last_name="Maes", email="els@stad.example")


@pytest.fixture
def manager(bevolking):
    """Somebody who looks after the accounts and is no administrator."""
    user = staff("manager", LEAD, bevolking)
    user.user_permissions.set(Permission.objects.filter(codename__in=("add_user", "change_user")))
    return user


def page_of(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


def posted(user, **changes):
    own = {name: getattr(user, name) for name in ("username", "first_name", "last_name", "email")}
    return {**own, "is_active": "on", "groups": [group.pk for group in user.groups.all()], **changes}


def departments_of(user):
    return sorted(user.departments.values_list("code", flat=True))


def changes_of(user):
    return list(AuditLine.objects.filter(action="user.departments_set", target_id=str(user.pk)))


def test_an_account_is_made_from_another_with_its_departments(administrator, tom, bevolking):
    copies = reverse("wagtailusers_users:copy", args=[tom.pk])
    client = signed_in(administrator)
    form = client.get(copies).context["form"]
    assert form.initial["departments"] == [bevolking.pk]
    assert form["first_name"].value() in (None, "")
    client.post(copies, posted(tom, email="tom2@stad.example", departments=[bevolking.pk]))
    assert departments_of(User.objects.get(username="tom2@stad.example")) == [bevolking.code]
    assert departments_of(tom) == [bevolking.code]


def test_the_page_shows_them_and_saving_it_sets_them(manager, tom, bevolking, wegen):
    client = signed_in(manager)
    form = client.get(page_of(tom)).context["form"]
    assert form["departments"].value() == [bevolking.pk]
    assert client.post(page_of(tom), posted(tom, departments=[wegen.pk])).status_code == 302
    assert departments_of(tom) == ["wegen"]
    line = changes_of(tom)[0]
    assert (line.label, line.detail) == (
        "Diensten van een medewerker gewijzigd",
        {"added": [wegen.pk], "removed": [bevolking.pk]},
    )
    assert line.actor_id == str(manager.pk)


def test_saving_the_page_again_writes_no_second_line(manager, tom, wegen):
    client = signed_in(manager)
    for _time in range(2):
        client.post(page_of(tom), posted(tom, departments=[wegen.pk]))
    assert len(changes_of(tom)) == 1


def test_a_new_colleague_gets_them_at_once(manager, wegen):
    given = {"first_name": "An", "last_name": "Maes", "email": "an@stad.example"}
    answer = signed_in(manager).post(reverse("wagtailusers_users:add"), {**given, "departments": [wegen.pk]})
    assert answer.status_code == 302
    assert departments_of(User.objects.get(username="an@stad.example")) == ["wegen"]


def test_what_is_wrong_on_the_page_keeps_what_was_ticked(manager, tom, wegen):
    answer = signed_in(manager).post(page_of(tom), posted(tom, email="geen adres", departments=[wegen.pk]))
    assert answer.context["form"]["departments"].value() == [str(wegen.pk)]
    assert departments_of(tom) == ["bevolking"]


def test_a_department_that_is_none_is_refused(manager, tom):
    answer = signed_in(manager).post(page_of(tom), posted(tom, departments=[999]))
    assert answer.context["form"].errors["departments"]
    assert departments_of(tom) == ["bevolking"]


def test_who_leaves_a_department_leaves_its_teams(administrator, tom, bevolking):
    team = Team.objects.create(department=bevolking, name="Loket", lead=tom)
    team.members.add(tom)
    signed_in(administrator).post(page_of(tom), posted(tom, departments=[]))
    team.refresh_from_db()
    assert (team.lead, team.members.count()) == (None, 0)


def test_nobody_but_an_administrator_sets_their_own(manager, administrator, wegen):
    client = signed_in(manager)
    assert client.get(page_of(manager)).context["form"].fields["departments"].disabled
    client.post(page_of(manager), posted(manager, departments=[wegen.pk]))
    assert departments_of(manager) == ["bevolking"]
    signed_in(administrator).post(page_of(administrator), posted(administrator, departments=[wegen.pk]))
    assert departments_of(administrator) == ["wegen"]


def test_an_administrator_s_are_set_by_another_administrator_only(manager, administrator, wegen):
    assert signed_in(manager).get(page_of(administrator)).context["form"].fields["departments"].disabled
    with pytest.raises(NotAllowed):
        set_departments(acting(manager), administrator, [wegen])


def test_who_does_not_look_after_the_accounts_is_refused_by_the_action_and_the_page(tom, bevolking, wegen):
    lead = staff("karin", LEAD, bevolking)
    assert signed_in(lead).get(page_of(tom)).status_code in (302, 403, 404)
    for actor in (acting(lead), Actor("citizen"), Actor("staff", "999")):
        with pytest.raises(NotAllowed):
            set_departments(actor, tom, [wegen])
    assert departments_of(tom) == ["bevolking"]


def test_a_command_may(tom, wegen):
    set_departments(SYSTEM, tom, [wegen])
    assert departments_of(tom) == ["wegen"]


def test_the_list_names_three_and_counts_more(administrator, tom):
    client = signed_in(administrator)
    for number in (2, 3):
        tom.departments.add(make_department(f"dienst{number}", f"Dienst {number}"))
    assert "Bevolking, Dienst 2, Dienst 3" in client.get(USERS).content.decode()
    tom.departments.add(make_department("dienst4", "Dienst 4"))
    assert "4 diensten" in client.get(USERS).content.decode()


def test_the_list_names_them_with_one_query_for_all(administrator, tom, wegen, django_assert_max_num_queries):
    tom.departments.add(wegen)
    for number in range(8):
        staff(f"c{number}", HANDLER, wegen)
    client = signed_in(administrator)
    client.get(USERS)
    with django_assert_max_num_queries(20) as captured:
        page = client.get(USERS).content.decode()
    assert "Bevolking, Wegendienst" in page
    assert sum("people_department" in query["sql"] for query in captured.captured_queries) == 1


def test_an_account_that_may_do_everything_is_changed_by_another_such_only():
    chief = staff("baas", None, is_superuser=True, first_name="De", last_name="Baas", email="baas@stad.example")
    client = signed_in(staff("beheer", ADMINISTRATOR, email="beheer@stad.example"))
    data = {"first_name": "Een", "last_name": "Ander", "email": "beheer2@stad.example"}
    client.post(reverse("wagtailusers_users:edit", args=[chief.pk]), data)
    chief.refresh_from_db()
    assert (chief.first_name, chief.email, chief.is_active) == ("De", "baas@stad.example", True)
