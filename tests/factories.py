"""Small real things to test with, and the shapes in which an editor's blocks are stored."""

from typing import Any

from cases.deadlines import Term
from cases.models import CaseType
from cases.types import define
from cases.workflow import Status, Transition, Workflow
from forms_app.models import Form
from people.models import Department


def question(kind: str, name: str, label: str, **more: Any) -> dict[str, Any]:
    """Return a question block's stored value."""
    value = {"label": label, "name": name, "required": True, "show_if": always(), **more}
    return {"type": kind, "value": value}


def step(title: str, *questions: dict[str, Any], show_if: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a step block's stored value."""
    value = {"title": title, "introduction": "", "show_if": show_if or always(), "questions": list(questions)}
    return {"type": "step", "value": value}


def always() -> dict[str, Any]:
    """Return the rule that always holds."""
    return {"match": "all", "rows": []}


def when(name: str, operator: str, value: str = "") -> dict[str, Any]:
    """Return a rule of one condition."""
    return {"match": "all", "rows": [{"question": name, "operator": operator, "value": value}]}


def make_department(code: str = "bevolking", name: str = "Bevolking") -> Department:
    """Return the department, made when absent."""
    return Department.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_case_type(code: str = "adreswijziging", department: Department | None = None) -> CaseType:
    """Return a case type of two statuses, made when absent."""
    workflow = Workflow(
        (
            Status("received", "Ontvangen", "Ontvangen", "Wij kijken uw aanvraag na."),
            Status("done", "Klaar", "Klaar", "Uw aanvraag is klaar.", "nobody", True),
        ),
        (Transition("received", "done", "Afronden"),),
    )
    existing = CaseType.objects.filter(code=code).first()
    if existing is not None:
        return existing
    term = Term(20, "working_days")
    return define(code.capitalize(), department or make_department(), workflow, end_term=term, code=code)


def make_form(*steps: dict[str, Any], key: str = "adreswijziging", publish: bool = True) -> Form:
    """Return a form with these steps, published through Wagtail's own door unless told otherwise."""
    form = Form(title=key.capitalize(), key=key, department=make_department(), live=False)
    form.destination = make_case_type().code
    form.steps = Form._meta.get_field("steps").stream_block.to_python(list(steps))
    form.save()
    revision = form.save_revision()
    if publish:
        revision.publish()
        form.refresh_from_db()
    return form
