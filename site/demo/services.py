"""Making the case types and the forms of the demo city's files, through the readers that an operator's commands call."""

from cases.service import CaseType
from demo.files import files
from forms_app.service import Form
from portal.start.parts import make_case_type, make_form


def load_case_types() -> None:
    """Make the case types that are absent."""
    there = set(CaseType.objects.values_list("code", flat=True))
    for path in files("case_types"):
        if path.stem not in there:
            make_case_type(path)


def load_forms() -> dict[str, Form]:
    """Return the forms by key, made and published where absent: citizens fill in their first version."""
    paths = files("forms")
    forms = {form.key: form for form in Form.objects.filter(key__in=[path.stem for path in paths])}
    return forms | {path.stem: make_form(path, publish=True) for path in paths if path.stem not in forms}
