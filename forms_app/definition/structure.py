"""A published form as a value: structure once, texts per language beside it. Everything at run time reads this.

JSON, schema version 2:
    {"schema_version": 2, "key": "verhuis",
     "structure": {"steps": [{"slug", "block_id", "show_if", "questions": [{"name", "type", "required", ...}]}]},
     "texts": {"nl": {"title": "...", "steps.gegevens.title": "...", "questions.naam.label": "...",
                      "questions.soort.choices.huur": "..."}}}
Canonical: keys sorted, no white space; two equal forms have one hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ground.conditions.model import Condition, Rule
from ground.versions import Schema

SOURCE_LANGUAGE = "nl"


def _with_max_files(data: dict[str, Any]) -> dict[str, Any]:
    """Return schema 1 as schema 2: how many files a question takes was called most."""

    def options(question: Mapping[str, Any]) -> dict[str, Any]:
        if question["type"] != "file":
            return dict(question["options"])
        return {"max_files" if name == "most" else name: value for name, value in question["options"].items()}

    steps = [
        {**step, "questions": [{**question, "options": options(question)} for question in step["questions"]]}
        for step in data["structure"]["steps"]
    ]
    return {**data, "structure": {**data["structure"], "steps": steps}}


SCHEMA = Schema("form", version=2, key="schema_version", upgraders={1: _with_max_files})


@dataclass(frozen=True)
class Question:
    """One question. options is structure (choice keys, limits); texts are its other texts by path ("choices.huur")."""

    name: str
    type: str
    label: str
    help_text: str = ""
    required: bool = True
    show_if: Rule | None = None
    personal_data: bool = False
    purpose: str = ""
    block_id: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return (key, label) of each choice; empty for a question without choices."""
        return [(key, self.texts.get(f"choices.{key}", key)) for key in self.options.get("choices", [])]


@dataclass(frozen=True)
class Step:
    """One page of the form. slug stands in the address."""

    slug: str
    title: str
    introduction: str = ""
    show_if: Rule | None = None
    questions: tuple[Question, ...] = ()
    block_id: str = ""


@dataclass(frozen=True)
class Definition:
    """A whole form in one language."""

    key: str
    title: str
    steps: tuple[Step, ...]
    introduction: str = ""
    confirmation: str = ""
    submit_label: str = ""

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by name, in order."""
        return {question.name: question for step in self.steps for question in step.questions}

    def step(self, slug: str) -> Step | None:
        """Return the step at an address, or None."""
        return next((step for step in self.steps if step.slug == slug), None)


def to_json(definition: Definition) -> dict[str, Any]:
    """Return the JSON of a definition in the source language."""
    texts: dict[str, str] = {
        "title": definition.title,
        "introduction": definition.introduction,
        "confirmation": definition.confirmation,
        "submit_label": definition.submit_label,
    }
    steps = []
    for step in definition.steps:
        texts[f"steps.{step.slug}.title"] = step.title
        texts[f"steps.{step.slug}.introduction"] = step.introduction
        questions = []
        for question in step.questions:
            at = f"questions.{question.name}"
            texts[f"{at}.label"] = question.label
            texts[f"{at}.help_text"] = question.help_text
            texts[f"{at}.purpose"] = question.purpose
            texts.update({f"{at}.{path}": text for path, text in question.texts.items()})
            questions.append(
                {
                    "name": question.name,
                    "type": question.type,
                    "required": question.required,
                    "personal_data": question.personal_data,
                    "block_id": question.block_id,
                    "options": dict(question.options),
                    "show_if": _rule_to_json(question.show_if),
                }
            )
        steps.append(
            {
                "slug": step.slug,
                "block_id": step.block_id,
                "show_if": _rule_to_json(step.show_if),
                "questions": questions,
            }
        )
    return {
        SCHEMA.key: SCHEMA.version,
        "key": definition.key,
        "structure": {"steps": steps},
        "texts": {SOURCE_LANGUAGE: {path: text for path, text in texts.items() if text}},
    }


def from_json(data: Mapping[str, Any], language: str = SOURCE_LANGUAGE) -> Definition:
    """Return the definition in a language, of whatever schema; a text that is not translated stays in the source language."""
    data = SCHEMA.read(data)
    texts = {**data["texts"][SOURCE_LANGUAGE], **data["texts"].get(language, {})}

    def text(path: str) -> str:
        return str(texts.get(path, ""))

    def question(item: Mapping[str, Any]) -> Question:
        at = f"questions.{item['name']}."
        own = {path.removeprefix(at): value for path, value in texts.items() if path.startswith(at)}
        return Question(
            name=item["name"],
            type=item["type"],
            label=own.pop("label", ""),
            help_text=own.pop("help_text", ""),
            purpose=own.pop("purpose", ""),
            required=item["required"],
            personal_data=item["personal_data"],
            block_id=item["block_id"],
            options=item["options"],
            show_if=_rule_from_json(item["show_if"]),
            texts=own,
        )

    return Definition(
        key=data["key"],
        title=text("title"),
        introduction=text("introduction"),
        confirmation=text("confirmation"),
        submit_label=text("submit_label"),
        steps=tuple(
            Step(
                slug=item["slug"],
                block_id=item["block_id"],
                title=text(f"steps.{item['slug']}.title"),
                introduction=text(f"steps.{item['slug']}.introduction"),
                show_if=_rule_from_json(item["show_if"]),
                questions=tuple(question(child) for child in item["questions"]),
            )
            for item in data["structure"]["steps"]
        ),
    )


def _rule_to_json(rule: Rule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    rows = [{"question": row.question, "operator": row.operator, "value": row.value} for row in rule.conditions]
    return {"match": rule.match, "conditions": rows}


def _rule_from_json(data: Mapping[str, Any] | None) -> Rule | None:
    if not data:
        return None
    return Rule(data["match"], tuple(Condition(**row) for row in data["conditions"]))
