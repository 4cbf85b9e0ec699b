"""What CI leaves out on a second database (`--database`) could not have asked it."""

import pytest

from people.models import User
from tests.conftest import has_database


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
