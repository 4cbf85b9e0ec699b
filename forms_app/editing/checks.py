"""What must hold before a form is published, and before a draft is saved. One pure function, one list of problems."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core import checks
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from forms_app import seams
from forms_app.definition.wire import RESERVED_NAMES
from forms_app.editing.blocks import NAME
from forms_app.questions import question_types
from ground.conditions.operators import NO_VALUE, OPERATORS
from ground.editing.problems import Path, Problem, Text


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as citizens have seen it: its name, its type, and its choice keys by the id of their row."""

    name: str
    type: str
    keys: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What citizens have seen of a form, so what is fixed: its key, and its questions by block id (of all versions)."""

    key: str = ""
    questions: Mapping[str, Seen] = field(default_factory=dict)
    is_used: Callable[[str, str], bool] = lambda _name, _key: False
    """Whether a citizen ever answered the question of this name with this choice key."""


def find_problems(steps: StreamValue, published: Published, destination: str, key: str = "") -> list[Problem]:
    """Return every reason why these steps (a StreamValue) cannot be published; empty when they can."""
    return [*_of_form(steps, published, destination, key), *_Steps(published).judge(steps)]


def _of_form(steps: StreamValue, published: Published, destination: str, key: str) -> list[Problem]:
    problems = []
    if not len(steps):
        problems.append(Problem((), _("Voeg minstens één stap met een vraag toe.")))
    if not destination:
        why = _("Kies een zaaktype: anders weet niemand wat er met het formulier moet gebeuren.")
        problems.append(Problem((), why, field="destination"))
    elif destination not in {each.code for each in seams.all_destinations()}:
        unknown = _("Het zaaktype ‘%(code)s’ bestaat niet. Kies een ander.") % {"code": destination}
        problems.append(Problem((), unknown, field="destination"))
    if published.key and key and key != published.key:
        moved = _("Het adres ligt vast sinds de publicatie: ‘%(key)s’.") % {"key": published.key}
        problems.append(Problem((), moved, in_draft=True, field="key"))
    return problems


class _Steps:
    """One pass over the steps, in the order in which citizens meet them."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.owner = {seen.name: block_id for block_id, seen in published.questions.items()}
        self.types = question_types()
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.everywhere: set[str] = set()
        self.earlier: dict[str, tuple[str, set[str] | None]] = {}

    def judge(self, steps: StreamValue) -> list[Problem]:
        self.everywhere = {child.value["name"] for step in steps for child in step.value["questions"]}
        for number, step in enumerate(steps):
            self.rule(step.value["show_if"], (number,), "")
            if not step.value["title"]:
                self.add((number, "title"), _("Geef de stap een titel."))
            if not len(step.value["questions"]):
                self.add((number, "questions"), _("Voeg minstens één vraag toe."))
            for position, child in enumerate(step.value["questions"]):
                self.question(child, (number, "questions", position))
        return self.problems

    def add(self, path: Path, message: Text, *, in_draft: bool = False) -> None:
        self.problems.append(Problem(path, message, in_draft))

    def question(self, child: StreamValue.StreamChild, at: Path) -> None:
        value, name = child.value, child.value["name"]
        self.rule(value["show_if"], at, name)
        for required in child.block.must_have:
            if required != "choices" and _is_empty(value.get(required)):
                self.add((*at, required), _NEEDED.get(required, _("Vul dit in.")))
        self.name(child, name, (*at, "name"))
        type_ = self.types[child.block_type]
        if type_.bounds:
            self.bounds(child, at, *type_.bounds)
        if "choices" in child.block.child_blocks:
            self.choices(child, at)
        if type_.kind and name:
            keys = type_.freeze_options(value).get("choices")
            self.earlier[name] = (type_.kind, None if keys is None else set(keys))

    def name(self, child: StreamValue.StreamChild, name: str, at: Path) -> None:
        seen = self.published.questions.get(child.id or "")
        if seen is not None and seen.name != name:
            self.add(at, _("De naam ligt vast sinds de publicatie: ‘%(name)s’.") % {"name": seen.name}, in_draft=True)
        elif seen is not None and seen.type != child.block_type:
            self.add(at, _("Een vraag kan na publicatie niet van soort veranderen."), in_draft=True)
        elif not name:
            return
        elif not re.match(NAME, name):
            self.add(at, _("Gebruik alleen kleine letters, cijfers en _, en begin met een letter."), in_draft=True)
        elif name in RESERVED_NAMES and seen is None:  # a name that was published before it was reserved stays
            self.add(
                at, _("‘%(name)s’ gebruikt het formulier zelf. Kies een andere naam.") % {"name": name}, in_draft=True
            )
        elif name in self.used:
            self.add(at, _("De naam ‘%(name)s’ komt al voor in dit formulier.") % {"name": name}, in_draft=True)
        elif seen is None and name in self.owner:
            why = _("De naam ‘%(name)s’ hoorde bij een andere vraag, die burgers al kregen. Kies een andere naam.")
            self.add(at, why % {"name": name}, in_draft=True)
        self.used.add(name)

    def bounds(self, child: StreamValue.StreamChild, at: Path, low: str, high: str) -> None:
        lowest, highest = child.value.get(low), child.value.get(high)
        if lowest is None or highest is None or lowest <= highest:
            return
        labels = {name: child.block.child_blocks[name].label for name in (low, high)}
        why = _("Geen enkel antwoord past: het moet tussen ‘%(low)s’ en ‘%(high)s’ liggen. Wijzig een van beide.")
        self.add((*at, high), why % {"low": labels[low], "high": labels[high]})

    def choices(self, child: StreamValue.StreamChild, at: Path) -> None:
        seen = self.published.questions.get(child.id or "")
        rows = list(getattr(child.value["choices"], "bound_blocks", []))
        keys: set[str] = set()
        for number, row in enumerate(rows):
            label, key, where = row.value["label"], row.value["key"], (*at, "choices", number)
            before = seen.rows.get(row.id or "", "") if seen else ""
            if not label:
                self.add((*where, "label"), _("Vul het antwoord in."))
            if before and before != key:
                why = _("De naam ligt vast sinds de publicatie: ‘%(name)s’.") % {"name": before}
                self.add((*where, "key"), why, in_draft=True)
            elif not key:
                self.add((*where, "key"), _("Geef het antwoord een naam."))
            elif not re.match(NAME, key):
                self.add((*where, "key"), _("Gebruik alleen kleine letters, cijfers en _, en begin met een letter."))
            elif key in keys:
                self.add(
                    (*where, "key"), _("De naam ‘%(name)s’ komt al voor bij deze vraag.") % {"name": key}, in_draft=True
                )
            keys.add(key)
        if len(rows) < 2:
            self.add((*at, "choices"), _("Voeg minstens twee antwoorden toe."))
        for key in seen.keys if seen else ():
            if key not in keys and self.published.is_used(seen.name, key):  # type: ignore[union-attr]  # keys came from it
                why = _("Burgers kozen ‘%(key)s’ al. Laat dit antwoord staan, of maak een nieuwe vraag.") % {"key": key}
                self.add((*at, "choices"), why, in_draft=True)

    def rule(self, show_if: Mapping[str, Any], path: Path, own_name: str) -> None:
        for number, row in enumerate(show_if["rows"]):
            at = (*path, "show_if", "rows", number)
            name, operator, value = row["question"], row["operator"], row["value"]
            if not name:
                self.add((*at, "question"), _("Kies een vraag."))
            elif name not in self.earlier:
                self.add((*at, "question"), self.why_unknown(name, own_name))
            elif operator not in dict(OPERATORS[self.earlier[name][0]]):
                self.add((*at, "operator"), _("Deze vergelijking past niet bij de vraag."))
            elif operator not in NO_VALUE and (why := _wrong_value(*self.earlier[name], value)):
                self.add((*at, "value"), why)

    def why_unknown(self, name: str, own_name: str) -> Text:
        if name == own_name:
            return _("Een vraag kan niet van zichzelf afhangen.")
        if name in self.everywhere:
            return _("Deze vraag staat niet eerder in het formulier.")
        return _("Deze vraag bestaat niet meer.")


_NEEDED: Mapping[str, Text] = {"label": _("Vul de vraag in."), "name": _("Geef de vraag een naam.")}


def _is_empty(value: object) -> bool:
    return not str(getattr(value, "source", "" if value is None else value)).strip()


def _wrong_value(kind: str, choices: set[str] | None, value: str) -> Text:
    """Return why a condition's value does not fit the question; "" when it does."""
    if not value:
        return _("Vul een antwoord in.")
    if choices is not None:
        return "" if value in choices else _("Dit antwoord bestaat niet meer.")
    try:
        if kind == "number" and not math.isfinite(float(value.replace(",", "."))):
            raise ValueError
        if kind == "date" and date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        return _("Vul een getal in.") if kind == "number" else _("Vul een datum in.")
    return ""


def connect() -> None:
    """Register the system check; called when the app is ready."""

    @checks.register()
    def submission_sink_is_filled(**_kwargs: Any) -> list[checks.CheckMessage]:
        if seams.submission_sink.filled:
            return []
        return [checks.Error("No app fills forms_app's submission sink.", id="forms_app.E001")]
