"""SQL that is made once says the same as the ORM's, each time anew."""

import datetime

import pytest
from django.db.models.signals import post_save, pre_save
from django.utils import timezone

from api.auth import make_client, token_hash
from api.models import ApiClient
from cases.models import Case, CaseEvent
from forms_app.models import Form, Submission
from forms_app.service import get_live_form
from ground.database.compiled_sql import CompiledSelect, insert_into
from records.models import AuditLine, CapabilityLink, OutboxMessage
from tests.cases.factories import case_type, form_for, make_case
from tests.factories import make_department

pytestmark = pytest.mark.django_db
MODELS = (Submission, Case, CaseEvent, CapabilityLink, AuditLine, OutboxMessage)


def stored(row):
    return type(row).objects.filter(pk=row.pk).values().get()


@pytest.mark.parametrize("model", [AuditLine, CapabilityLink, OutboxMessage])
def test_a_row_is_the_one_that_save_writes(model):
    values = {
        AuditLine: {"action": "x", "target_kind": "case", "target_id": "1", "actor_kind": "staff", "channel": "web",
                    "detail": {"é": [1, None]}},
        CapabilityLink: {"kind": "case", "object_id": "1"},
        OutboxMessage: {"kind": "mail", "key": "1", "payload": {"a": "’"}, "available_at": timezone.now()},
    }[model]  # fmt: skip
    compiled = model(**values)
    assert insert_into(model)(compiled)
    for unique in ("object_id", "key"):
        if unique in values:
            values[unique] = "2"
    saved = model(**values)
    saved.save(force_insert=True)
    left, right = stored(compiled), stored(saved)
    same = set(left) - {"id", "at", "created_at", "object_id", "key"}
    assert {name: left[name] for name in same} == {name: right[name] for name in same}
    assert compiled.pk is not None
    assert not compiled._state.adding


def test_a_row_whose_unique_value_is_taken_is_not_written_and_that_is_no_error():
    first, second = (OutboxMessage(kind="mail", key="1", payload={}, available_at=timezone.now()) for _ in range(2))
    insert = insert_into(OutboxMessage, "key")
    assert (insert(first), insert(second)) == (True, False)
    assert OutboxMessage.objects.get().pk == first.pk


def test_nobody_listens_to_the_models_that_are_written_without_signals():
    for signal in (pre_save, post_save):
        for model in MODELS:
            listening = [
                receiver for receiver in signal._live_receivers(model)[0] if "wagtail" not in receiver.__module__
            ]
            assert listening == [], model


def test_a_change_is_seen_by_the_next_select():
    assert get_live_form("adreswijziging") is None
    form = form_for()
    live_form, version = get_live_form("adreswijziging")
    assert (live_form.pk, version.pk, version.form.pk) == (form.pk, form.current_version().pk, form.pk)
    form.title = "Anders"
    form.save_revision().publish()
    live_form, newer = get_live_form("adreswijziging")
    assert (live_form.title, newer.pk) == ("Anders", form.current_version().pk)
    Form.objects.update(expire_at=timezone.now() + datetime.timedelta(hours=1))
    assert get_live_form("adreswijziging") is not None
    Form.objects.update(expire_at=timezone.now() - datetime.timedelta(seconds=1))
    assert get_live_form("adreswijziging") is None
    Form.objects.update(expire_at=None, live=False)
    assert get_live_form("adreswijziging") is None


def test_a_new_case_gets_the_newest_version_and_the_department_as_they_stand_now():
    first = make_case("Jonas")
    kind, other = case_type(), make_department("wegen")
    kind.end_term, kind.department = 3, other
    kind.save()
    second = make_case("Amina")
    assert second.type_version.number == first.type_version.number + 1
    assert (first.department.code, second.department_id) == ("bevolking", other.pk)


def test_a_revoked_client_is_gone_at_once():
    client, token = make_client("koppeling", [])
    select = CompiledSelect(ApiClient.objects.filter(token_hash="?", revoked_at=None), "?")  # a mark
    assert select(token_hash(token)) == [client]
    ApiClient.objects.update(revoked_at=timezone.now())
    assert select(token_hash(token)) == []


def test_a_mark_that_stands_nowhere_is_refused():
    with pytest.raises(ValueError, match="no value"):
        CompiledSelect(ApiClient.objects.filter(name="x"), "?")
