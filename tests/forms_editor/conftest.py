"""The people who use, and abuse, the form editor."""

import pytest
from django.test import Client

from people.models import User
from people.roles import CHIEF_EDITOR, HANDLER
from tests.factories import make_department


def make_person(username, role=None, department="bevolking", **more):
    from django.contrib.auth.models import Group

    user = User.objects.create_user(username, password="a long sentence of a password", **more)
    if role:
        user.groups.add(Group.objects.get(role__code=role))
    if department:
        user.departments.add(make_department(department))
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db):
    """An editor of the department that owns the forms of the factories."""
    return signed_in(make_person("redacteur", CHIEF_EDITOR))


@pytest.fixture
def outsider(db):
    """An editor of another department."""
    return signed_in(make_person("buitenstaander", CHIEF_EDITOR, "techniek"))


@pytest.fixture
def handler(db):
    """A case handler: staff, but no editor."""
    return signed_in(make_person("behandelaar", HANDLER))


@pytest.fixture
def administrator(db):
    return signed_in(make_person("beheerder", department=None, is_superuser=True))
