"""Writing the case types and the forms, the forms published through the door that freezes them."""

from cases.deadlines import Term
from cases.models import CaseType
from cases.service import define_case_type
from counters.models import Place
from demo.case_types import CASE_TYPES
from demo.forms import FORMS, FormData, steps_value
from demo.texts import html
from forms_app.models import Form
from people.models import Department


def load_case_types(departments: dict[str, Department], places: dict[str, Place]) -> None:
    """Define the case types that are absent."""
    for data in CASE_TYPES:
        if not CaseType.objects.filter(code=data.code).exists():
            define_case_type(
                data.name,
                departments[data.department],
                data.workflow,
                code=data.code,
                end_term=Term(*data.end_term),
                answer_term=Term(*data.answer_term) if data.answer_term else None,
                retention_rule=data.retention_rule,
                retention_years=data.retention_years,
                noun=data.noun,
                place=places.get(data.place),
            )


def load_forms(departments: dict[str, Department]) -> dict[str, Form]:
    """Return the forms by key, made and published where absent."""
    return {
        data.key: Form.objects.filter(key=data.key).first() or publish_form(data, departments[data.department])
        for data in FORMS
    }


def publish_form(data: FormData, department: Department) -> Form:
    """Return the new form, published: citizens fill in its first version."""
    form = Form(
        key=data.key,
        title=data.title,
        department=department,
        destination=data.destination,
        duration_minutes=data.duration_minutes,
        introduction=html(data.introduction),
        confirmation=html(data.confirmation),
        submit_label=data.submit_label,
        live=False,
    )
    form.steps = Form._meta.get_field("steps").stream_block.to_python(steps_value(data))
    form.save()
    form.save_revision().publish()
    form.refresh_from_db()
    return form
