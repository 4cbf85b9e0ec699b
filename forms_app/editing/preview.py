"""The preview: what a citizen will see, drawn by the citizen's own templates from the definition as it stands.

Nothing is hidden: a question with a rule shows, with the rule as a sentence above it. Nothing can be sent.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext

from forms_app import seams
from forms_app.definition.structure import Definition, Question, Step
from forms_app.definition.subjects import subjects_of
from forms_app.editing.freezing import define
from forms_app.filling.answers import sections
from forms_app.filling.applicant import Reach
from forms_app.filling.overview import StepName
from forms_app.filling.personal_data import personal_data_of
from forms_app.filling.starting import at_hand, introduction_of, steps_ahead
from forms_app.filling.step_form import step_form
from forms_app.models import Form
from ground.conditions.sentences import sentence

SAMPLE_REACH = Reach("naam@voorbeeld.be")


def modes(form: Form) -> list[tuple[str, str]]:
    """Return (name, label) of each thing to preview: start page, each step, check page, confirmation, mail."""
    steps = [
        (
            f"step-{child.id}",
            gettext("Stap %(number)s: %(title)s") % {"number": number, "title": child.value["title"] or "…"},
        )
        for number, child in enumerate(form.steps, 1)
    ]
    ends = [
        ("check", gettext("Nakijken en versturen")),
        ("done", gettext("Bevestiging")),
        ("mail", gettext("Mail aan de burger")),
    ]
    return [("start", gettext("Startpagina")), *steps, *ends]


def serve(form: Form, request: HttpRequest, mode: str) -> TemplateResponse:
    """Return the preview in a mode; one that does not exist (a step deleted meanwhile) shows the start page."""
    definition = named(define(form))
    if mode == "mail":
        mail = seams.submission_sink.get().preview(definition, form.destination)
        return TemplateResponse(request, "forms_app/preview_mail.html", {"definition": definition, "mail": mail})
    noun = seams.submission_sink.get().noun(form.destination)
    context: dict[str, Any] = {
        "object": form,
        "form": form,
        "definition": definition,
        "noun": noun,
        "personal_data": personal_data_of(form.destination, noun, definition.questions.values()),
        "page": "forms_app/start.html",
        "introduction": introduction_of(definition),
        "at_hand": list(at_hand(definition)),
        "ahead": steps_ahead(definition),
    }
    step = next((step for step in definition.steps if mode == f"step-{step.block_id}"), None)
    if step is not None:
        context.update(_of_step(definition, step))
    elif mode == "check":
        shown = replace(definition, steps=tuple(_without_rules(step) for step in definition.steps))
        context.update(page="forms_app/check.html", sections=sections(shown, {}), back="", reach=SAMPLE_REACH)
        context.update(steps=_names(definition, len(definition.steps)))
    elif mode == "done":
        receipt = seams.submission_sink.get().sample_receipt(form.destination)
        context.update(page="forms_app/done.html", receipt=receipt, reach=SAMPLE_REACH, sent_at=timezone.now())
    return TemplateResponse(request, "forms_app/preview.html", context)


def _of_step(definition: Definition, step: Step) -> dict[str, Any]:
    form = step_form(_without_rules(step))(definition=definition, known={})
    for question in step.questions:
        field: Any = form.fields[question.name]
        field.rule = sentence(question.show_if, subjects_of(definition))
        field.real_template, field.template = field.template, "forms_app/questions/preview.html"
    index = definition.steps.index(step)
    return {
        "page": "forms_app/step.html",
        "form": form,
        "step": step,
        "rule": sentence(step.show_if, subjects_of(definition)),
        "number": index + 1,
        "count": len(definition.steps),
        "steps": _names(definition, index),
        "next_title": definition.steps[index + 1].title if index + 1 < len(definition.steps) else "",
        "back": "#",
    }


def _names(definition: Definition, now: int) -> list[StepName]:
    """Return all steps by name, as they show beside the one with this index."""
    return [
        StepName(step.slug, step.title, "done" if index < now else "now" if index == now else "later")
        for index, step in enumerate(definition.steps)
    ]


def named(definition: Definition) -> Definition:
    """Return the definition with a name and a label for questions of a draft that have none yet."""
    steps = []
    for number, step in enumerate(definition.steps):
        questions = tuple(
            replace(
                question,
                name=question.name or f"zonder_naam_{number}_{position}",
                label=question.label or gettext("(vraag zonder tekst)"),
            )
            for position, question in enumerate(step.questions)
        )
        steps.append(replace(step, title=step.title or gettext("(zonder titel)"), questions=questions))
    return replace(definition, steps=tuple(steps))


def _without_rules(step: Step) -> Step:
    def shown(question: Question) -> Question:
        return replace(question, show_if=None)

    return replace(step, show_if=None, questions=tuple(shown(question) for question in step.questions))
