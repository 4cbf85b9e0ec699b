"""Where a case is, as its citizen sees it: what happened, what is going on, and what normally follows. No database here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cases.workflow import Status, Workflow

State = Literal["done", "now", "later", "ended"]
"""`ended` is an end that was not the usual one: refused, withdrawn, not ours. It is over, but nothing was done."""


class Event(Protocol):
    """What is needed of a CaseEvent."""

    @property
    def at(self) -> datetime.datetime: ...

    @property
    def status(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Message:
    """What the city wrote to the citizen, and when."""

    at: datetime.datetime
    text: str


@dataclass(slots=True)
class Step:
    """One step. at: when it began, None for one that is still to come. text explains the one that is now."""

    state: State
    title: str
    at: datetime.datetime | None = None
    text: str = ""
    is_end: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def sign(self) -> str:
        """The icon of a step that is over; "" for one that is not, which shows its number."""
        return {"done": "check", "ended": "x"}.get(self.state, "")


def steps(workflow: Workflow, events: Iterable[Event]) -> list[Step]:
    """Return the steps in order: past ones with their dates and messages, the present one, and the usual road ahead.

    A case that has reached its end has no step to come and none that is now: its last step is done, or merely ended.
    """
    taken: list[Step] = []
    code = before = workflow.start.code
    for event in events:
        if not taken or event.status != code:
            status = workflow.status(event.status)
            before, code = code, event.status
            taken.append(Step("done", status.citizen_title, event.at, is_end=status.is_final))
        if event.text and taken:
            taken[-1].messages.append(Message(event.at, event.text))
    current = workflow.status(code)
    if taken:
        taken[-1].text = current.citizen_text
        taken[-1].state = _state_of_end(workflow, before, code) if current.is_final else "now"
    road = workflow.road_from(code)
    return taken + [Step("later", status.citizen_title, is_end=status.is_final) for status in road]


def _state_of_end(workflow: Workflow, before: str, code: str) -> State:
    usual = workflow.road_from(before)
    return "ended" if usual and usual[-1].code != code else "done"


def tag(status: Status, *, is_usual_end: bool) -> Literal["ok", "turn", "info", ""]:
    """Return how it shows whose turn it is: the citizen's, the city's ("info"), or nobody's: done ("ok") or just over ("")."""
    if is_usual_end:
        return "ok"
    if status.is_final:
        return ""
    return "turn" if status.waiting_for == "citizen" else "info"


def last_message(taken: list[Step]) -> str:
    """Return what the city wrote since the present step began, the last of it; "" for nothing."""
    present = next((step for step in reversed(taken) if step.state != "later"), None)
    return present.messages[-1].text if present and present.messages else ""
