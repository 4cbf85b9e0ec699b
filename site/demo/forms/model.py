"""The shape of a demo form, and its turn into the raw value of forms_app's steps. Pure: block ids are derived from names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.texts import html, line

NAMESPACE = uuid.UUID("6f0e2c1e-6d52-4b7d-9a3e-0b1f3f6f2a11")
"""Block ids are made from this and the names, so that loading again gives the same ids."""

NO_AUTHORISATION: Mapping[str, Any] = {"authorisation": "Geen: in deze demo vraagt u alleen testnummers"}
"""A real city names here the authorisation by which it may ask for the number."""


@dataclass(frozen=True, slots=True)
class When:
    """Show only when the conditions hold: (question, operator, value) each, all of them or any."""

    conditions: tuple[tuple[str, str, str], ...]
    match: str = "all"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, or a piece of text between questions. extra holds what only its type has."""

    type: str
    name: str
    label: str
    help_text: str = ""
    required: bool = True
    purpose: str = ""
    when: When | None = None
    choices: tuple[tuple[str, str], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepData:
    """One page of the form."""

    title: str
    asks: tuple[Ask, ...]
    introduction: str = ""
    when: When | None = None


@dataclass(frozen=True, slots=True)
class FormData:
    """A form, with the fields of forms_app.Form. Texts are in the notation of demo.texts."""

    key: str
    title: str
    department: str
    destination: str
    duration_minutes: int
    introduction: str
    confirmation: str
    submit_label: str
    steps: tuple[StepData, ...]


def when(question: str, operator: str, value: str = "") -> When:
    """Return the rule of one condition."""
    return When(((question, operator, value),))


def any_of(question: str, *values: str) -> When:
    """Return the rule: the answer is one of the values."""
    return When(tuple((question, "eq", value) for value in values), "any")


def text(name: str, title: str, body: str, show: When | None = None) -> Ask:
    """Return a piece of text between questions, such as a checklist."""
    return Ask("content", name, title, when=show, extra={"text": html(body)})


def steps_value(form: FormData) -> list[dict[str, Any]]:
    """Return the raw stream value of Form.steps."""
    return [
        {
            "type": "step",
            "id": _id(form.key, step.title),
            "value": {
                "title": step.title,
                "introduction": html(step.introduction),
                "show_if": _rule(form.key, step.title, step.when),
                "questions": [_question(form.key, ask) for ask in step.asks],
            },
        }
        for step in form.steps
    ]


def _question(key: str, ask: Ask) -> dict[str, Any]:
    value: dict[str, Any] = {
        "label": line(ask.label),
        "name": ask.name,
        **ask.extra,
        "show_if": _rule(key, ask.name, ask.when),
    }
    if ask.type != "content":
        value |= {
            "help_text": line(ask.help_text),
            "required": ask.required,
            "personal_data": bool(ask.purpose),
            "purpose": line(ask.purpose),
        }
    if ask.choices:
        value["choices"] = [
            _item(key, f"{ask.name}.{choice}", {"key": choice, "label": label}) for choice, label in ask.choices
        ]
    return {"type": ask.type, "id": _id(key, ask.name), "value": value}


def _rule(key: str, of: str, rule: When | None) -> dict[str, Any]:
    rows = rule.conditions if rule else ()
    return {
        "match": rule.match if rule else "all",
        "rows": [
            _item(key, f"{of}.show_if.{number}", {"question": question, "operator": operator, "value": value})
            for number, (question, operator, value) in enumerate(rows)
        ],
    }


def _item(key: str, path: str, value: Mapping[str, str]) -> dict[str, Any]:
    return {"type": "item", "id": _id(key, path), "value": dict(value)}


def _id(key: str, path: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{key}/{path}"))
