"""Mergers of departments really at the same moment: each is done or refused, and nothing is left where nobody works."""

import random
import threading

import pytest
from django.db import connection

from ground.actor import SYSTEM
from people.errors import NotPossible
from people.models import Department, User
from people.organisation import departments
from tests.factories import make_department

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "pairs", [("ab", "ba"), ("ab", "bc", "ca"), ("ab", "bc", "cd", "da"), ("ab", "ac"), ("ab", "ab", "bc")]
)
def test_mergers_at_once_are_done_or_refused_and_leave_nothing_behind(pairs):
    made = {code: make_department(code, f"Dienst {code}") for code in "abcd"}
    colleagues = [User.objects.create_user(code) for code in made]
    for colleague, department in zip(colleagues, made.values(), strict=True):
        colleague.departments.set([department])
    outcomes, ready = [], threading.Barrier(len(pairs))

    def merge(old, new):
        try:
            ready.wait(timeout=30)
            departments.close(SYSTEM, made[old], made[new])
            outcomes.append("done")
        except NotPossible:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in random.sample(pairs, len(pairs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(pairs)
    for department in Department.objects.exclude(closed_at=None):
        assert department.merged_into.closed_at is None
        assert departments.owned(department) == []
    assert not User.objects.filter(departments__closed_at__isnull=False).exists()
    assert not User.objects.filter(departments=None).exists()
