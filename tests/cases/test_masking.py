"""A national number shows in part: whole to who typed it, before it is sent, and to staff who ask, which is written down."""

import pytest
from django.core import mail
from django.test import Client

from cases import actions
from cases.errors import NotAllowed
from cases.service import public_summary
from forms_app.filling.answers import EVERYTHING
from forms_app.service import sections
from ground.actor import SYSTEM, Actor
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER
from records.models import AuditLine
from records.service import drain_outbox, link_for, token_of
from tests.cases.factories import acting, case_type, make_case, staff
from tests.factories import make_department, make_form, question, step
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db

TYPED, WHOLE, MASKED = "93051822361", "93.05.18-223.61", "93.05.18-•••.••"
PARTS = (TYPED, WHOLE, "223.61")


@pytest.fixture
def case():
    kind = case_type()
    form = make_form(
        step("Wie?", question("text", "naam", "Naam", meaning="name"), question("national_number", "rrn", "Uw nummer")),
        publish=False,
    )
    form.destination = kind.code
    form.save()
    form.save_revision().publish()
    return make_case(email="", answers={"rrn": TYPED})


def signed_in(role=HANDLER, department="bevolking"):
    user = staff(f"{role}-{department}".lower(), role, make_department(department))
    client = Client()
    client.force_login(user)
    return client, user


def at(case, rest=""):
    return f"/cms/snippets/cases/case/edit/{case.pk}/{rest}"


def test_the_citizen_sees_it_in_part_on_the_page_of_the_case(case):
    page = Client().get(f"/t/{token_of(link_for('case', case.pk))}/", follow=True).text
    assert MASKED in page
    assert not any(part in page for part in PARTS)


def test_who_typed_it_reads_it_whole_before_it_is_sent(case):
    citizen = Citizen()
    citizen.start()
    assert WHOLE in citizen.send(naam="Jonas", rrn=TYPED).text


@pytest.mark.parametrize("role", [HANDLER, COUNTER])
def test_staff_see_it_in_part_and_whole_when_they_ask_which_is_written_down(case, role):
    client, user = signed_in(role)
    page = client.get(at(case)).text
    assert MASKED in page
    assert not any(part in page for part in PARTS)
    answer = client.post(at(case, "toon/rrn/"))
    assert WHOLE in answer.text
    assert "no-store" in answer["Cache-Control"]
    line = AuditLine.objects.get(action="case.shown_in_full")
    assert (line.target_id, line.actor_id, line.detail) == (str(case.pk), str(user.pk), {"question": "rrn"})
    assert WHOLE not in client.get(at(case)).text


def test_no_address_shows_it(case):
    answer = signed_in()[0].get(at(case, "toon/rrn/"), follow=True)
    assert answer.redirect_chain == [(at(case), 302)]
    assert WHOLE not in answer.text
    assert not AuditLine.objects.filter(action="case.shown_in_full").exists()


@pytest.mark.parametrize(("role", "department", "status"), [(HANDLER, "wegen", 404), (CHIEF_EDITOR, "bevolking", 404)])
def test_who_may_not_see_the_case_may_not_see_it(case, role, department, status):
    client, user = signed_in(role, department)
    answer = client.post(at(case, "toon/rrn/"))
    assert answer.status_code in (status, 302)
    assert WHOLE not in answer.text
    with pytest.raises(NotAllowed):
        actions.show_in_full(acting(user), case, "rrn")


@pytest.mark.parametrize("actor", [SYSTEM, Actor("citizen"), Actor("api_client", "1")])
def test_only_staff_may_ask(case, actor):
    with pytest.raises(NotAllowed):
        actions.show_in_full(actor, case, "rrn")
    assert not AuditLine.objects.filter(action="case.shown_in_full").exists()


def test_a_question_that_the_case_does_not_have_is_not_found(case):
    assert signed_in()[0].post(at(case, "toon/anders/")).status_code == 404


def test_no_list_export_summary_or_mail_holds_it(case):
    client, _user = signed_in()
    case.applicant_email = "jonas@voorbeeld.be"
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    drain_outbox()
    texts = [message.body + message.alternatives[0].content for message in mail.outbox]
    texts.append(str(public_summary(case.pk)))
    for query in ("", "?export=csv", f"?q={TYPED}"):
        answer = client.get(f"/cms/snippets/cases/case/{query}")
        texts.append(b"".join(answer).decode() if answer.streaming else answer.text.replace(f'value="{TYPED}"', ""))
    for text in texts:
        assert not any(part in text for part in PARTS[1:])


def test_sections_mask_unless_told_otherwise(case):
    definition, answers = case.submission.version.definition, case.submission.answers

    def lines(**options):
        return [row.lines for section in sections(definition, answers, **options) for row in section.rows][1]

    assert lines() == [MASKED]
    assert lines(in_full={"naam"}) == [MASKED]
    assert lines(in_full={"rrn"}) == lines(in_full=EVERYTHING) == [WHOLE]
