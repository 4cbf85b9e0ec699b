"""What must hold before a form is published, and before a draft is saved. One function, one list of problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms_app import seams
from forms_app.models import Form, FormVersion
from forms_app.operators import NO_VALUE, OPERATORS
from forms_app.questions import question_types

Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Where (step index, "questions", question index, …, field) and what; in_draft is refused even for a draft."""

    path: Path
    message: str | Promise
    in_draft: bool = False


def published_names(form: Form) -> dict[str, str]:
    """Return block id to question name of every version that citizens have seen. One query."""
    names: dict[str, str] = {}
    for data in FormVersion.objects.filter(form_id=form.pk).order_by("number").values_list("data", flat=True):
        for step in data["structure"]["steps"]:
            names.update({question["block_id"]: question["name"] for question in step["questions"]})
    return names


def problems(steps: Any, published: Mapping[str, str], destination: str) -> list[Problem]:
    """Return every reason why these steps (a StreamValue) cannot be published; empty when they can."""
    found: list[Problem] = []
    if not len(steps):
        found.append(Problem((), _("Voeg minstens één stap met een vraag toe.")))
    if destination not in dict(seams.destination_choices()):
        found.append(Problem((), _("Kies een zaaktype: anders weet niemand wat er met het formulier moet gebeuren.")))
    types = question_types()
    everywhere = {child.value["name"] for step in steps for child in step.value["questions"]}
    used: set[str] = set()
    earlier: dict[str, tuple[str, set[str] | None]] = {}

    def rule(show_if: Mapping[str, Any], path: Path) -> None:
        for number, row in enumerate(show_if["rows"]):
            at = (*path, "show_if", "rows", number)
            name, operator, value = row["question"], row["operator"], row["value"]
            if not name:
                found.append(Problem((*at, "question"), _("Kies een vraag.")))
            elif name not in earlier:
                why = (
                    _("Deze vraag staat niet eerder in het formulier.")
                    if name in everywhere
                    else _("Deze vraag bestaat niet meer.")
                )
                found.append(Problem((*at, "question"), why))
            elif operator not in dict(OPERATORS[earlier[name][0]]):
                found.append(Problem((*at, "operator"), _("Deze vergelijking past niet bij de vraag.")))
            elif operator not in NO_VALUE and not value:
                found.append(Problem((*at, "value"), _("Vul een antwoord in.")))
            elif operator not in NO_VALUE and (choices := earlier[name][1]) is not None and value not in choices:
                found.append(Problem((*at, "value"), _("Dit antwoord bestaat niet meer.")))

    for step_number, step in enumerate(steps):
        rule(step.value["show_if"], (step_number,))
        if not step.value["title"]:
            found.append(Problem((step_number, "title"), _("Geef de stap een titel.")))
        if not len(step.value["questions"]):
            found.append(Problem((step_number, "questions"), _("Voeg minstens één vraag toe.")))
        for number, child in enumerate(step.value["questions"]):
            value, at = child.value, (step_number, "questions", number)
            rule(value["show_if"], at)
            name = value["name"]
            if not value["label"]:
                found.append(Problem((*at, "label"), _("Vul de vraag in.")))
            if not name:
                found.append(Problem((*at, "name"), _("Geef de vraag een naam.")))
            elif name in used:
                message = _("De naam ‘%(name)s’ komt al voor in dit formulier.") % {"name": name}
                found.append(Problem((*at, "name"), message, in_draft=True))
            if published.get(child.id, name) != name:
                message = _("De naam ligt vast sinds de publicatie: ‘%(name)s’.") % {"name": published[child.id]}
                found.append(Problem((*at, "name"), message, in_draft=True))
            used.add(name)
            type_ = types[child.block_type]
            if type_.kind:
                keys = type_.freeze_options(value).get("choices")
                earlier[name] = (type_.kind, None if keys is None else set(keys))
    return found


def connect() -> None:
    """Register the system check; called when the app is ready."""

    @checks.register()
    def submission_sink_is_filled(**_kwargs: Any) -> list[checks.CheckMessage]:
        if seams.submission_sink.filled:
            return []
        return [checks.Error("No app fills forms_app's submission sink.", id="forms_app.E001")]
