"""The walking skeleton: a published form, filled in, becomes a case that its citizen can follow."""

import re

import pytest
from django.core import mail
from django.test import Client

from cases.models import Case
from forms_app.models import Submission
from records.service import drain_outbox
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    who = [question("text", "naam", "Hoe heet u?", meaning="name"), question("email", "mail", "E-mail")]
    return make_form(step("Wie bent u?", *who))


def seen_in(page):
    return re.search(r'name="answers-digest" value="(\w*)"', page.text)[1]


def test_a_submission_becomes_a_case_that_the_citizen_follows_by_the_link_in_the_mail(form):
    client = Client()
    assert client.get("/formulieren/adreswijziging/").status_code == 200
    first = client.post("/formulieren/adreswijziging/start/")
    page = client.get(first.url)
    shown = {"answers-digest": seen_in(page), "shown-question": ["naam", "mail"]}
    wrong = client.post(first.url, {**shown, "naam": "Jonas", "mail": "jonas"}, follow=True)
    assert "zoals naam@voorbeeld.be" in wrong.text
    assert 'value="Jonas"' in wrong.text
    seen = re.search(r'name="answers-digest" value="(\w*)"', wrong.text)[1]
    answer = client.post(
        first.url,
        {"answers-digest": seen, "shown-question": ["naam", "mail"], "naam": "Jonas", "mail": "jonas@voorbeeld.be"},
    )
    assert answer.url.endswith("/controle/")
    assert "Jonas" in client.get(answer.url).text
    sent = client.post(answer.url)
    again = client.post(answer.url)
    assert sent.url.endswith("/klaar/")
    assert again.url == sent.url
    case = Case.objects.get()
    assert Submission.objects.count() == 1
    assert case.applicant_email == "jonas@voorbeeld.be"
    assert case.reference in client.get(sent.url).text

    assert drain_outbox() == 1
    assert drain_outbox() == 0
    link = re.search(r"http://testserver(/t/\S+/)", mail.outbox[0].body)[1]
    other = Client()
    assert other.get(f"/zaken/{case.reference}/").status_code == 404
    followed = other.get(link)
    assert followed.status_code == 303
    assert "Wij kijken uw aanvraag na." in other.get(followed.url).text


def test_publishing_unchanged_makes_no_new_version(form):
    form.save_revision().publish()
    assert form.versions.count() == 1
