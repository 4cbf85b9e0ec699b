"""A case type's workflow: statuses and the moves between them, as plain frozen values. No database here.

What an editor draws becomes a Workflow; a CaseTypeVersion holds it as canonical JSON; every case reads the one that it
began with.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from ground.versions import Schema, digest

WaitingFor = Literal["city", "citizen", "nobody"]
Act = Literal["", "send", "answer", "come", "collect"]
"""What the citizen does next: send what is missing, answer a question, come to a counter, collect something there."""
SCHEMA = Schema("workflow", version=1)


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case can be. `code` never changes; label is for staff, citizen_title and citizen_text for the citizen.

    act: what the citizen must do now; decides what pages and mails offer. needs_reason: no case comes here without a message.
    """

    code: str
    label: str
    citizen_title: str
    citizen_text: str
    waiting_for: WaitingFor = "city"
    is_final: bool = False
    act: Act = ""
    needs_reason: bool = False

    @property
    def is_at_counter(self) -> bool:
        """Whether the citizen must go somewhere."""
        return self.act in ("come", "collect")

    @property
    def asks_in_message(self) -> bool:
        """Whether the citizen is told to read on their page what they must do: without a message nothing stands there."""
        return self.act in ("send", "answer")


@dataclass(frozen=True, slots=True)
class Transition:
    """A move that staff may make. `message` is what the citizen's mail proposes to say; label is the button."""

    source: str
    target: str
    label: str
    message: str = ""

    @property
    def code(self) -> str:
        """Return the transition's name within its workflow, for example "received>in_progress"."""
        return f"{self.source}>{self.target}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a workflow and where: "status" or "transition" with its index, or "workflow" as a whole.

    field names what to mend in a status.
    """

    where: Literal["status", "transition", "workflow"]
    index: int
    message: Any
    field: str = "label"


@dataclass(frozen=True, slots=True)
class Workflow:
    """The first status is where each case starts. Transitions of one status stand in the order of its buttons."""

    statuses: tuple[Status, ...]
    transitions: tuple[Transition, ...]

    @property
    def start(self) -> Status:
        """Return the status in which a case begins."""
        return self.statuses[0]

    def status(self, code: str) -> Status:
        """Return the status; LookupError names what exists."""
        for status in self.statuses:
            if status.code == code:
                return status
        known = ", ".join(status.code for status in self.statuses)
        raise LookupError(f"There is no status {code!r}. Known: {known}.")

    def moves_from(self, code: str) -> tuple[Transition, ...]:
        """Return the moves that may be made from a status, the usual one first."""
        return tuple(transition for transition in self.transitions if transition.source == code)

    def transition(self, source: str, target: str) -> Transition | None:
        """Return the move between two statuses, or None when it is not allowed."""
        return next((move for move in self.moves_from(source) if move.target == target), None)

    def road_from(self, code: str) -> tuple[Status, ...]:
        """Return the statuses that normally follow, up to a final one: each time the first move that leads to an end.

        Statuses that wait for the citizen are taken only when there is no other way: nobody hopes for a detour.
        """
        road = self._road(code, frozenset({code}))
        return tuple(self.status(step) for step in road or ())

    def _road(self, code: str, seen: frozenset[str]) -> tuple[str, ...] | None:
        if self.status(code).is_final:
            return ()
        targets = [move.target for move in self.moves_from(code) if move.target not in seen]
        targets.sort(key=lambda target: self.status(target).waiting_for == "citizen")
        for target in targets:
            rest = self._road(target, seen | {target})
            if rest is not None:
                return (target, *rest)
        return None

    def to_json(self) -> dict[str, Any]:
        """Return plain data: the same workflow always gives the same."""
        return {
            SCHEMA.key: SCHEMA.version,
            "statuses": [asdict(status) for status in self.statuses],
            "transitions": [asdict(transition) for transition in self.transitions],
        }

    @property
    def hash(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        return digest(self.to_json())


def from_json(data: dict[str, Any]) -> Workflow:
    """Return the workflow that to_json gave, of whatever schema."""
    data = SCHEMA.read(data)
    return Workflow(
        tuple(Status(**status) for status in data["statuses"]),
        tuple(Transition(**transition) for transition in data["transitions"]),
    )


def problems(workflow: Workflow) -> list[Problem]:
    """Return what keeps a workflow from working, in the order in which it is drawn; empty when it is sound."""
    if not workflow.statuses:
        return [
            Problem("workflow", 0, _("Voeg minstens twee statussen toe: waar een zaak begint, en waar ze eindigt."))
        ]
    wrong = [*_status_problems(workflow), *_transition_problems(workflow)]
    if not any(status.is_final for status in workflow.statuses):
        wrong.append(Problem("workflow", 0, _("Geen enkele status is een einde. Duid aan waar een zaak klaar is.")))
    # Reach is worth telling only once the moves themselves are right.
    return wrong or _reach_problems(workflow)


def _status_problems(workflow: Workflow) -> list[Problem]:
    wrong = []
    codes = Counter(status.code for status in workflow.statuses)
    labels = Counter(status.label.strip().casefold() for status in workflow.statuses)
    for index, status in enumerate(workflow.statuses):
        if codes[status.code] > 1 or labels[status.label.strip().casefold()] > 1:
            message = _("Er zijn twee statussen met de naam “%(label)s”. Geef elke status een eigen naam.")
            wrong.append(Problem("status", index, message % {"label": status.label}))
        if status.is_final and status.waiting_for != "nobody":
            message = _("Een einde wacht op niemand. Kies “Niemand” bij “Wie moet iets doen?”.")
            wrong.append(Problem("status", index, message, "waiting_for"))
        if not status.is_final and status.waiting_for == "nobody":
            message = _("Een zaak die loopt, wacht op iemand: kies wie er iets moet doen.")
            wrong.append(Problem("status", index, message, "waiting_for"))
        if message := _act_problem(status):
            wrong.append(Problem("status", index, message, "act"))
    if workflow.start.is_final:
        message = _("Een zaak kan niet beginnen waar ze eindigt. Zet een andere status bovenaan.")
        wrong.append(Problem("status", 0, message, "waiting_for"))
    return wrong


def _act_problem(status: Status) -> Any:  # noqa: ANN401  # the type of gettext_lazy has no name outside the stubs
    if status.waiting_for == "citizen" and not status.act:
        return _(
            "Kies wat de burger moet doen. Dat bepaalt wat de burger op de pagina en in de mail krijgt aangeboden."
        )
    if status.waiting_for == "city" and status.act:
        return _(
            "Hier moet de stad iets doen. Kies bij “Wat moet de burger doen?” niets, of laat de burger aan zet zijn."
        )
    if status.is_final and status.act in ("send", "answer"):
        return _(
            "Na het einde kan de burger niets meer bezorgen. Kies “Naar het loket komen”, “Iets afhalen” of niets."
        )
    return ""


def _transition_problems(workflow: Workflow) -> list[Problem]:
    wrong = []
    known = {status.code: status for status in workflow.statuses}
    pairs = Counter(transition.code for transition in workflow.transitions)
    for index, move in enumerate(workflow.transitions):
        message: Any = ""
        if move.source not in known or move.target not in known:
            message = _("Deze stap wijst naar een status die er niet meer is. Kies een andere.")
        elif move.source == move.target:
            message = _("Deze stap gaat nergens heen. Kies een andere status.")
        elif known[move.source].is_final:
            message = _("“%(label)s” is een einde: daarna komt geen stap meer.") % {"label": known[move.source].label}
        elif pairs[move.code] > 1:
            message = _("Deze stap staat er twee keer. Verwijder er een.")
        if message:
            wrong.append(Problem("transition", index, message))
    return wrong


def _reach_problems(workflow: Workflow) -> list[Problem]:
    from_start = _closure(workflow.start.code, workflow)
    wrong = []
    for index, status in enumerate(workflow.statuses):
        if status.code not in from_start:
            message = _("Geen enkele zaak kan “%(label)s” bereiken. Voeg een stap toe die ernaartoe gaat.")
            wrong.append(Problem("status", index, message % {"label": status.label}))
        elif not any(workflow.status(code).is_final for code in _closure(status.code, workflow)):
            message = _("Vanuit “%(label)s” raakt een zaak nooit klaar. Voeg een stap toe die naar een einde leidt.")
            wrong.append(Problem("status", index, message % {"label": status.label}))
    return wrong


def _closure(code: str, workflow: Workflow) -> set[str]:
    """Return every status that can be reached, the one itself among them."""
    reached, ahead = {code}, [code]
    while ahead:
        for move in workflow.moves_from(ahead.pop()):
            if move.target not in reached:
                reached.add(move.target)
                ahead.append(move.target)
    return reached
