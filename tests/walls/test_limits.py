"""Every throttle, through the door that it guards: the last try passes, the next is refused, and the next window opens it again.

docs/limits.md lists them, and the locks and time-outs, whose tests it names.
"""

import itertools
import json
import re
import uuid
from dataclasses import fields

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Page, PageViewRestriction

import portal.urls  # noqa: F401  # with all views, and so with all throttles
from forms_app.models import Draft
from people.models import User
from people.sign_in import OwnPasswordForm
from portal.launch.run import GRANIAN
from portal.server.bodies import Limits
from records.models import ThrottleCount
from records.service import link_for, token_of
from records.throttles import all_throttles
from search.usage.serving import Served, sign
from search.usage.tally import tally
from tests.architecture.house import ROOT, modules
from tests.cases.factories import make_case
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
FORM = "/api/v1/forms/adreswijziging/"
JSON = "application/json"
PDF = b"%PDF-1.7\n1 0 obj\n"
PERSON = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000_200]
    monkeypatch.setattr("records.throttles.time.time", lambda: now[-1])
    return now


@pytest.fixture(autouse=True)
def case(clock):
    return make_case()


def get(address):
    return lambda: Client().get(address).status_code


def post(address, data=None, **more):
    return lambda: Client().post(address, data, **more).status_code


def submit():
    body, key = json.dumps({"answers": {}}), str(uuid.uuid4())
    return Client().post(f"{FORM}submissions/", body, content_type=JSON, headers={"Idempotency-Key": key}).status_code


def upload():
    make_form(step("Wie?", question("file", "bewijs", "Uw bewijs")), key="bewijs")
    return lambda: (
        Client().post("/api/v1/forms/bewijs/uploads/", {"file": SimpleUploadedFile("a.pdf", PDF)}).status_code
    )


def mail_draft(draft):
    client = Client()
    client.get(f"/t/{token_of(link_for('draft', draft.pk))}/")
    return lambda: (
        client.post(f"/formulieren/adreswijziging/{draft.pk}/bewaren/", {"email": "an@voorbeeld.be"}).status_code
    )


def shut_page():
    page = Page.objects.get(depth=1).add_child(instance=Page(title="Personeel", slug="personeel"))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="balie")
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    return f"{HERE} page_view_restriction_id {restriction.pk}", post(address, {"password": "gok", "return_url": "/"})


def click():
    token = sign(Served(timezone.localdate(), "nl", "kaart", 1, ("product:1",)))
    return post("/zoeken/gekozen/", {"token": token, "key": "product:1"}, headers=PERSON)


def answer(scope):
    """Who answers too often is thanked all the same: refused is what is not counted."""
    queries = (f"kaart {number}" if scope == "search_answer" else "kaart" for number in itertools.count())

    def attempt():
        tally.clear()
        token = sign(Served(timezone.localdate(), "nl", next(queries), 1, ()))
        Client().post("/zoeken/antwoord/", {"token": token, "antwoord": "ja"}, headers=PERSON)
        return 302 if len(tally) else 429

    return attempt


def own_password():
    user = User.objects.create_user("els", password="een-eigen-zin-van-els")
    typed = {"old_password": "gok", "new_password1": "x", "new_password2": "x"}

    def attempt():
        errors = OwnPasswordForm(user, typed).errors["old_password"][0]
        return 429 if "te vaak" in errors else 200

    return attempt


def door(scope, case):
    """Return (who is counted, what tries it once and returns a status)."""
    if scope in ("page_password", "page_password_address"):
        who, attempt = shut_page()
        return who if scope == "page_password" else HERE, attempt
    if scope in ("draft_mail", "draft_mail_client"):
        draft = Draft.objects.create(version=case.submission.version)
        return str(draft.pk) if scope == "draft_mail" else HERE, mail_draft(draft)
    if scope.startswith("search_click"):
        return f"{HERE} kaart product:1" if scope.endswith("same") else HERE, click()
    if scope.startswith("search_answer"):
        return f"{HERE} kaart" if scope.endswith("same") else HERE, answer(scope)
    if scope.startswith("upload"):
        return HERE, upload()
    if scope == "own_password":
        return "els", own_password()
    sign_in = post("/cms/login/", {"username": "els", "password": "gok"})
    asks = post("/zaken/", {"reference": case.reference, "email": "an@voorbeeld.be"})
    return {
        "link": (HERE, get("/t/niets/")),
        "ask_link": (HERE, asks),
        "feedback": (HERE, post("/oordeel/", {"antwoord": "ja"}, headers={"Sec-Fetch-Site": "same-origin"})),
        "draft": (HERE, post("/formulieren/adreswijziging/start/")),
        "api-token": (HERE, lambda: Client().get(FORM, headers={"Authorization": "Bearer gok"}).status_code),
        "api-submit": (HERE, submit),
        "unfinished-post": (HERE, post(f"/cms/snippets/cases/case/edit/{case.pk}/nota/", {"text": "Een nota"})),
        "sign_in_pair": (f"els {HERE}", sign_in),
        "sign_in_account": ("els", sign_in),
        "sign_in_address": (HERE, sign_in),
        "password_reset": (HERE, post("/cms/password_reset/", {"email": "els@stad.example"})),
    }[scope]


@pytest.mark.parametrize("scope", list(all_throttles))
def test_the_last_try_passes_the_next_is_refused_and_the_next_window_begins_anew(scope, case, clock):
    throttle = all_throttles[scope]
    who, attempt = door(scope, case)
    if throttle.max_tries > 1:
        throttle.count(who, cost=throttle.max_tries - 1)
    assert attempt() != 429
    assert attempt() == 429
    clock.append(clock[-1] + throttle.seconds)
    assert attempt() != 429


@pytest.mark.parametrize(
    ("address", "kind"), [("/t/niets/", "text/html"), ("/api/v1/cases/status/", "application/problem")]
)
def test_a_refusal_says_when_to_come_back_and_nobody_keeps_it(address, kind, clock):
    all_throttles["link"].count(HERE, cost=10)
    answer = Client().get(address, headers={"X-Case-Token": "niets"})
    wait = 600 - clock[-1] % 600
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (429, str(wait), "no-store")
    assert answer["Content-Type"].startswith(kind)


def rows(title):
    """Return the rows of a table of docs/limits.md, as lists of cells."""
    section = (ROOT / "docs" / "limits.md").read_text().partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_page_lists_every_throttle_as_it_is():
    listed = {scope: (tries, int(seconds)) for scope, tries, seconds, _who in rows("Throttles")}
    assert listed.keys() == set(all_throttles)
    for scope, (tries, seconds) in listed.items():
        throttle = all_throttles[scope]
        assert throttle.seconds == seconds
        assert tries.startswith("UPLOAD_") or int(tries) == throttle.max_tries


def test_the_page_names_for_each_lock_and_time_out_what_is_there_and_what_tries_it():
    for what, _value, where, test in rows("Locks and time-outs"):
        import_string(where)
        assert (ROOT / test).is_file(), what


def test_the_page_tells_what_a_web_process_takes():
    listed = {name: number(value) for name, value, _of_what in rows("What a web process takes")}
    options = dict(itertools.pairwise(GRANIAN))
    taken = {name: float(options[name]) for name in listed if name.startswith("--")}
    taken |= {each.name: getattr(Limits(), each.name) for each in fields(Limits) if each.name != "upload_paths"}
    assert listed == taken
    assert Limits().upload == settings.UPLOAD_MAX_BODY_BYTES


def number(value):
    """Return a cell such as "3 MB" or "10 s" as a number.

    >>> number("256 KB"), number("4000")
    (262144.0, 4000.0)
    """
    amount, _, unit = value.partition(" ")
    return float(amount) * {"KB": 1024, "MB": 1024**2}.get(unit, 1)


def test_no_try_is_counted_but_by_a_throttle_of_the_list():
    """Whoever counts by hand gives a limit that the page does not know."""
    by_hand = re.compile(r"\b(throttle|give_back_try|forget_tries)\(")
    counting = {module for module, file in modules().items() if by_hand.search(file.read_text())}
    assert counting == {"records.throttles"}
    assert ThrottleCount.objects.count() == 0
