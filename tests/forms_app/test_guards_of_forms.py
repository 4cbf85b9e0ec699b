"""What forms refuse a browser: each guard from the side on which it says no."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.filling import views
from forms_app.filling.drafts import purge_expired
from forms_app.models import Draft
from records import throttles
from records.models import OutboxMessage
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
START = "/formulieren/adreswijziging/start/"


@pytest.fixture
def form():
    return make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))


@pytest.mark.parametrize(
    ("site", "begins"), [("same-origin", True), ("none", True), ("cross-site", False), ("same-site", False)]
)
def test_no_other_site_begins_a_draft_for_its_visitor(form, site, begins):
    answer = Client().post(START, headers={"Sec-Fetch-Site": site})
    assert (answer.status_code == 302) is begins
    assert Draft.objects.exists() is begins


def test_a_draft_is_not_begun_by_looking(form):
    assert Client().get(START).status_code == 405
    assert not Draft.objects.exists()


def test_an_address_begins_so_many_drafts(form):
    for _ in range(2):
        throttles.throttle("draft", "203.0.113.7", 3000, 600, cost=1499)
    begun = [Client(REMOTE_ADDR="203.0.113.7").post(START).status_code for _ in range(3)]
    assert begun == [302, 302, 429]
    assert Client(REMOTE_ADDR="198.51.100.9").post(START).status_code == 302


def test_beginning_again_counts_as_beginning(form):
    views.BEGUN_DRAFTS.count("127.0.0.1", cost=2999)
    again = "/formulieren/adreswijziging/opnieuw/"
    assert [Client().post(again, {"naam": "Jonas"}).status_code for _ in range(2)] == [302, 429]


@pytest.mark.parametrize(("left", "opens"), [(60, True), (-60, False)])
def test_a_draft_opens_until_its_last_moment(form, left, opens):
    citizen = Citizen().start()
    Draft.objects.update(expires_at=timezone.now() + datetime.timedelta(seconds=left))
    assert (citizen.client.get(citizen.at).status_code == 200) is opens
    assert purge_expired() == (0 if opens else 1)


def test_a_draft_opens_under_its_own_form_only(form):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key="melding")
    citizen = Citizen().start()
    elsewhere = citizen.at.replace("adreswijziging", "melding")
    assert citizen.client.get(citizen.at).status_code == 200
    assert citizen.client.get(elsewhere).status_code in (403, 404, 410)


def test_the_mail_with_a_link_is_bounded_for_a_draft_and_for_an_address(form):
    def mail(citizen, number):
        return citizen.client.post(f"{citizen.address}bewaren/", {"email": f"naam{number}@voorbeeld.be"}).status_code

    sender = Citizen(client=Client(REMOTE_ADDR="203.0.113.7")).start()
    assert [mail(sender, number) for number in range(6)] == [303] * 5 + [429]
    for _ in range(3):
        citizen = Citizen(client=Client(REMOTE_ADDR="203.0.113.7")).start()
        assert {mail(citizen, number) for number in range(5)} <= {303, 429}
    assert OutboxMessage.objects.count() <= 20
    last = Citizen(client=Client(REMOTE_ADDR="203.0.113.7")).start()
    assert mail(last, 1) == 429
    elsewhere = Citizen(client=Client(REMOTE_ADDR="198.51.100.9")).start()
    assert mail(elsewhere, 1) == 303
