"""What each kind of mail says: ours, or the city's own text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.actor import SYSTEM
from records.errors import TextChanged, TextRefused
from records.models import AuditLine, MailText
from records.service import MailKind, Part, mail_kinds, mail_texts

KIND = MailKind(
    "test.kind",
    "Een proef",
    "Proeven",
    (
        Part("subject", "Onderwerp", "Over {nummer}", ("nummer",)),
        Part("small", "Kleine letters", "", (), is_long=True, is_optional=True),
    ),
    {"nummer": "P-1"},
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registered():
    with mail_kinds.temporarily(KIND.code, KIND):
        yield


def test_without_a_text_of_its_own_a_mail_says_ours():
    assert mail_texts.texts(KIND.code, {"nummer": "P-7"}) == {"subject": "Over P-7", "small": ""}


def test_the_citys_own_text_is_said_from_then_on():
    mail_texts.save(SYSTEM, KIND, {"subject": "Uw {nummer}", "small": "Tot later."}, 0)
    assert mail_texts.texts(KIND.code, {"nummer": "P-7"}) == {"subject": "Uw P-7", "small": "Tot later."}


def test_a_part_equal_to_ours_follows_ours():
    mail_texts.save(SYSTEM, KIND, {"subject": "Over {nummer}", "small": "Tot later."}, 0)
    assert MailText.objects.get().parts == {"small": "Tot later."}


def test_saving_twice_writes_once():
    for version in (0, 1):
        mail_texts.save(SYSTEM, KIND, {"subject": "Uw {nummer}"}, version)
    assert MailText.objects.get().lock_version == 1
    assert AuditLine.objects.filter(action="mail_text.changed").count() == 1


def test_saving_what_is_ours_writes_nothing():
    mail_texts.save(SYSTEM, KIND, {"subject": "Over {nummer}", "small": ""}, 0)
    assert not MailText.objects.exists()


def test_going_back_to_ours_is_a_change_too():
    mail_texts.save(SYSTEM, KIND, {"subject": "Uw {nummer}"}, 0)
    mail_texts.save(SYSTEM, KIND, {}, 1)
    assert mail_texts.texts(KIND.code, {"nummer": "P-7"})["subject"] == "Over P-7"


def test_who_saves_over_another_is_told():
    mail_texts.save(SYSTEM, KIND, {"subject": "Uw {nummer}"}, 0)
    with pytest.raises(TextChanged):
        mail_texts.save(SYSTEM, KIND, {"subject": "Ander {nummer}"}, 0)
    assert MailText.objects.get().parts == {"subject": "Uw {nummer}"}


@pytest.mark.parametrize("subject", ["Uw {numer}", "Uw {", "  "])
def test_a_text_that_cannot_be_filled_is_refused_by_its_part(subject):
    with pytest.raises(TextRefused) as refused:
        mail_texts.save(SYSTEM, KIND, {"subject": subject}, 0)
    assert list(refused.value.reasons) == ["subject"]
    assert not MailText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_mail_says_is_read_once_a_generation():
    mail_texts.save(SYSTEM, KIND, {"subject": "Uw {nummer}"}, 0)
    mail_texts.texts(KIND.code, {})
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert mail_texts.texts(KIND.code, {"nummer": "P-7"})["subject"] == "Uw P-7"
    assert not queries.captured_queries
