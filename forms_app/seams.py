"""What forms_app needs from apps above it, and its models from what stands on them: filled in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.http import HttpRequest, HttpResponse

from ground.actor import Actor
from ground.registry import Slot

if TYPE_CHECKING:
    from forms_app.definition.structure import Definition
    from forms_app.models import Form, Submission


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen gets: a readable reference, and the absolute address at which to follow the case."""

    reference: str
    tracking_url: str


SAMPLE_RECEIPT = Receipt("SN-7K4M-92QX-A", "#")
"""What a preview shows: a reference with a true check character, that is given to nobody."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where submissions of a form may go: a case type's code and name, and whose it is."""

    code: str
    label: str
    department_id: int | None = None


class SubmissionSink(Protocol):
    """What a submission becomes."""

    def prepare(self, submission: "Submission", actor: Actor) -> Callable[[], Receipt]:
        """Read and make everything before the submission's transaction; the submission is not written yet.

        What is returned takes it in, called inside the transaction: it only writes. An error rolls all of it back; after an
        IntegrityError (a number that was drawn is taken) it is prepared anew, a few times.
        """

    def receipt(self, submission: "Submission") -> Receipt:
        """Return the receipt again, the same as the first time."""

    def noun(self, destination: str) -> str:
        """Return what a citizen calls what goes there, to stand after "uw": "melding"."""

    def is_discreet(self, destination: str) -> bool:
        """Return whether a mail may not say what goes there: not even the form's title."""

    def preview(self, definition: "Definition", destination: str) -> dict[str, str] | None:
        """Return the mail that a citizen would get, {"subject": …, "text": …}; None when the destination is unknown."""


class FormEditing(Protocol):
    """What a Form, which only stores, asks of the editor's side when Wagtail publishes or previews it."""

    def require_publishable(self, form: "Form") -> None:
        """Raise InvalidDefinition with every problem."""

    def preview_modes(self, form: "Form") -> list[tuple[str, Any]]:
        """Return (name, label) of each thing to preview."""

    def serve_preview(self, form: "Form", request: HttpRequest, mode: str) -> HttpResponse:
        """Return the preview in a mode."""


form_editing: Slot[FormEditing] = Slot("form editing")
submission_sink: Slot[SubmissionSink] = Slot("submission sink")
destinations: Slot[Callable[[], list[Destination]]] = Slot("list of destinations")


def all_destinations() -> list[Destination]:
    """Return each destination; none where nobody filled the seam."""
    return destinations.get()() if destinations.filled else []
