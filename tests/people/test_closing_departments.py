"""A department is merged into another or closed: what it owned goes on, what it did keeps its name."""

import pytest
from django.forms import modelform_factory
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.models import Case, CaseType
from forms_app.models import Form
from people import roles
from people.errors import NotAllowed, NotPossible
from people.forms import DepartmentAdminForm, TeamForm
from people.models import Department, Team, User
from people.organisation import departments
from people.seams import department_belongings
from products.models import FrequentQuestion, ProductPage
from records.models import AuditLine
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department
from tests.trees import make_product

pytestmark = pytest.mark.django_db
MOVED = {
    "staff": "colleagues",
    "teams": "teams",
    "merged": "merged",
    "cases": "open_cases",
    "case_types": "case_types",
    "products": "products",
    "questions": "questions",
    "forms": "forms",
    "feedback": "feedback",
}
CASE_TYPE_FORM = modelform_factory(CaseType, DepartmentAdminForm, fields=["name", "department"])
TEAM_FORM = modelform_factory(Team, TeamForm, fields=["department", "name", "lead", "members"])
NOT_MOVED = {"notice_choices": "of a department that gets no notices any more; the successor has its own"}


@pytest.fixture
def old():
    return make_department("bevolking", "Bevolking")


@pytest.fixture
def new():
    return make_department("burger", "Burgerzaken")


@pytest.fixture
def administrator():
    return staff("els", roles.ADMINISTRATOR)


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def page_of(department):
    return reverse("wagtailsnippets_people_department:close", args=[department.pk])


def close(administrator, department, successor=None):
    departments.close(acting(administrator), department, successor)
    department.refresh_from_db()


def a_closed_case(handler):
    case = make_case("Els Maes")
    actions.move(acting(handler), case, "refused", lock_version=0, message="Dit kan niet.")
    return case


def test_each_relation_to_a_department_is_moved_or_has_a_reason():
    relations = {relation.related_name for relation in Department._meta.related_objects}
    assert relations == {*MOVED, *NOT_MOVED}
    assert {code for code, _belonging in department_belongings.items()} >= set(MOVED.values())


def test_what_it_owns_goes_to_the_successor_and_closed_cases_keep_its_name(administrator, old, new):
    tom = staff("tom", roles.HANDLER, old)
    kim = staff("kim", roles.HANDLER, new)
    running, closed = make_case("Jonas"), a_closed_case(tom)
    assert closed not in Case.objects.reachable_by(kim)
    close(administrator, old, new)
    assert (old.merged_into, old.closed_at is None) == (new, False)
    running.refresh_from_db()
    closed.refresh_from_db()
    assert (running.department, closed.department) == (new, old)
    assert CaseType.objects.get().department == new
    assert Form.objects.get().department == new
    for user in (tom, kim):
        user = User.objects.get(pk=user.pk)
        assert [each.code for each in user.departments.all()] == ["burger"]
        assert set(Case.objects.reachable_by(user)) == {running, closed}
    line = AuditLine.objects.get(action="department.merged")
    assert line.detail == {
        "into": new.pk,
        "case_types": 1,
        "forms": 1,
        "open_cases": 1,
        "closed_cases": 1,
        "colleagues": 1,
    }


def test_the_timeline_of_a_case_says_by_the_old_name_that_it_went_along(administrator, old, new):
    case = make_case()
    close(administrator, old, new)
    handler = staff("kim", roles.HANDLER, new)
    client = Client()
    client.force_login(handler)
    page = client.get(reverse("wagtailsnippets_cases_case:edit", args=[case.pk])).text
    assert "Overgegaan van Bevolking naar Burgerzaken" in page


def test_who_had_a_case_open_meets_a_conflict(administrator, old, new):
    case = make_case()
    close(administrator, old, new)
    case.refresh_from_db()
    assert case.lock_version == 1


def test_a_draft_goes_along_and_is_published_as_the_successors(administrator, old, new):
    make_case()
    form = Form.objects.get()
    form.title = "Verhuizen"
    form.save_revision()
    history = list(form.revisions.order_by("pk"))
    close(administrator, old, new)
    form = Form.objects.get()
    form.latest_revision.publish()
    form.refresh_from_db()
    assert (form.title, form.department) == ("Verhuizen", new)
    history[0].refresh_from_db()
    assert history[0].content["department"] == old.pk


def test_a_draft_that_names_it_counts_and_goes_along_though_the_row_is_anothers(administrator, old, new):
    other = make_department("wegen", "Wegen")
    question = FrequentQuestion.objects.create(question="Wanneer?", slug="wanneer", answer="Nu.", department=other)
    question.department = old
    question.save_revision()
    assert [each.words for each in departments.owned(old)] == ["1 veelgestelde vraag"]
    close(administrator, old, new)
    question = FrequentQuestion.objects.get()
    assert question.department == other
    assert question.latest_revision.as_object().department == new


def test_a_product_goes_along_online_and_in_its_draft(administrator, old, new):
    product = make_product(department=old)
    product.title = "Verhuizen"
    product.save_revision()
    close(administrator, old, new)
    product = ProductPage.objects.get()
    assert (product.department, product.latest_revision.as_object().department) == (new, new)


def test_teams_go_along_with_their_members_and_one_of_the_same_name_says_whose_it_was(administrator, old, new):
    tom = staff("tom", roles.HANDLER, old)
    for department in (old, new):
        Team.objects.create(department=department, name="Loket")
    team = old.teams.get()
    team.lead = tom
    team.save()
    team.members.add(tom)
    close(administrator, old, new)
    team.refresh_from_db()
    assert (team.name, team.department, team.lead) == ("Loket (Bevolking)", new, tom)
    assert list(team.members.all()) == [tom]


def test_departments_that_were_merged_before_are_re_pointed(administrator, old, new):
    oldest = make_department("kiezen", "Kiezersdienst")
    close(administrator, oldest, old)
    close(administrator, old, new)
    oldest.refresh_from_db()
    assert oldest.merged_into == new
    kim = staff("kim", roles.HANDLER, new)
    assert kim.department_ids() == {oldest.pk, old.pk, new.pk}


def test_one_that_owns_nothing_is_closed_without_a_successor(administrator, old):
    close(administrator, old)
    assert (old.closed_at is None, old.merged_into) == (False, None)
    assert AuditLine.objects.filter(action="department.closed", target_id=str(old.pk)).exists()


def test_what_is_owned_needs_a_successor_closed_cases_too(administrator, old):
    tom = staff("tom", roles.HANDLER, old)
    a_closed_case(tom)
    CaseType.objects.update(department=make_department("wegen"))
    Form.objects.update(department=make_department("wegen"), latest_revision=None)
    tom.departments.clear()
    with pytest.raises(NotPossible, match="1 afgesloten zaak, die op naam"):
        close(administrator, old)


def test_into_a_closed_one_itself_or_twice_is_refused(administrator, old, new):
    close(administrator, new)
    for successor in (new, old):
        with pytest.raises(NotPossible, match="Kies een"):
            close(administrator, old, successor)
    close(administrator, old)
    with pytest.raises(NotPossible, match="al gesloten"):
        close(administrator, old, make_department("wegen"))


def test_a_discreet_one_goes_only_into_a_discreet_one(administrator, new):
    welfare = Department.objects.create(code="ocmw", name="OCMW", is_discreet=True)
    with pytest.raises(NotPossible, match="OCMW is discreet en Burgerzaken niet"):
        close(administrator, welfare, new)
    Department.objects.filter(pk=new.pk).update(is_discreet=True)
    close(administrator, welfare, new)
    assert welfare.merged_into == new


@pytest.mark.parametrize("role", [roles.CHIEF_EDITOR, roles.LEAD, roles.AUDITOR])
def test_only_who_may_change_departments_closes_one(client, old, new, role):
    user = staff("ander", role, old)
    with pytest.raises(NotAllowed):
        departments.close(acting(user), old, new)
    client.force_login(user)
    assert client.post(page_of(old), {"successor": new.pk, "confirmed": "1"}).status_code != 200
    old.refresh_from_db()
    assert old.closed_at is None


def test_the_page_lists_numbers_asks_into_which_and_then_whether_it_is_sure(client, old, new):
    make_case("Jonas Peeters")
    page = client.get(page_of(old)).text
    assert "1 lopende zaak" in page
    assert "1 zaaktype" in page
    assert "Jonas" not in page
    assert "Kies de dienst die alles overneemt" in client.post(page_of(old), {"successor": ""}).text
    page = client.post(page_of(old), {"successor": new.pk}).text
    assert "Alles gaat naar <strong>Burgerzaken</strong>" in page
    assert Department.objects.open().count() == 2
    page = client.post(page_of(old), {"successor": new.pk, "confirmed": "1"}, follow=True).text
    assert "Bevolking is opgegaan in Burgerzaken." in page
    assert "opgegaan in Burgerzaken op" in page
    assert "opgegaan in Burgerzaken op" in client.get(page_of(old)).text


def test_an_empty_one_is_closed_by_two_clicks(client, old):
    assert "Niets is van deze dienst" in client.get(page_of(old)).text
    assert "Sluit de dienst" in client.post(page_of(old), {"successor": ""}).text
    assert client.post(page_of(old), {"successor": "", "confirmed": "1"}).status_code == 302
    old.refresh_from_db()
    assert old.closed_at is not None


def test_the_page_of_a_department_leads_to_it(client, old):
    edit = reverse("wagtailsnippets_people_department:edit", args=[old.pk])
    assert page_of(old) in client.get(edit).text
    Department.objects.filter(pk=old.pk).update(closed_at="2026-05-03T10:00Z")
    assert page_of(old) not in client.get(edit).text


def test_the_number_of_queries_does_not_grow_with_what_is_owned(administrator, old, new, django_assert_max_num_queries):
    for number in range(12):
        make_case(f"Burger {number}")
        Team.objects.create(department=old, name=f"Team {number}")
        staff(f"collega{number}", roles.HANDLER, old)
    with django_assert_max_num_queries(10):
        departments.owned(old)
    with django_assert_max_num_queries(60):
        close(administrator, old, new)


def test_a_closed_department_is_offered_to_nothing_new_and_stays_where_it_is(administrator, old, new):
    make_case()
    held = CaseType.objects.get()
    Department.objects.filter(pk=old.pk).update(closed_at="2026-05-03T10:00Z")
    chief = staff("baas", None, is_superuser=True)
    for form_class, instance in ((CASE_TYPE_FORM, held), (TEAM_FORM, Team(department=old, pk=7))):
        assert list(form_class(for_user=chief).fields["department"].queryset) == [new]
        assert set(form_class(instance=instance, for_user=chief).fields["department"].queryset) == {old, new}


def test_who_works_for_a_successor_is_offered_that_one_and_not_the_merged(administrator, old, new):
    close(administrator, old, new)
    kim = staff("kim", roles.FORM_BUILDER, new)
    field = CASE_TYPE_FORM(for_user=kim).fields["department"]
    assert (list(field.queryset), field.initial) == ([new], new.pk)


def test_the_chooser_lists_open_ones_only(client, old, new):
    client.force_login(staff("baas", None, is_superuser=True))
    close_now = {"closed_at": "2026-05-03T10:00Z"}
    Department.objects.filter(pk=old.pk).update(**close_now)
    page = client.get(reverse("wagtailsnippetchoosers_people_department:choose_results")).text
    assert "Burgerzaken" in page
    assert "Bevolking" not in page


def test_a_file_names_open_departments_and_one_that_stands_there_already(administrator, old, new):
    close(administrator, old, new)
    with pytest.raises(LookupError, match=r"department: 'bevolking' was merged into 'burger'\. Known: burger"):
        departments.by_code("bevolking", "department")
    assert departments.by_code("bevolking", "department", old.pk) == old
    with pytest.raises(LookupError, match="department: 'wegen' is unknown"):
        departments.by_code("wegen", "department")


def reopen_page(department):
    return reverse("wagtailsnippets_people_department:reopen", args=[department.pk])


def test_a_closed_department_is_opened_again_by_clicks(client, administrator, old):
    close(administrator, old)
    edit = reverse("wagtailsnippets_people_department:edit", args=[old.pk])
    assert reopen_page(old) in client.get(edit).text
    assert "gesloten op" in client.get(reopen_page(old)).text
    assert "is opnieuw open" in client.post(reopen_page(old), follow=True).text
    old.refresh_from_db()
    assert (old.closed_at, old.merged_into) == (None, None)
    assert old in Department.objects.open()
    line = AuditLine.objects.get(action="department.reopened")
    assert (line.target_id, line.actor_id) == (str(old.pk), str(administrator.pk))
    assert reopen_page(old) not in client.get(edit).text


def test_what_went_to_another_stays_there_and_closed_cases_come_back(client, administrator, old, new):
    tom, kim = staff("tom", roles.HANDLER, old), staff("kim", roles.HANDLER, new)
    running, closed = make_case("Jonas"), a_closed_case(tom)
    close(administrator, old, new)
    assert "wie voor Burgerzaken werkt, ziet ze niet meer" in client.get(reopen_page(old)).text
    client.post(reopen_page(old))
    running.refresh_from_db()
    assert running.department == new
    assert set(Case.objects.reachable_by(User.objects.get(pk=kim.pk))) == {running}
    tom.departments.set([old])
    assert set(Case.objects.reachable_by(User.objects.get(pk=tom.pk))) == {closed}


def test_opening_twice_says_that_it_is_open(client, administrator, old):
    close(administrator, old)
    for words in ("is opnieuw open", "Bevolking is open"):
        assert words in client.post(reopen_page(old), follow=True).text
    assert AuditLine.objects.filter(action="department.reopened").count() == 1


def test_only_who_may_change_departments_opens_one_again(administrator, old):
    close(administrator, old)
    handler = staff("tom", roles.HANDLER, old)
    browser = Client()
    browser.force_login(handler)
    assert browser.post(reopen_page(old)).status_code in (302, 403)
    with pytest.raises(NotAllowed):
        departments.reopen(acting(handler), old)
    old.refresh_from_db()
    assert old.closed_at is not None
