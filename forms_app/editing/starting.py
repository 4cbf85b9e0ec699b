"""What a new form can begin with: the ready step "Wie bent u?", and the files that other apps offer."""

from pathlib import Path

from forms_app.definition.structure import SCHEMA, from_json
from forms_app.editing.files import filled
from forms_app.models import Form
from forms_app.seams import starting_points
from ground import data_files

WHO = Path(__file__).parent / "starting_points" / "wie-bent-u.json"


def choices() -> list[tuple[str, str]]:
    """Return the code and the title of each: the ready step, then the others in the order in which they came."""
    return [(code, from_json(data_files.read(path, SCHEMA)).title) for code, path in _files().items()]


def begin(code: str) -> Form | None:
    """Return a new form with the texts, steps and questions of a file, not saved; None for a code that is none.

    Its title, address, department and case type are the editor's to choose.
    """
    path = _files().get(code)
    if path is None:
        return None
    data = data_files.read(path, SCHEMA)
    form = filled(Form(live=False), from_json(data))
    form.duration_minutes = data["duration_minutes"]
    return form


def _files() -> dict[str, Path]:
    return {WHO.stem: WHO, **dict(starting_points.items())}
