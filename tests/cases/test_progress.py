"""What a citizen sees of a case's way: pure, from events and the workflow alone."""

import datetime
from dataclasses import dataclass

from cases.clock import dates, pauses
from cases.deadlines import BRUSSELS, Pause, Term, WorkCalendar
from cases.progress import last_message, steps
from tests.cases.factories import WORKFLOW


@dataclass(frozen=True)
class Event:
    """An event as both pure modules read it."""

    at: datetime.datetime
    kind: str
    status: str
    waiting_for: str = "city"
    text: str = ""


def day(number):
    return datetime.datetime(2026, 11, number, 12, tzinfo=BRUSSELS)


OPENED = Event(day(2), "opened", "received")
BEGUN = Event(day(3), "moved", "in_progress", text="Wij zijn begonnen.")
ASKED = Event(day(4), "moved", "waiting", "citizen", "Bezorg ons uw huurcontract.")
REMINDED = Event(day(5), "message", "waiting", "citizen", "Denkt u aan uw huurcontract?")
RESUMED = Event(day(6), "moved", "in_progress")
DONE = Event(day(9), "moved", "done", "nobody", "Klaar.")


def shape(*events):
    return [(step.state, step.title) for step in steps(WORKFLOW, events)]


def test_a_new_case_stands_at_its_first_step_with_the_usual_road_ahead():
    assert shape(OPENED) == [
        ("now", "Wij hebben uw aanvraag"),
        ("later", "Wij behandelen uw aanvraag"),
        ("later", "Uw aanvraag is klaar"),
    ]


def test_a_detour_shows_in_the_past_and_the_road_goes_on_from_there():
    assert shape(OPENED, BEGUN, ASKED) == [
        ("done", "Wij hebben uw aanvraag"),
        ("done", "Wij behandelen uw aanvraag"),
        ("now", "Wij wachten op u"),
        ("later", "Wij behandelen uw aanvraag"),
        ("later", "Uw aanvraag is klaar"),
    ]


def test_a_refusal_is_an_end_but_not_the_usual_one():
    refused = Event(day(3), "moved", "refused", "nobody", "U woont niet in onze stad.")
    assert shape(OPENED, refused) == [
        ("done", "Wij hebben uw aanvraag"),
        ("ended", "Wij gaan niet in op uw aanvraag"),
    ]


def test_the_end_is_done_and_nothing_follows():
    assert shape(OPENED, BEGUN, DONE)[-1] == ("done", "Uw aanvraag is klaar")
    assert all(state == "done" for state, _title in shape(OPENED, BEGUN, DONE))


def test_messages_stand_with_the_step_in_which_they_came():
    shown = steps(WORKFLOW, [OPENED, BEGUN, ASKED, REMINDED])
    assert [[message.text for message in step.messages] for step in shown[:3]] == [
        [],
        ["Wij zijn begonnen."],
        ["Bezorg ons uw huurcontract.", "Denkt u aan uw huurcontract?"],
    ]
    assert last_message(shown) == "Denkt u aan uw huurcontract?"
    assert last_message(steps(WORKFLOW, [OPENED, BEGUN, DONE])) == "Klaar."
    assert last_message(steps(WORKFLOW, [OPENED])) == ""


def test_only_the_present_step_explains_itself():
    shown = steps(WORKFLOW, [OPENED, BEGUN])
    assert [step.text for step in shown] == ["", "De wijkagent komt bij u langs.", ""]


def test_the_city_waits_from_the_question_to_the_next_step_and_a_reminder_starts_no_second_pause():
    assert pauses([OPENED, BEGUN, ASKED, REMINDED]) == (Pause(day(4)),)
    assert pauses([OPENED, BEGUN, ASKED, REMINDED, RESUMED]) == (Pause(day(4), day(6)),)
    assert pauses([OPENED, BEGUN]) == ()


def when(*events, is_answered=False, is_closed=False):
    return dates(
        day(2),
        events,
        WorkCalendar(),
        answer_term=Term(3, "working_days"),
        end_term=Term(10, "working_days"),
        is_answered=is_answered,
        is_closed=is_closed,
    )


def test_the_first_answer_counts_until_it_is_given_and_then_the_end():
    assert when(OPENED).next_due == datetime.date(2026, 11, 5)
    answered = when(OPENED, BEGUN, is_answered=True)
    assert (answered.answer_due, answered.next_due) == (None, answered.due)
    assert answered.due == datetime.date(2026, 11, 17)  # 11 November is a holiday


def test_nothing_is_due_while_the_city_waits_or_after_the_end():
    waiting = when(OPENED, BEGUN, ASKED, is_answered=True)
    closed = when(OPENED, BEGUN, DONE, is_answered=True, is_closed=True)
    assert (waiting.due, waiting.next_due, closed.due, closed.next_due) == (None, None, None, None)
