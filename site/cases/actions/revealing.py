"""Reading a masked answer whole."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.access import STAFF
from cases.actions.base import Button, CaseAction, Change, Doing
from cases.actions.performing import perform
from cases.models import Case
from ground.actor import Actor
from people.models import User


class RevealAction(CaseAction):
    """Who may see the case may, and each time is written down."""

    permission = "view"
    actors = STAFF
    path = "toon"
    argument = "question"
    label = _("Toon het hele nummer")
    place = "answer"
    button_template = "cases/admin/actions/small_button.html"
    reveals = True
    audit = "case.shown_in_full"
    audit_label = _("Afgeschermd antwoord bekeken")

    def has_argument(self, case: Case, argument: str) -> bool:
        return case.submission is not None and argument in case.submission.version.definition.questions

    def refusal(self, doing: Doing) -> str:
        known = self.has_argument(doing.case, doing.values["question"])
        return "" if known else str(_("Die vraag hoort niet bij deze zaak."))

    def change(self, doing: Doing) -> Change:
        return Change(audit={"question": doing.values["question"]})

    def buttons(self, case: Case, user: User, subject: Any = None) -> list[Button]:  # noqa: ANN401  # what stands beside this action's button: a row of answers
        return [Button(self.label, subject.question.name)] if subject.is_masked else []


def show_in_full(actor: Actor, case: Case, question: str) -> None:
    """Let the actor read a masked answer whole; raises as `perform` does."""
    perform(actor, case, "show_in_full", question=question)
