"""Who writes for a department is told by mail which of its products the source withdrew, and which must be looked over."""

import contextlib
import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from front.page_tree import open_to_roles
from ground.actor import SYSTEM
from people import notices, roles
from people.models import Department, NoticeChoice, User
from products.actions import settle_withdrawal, withdraw_imported
from products.models import ImportedInstance, ProductPage
from products.staff_notices import past_review
from records.models import OutboxMessage
from records.service import drain_outbox
from tests.cases.factories import acting, staff
from tests.factories import make_department
from tests.trees import make_city, make_home, make_product

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = "2026-11-23 09:00", "2026-11-24 06:31", "2026-11-25 06:31"
"""In UTC: 10 o'clock, and 7.31 on the days after."""


@contextlib.contextmanager
def freeze_time(moment):
    """Let it be this moment, in UTC, for all code that asks Django."""
    now = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: now)
        yield


@pytest.fixture
def editor():
    make_city()
    open_to_roles(make_home())
    return staff("rita", roles.EDITOR, make_department(), email="rita@stad.example")


def withdraw(product, *, take_down=False):
    imported = ImportedInstance.objects.create(iri=f"https://stad.example/{product.slug}", page=product)
    withdraw_imported(SYSTEM, imported, ImportedInstance.SourceState.ARCHIVED, take_down=take_down)
    return imported


def mails(address, moment):
    """Return what somebody is mailed at a moment, once the job has run."""
    with freeze_time(moment):
        notices.make(timezone.now() + datetime.timedelta(minutes=1))
        drain_outbox()
    return [letter for letter in mail.outbox if letter.to == [address]]


def test_a_product_that_the_source_withdrew_is_told_in_the_morning(editor):
    with freeze_time(MONDAY):
        withdraw(make_product("Zwemles"))
    [letter] = mails("rita@stad.example", TUESDAY)
    assert "Product dat de bron introk:\n- Zwemles · nog te beslissen" in letter.body
    assert reverse("products_differences") in letter.body
    assert len(mails("rita@stad.example", WEDNESDAY)) == 1


def test_what_was_decided_meanwhile_is_not_told(editor):
    with freeze_time(MONDAY):
        imported = withdraw(make_product("Zwemles"))
        chief = User.objects.create_superuser("chef")
        settle_withdrawal(acting(chief), imported, "keep", chief)
    assert mails("rita@stad.example", TUESDAY) == []


@pytest.mark.parametrize(("day", "is_told"), [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", False)])
def test_a_product_is_told_of_once_on_the_day_after_the_last_on_which_it_was_to_be_looked_over(editor, day, is_told):
    make_product("Zwemles", review_by=datetime.date.fromisoformat(day))
    sent = mails("rita@stad.example", TUESDAY)
    assert len(sent) == is_told
    if is_told:
        assert "- Zwemles · na te kijken voor 23 november 2026" in sent[0].body


def test_what_was_looked_over_meanwhile_or_is_offline_is_not_told(editor):
    for name in ("Zwemles", "Judo"):
        make_product(name, review_by=datetime.date(2026, 11, 23))
    with freeze_time(TUESDAY):
        notices.make(timezone.now() + datetime.timedelta(minutes=1))
    ProductPage.objects.filter(title="Zwemles").update(review_by=datetime.date(2027, 11, 23))
    ProductPage.objects.filter(title="Judo").update(live=False)
    assert mails("rita@stad.example", TUESDAY) == []


def test_another_department_and_who_writes_no_products_hear_nothing(editor):
    elsewhere = make_department("sport", "Sport")
    staff("sam", roles.EDITOR, elsewhere, email="sam@stad.example")
    staff("han", roles.HANDLER, make_department(), email="han@stad.example")
    make_product("Zwemles", review_by=datetime.date(2026, 11, 23))
    make_product("Van niemand", department=None, review_by=datetime.date(2026, 11, 23))
    assert mails("sam@stad.example", TUESDAY) == mails("han@stad.example", TUESDAY) == []
    assert OutboxMessage.objects.filter(kind=notices.DIGEST).count() == 1


def test_who_lost_the_department_meanwhile_is_told_nothing(editor):
    make_product("Zwemles", review_by=datetime.date(2026, 11, 23))
    with freeze_time(TUESDAY):
        notices.make(timezone.now() + datetime.timedelta(minutes=1))
    editor.departments.set([make_department("sport", "Sport")])
    assert mails("rita@stad.example", TUESDAY) == []


def test_a_shared_mailbox_hears_of_dates_and_not_twice_of_what_was_withdrawn(editor):
    Department.objects.filter(code="bevolking").update(notices_email="samen@stad.example")
    make_product("Judo", review_by=datetime.date(2026, 11, 23))
    with freeze_time(MONDAY):
        withdraw(make_product("Zwemles"))
    [letter] = mails("samen@stad.example", TUESDAY)
    assert "- Judo · na te kijken" in letter.body
    assert "Zwemles" not in letter.body


def test_who_wants_it_at_once_is_told_at_once(editor):
    NoticeChoice.objects.create(
        user=editor, department=make_department(), kind="product.withdrawn", how=NoticeChoice.How.AT_ONCE
    )
    with freeze_time(MONDAY):
        withdraw(make_product("Zwemles"), take_down=True)
    [letter] = mails("rita@stad.example", MONDAY)
    assert letter.subject == "Product dat de bron introk: Zwemles"
    assert "offline gehaald" in letter.body


@pytest.mark.parametrize(("role", "offered"), [(roles.EDITOR, False), (roles.HANDLER, True)])
def test_only_what_can_come_is_offered_as_a_choice(editor, role, offered):
    client = Client()
    client.force_login(staff("kiest", role, make_department()))
    page = client.get("/cms/account/").text
    assert ("Bevolking: Nieuwe zaak" in page) is offered
    assert ("Bevolking: Product dat de bron introk" in page) is not offered


def test_a_day_is_the_same_queries_for_one_product_and_for_many(editor, django_assert_num_queries):

    window = (
        datetime.datetime(2026, 11, 23, 6, 30, tzinfo=datetime.UTC),
        datetime.datetime(2026, 11, 24, 6, 30, tzinfo=datetime.UTC),
    )
    for number in (1, 2, 3):
        make_product(f"Zwemles {number}", review_by=datetime.date(2026, 11, 23))
        with django_assert_num_queries(2):
            assert len(list(past_review(*window))) == number


@pytest.mark.parametrize(
    ("day", "is_told"), [("2026-11-30", False), ("2026-12-01", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_when_a_month_begins_its_products_are_told_once(editor, day, is_told):
    make_product("Zwemles", review_by=datetime.date.fromisoformat(day))
    first, second = "2026-12-01 06:31", "2026-12-02 06:31"
    letters = [letter for letter in mails("rita@stad.example", first) if "deze maand na te kijken" in letter.body]
    assert len(letters) == is_told
    again = [letter for letter in mails("rita@stad.example", second) if "deze maand na te kijken" in letter.body]
    assert len(again) == is_told


def test_a_month_that_begins_in_a_weekend_is_told_on_the_first_working_day(editor):
    make_product("Zwemles", review_by=datetime.date(2027, 5, 20))
    assert mails("rita@stad.example", "2027-04-30 05:31") == []
    [letter] = mails("rita@stad.example", "2027-05-03 05:31")
    assert "Producten om deze maand na te kijken:\n- Zwemles · na te kijken voor 20 mei 2027" in letter.body


def test_what_was_looked_over_before_the_mail_of_the_month_left_is_not_told(editor):
    product = make_product("Zwemles", review_by=datetime.date(2026, 12, 20))
    with freeze_time("2026-12-01 06:31"):
        notices.make(timezone.now() + datetime.timedelta(minutes=1))
    ProductPage.objects.filter(pk=product.pk).update(review_by=datetime.date(2027, 12, 20))
    assert mails("rita@stad.example", "2026-12-01 06:40") == []
