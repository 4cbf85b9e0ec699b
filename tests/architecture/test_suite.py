"""The suite's own rules: what CI leaves out on a second database (`--database`), and which tests are the browser's."""

import re
from pathlib import Path

import pytest

from people.models import User
from tests.conftest import BROWSER_FIXTURES, has_database

TESTS = Path(__file__).resolve().parents[1]
HIDES = re.compile(rf"@pytest\.fixture[^\n]*\ndef ({'|'.join(BROWSER_FIXTURES)})\(")


def test_a_test_without_a_database_is_refused_it(request):
    assert not has_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()


@pytest.mark.django_db
def test_a_marked_test_has_one(request):
    assert has_database(request.node)
    assert not User.objects.exists()


def test_a_test_has_one_by_what_its_fixtures_need(request, admin_client):
    assert has_database(request.node)
    assert User.objects.exists()


def test_no_fixture_hides_one_of_the_browser():
    """A test with such a fixture would be skipped where no Chromium is."""
    assert [file.name for file in TESTS.rglob("*.py") if HIDES.search(file.read_text())] == []
