"""Writing a note that only staff see."""

import datetime
from typing import cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.actions.base import CaseAction, Doing
from cases.actions.performing import perform
from cases.errors import NotPossible
from cases.models import Case, CaseEvent, CaseNote
from ground.actor import Actor


class NoteForm(forms.Form):
    """The note."""

    text = forms.CharField(required=False, strip=False)


class NoteAction(CaseAction):
    """An internal note. Needs no lock: notes do not contradict each other."""

    path = "nota"
    done = _("De nota is bewaard.")
    label = _("Bewaar de nota")
    form_class = NoteForm
    place = "side"
    button_template = "cases/admin/actions/note_form.html"
    anchor = "#tijdlijn"
    audit_label = _("Interne nota")

    def check(self, doing: Doing) -> None:
        if not doing.values["text"].strip():
            raise NotPossible(gettext("Schrijf eerst een nota."))

    def write(self, doing: Doing, event: CaseEvent | None) -> CaseNote:
        return CaseNote.objects.create(
            case=doing.case, author=doing.user, at=doing.at, text=doing.values["text"].strip()
        )


def note(actor: Actor, case: Case, text: str, *, at: datetime.datetime | None = None) -> CaseNote:
    """Write a note that only staff see; raises as `perform` does."""
    return cast(CaseNote, perform(actor, case, "note", at=at, text=text).written)
