"""Two handlers at the same moment, really at the same moment: one wins, the other is told, and one mail leaves."""

import threading

import pytest
from django.db import connection

from cases import actions
from cases.models import Case, CaseEvent
from ground.locking import Conflict
from people.roles import HANDLER
from records.models import OutboxMessage
from tests.cases.factories import acting, make_case, staff

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_moves_at_once_one_is_made():
    case = make_case()
    handlers = [staff(f"handler{number}", HANDLER, case.department) for number in range(8)]
    outcomes, ready = [], threading.Barrier(8)

    def act(user, target):
        try:
            seen = Case.objects.select_related("type_version", "department").get(pk=case.pk)
            ready.wait(timeout=30)
            actions.move(acting(user), seen, target, lock_version=seen.lock_version)
            outcomes.append("moved")
        except Conflict:
            outcomes.append("told")
        finally:
            connection.close()

    targets = ["in_progress", "refused"] * 4
    threads = [threading.Thread(target=act, args=pair) for pair in zip(handlers, targets, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved"] + ["told"] * 7
    assert CaseEvent.objects.filter(case=case).count() == 2
    assert OutboxMessage.objects.count() == 2
    assert Case.objects.get(pk=case.pk).lock_version == 1
