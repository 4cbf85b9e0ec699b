"""The demo's password opens a demo and nothing else."""

from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from demo.staff import PASSWORD
from people.models import User

pytestmark = pytest.mark.django_db
PRODUCTION = ["portal.sign_in.NoDemoSignIn"]


def test_under_productions_settings_the_demos_password_is_refused_and_another_is_not(settings):
    User.objects.create_user("beheerder", password=PASSWORD)
    User.objects.create_user("els", password="een-eigen-zin-van-els")
    assert authenticate(username="beheerder", password=PASSWORD) is not None
    settings.AUTHENTICATION_BACKENDS = PRODUCTION
    assert authenticate(username="beheerder", password=PASSWORD) is None
    assert authenticate(username="els", password="een-eigen-zin-van-els") is not None
    assert authenticate(username="els", password="verkeerd") is None


def test_productions_settings_name_that_door():
    source = (Path(__file__).parents[2] / "site/portal/settings/production.py").read_text()
    assert f'AUTHENTICATION_BACKENDS = ["{PRODUCTION[0]}"]' in source
    assert "DEMO = False" in source
