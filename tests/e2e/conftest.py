"""Who uses the admin in a browser."""

import pytest

from people.models import User
from tests.factories import make_case_type

PASSWORD = "a long sentence of a password"


@pytest.fixture
def desk(page, live_server):
    """A signed-in editor's browser; a script error anywhere fails the test."""
    from tests.forms_editor.conftest import EDITOR, make_person

    make_person("redacteur", EDITOR).set_password(PASSWORD)
    user = User.objects.get(username="redacteur")
    user.set_password(PASSWORD)
    user.save()
    make_case_type()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(15_000)
    page.goto(f"{live_server.url}/cms/login/")
    page.fill("[name=username]", "redacteur")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/cms/")
    page.address = live_server.url
    yield page
    assert errors == []
