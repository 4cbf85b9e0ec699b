"""Staff sign in with a few tries, for all processes together; nobody shuts out an office, and no session lasts for years."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from ground.libraries.django import sees_to_its_own_transactions as is_exempt
from people import sign_in
from people.models import User
from people.roles import CHIEF_EDITOR
from portal import page_passwords

pytestmark = pytest.mark.django_db
PASSWORD = "een-eigen-zin-van-els"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Return a list whose last number is the time of the throttles."""
    now = [1_000_000_200]
    monkeypatch.setattr("records.throttles.time.time", lambda: now[-1])
    return now


@pytest.fixture
def els():
    user = User.objects.create_user("els", email="els@stad.example", password=PASSWORD)
    user.groups.add(Group.objects.get(role__code=CHIEF_EDITOR))
    return user


def attempt(typed="fout", username="els", address=HERE, client=None, **more):
    return (client or Client(REMOTE_ADDR=address)).post(
        "/cms/login/", {"username": username, "password": typed, "next": "/cms/", **more}
    )


def codes(count, **kwargs):
    return [attempt(**kwargs).status_code for _ in range(count)]


def test_the_eleventh_wrong_password_is_refused_with_the_time_to_wait_and_the_name_that_was_typed(els):
    assert codes(10) == [200] * 10
    refused = attempt()
    wait = 900 - 1_000_000_200 % 900
    assert refused.status_code == 429
    assert refused["Retry-After"] == str(wait)
    assert f"Probeer het over {wait // 60} minuten opnieuw." in refused.content.decode()
    assert 'value="els"' in refused.content.decode()
    assert attempt(PASSWORD).status_code == 429


def test_the_next_window_lets_in(els, clock):
    codes(11)
    clock.append(clock[-1] + 900)
    assert attempt(PASSWORD).status_code == 302


def test_a_success_begins_the_count_of_its_account_anew(els):
    codes(9)
    assert attempt(PASSWORD).status_code == 302
    assert codes(10) == [200] * 10


def test_one_wrong_account_shuts_out_neither_its_office_nor_itself_elsewhere(els):
    assert codes(100, username="piet")[-1] == 429
    assert attempt(PASSWORD).status_code == 302
    codes(11)
    assert attempt(PASSWORD).status_code == 429
    assert attempt(PASSWORD, address=ELSEWHERE).status_code == 302


def test_an_address_tries_fifty_times_whatever_the_account(els):
    assert {attempt(username=f"naam{number}").status_code for number in range(50)} == {200}
    assert attempt(username="nog-een").status_code == 429
    assert attempt(PASSWORD, address=ELSEWHERE).status_code == 302


def test_an_office_that_signs_in_on_monday_is_never_counted(els):
    assert {attempt(PASSWORD).status_code for _ in range(60)} == {302}


def test_an_account_is_tried_fifty_times_from_wherever(els):
    tries = [attempt(address=f"198.51.100.{number}").status_code for number in range(50)]
    assert set(tries) == {200}
    assert attempt(PASSWORD, address=ELSEWHERE).status_code == 429


def test_another_spelling_of_a_name_gives_no_more_tries(els):
    codes(10)
    assert attempt(username="ELS").status_code == 429
    assert attempt(username="ｅｌｓ").status_code == 429


def test_an_account_that_is_closed_does_not_open(els):
    User.objects.update(is_active=False)
    assert attempt(PASSWORD).status_code == 200
    assert not Session.objects.exists()


def test_no_write_lock_is_held_while_a_password_is_hashed():
    for address in ("/cms/login/", "/cms/password_reset/", "/cms/password_reset/confirm/MQ/abc-def/"):
        assert is_exempt(resolve(address).func), address
    assert not is_exempt(resolve("/cms/account/").func)
    assert is_exempt(transaction.non_atomic_requests(lambda request: None))


def test_the_second_door_of_wagtail_leads_to_this_one(els):
    answer = Client().get("/_util/login/?next=/personeel/")
    assert answer["Location"] == "/cms/login/?next=%2Fpersoneel%2F"
    assert attempt(PASSWORD, next="https://elders.example/")["Location"] == "/cms/"
    posted = Client().post("/_util/login/", {"username": "els", "password": PASSWORD})
    assert posted.status_code == 302
    assert "sessionid" not in posted.cookies


def test_who_finds_an_open_session_cannot_guess_its_password(els):
    client = Client()
    client.force_login(els)
    profile = {"name_email-first_name": "Els", "name_email-last_name": "P", "name_email-email": "els@stad.example"}
    profile |= {"locale-preferred_language": "nl", "theme-theme": "system", "theme-density": "default"}
    new = {"password-new_password1": "een-andere-zin-2026", "password-new_password2": "een-andere-zin-2026"}

    def change(old):
        client.post("/cms/account/", {**profile, **new, "password-old_password": old})
        els.refresh_from_db()
        return els.check_password("een-andere-zin-2026")

    assert not any(change(f"gok {number}") for number in range(10))
    assert not change(PASSWORD)


def test_the_owner_changes_the_password_after_nine_mistakes(els):
    client = Client()
    client.force_login(els)
    form = sign_in.OwnPasswordForm
    data = {"new_password1": "een-andere-zin-2026", "new_password2": "een-andere-zin-2026"}
    assert not any(form(els, {**data, "old_password": "gok"}).is_valid() for _ in range(9))
    assert form(els, {**data, "old_password": PASSWORD}).is_valid()
    assert not any(form(els, {**data, "old_password": "gok"}).is_valid() for _ in range(9))
    assert form(els, {**data, "old_password": PASSWORD}).is_valid()


# --- pages and documents with a password ----------------------------------------------------------------------------


@pytest.fixture
def shut_page():
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Personeel", slug="personeel"))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="balie")
    return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


@pytest.fixture
def shut_document():
    collection = Collection.get_first_root_node().add_child(name="Personeel")
    get_document_model().objects.create(title="Rooster", file=ContentFile(b"x", "rooster.txt"), collection=collection)
    kind = {"collection": collection, "restriction_type": "password", "password": "balie"}
    restriction = CollectionViewRestriction.objects.create(**kind)
    return f"/documenten/authenticate_with_password/{restriction.pk}/"


@pytest.mark.parametrize("door", ["shut_page", "shut_document"])
def test_the_password_of_a_page_or_document_is_tried_ten_times(door, request):
    address = request.getfixturevalue(door)

    def attempt(password, where=HERE):
        return Client(REMOTE_ADDR=where).post(address, {"password": password, "return_url": "/personeel/"})

    assert {attempt("gok").status_code for _ in range(9)} == {200}
    assert attempt("balie").status_code == 302
    assert {attempt("gok").status_code for _ in range(10)} == {200}
    refused = attempt("balie")
    assert refused.status_code == 429
    assert "minuten opnieuw" in refused.content.decode()
    assert attempt("balie", ELSEWHERE).status_code == 302
    assert Client(REMOTE_ADDR=HERE).get(address).status_code == 200


def test_one_address_tries_fifty_passwords_of_pages_in_all(shut_page):
    page_passwords.TRIES_AT_ADDRESS.count("127.0.0.1", cost=45)
    tries = [Client().post(shut_page, {"password": "gok", "return_url": "/"}).status_code for _ in range(6)]
    assert tries == [200] * 5 + [429]


# --- how long a session lasts ---------------------------------------------------------------------------------------


def is_signed_in(client):
    return client.get("/cms/").status_code == 200


@pytest.mark.parametrize(("remember", "lifetime"), [("", datetime.timedelta(hours=12)), ("on", datetime.timedelta(14))])
def test_a_session_ends_at_its_moment_however_often_it_is_written(els, monkeypatch, remember, lifetime):
    client = Client()
    more = {"remember": remember} if remember else {}
    answer = attempt(PASSWORD, client=client, **more)
    cookie = answer.cookies["sessionid"]
    assert bool(cookie["max-age"]) is bool(remember)  # without: as long as the browser is open
    began = timezone.now()
    for passed in (lifetime / 2, lifetime - datetime.timedelta(minutes=1)):
        monkeypatch.setattr("django.utils.timezone.now", lambda passed=passed: began + passed)
        assert is_signed_in(client)
        session = client.session
        session["anything"] = str(passed)
        session.save()
    monkeypatch.setattr("django.utils.timezone.now", lambda: began + lifetime + datetime.timedelta(minutes=1))
    assert not is_signed_in(client)


@pytest.mark.parametrize("next_", ["²", "wagtailadmin_home", "9" * 30, "//elders.example/", "https://elders.example/"])
def test_who_is_signed_in_goes_to_an_address_of_this_site_only(els, next_):
    client = Client()
    client.force_login(els)
    answer = client.get("/cms/login/", {"next": next_})
    assert (answer.status_code, answer.url) == (302, "/cms/")


def test_the_fields_say_by_their_labels_what_to_fill_in(client, db):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Gebruikersnaam" in page
    assert "Wachtwoord" in page
    assert "placeholder" not in page
