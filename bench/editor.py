"""The form editor on a form of 95 questions: what the server needs to show it and to save it.

What the browser needs after each key press stands on the panel of steps as data-refresh-ms; tests/e2e/test_editor.py prints it.
"""

from collections.abc import Callable

from django.test import Client

from bench.clock import Figure, time_it
from people.models import User
from tests.factories import make_form
from tests.forms_editor.large import large_steps
from tests.forms_editor.posting import EDIT, posted, stored


def editor(line: Callable[..., None]) -> None:
    """Print two lines: shown, and saved as a draft."""
    client = Client()
    client.force_login(User.objects.create_superuser("meting"))
    form = make_form(*large_steps(), key="groot", publish=False)
    address = EDIT.format(form.pk)
    data = posted(stored(form), title="Groot", key="groot", department=form.department_id, destination="")

    def shown() -> None:
        assert client.get(address).status_code == 200

    def saved() -> None:
        assert client.post(address, data).status_code == 302

    figures: list[tuple[str, Figure]] = [("form editor, 95 questions, shown", time_it(shown, 20))]
    figures.append(("form editor, 95 questions, saved", time_it(saved, 20)))
    for name, figure in figures:
        line(name, figure)
