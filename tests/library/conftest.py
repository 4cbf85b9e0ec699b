"""An editor who is signed in, and a folder of media of the test's own."""

import gc
import warnings

import pytest

from people.roles import CHIEF_EDITOR
from tests.cases.factories import staff
from tests.factories import make_department


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # what Wagtail left open must not end in the next test
        gc.collect()


@pytest.fixture
def editor(client):
    client.force_login(staff("redacteur", CHIEF_EDITOR, make_department()))
    return client
