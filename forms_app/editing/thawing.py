"""From a Definition back to what an editor wrote: the inverse of freezing."""

import uuid
from typing import Any

from forms_app.definition.structure import Definition, Question
from forms_app.editing.steps import QUESTION_IDS, choice_with_id
from forms_app.questions import question_type
from ground.conditions.model import Rule


def thaw(definition: Definition) -> list[dict[str, Any]]:
    """Return the raw stream value of Form.steps that freezes to these steps. LookupError names a type that is not registered.

    Ids that a Definition does not hold, as those of choices and conditions, are made of the names: the same each time.
    """
    return [
        {
            "type": "step",
            "id": _known_id(step.block_id, f"step {step.slug}"),
            "value": {
                "title": step.title,
                "introduction": step.introduction,
                "show_if": _show_if(step.block_id, step.show_if),
                "questions": [_question(question) for question in step.questions],
            },
        }
        for step in definition.steps
    ]


def _question(question: Question) -> dict[str, Any]:
    value = {
        "label": question.label,
        "name": question.name,
        "help_text": question.help_text,
        "required": question.required,
        "personal_data": question.personal_data,
        "purpose": question.purpose,
        **question_type(question.type).thaw(question),
        "show_if": _show_if(question.block_id, question.show_if),
    }
    if "choices" in value:
        value["choices"] = [choice_with_id(question.name, choice) for choice in value["choices"]]
    return {"type": question.type, "id": _known_id(question.block_id, question.name), "value": value}


def _show_if(owner: str, rule: Rule | None) -> dict[str, Any]:
    rows = [
        {
            "type": "item",
            "id": _made_id(f"{owner} show_if {number}"),
            "value": {"question": row.question, "operator": row.operator, "value": row.value},
        }
        for number, row in enumerate(rule.conditions if rule else ())
    ]
    return {"match": rule.match if rule else "all", "rows": rows}


def _known_id(block_id: object, name: str) -> str:
    return block_id if block_id and isinstance(block_id, str) else _made_id(name)


def _made_id(name: str) -> str:
    return str(uuid.uuid5(QUESTION_IDS, name))
