"""The building blocks in which an editor draws a workflow: statuses, each with the steps that lead out of it.

A step names the status it leads to by that block's id, which the editor never sees: a select of labels stands in its
place (static/cases/case-type.js). Renaming a status touches no step; deleting one leaves its steps pointed at.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cases.workflow import Problem, Status, Transition, Workflow, problems
from ground.editing import problems as editing
from ground.editing.blocks import HiddenText

STANDARD = Workflow(
    (
        Status(
            "received",
            "Ontvangen",
            "Wij hebben alles goed ontvangen",
            "Een medewerker kijkt alles na.",
        ),
        Status(
            "in_progress",
            "In behandeling",
            "Wij zijn ermee bezig",
            "Een medewerker behandelt het.",
        ),
        Status(
            "waiting_for_citizen",
            "Wacht op burger",
            "Wij wachten op u",
            "Wij hebben nog iets van u nodig. Lees het bericht en bezorg ons wat ontbreekt.",
            "citizen",
            act="send",
        ),
        Status("done", "Afgerond", "Alles is afgerond", "U hoeft niets meer te doen.", "nobody", is_final=True),
        Status(
            "refused",
            "Geweigerd",
            "Wij kunnen dit niet goedkeuren",
            "Bent u het niet eens met de reden? Neem dan contact met ons op.",
            "nobody",
            is_final=True,
            needs_reason=True,
        ),
    ),
    (
        Transition("received", "in_progress", "Begin te behandelen"),
        Transition("received", "refused", "Weiger", "De reden is: "),
        Transition("in_progress", "done", "Rond af"),
        Transition("in_progress", "waiting_for_citizen", "Vraag iets aan de burger", "Bezorg ons nog: "),
        Transition("in_progress", "refused", "Weiger", "De reden is: "),
        Transition("waiting_for_citizen", "in_progress", "Behandel verder"),
        Transition("waiting_for_citizen", "refused", "Weiger", "De reden is: "),
    ),
)


class MoveBlock(blocks.StructBlock):
    target = HiddenText(label=_("Naar welke status?"), form_classname="sn-move-target")
    label = blocks.CharBlock(
        max_length=60,
        label=_("Tekst op de knop"),
        help_text=_("Wat de behandelaar doet. Bijvoorbeeld: Begin te behandelen"),
    )
    message = blocks.TextBlock(
        required=False,
        label=_("Voorstel van bericht aan de burger"),
        help_text=_(
            "De behandelaar kan het aanpassen. Eindigt het op een dubbele punt, dan moet de behandelaar het aanvullen. "
            "Bijvoorbeeld: Bezorg ons een kopie van uw huurcontract."
        ),
        rows=3,
    )

    class Meta:
        icon = "arrow-right"
        label = _("Stap")
        label_format = "{label}"


class StatusBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        max_length=60, label=_("Naam voor medewerkers"), help_text=_("Bijvoorbeeld: Controle door de wijkagent")
    )
    code = HiddenText(required=False, label=_("Code"), form_classname="sn-status-code")
    waiting_for = blocks.ChoiceBlock(
        [
            ("city", _("De stad moet iets doen")),
            ("citizen", _("De burger moet iets doen: de termijn staat stil")),
            ("nobody", _("Niemand: de zaak is klaar")),
        ],
        default="city",
        label=_("Wie moet iets doen?"),
    )
    act = blocks.ChoiceBlock(
        [
            ("", _("Niets")),
            ("send", _("Iets bezorgen, zoals een document")),
            ("answer", _("Een vraag beantwoorden")),
            ("come", _("Naar het loket komen")),
            ("collect", _("Iets afhalen aan het loket")),
        ],
        required=False,
        label=_("Wat moet de burger doen?"),
        help_text=_("Bij het loket ziet de burger de plaats en de uren, en geen knop om te mailen."),
    )
    citizen_title = blocks.CharBlock(
        max_length=80,
        label=_("Titel voor de burger"),
        help_text=_("Bijvoorbeeld: De wijkagent komt langs"),
    )
    citizen_text = blocks.TextBlock(
        label=_("Uitleg voor de burger"),
        help_text=_(
            "Wat gebeurt er nu, en moet de burger iets doen? Bijvoorbeeld: De wijkagent kijkt na of u er woont."
        ),
        rows=3,
    )
    needs_reason = blocks.BooleanBlock(
        required=False,
        label=_("De burger krijgt altijd een reden"),
        help_text=_("Zonder bericht kan een behandelaar deze stap niet zetten. Duid dit aan bij een weigering."),
    )
    moves = blocks.ListBlock(
        MoveBlock(),
        default=[],
        label=_("Stappen hierna"),
        help_text=_("De gewone weg bovenaan. Een einde heeft geen stappen."),
    )

    class Meta:
        icon = "tag"
        label = _("Status")
        label_format = "{label}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A workflow as drawn; places holds for each transition the indexes of its status and of its row there."""

    workflow: Workflow
    places: tuple[tuple[int, int], ...]


def draw(value: Any) -> Drawn:  # noqa: ANN401  # a block's value, stored or as Wagtail's
    """Return the workflow in a StreamValue of statuses. Its blocks must have codes and ids."""
    codes = {str(child.id): child.value["code"] for child in value if child.id}
    statuses, transitions, places = [], [], []
    for index, child in enumerate(value):
        data = child.value
        statuses.append(
            Status(
                code=data["code"],
                label=data["label"],
                citizen_title=data["citizen_title"],
                citizen_text=data["citizen_text"],
                waiting_for=data["waiting_for"],
                is_final=data["waiting_for"] == "nobody",
                act=data["act"] or "",
                needs_reason=bool(data["needs_reason"]),
            )
        )
        for row, move in enumerate(data["moves"]):
            target = codes.get(str(move["target"]), "")
            transitions.append(Transition(data["code"], target, move["label"], move["message"]))
            places.append((index, row))
    return Drawn(Workflow(tuple(statuses), tuple(transitions)), tuple(places))


def give_codes(value: Any) -> None:  # noqa: ANN401  # a block's value, stored or as Wagtail's
    """Give each status without a code of its own one made from its label; a code that is there stays for good."""
    taken: set[str] = set()
    for child in value:
        code = child.value["code"]
        if not code or code in taken:
            base = slugify(child.value["label"]).replace("-", "_")[:36] or "status"
            code, number = base, 2
            while code in taken:
                code, number = f"{base}_{number}", number + 1
            child.value["code"] = code
        taken.add(code)


class StatusesBlock(blocks.StreamBlock):
    status = StatusBlock()

    class Meta:
        icon = "list-ol"
        required = True
        collapsed = True

    def clean(self, value: object) -> object:
        """Return the value with codes; what is wrong stands beside the block that it is about."""
        cleaned = super().clean(value)
        give_codes(cleaned)
        drawn = draw(cleaned)
        if error := editing.as_error(placed(problems(drawn.workflow), drawn), {"moves"}):
            raise error
        return cleaned


def as_blocks(workflow: Workflow) -> list[dict[str, Any]]:
    """Return the raw stream data in which an editor finds the workflow back; a status' code serves as its block id."""
    return [
        {
            "type": "status",
            "id": status.code,
            "value": {
                "label": status.label,
                "code": status.code,
                "waiting_for": status.waiting_for,
                "citizen_title": status.citizen_title,
                "citizen_text": status.citizen_text,
                "act": status.act,
                "needs_reason": status.needs_reason,
                "moves": [
                    {
                        "type": "item",
                        "id": move.code,
                        "value": {"target": move.target, "label": move.label, "message": move.message},
                    }
                    for move in workflow.moves_from(status.code)
                ],
            },
        }
        for status in workflow.statuses
    ]


def standard() -> object:
    """Return the statuses with which a new case type begins, so that nobody starts from an empty page."""
    return StatusesBlock().to_python(as_blocks(STANDARD))


def placed(workflow_problems: list[Problem], drawn: Drawn) -> list[editing.Problem]:
    """Return the problems with their places in the stream of statuses: the first one of each field."""
    by_path: dict[editing.Path, editing.Problem] = {}
    for problem in workflow_problems:
        path: editing.Path = ()
        if problem.where == "status":
            path = (problem.index, problem.field)
        elif problem.where == "transition":
            status, row = drawn.places[problem.index]
            path = (status, "moves", row, "target")
        by_path.setdefault(path or ("", len(by_path)), editing.Problem(path, problem.message, field="statuses"))
    return list(by_path.values())
