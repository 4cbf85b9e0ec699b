"""A new password by mail: nobody learns who works here, and no page waits for a mail server."""

import datetime
import re

import pytest
from django.contrib.auth.tokens import default_token_generator as tokens
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import User
from records.models import OutboxMessage
from records.service import drain_outbox

pytestmark = pytest.mark.django_db
PASSWORD = "een-eigen-zin-van-els"
NEW = "een-andere-zin-van-els"
ADDRESS = "/cms/password_reset/"


@pytest.fixture(autouse=True)
def els():
    return User.objects.create_user("els", email="els@stad.example", password=PASSWORD)


def ask(email, where="203.0.113.7"):
    return Client(REMOTE_ADDR=where).post(ADDRESS, {"email": email})


def sent_link():
    drain_outbox()
    [letter] = mail.outbox
    return re.search(r"http://testserver(/t/\S+)", letter.body)[1]


def test_a_known_and_an_unknown_address_get_the_same_answer_after_the_same_queries():
    answers, queries = [], []
    for email in ("els@stad.example", "niemand@stad.example"):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answers.append(ask(email, f"203.0.113.{len(answers)}"))
        queries.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries])
    assert {answer.status_code for answer in answers} == {302}
    assert answers[0]["Location"] == answers[1]["Location"]
    assert queries[0] == queries[1]
    assert not any("people_user" in query for query in queries[0])
    assert mail.outbox == []


def test_the_worker_mails_the_link_and_forgets_what_was_typed():
    ask("ELS@stad.example")
    ask("niemand@stad.example")
    address = sent_link()
    [letter] = mail.outbox
    assert letter.to == ["els@stad.example"]
    assert "els" in letter.body
    assert "één dag" in letter.body
    assert OutboxMessage.objects.filter(kind="password_reset", payload={}).count() == 2
    assert "/cms/password_reset/confirm/" in Client().get(address)["Location"]


def test_the_link_opens_once_and_whoever_has_it_waits_for_no_tries():
    def sign_in(password):
        return (
            Client(REMOTE_ADDR="203.0.113.7").post("/cms/login/", {"username": "els", "password": password}).status_code
        )

    assert {sign_in("fout") for _ in range(10)} == {200}
    assert sign_in("fout") == 429
    ask("els@stad.example")
    link = sent_link()
    client = Client(REMOTE_ADDR="203.0.113.7")
    form = client.get(client.get(link)["Location"])["Location"]
    assert client.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    assert sign_in(NEW) == 302
    assert Client().get(link).status_code == 410


def test_the_mailed_link_works_a_day_and_the_page_that_it_opens_an_hour(monkeypatch):
    ask("els@stad.example")
    link, began = sent_link(), timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + datetime.timedelta(hours=23, minutes=59))
    assert Client().get(link).status_code == 303
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + datetime.timedelta(hours=24, minutes=1))
    over = Client().get(link)
    assert over.status_code == 410
    assert 'href="/cms/password_reset/"' in over.content.decode()
    user, made = User.objects.get(), tokens._now()
    token = tokens.make_token(user)
    for passed, is_valid in ((3599, True), (3601, False)):
        monkeypatch.setattr(tokens, "_now", lambda passed=passed: made + datetime.timedelta(seconds=passed))
        assert tokens.check_token(user, token) is is_valid


def test_a_newer_mail_closes_the_link_of_the_one_before(monkeypatch):
    ask("els@stad.example")
    first = sent_link()
    mail.outbox.clear()
    monkeypatch.setattr("records.outbox.time.time", lambda: 4_000_000_000)
    ask("els@stad.example")
    assert Client().get(sent_link()).status_code == 303
    assert Client().get(first).status_code == 410


def test_no_row_holds_what_opens_an_account():
    ask("els@stad.example")
    token = sent_link().split("/")[2]
    assert token not in str(list(OutboxMessage.objects.values()))


def test_an_account_that_was_closed_meanwhile_is_not_opened():
    ask("els@stad.example")
    link = sent_link()
    User.objects.update(is_active=False)
    assert Client().get(link).status_code == 404


def test_a_closed_account_gets_no_link():
    User.objects.update(is_active=False)
    ask("els@stad.example")
    drain_outbox()
    assert mail.outbox == []


def test_asking_twice_mails_once():
    ask("els@stad.example")
    ask("els@stad.example")
    sent_link()


def test_the_address_in_the_mail_is_the_sites_own_whatever_host_was_asked():
    Client().post(ADDRESS, {"email": "els@stad.example"}, headers={"Host": "kwaad.example"})
    assert sent_link().startswith("/t/")


def test_twenty_questions_of_one_address_are_taken_and_the_next_is_told_to_wait():
    assert {ask(f"naam{number}@stad.example").status_code for number in range(20)} == {302}
    refused = ask("els@stad.example")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 900
    assert 'value="els@stad.example"' in refused.content.decode()
    assert "opnieuw." in refused.content.decode()
    assert ask("els@stad.example", "198.51.100.9").status_code == 302


def test_what_is_no_address_is_asked_again():
    assert ask("els").status_code == 200
    assert not OutboxMessage.objects.exists()
