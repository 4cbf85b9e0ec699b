"""Writing the case types and the forms, the forms published through the door that freezes them."""

from cases.service import CaseType, read_case_type
from demo.files import files
from demo.forms import FORMS, FormData, steps_value
from demo.texts import html
from forms_app.models import Form
from people.models import Department


def load_case_types() -> None:
    """Make the case types that are absent."""
    there = set(CaseType.objects.values_list("code", flat=True))
    for path in files("case_types"):
        if path.stem not in there:
            read_case_type(path)


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
