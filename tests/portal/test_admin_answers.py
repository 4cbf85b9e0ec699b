"""What Wagtail's views leave uncaught is answered in words: removing what is in use, and a form that did not arrive whole."""

import pytest
from django.contrib.messages import get_messages

from cases.models import CaseType
from people.models import Department, User
from tests.cases.factories import make_case, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = staff("beheerder", None, is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "address", ["/cms/snippets/cases/casetype/delete/{}/", "/cms/bulk/cases/casetype/delete/?id={}"]
)
def test_a_case_type_in_use_is_not_removed_and_says_why(client, administrator, address):
    case = make_case()
    case_type = case.type_version.case_type
    at = address.format(case_type.pk)
    answer = client.post(at)
    assert (answer.status_code, answer["Location"]) == (302, at)
    assert "nog in gebruik: 1 bewaarde versie" in str(*get_messages(answer.wsgi_request))
    assert CaseType.objects.filter(pk=case_type.pk).exists()
    assert "nog in gebruik" in client.get(at).text


def test_a_department_in_use_is_not_removed(client, administrator):
    department = make_case().department
    client.post(f"/cms/bulk/people/department/delete/?id={department.pk}")
    assert Department.objects.filter(pk=department.pk).exists()


def test_a_form_that_did_not_arrive_whole_is_a_bad_request(client, administrator):
    answer = client.post("/cms/snippets/cases/casetype/add/", {})
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_all_users_are_made_inactive_but_oneself(client, administrator):
    other = staff("collega", None)
    at = "/cms/bulk/people/user/set_active_state/?id=all&next=/cms/users/"
    assert client.get(at).status_code == 200
    client.post(at, {"mark_as_active": "False"})
    assert not User.objects.get(pk=other.pk).is_active
    assert User.objects.get(pk=administrator.pk).is_active
