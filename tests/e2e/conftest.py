"""Who uses the admin in a browser."""

import pytest
from django.test import Client

from tests.factories import make_case_type

PASSWORD = "a long sentence of a password"


def sign_in(page, address, user):
    """Give a browser the session of a colleague, without the two pages that signing in by hand costs.

    That is done in test_whole_job.py.
    """
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


@pytest.fixture
def desk(page, live_server):
    """A signed-in editor's browser; a script error anywhere fails the test."""
    from people.roles import CHIEF_EDITOR
    from tests.forms_editor.conftest import make_person

    user = make_person("redacteur", CHIEF_EDITOR)
    user.set_password(PASSWORD)
    user.save()
    make_case_type()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(15_000)
    sign_in(page, live_server.url, user)
    page.address = live_server.url
    yield page
    assert errors == []
