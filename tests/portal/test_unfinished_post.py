"""A form of the admin that is sent after the session ended: nothing typed is lost, and nobody else comes upon it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, CaseNote
from people.roles import HANDLER
from portal.admin import unfinished_post
from tests.cases.factories import make_case, staff

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def handler(case):
    return staff("behandelaar", HANDLER, case.department)


def at(case, rest):
    return f"/cms/snippets/cases/case/edit/{case.pk}/{rest}"


def sign_in(client, answer, username="behandelaar"):
    """Sign in on the page to which an answer leads, and return where that leads."""
    assert answer.status_code == 303
    page = client.get(answer.url)
    assert "Wat u typte, is bewaard." in page.text
    next_ = unescape(re.search(r'name="next" value="([^"]*)"', page.text)[1])
    return client.post("/cms/login/", {"username": username, "password": PASSWORD, "next": next_}).url


def sent_again(client, page):
    """Press the button on the page that gives back."""
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    fields += re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)</textarea>', page.text)
    action = unescape(re.search(r'<form method="post" action="([^"]*)"', page.text)[1])
    return client.post(action, {unescape(name): unescape(value) for name, value in fields})


@pytest.mark.parametrize(
    ("rest", "field"), [("bericht/", "message"), ("nota/", "text"), ("stap/in_progress/?lijst=q%3Da", "message")]
)
def test_what_was_typed_is_there_after_signing_in_and_can_be_sent(case, handler, rest, field):
    client = Client()
    typed = "Een half uur werk: <b>'%(x)s'</b>\nen nog een regel"
    answer = client.post(at(case, rest), {field: typed, "lock_version": "0"})
    page = client.get(sign_in(client, answer))
    assert unescape(re.search(r"<textarea[^>]*>([^<]*)<", page.text)[1]) == typed
    assert case.events.count() == 1
    sent_again(client, page)
    texts = [*case.events.values_list("text", flat=True), *CaseNote.objects.values_list("text", flat=True)]
    assert typed in [text.replace("\r\n", "\n") for text in texts]


def test_what_was_sent_is_forgotten(case, handler):
    client = Client()
    address = sign_in(client, client.post(at(case, "nota/"), {"text": "Een nota"}))
    sent_again(client, client.get(address))
    assert client.get(address).status_code == 404


def test_a_colleague_who_signs_in_on_the_same_computer_does_not_come_upon_it(case, handler):
    staff("collega", HANDLER, case.department)
    client = Client()
    client.post(at(case, "nota/"), {"text": "Een nota over iemand"})
    client.post("/cms/login/", {"username": "collega", "password": PASSWORD})
    assert client.get("/cms/verder/geraden/").status_code == 404
    assert "Een nota over iemand" not in client.get("/cms/").text


def test_it_is_kept_for_an_hour(case, handler, monkeypatch):
    client = Client()
    address = sign_in(client, client.post(at(case, "nota/"), {"text": "Een nota"}))
    now = timezone.now()
    monkeypatch.setattr(unfinished_post.timezone, "now", lambda: now + unfinished_post.TTL - timedelta(minutes=1))
    assert client.get(address).status_code == 200
    monkeypatch.setattr(unfinished_post.timezone, "now", lambda: now + unfinished_post.TTL + timedelta(minutes=1))
    assert client.get(address).status_code == 404


def test_passwords_are_not_kept(handler):
    client = Client()
    client.post(
        "/cms/account/", {"password_change-new_password1": "geheim woord", "profile-first_name": "An Van Damme"}
    )
    assert "geheim" not in str(client.session[unfinished_post.SESSION_KEY])
    assert "An Van Damme" in str(client.session[unfinished_post.SESSION_KEY])


def test_a_wrong_password_does_not_lose_it(case, handler):
    client = Client()
    answer = client.post(at(case, "nota/"), {"text": "Een nota"})
    page = client.post("/cms/login/", {"username": "behandelaar", "password": "fout", "next": answer.url})
    assert page.status_code == 200
    assert "Een nota" in str(client.session[unfinished_post.SESSION_KEY])


@pytest.mark.parametrize(
    "headers",
    [{"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}, {"Sec-Fetch-Dest": "empty"}],
    ids=["script", "json", "fetch"],
)
def test_a_script_gets_the_answer_that_it_knows(case, headers):
    client = Client()
    answer = client.post(at(case, "nota/"), {"text": "Een nota"}, headers=headers)
    assert answer.status_code in (302, 403)
    assert unfinished_post.SESSION_KEY not in client.session


def test_signing_in_and_a_new_password_are_left_alone():
    client = Client()
    for address in ("/cms/login/", "/cms/password_reset/"):
        assert client.post(address, {"username": "x", "email": "x y"}).status_code != 303


def test_who_has_not_signed_in_cannot_fill_the_disk(case):
    for _each in range(unfinished_post.UNFINISHED_POSTS.max_tries):
        assert Client().post(at(case, "nota/"), {"text": "Een nota"}).status_code == 303
    assert Client().post(at(case, "nota/"), {"text": "Een nota"}).status_code == 429


def test_without_the_browsers_proof_it_is_shown_to_be_copied_and_not_to_be_sent(case, handler):
    client = Client(enforce_csrf_checks=True)
    page = client.post(at(case, "nota/"), {"text": "Een lange nota <b>"})
    assert page.status_code == 403
    assert "Een lange nota &lt;b&gt;" in page.text
    assert "<form" not in page.text.replace('<form class="sn-search', "")
    assert Case.objects.get().notes.count() == 0


@pytest.mark.parametrize(
    ("referer", "is_linked"),
    [
        ("http://testserver{page}?lijst=q", True),
        ("https://elders.example{page}", False),
        ("javascript:alert(1)", False),
    ],
)
def test_the_page_on_which_it_was_typed_is_linked_and_no_other(case, handler, referer, is_linked):
    client, page = Client(), at(case, "")
    answer = client.post(at(case, "nota/"), {"text": "Een nota"}, headers={"Referer": referer.format(page=page)})
    text = client.get(sign_in(client, answer)).text
    assert ("waarop u dit typte" in text) is is_linked
    assert (f'href="{page}?lijst=q"' in text) is is_linked
