"""Beside a step: the steps by name, and a short summary of what was answered so far."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms_app.filling.overview import MAX_CHARACTERS, MAX_ROWS
from forms_app.models import Draft
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
NUMBER = "93.05.18-223.61"


def steps():
    return [
        step(
            "Wie",
            question("text", "naam", "Hoe heet u?"),
            question("national_number", "rrn", "Uw rijksregisternummer", required=False),
            question("yes_no", "huurt", "Huurt u?"),
        ),
        step("Huur", question("text", "verhuurder", "Van wie huurt u?"), show_if=when("huurt", "eq", "yes")),
        step("Wanneer", question("date", "datum", "Wanneer verhuist u?")),
        step("Meer", question("text", "meer", "Nog iets?", required=False)),
    ]


@pytest.fixture
def citizen():
    make_form(*steps())
    return Citizen().start()


def summary(citizen):
    """Return (question, answer) of each line beside the step."""
    panel = re.search(r'<section[^>]*aria-labelledby="tot-nu".*?</section>', citizen.text, re.S)
    return re.findall(r"<dt>(.*?)</dt><dd><bdi>(.*?)</bdi>", panel[0]) if panel else []


def states(citizen):
    """Return (state, title) of each step in the list, and the title of what leads to one."""
    panel = re.search(r'<section[^>]*aria-labelledby="stappen".*?</section>', citizen.text, re.S)[0]
    items = re.findall(r'<li class="sn-steps__item sn-steps__item--(\w+)"[^>]*>(.*?)</li>', panel, re.S)
    return [(state, re.sub(r"<[^>]*>|\s+", " ", item).split(": ")[-1].strip()) for state, item in items]


def test_the_steps_stand_by_name_with_what_is_done_what_is_now_and_what_comes(citizen):
    assert states(citizen) == [
        ("now", "Wie"),
        ("later", "Wanneer"),
        ("later", "Meer"),
        ("later", "Nakijken en versturen"),
    ]
    citizen.send(naam="Jonas", huurt="yes")
    assert states(citizen)[:3] == [("done", "Wie"), ("now", "Huur"), ("later", "Wanneer")]
    assert "Stap 2 van 4" in citizen.text
    assert "hierna: Wanneer" in citizen.text


def test_after_the_last_step_comes_looking_through_it(citizen):
    citizen.send(naam="Jonas", huurt="no").send(datum__day="1", datum__month="2", datum__year="2026")
    assert "hierna: Nakijken en versturen" in citizen.text
    citizen.send()
    assert states(citizen)[-2:] == [("done", "Meer"), ("now", "Nakijken en versturen")]


def test_a_step_that_is_done_opens_from_the_list_and_what_was_typed_here_is_kept(citizen):
    citizen.send(naam="Jonas", huurt="no")
    citizen.send("go-to-step=wie", datum__day="24")
    assert citizen.step == "wie"
    citizen.send(naam="Ewa")
    assert citizen.values["datum.day"] == ["24"]


def test_a_later_step_opens_from_the_list_once_this_one_is_right_else_it_says_what_is_wrong(citizen):
    citizen.send(naam="Jonas", huurt="no").send(datum__day="1", datum__month="2", datum__year="2026")
    citizen.send("go-to-step=wie")
    citizen.send("go-to-step=meer", naam="")
    assert citizen.step == "wie"
    assert citizen.errors == [("id_naam", "Vul een antwoord in bij: Hoe heet u?")]
    citizen.send("go-to-step=meer", naam="Ewa")
    assert citizen.step == "meer"


def test_the_way_back_to_the_check_page_survives_the_list(citizen):
    citizen.send(naam="Jonas", huurt="no").send(datum__day="1", datum__month="2", datum__year="2026").send()
    citizen.open(citizen.address + "wie/?return-to=controle").send("go-to-step=wanneer")
    assert citizen.step == "wanneer"
    assert citizen.send().step == "controle"


@pytest.mark.parametrize("slug", ["bestaat-niet", "controle", "klaar", "//kwaad.example", "huur", ""])
def test_a_step_that_does_not_open_is_not_led_to(citizen, slug):
    citizen.send(naam="Jonas", huurt="no")
    answer = citizen.client.post(citizen.at, {"go-to-step": slug})
    assert answer.url.startswith(f"{citizen.address}wanneer/?show-errors")


def test_the_summary_shows_what_the_other_steps_hold_and_masks_a_national_number(citizen):
    assert summary(citizen) == []
    citizen.send(naam="Jonas", rrn=NUMBER, huurt="no")
    assert summary(citizen) == [
        ("Hoe heet u?", "Jonas"),
        ("Uw rijksregisternummer", "93.05.18-•••.••"),
        ("Huurt u?", "Nee"),
    ]
    assert NUMBER not in citizen.text
    citizen.send("previous-step")
    assert summary(citizen) == []
    assert citizen.values["naam"] == ["Jonas"]


def test_an_answer_that_a_condition_hides_is_not_in_the_summary(citizen):
    citizen.send(naam="Jonas", huurt="yes").send(verhuurder="De Smet")
    assert ("Van wie huurt u?", "De Smet") in summary(citizen)
    citizen.send("go-to-step=wie").send(huurt="no")
    assert citizen.step == "wanneer"
    assert Draft.objects.get().answers["verhuurder"] == "De Smet"
    assert "De Smet" not in citizen.text


def test_what_is_wrong_now_is_not_said_to_be_answered(citizen):
    citizen.send(naam="Jonas", huurt="no").send(datum__day="1", datum__month="2", datum__year="2026")
    assert len(summary(citizen)) == 3
    citizen.send("previous-step").send("go-to-step=wie", datum__month="13")
    assert summary(citizen) == []


@pytest.mark.parametrize(("count", "more"), [(MAX_ROWS, ""), (MAX_ROWS + 1, "En nog 1 antwoord."), (50, "En nog 42")])
def test_the_summary_is_short_and_says_how_much_more_there_is(count, more):
    asked = [question("text", f"v{number}", f"Vraag {number}?") for number in range(count)]
    make_form(step("Veel", *asked), step("Twee", question("text", "laatste", "Laatste?")), key="veel")
    citizen = Citizen("veel").start().send(**{f"v{number}": "a" * 79 for number in range(count)})
    assert len(summary(citizen)) == min(count, MAX_ROWS)
    assert more in citizen.text
    assert ("En nog" in citizen.text) == bool(more)


@pytest.mark.parametrize(("length", "is_cut"), [(MAX_CHARACTERS, False), (MAX_CHARACTERS + 1, True)])
def test_a_long_answer_is_cut_off_in_the_summary_and_whole_on_the_check_page(length, is_cut):
    make_form(step("Een", question("long_text", "x", "X?")), step("Twee", question("text", "y", "Y?")), key="lang")
    citizen = Citizen("lang").start().send(x="é" * length)
    assert summary(citizen)[0][1].endswith("…") == is_cut
    assert "é" * length in citizen.send(y="y").text


def test_twenty_steps_cost_no_query_more_than_four(citizen):
    many = [step(f"Stap {number}", question("text", f"v{number}", f"Vraag {number}?")) for number in range(20)]
    make_form(*many, key="twintig")
    long = Citizen("twintig").start()
    for number in range(19):
        long.send(**{f"v{number}": "antwoord"})
    assert len(states(long)) == 21
    citizen.send(naam="Jonas", huurt="no")

    def queries(of):
        with CaptureQueriesContext(connection) as captured:
            of.client.get(of.at)
        return len(captured)

    assert queries(long) == queries(citizen)


def test_no_page_that_shows_answers_is_kept_by_anybody(citizen):
    citizen.send(naam="Jonas", huurt="no")
    assert "no-store" in citizen.page["Cache-Control"]
    assert "Jonas" not in Client().get(citizen.at).text
