"""From what an editor wrote to the Definition that citizens fill in."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from wagtail.blocks import StreamValue

from forms_app.definition.structure import Definition, Question, Step, to_json
from forms_app.definition.wire import RESERVED_SLUGS
from forms_app.editing.checks import find_problems
from forms_app.editing.published import published
from forms_app.errors import InvalidDefinition
from forms_app.models import Form, FormVersion
from forms_app.questions import question_type
from ground import versions
from ground.conditions.model import Condition, Rule
from ground.editing.problems import Problem


def freeze(form: Form) -> FormVersion:
    """Return the version that holds the form as it stands now: the newest one where nothing changed, else a new one.

    Raises InvalidDefinition with every problem. Runs in the caller's transaction or its own.
    """
    require_publishable(form)
    data = to_json(define(form))
    hashed = [data, form.destination]
    version: FormVersion = versions.freeze(form, data, hashed=hashed, destination=form.destination)
    return version


def require_publishable(form: Form) -> None:
    """Raise InvalidDefinition with every problem, each with its place; pass when there is none."""
    problems = find_problems(form.steps, published(form), form.destination, form.key)
    if problems:
        title = gettext("‘%(title)s’ kan nog niet gepubliceerd worden.") % {"title": form.title}
        address = reverse("wagtailsnippets_forms_app_form:edit", args=[form.pk]) if form.pk else ""
        raise InvalidDefinition(
            [title, *(f"{_place(form, problem)}{problem.message}" for problem in problems)], address
        )


def _place(form: Form, problem: Problem) -> str:
    """Return where a problem is, as words before its message: "Stap 2, vraag 1 (Wanneer?): "."""
    if not problem.path or not isinstance(problem.path[0], int):
        return ""
    step = form.steps[problem.path[0]].value
    place = {"step": problem.path[0] + 1}
    if len(problem.path) < 3 or problem.path[1] != "questions":
        return gettext("Stap %(step)s: ") % place
    number = int(problem.path[2])
    question = {**place, "number": number + 1, "label": step["questions"][number].value["label"] or "…"}
    return gettext("Stap %(step)s, vraag %(number)s (%(label)s): ") % question


def define(form: Form) -> Definition:
    """Return the Definition of a form as it stands, checked or not (previews show what is there)."""
    slugs: set[str] = set()
    steps = []
    for block in form.steps:
        value = block.value
        slug = _slug(value["title"], slugs)
        steps.append(
            Step(
                slug=slug,
                block_id=block.id or "",
                title=value["title"],
                introduction=_html(value["introduction"]),
                show_if=rule_of(value["show_if"]),
                questions=tuple(_question(child) for child in value["questions"]),
            )
        )
    return Definition(
        key=form.key,
        title=form.title,
        introduction=form.introduction,
        confirmation=form.confirmation,
        submit_label=form.submit_label,
        steps=tuple(steps),
    )


def _question(block: StreamValue.StreamChild) -> Question:
    value, type_ = block.value, question_type(block.block_type)
    return Question(
        name=value["name"],
        type=block.block_type,
        label=value["label"],
        help_text=value.get("help_text") or "",
        required=bool(value.get("required")),
        personal_data=bool(value.get("personal_data")),
        purpose=value.get("purpose") or "",
        block_id=block.id or "",
        show_if=rule_of(value["show_if"]),
        options=type_.freeze_options(value),
        texts=type_.freeze_texts(value),
    )


def rule_of(value: Mapping[str, Any]) -> Rule | None:
    """Return the rule that an editor wrote; None when there is none."""
    rows = tuple(Condition(row["question"], row["operator"], row["value"] or "") for row in value["rows"])
    return Rule(value["match"], rows) if rows else None


def _slug(title: str, taken: set[str]) -> str:
    base = slugify(title)[:40].strip("-") or "stap"
    slug, number = base, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def _html(value: object) -> str:
    return str(getattr(value, "source", value) or "")
