"""A workflow is checked where it is drawn, reads back as itself, and knows the usual road."""

from dataclasses import replace

import pytest

from cases.workflow import Status, Transition, Workflow, from_json, problems

RECEIVED = Status("received", "Ontvangen", "Wij hebben uw aanvraag", "Wij kijken ze na.")
PROGRESS = Status("in_progress", "In behandeling", "Wij behandelen uw aanvraag", "Wij zijn ermee bezig.")
WAITING = Status("waiting", "Wacht op burger", "Wij wachten op u", "Bezorg ons wat ontbreekt.", "citizen", act="send")
DONE = Status("done", "Afgehandeld", "Uw aanvraag is klaar", "U hoeft niets meer te doen.", "nobody", True)
REFUSED = Status("refused", "Geweigerd", "Wij kunnen niet op uw vraag ingaan", "Lees waarom.", "nobody", True)

SOUND = Workflow(
    (RECEIVED, PROGRESS, WAITING, DONE, REFUSED),
    (
        Transition("received", "refused", "Weigeren"),
        Transition("received", "in_progress", "Beginnen"),
        Transition("in_progress", "waiting", "Iets vragen", "Wij missen nog iets."),
        Transition("in_progress", "done", "Afronden"),
        Transition("waiting", "in_progress", "Verder behandelen"),
    ),
)


def wrong_places(workflow: Workflow) -> list[tuple[str, int]]:
    return [(problem.where, problem.index) for problem in problems(workflow)]


def test_a_sound_workflow_has_no_problems() -> None:
    assert problems(SOUND) == []


def test_a_workflow_reads_back_as_itself_and_keeps_its_hash() -> None:
    again = from_json(SOUND.to_json())
    assert again == SOUND
    assert again.hash == SOUND.hash


def test_any_change_gives_another_hash() -> None:
    changed = replace(SOUND, statuses=(replace(RECEIVED, citizen_text="Anders."), *SOUND.statuses[1:]))
    assert changed.hash != SOUND.hash


def test_moves_stand_in_the_order_in_which_they_were_drawn() -> None:
    assert [move.target for move in SOUND.moves_from("received")] == ["refused", "in_progress"]
    assert SOUND.moves_from("done") == ()


def test_only_drawn_moves_are_allowed() -> None:
    assert SOUND.transition("received", "done") is None
    assert SOUND.transition("in_progress", "done") == Transition("in_progress", "done", "Afronden")


def test_the_road_ahead_is_the_first_drawn_way_and_avoids_waiting_for_the_citizen() -> None:
    usual_first = replace(SOUND, transitions=SOUND.transitions[1:])
    assert [status.code for status in usual_first.road_from("received")] == ["in_progress", "done"]
    assert [status.code for status in usual_first.road_from("waiting")] == ["in_progress", "done"]
    assert usual_first.road_from("done") == ()


def test_an_unknown_status_is_named_with_what_exists() -> None:
    with pytest.raises(LookupError, match="received, in_progress"):
        SOUND.status("gone")


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="99"):
        from_json({**SOUND.to_json(), "schema": 99})


def test_no_statuses_at_all() -> None:
    assert wrong_places(Workflow((), ())) == [("workflow", 0)]


def test_a_workflow_without_an_end() -> None:
    assert ("workflow", 0) in wrong_places(
        Workflow((RECEIVED, PROGRESS), (Transition("received", "in_progress", "Beginnen"),))
    )


@pytest.mark.parametrize("second", [replace(PROGRESS, code="received"), replace(PROGRESS, label=" ontvangen ")])
def test_two_statuses_with_one_name_are_both_pointed_at(second: Status) -> None:
    assert {("status", 0), ("status", 1)} <= set(
        wrong_places(replace(SOUND, statuses=(RECEIVED, second, *SOUND.statuses[2:])))
    )


def test_a_start_that_is_an_end() -> None:
    assert ("status", 0) in wrong_places(Workflow((DONE, RECEIVED), (Transition("received", "done", "Afronden"),)))


def test_an_end_that_still_waits_for_someone() -> None:
    assert ("status", 3) in wrong_places(
        replace(SOUND, statuses=(RECEIVED, PROGRESS, WAITING, replace(DONE, waiting_for="city"), REFUSED))
    )


def test_a_running_status_that_waits_for_nobody() -> None:
    assert ("status", 1) in wrong_places(
        replace(SOUND, statuses=(RECEIVED, replace(PROGRESS, waiting_for="nobody"), *SOUND.statuses[2:]))
    )


@pytest.mark.parametrize(
    "wrong",
    [
        Transition("received", "gone", "Weg"),
        Transition("gone", "received", "Weg"),
        Transition("received", "received", "Blijven"),
        Transition("done", "received", "Heropenen"),
        Transition("received", "in_progress", "Nog eens"),
    ],
)
def test_a_wrong_move_is_pointed_at(wrong: Transition) -> None:
    assert ("transition", 5) in wrong_places(replace(SOUND, transitions=(*SOUND.transitions, wrong)))


def test_a_status_that_no_case_reaches() -> None:
    assert wrong_places(replace(SOUND, transitions=SOUND.transitions[1:])) == [("status", 4)]


def test_a_status_in_which_cases_get_stuck() -> None:
    assert wrong_places(replace(SOUND, transitions=SOUND.transitions[:4])) == [("status", 2)]
