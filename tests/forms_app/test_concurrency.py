"""Twenty at once: one submission, one case, one mail. Really committed, on the database that the run uses."""

import threading

import pytest
from django.db import connection
from django.test import Client

from cases.models import Case
from forms_app.models import Draft, Submission
from ground.actor import Actor
from records.models import OutboxMessage
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, work):
    """Run work(number) in threads that start together; return what each returned."""
    gate, results = threading.Barrier(count), [None] * count

    def run(number):
        try:
            gate.wait(30)
            results[number] = work(number)
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


@pytest.fixture
def citizen():
    make_form(
        step("Wie", question("text", "naam", "Naam?"), question("email", "mail", "Mail?", is_own=True)),
        step("Wat", question("text", "wat", "Wat?")),
    )
    return Citizen().start()


def copy_of(citizen):
    client = Client()
    client.cookies = citizen.client.cookies.copy()
    return client


def test_twenty_final_posts_give_one_submission_one_case_and_one_mail(citizen):
    citizen.send(naam="Jonas", mail="jonas@voorbeeld.be").send(wat="Alles")
    clients = [copy_of(citizen) for _ in range(20)]
    answers = at_once(20, lambda number: clients[number].post(citizen.at))
    assert {getattr(answer, "status_code", answer) for answer in answers} == {303}
    assert {answer.url for answer in answers} == {f"{citizen.address}klaar/"}
    assert Submission.objects.count() == 1
    assert Case.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_twenty_api_calls_with_one_key_give_one_submission(citizen):
    from forms_app import service

    _form, version = service.get_live_form("adreswijziging")
    actor = Actor("api_client", "1", channel="api")
    answers = {"naam": "Jonas", "mail": "jonas@voorbeeld.be", "wat": "Alles"}
    results = at_once(20, lambda _number: service.submit_api(actor, version, answers, "api:1:k", "b" * 64))
    assert {str(result[0].pk) for result in results} == {str(Submission.objects.get().pk)}
    assert Case.objects.count() == 1


def test_windows_that_write_one_step_at_once_give_one_winner_and_conflicts_but_no_error(citizen):
    clients = [copy_of(citizen) for _ in range(8)]
    seen = citizen.values["answers-digest"][0]

    def post(number):
        data = {"naam": f"Naam {number}", "mail": "a@b.be", "answers-digest": seen, "shown-question": ["naam", "mail"]}
        return clients[number].post(citizen.at, data).status_code

    codes = at_once(8, post)
    assert sorted(codes) == [302] + [409] * 7
    assert Draft.objects.get().answers["naam"].startswith("Naam ")


def test_the_same_step_sent_by_an_impatient_thumb_is_never_a_conflict(citizen):
    clients = [copy_of(citizen) for _ in range(6)]
    seen = citizen.values["answers-digest"][0]
    data = {"naam": "Jonas", "mail": "a@b.be", "answers-digest": seen, "shown-question": ["naam", "mail"]}
    codes = at_once(6, lambda number: clients[number].post(citizen.at, data).status_code)
    assert codes == [302] * 6
