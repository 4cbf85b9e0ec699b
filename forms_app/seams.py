"""What forms_app needs from apps above it, and its models from what stands on them: filled in AppConfig.ready()."""

import datetime
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from ground.actor import Actor
from ground.registry import Registry, Slot

if TYPE_CHECKING:
    from wagtail.admin.widgets.button import Button

    from forms_app.definition.structure import Definition, Question
    from forms_app.models import Form, Submission
    from people.permissions import AnyUser


@dataclass(frozen=True, slots=True)
class Stage:
    """What follows, as its citizen reads it. task: what the citizen must do then, a sentence or "".

    by: the last day on which the city promises it, None where it promises none.
    """

    title: str
    text: str = ""
    task: str = ""
    by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen gets: a readable reference, and the absolute address at which to follow the case.

    stages: what normally follows, the one that is now first. first_answer: by when the city answers for the first time at the
    latest, None where it promises nothing of it.
    """

    reference: str
    tracking_url: str
    stages: tuple[Stage, ...] = ()
    first_answer: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what was sent is kept after the end: years, by which rule ("" for none yet), then "destroy" or "archive"."""

    rule: str
    years: int
    then: str


@dataclass(frozen=True, slots=True)
class Destination:
    """Where submissions of a form may go: a case type's code and name, whose it is, and what becomes of personal data there.

    purpose: "om uw adres te wijzigen". legal_basis: the rule that gives the city this task. receivers: who outside the city
    gets the data. "", () and None for what nobody filled in.
    """

    code: str
    label: str
    department_id: int | None = None
    department: str = ""
    purpose: str = ""
    legal_basis: str = ""
    receivers: tuple[str, ...] = ()
    retention: Retention | None = None


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

    def visible(self, user: "AnyUser", submissions: "QuerySet[Submission]") -> "QuerySet[Submission]":
        """Return those of which a member of staff may know that they are there, in the same query."""

    def sees_personal_data(self, user: "AnyUser") -> bool:
        """Return whether they may read what is personal in what is visible to them; else it is masked."""

    def audit_targets(self, ids: Sequence[UUID]) -> tuple[str, list[object]]:
        """Return a kind and ids with which the audit trail says which submissions something was about (write_audit_of_many)."""

    def references(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Return the reference that each submission got, by the submission's id. One query."""

    def preview(self, definition: "Definition", destination: str) -> dict[str, str] | None:
        """Return the mail that a citizen would get, {"subject": …, "text": …}; None when the destination is unknown."""

    def sample_receipt(self, destination: str) -> Receipt:
        """Return what a citizen would get who submits now, with a reference that is given to nobody."""


class FormEditing(Protocol):
    """What a Form, which only stores, asks of the editor's side when Wagtail publishes or previews it."""

    def require_publishable(self, form: "Form") -> None:
        """Raise InvalidDefinition with every problem."""

    def preview_modes(self, form: "Form") -> list[tuple[str, Any]]:
        """Return (name, label) of each thing to preview."""

    def serve_preview(self, form: "Form", request: HttpRequest, mode: str) -> HttpResponse:
        """Return the preview in a mode."""


Owner = tuple[str, str]
"""(kind, id) of whose something is: ("draft", "…") while it is filled in, then ("submission", "…")."""


@dataclass(slots=True)
class Held:
    """One thing that an answer holds outside the draft, by its id: a file.

    hold: the code of its hold. id: no two things that one form's answers hold share it.
    slot: the name of the question for which it is held, "" for any. line: what people read of it. item: the thing itself, for the
    type's own template. path: where its citizen opens it, under the draft's address; url: the same whole, put in by the wizard.
    """

    hold: str
    id: str
    slot: str
    line: str
    item: Any = None
    path: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a browser sent with a step. client: who sends it (records.service.client_key)."""

    data: QueryDict
    files: "MultiValueDict[str, UploadedFile[Any]]"
    client: str


class Hold(Protocol):
    """Things that answers hold outside the draft: files; a slot of time or a piece of stock would be others.

    A question type whose `holds` names it has the ids as its answer. Those are never taken from a browser.
    """

    def take(self, owner: Owner, question: "Question", posted: Posted) -> list[str]:
        """Take what was posted for a question, for its owner, at once; return a message for each thing that was refused."""

    def held(self, owner: Owner) -> list[Held]:
        """Return everything of an owner, in the order in which it came. One query."""

    def shown(self, ids: Iterable[str]) -> list[Held]:
        """Return things by their ids, whose ever they are: who asks may read the answers. One query."""

    def hand_over(self, ids: Collection[str], old: Owner, new: Owner) -> bool:
        """Give things to another owner, in the current transaction; False, which rolls it back, when one is not the old one's."""

    def release(self, owner_kind: str, owner_ids: Collection[str], ids: Collection[str] | None = None) -> None:
        """Let go of these things of the owners, of all when ids is None: taken away, hidden when it was sent, or expired."""


holds: Registry[Hold] = Registry("hold")
form_list_buttons: "Registry[Callable[[AnyUser], list[Button]]]" = Registry("buttons above the list of forms")
starting_points: Registry[Path] = Registry("file to begin a new form with")
form_editing: Slot[FormEditing] = Slot("form editing")
submission_sink: Slot[SubmissionSink] = Slot("submission sink")
destinations: Slot[Callable[[], Sequence[Destination]]] = Slot("list of destinations")


def all_destinations() -> Sequence[Destination]:
    """Return each destination; none where nobody filled the seam."""
    return destinations.get()() if destinations.filled else ()


def destination_of(code: str) -> Destination | None:
    """Return the destination with a code, or None."""
    return next((each for each in all_destinations() if each.code == code), None)
