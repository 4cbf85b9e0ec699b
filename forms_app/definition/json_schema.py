"""The answers of a form as JSON Schema (2020-12), for programs that submit by the API.

Conditions are in it as far as JSON Schema can say them: `$defs/shows.<name>` holds when a question shows, and a required
question is required only then. What JSON Schema cannot compare (text without regard to case, dates before and after) leaves
its question optional here; the API itself judges every condition by the same function as the web pages. An answer to a question
that does not show is allowed, and ignored.
"""

from typing import Any

from forms_app.definition.structure import Definition, Question, Step
from forms_app.models import FormVersion
from forms_app.questions import question_type
from ground.conditions.model import Condition, Rule

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTHING: list[Any] = [None, "", [], {}]


def json_schema(version: FormVersion) -> Schema:
    """Return the schema of a version's answers."""
    return of_definition(version.definition)


def of_definition(definition: Definition) -> Schema:
    """Return the schema of a definition's answers."""
    asked = [
        (step, question)
        for step in definition.steps
        for question in step.questions
        if question_type(question.type).has_answer
    ]
    shows = {question.name: _shows(step, question, definition) for step, question in asked}
    always = [question.name for _step, question in asked if _is_required(question) and shows[question.name] == {}]
    rules = [
        {"if": {"$ref": f"#/$defs/shows.{question.name}"}, "then": _filled(question.name)}
        for _step, question in asked
        if _is_required(question) and shows[question.name]
    ]
    schema: Schema = {
        "$schema": DIALECT,
        "title": definition.title,
        "type": "object",
        "properties": {question.name: _property(question) for _step, question in asked},
        "required": always,
        "additionalProperties": False,
        "allOf": [_filled(name) for name in always] + rules,
        "$defs": {f"shows.{name}": rule for name, rule in shows.items() if rule},
    }
    return {key: value for key, value in schema.items() if value not in ([], {}) or key == "properties"}


def _property(question: Question) -> Schema:
    type_ = question_type(question.type)
    schema = {
        "anyOf": [type_.json_schema(question), {"enum": [None, type_.empty] if type_.empty is not None else [None]}]
    }
    return {"title": question.label, **({"description": question.help_text} if question.help_text else {}), **schema}


def _is_required(question: Question) -> bool:
    return question_type(question.type).get_formfield_required(question)


def _filled(name: str) -> Schema:
    return {"required": [name], "properties": {name: {"not": {"enum": NOTHING}}}}


def _shows(step: Step, question: Question, definition: Definition) -> Schema | None:
    """Return when a question shows: {} always, None when JSON Schema cannot say it."""
    both = [_rule(rule, definition) for rule in (step.show_if, question.show_if) if rule and rule.conditions]
    if any(rule is None for rule in both):
        return None
    return {"allOf": both} if both else {}


def _rule(rule: Rule, definition: Definition) -> Schema | None:
    rows = [_row(row, definition) for row in rule.conditions]
    return None if any(row is None for row in rows) else {"allOf" if rule.match == "all" else "anyOf": rows}


def _row(row: Condition, definition: Definition) -> Schema | None:
    """Return one condition; a question that does not show counts as unanswered."""
    question = definition.questions.get(row.question)
    step = next((step for step in definition.steps if question in step.questions), None)
    shows = _shows(step, question, definition) if step and question else None
    if question is None or shows is None:
        return None
    holds = _holds(question, row)
    if holds is None:
        return None
    positive, schema = holds
    name = question.name
    here = {"allOf": [*([{"$ref": f"#/$defs/shows.{name}"}] if shows else []), _filled(name)]}
    fits = {"allOf": [*here["allOf"], {"properties": {name: schema}}]}
    return fits if positive else {"not": fits}


def _holds(question: Question, row: Condition) -> tuple[bool, Schema] | None:
    """Return (True, schema of an answer for which it holds), or (False, schema of one for which it does not)."""
    kind = question_type(question.type).kind
    match (row.operator, kind):
        case ("filled", _):
            return True, {}
        case ("empty", _):
            return False, {}
        case ("eq" | "ne", "choice" | "date"):
            return row.operator == "eq", {"const": row.value}
        case ("has" | "has_not", "choices"):
            return row.operator == "has", {"contains": {"const": row.value}}
        case ("eq" | "ne" | "lt" | "gt", "number"):
            number = _number(row.value)
            if number is None:
                return None
            word = {"eq": "const", "ne": "const", "lt": "exclusiveMaximum", "gt": "exclusiveMinimum"}[row.operator]
            return row.operator != "ne", {word: number}
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
