"""A legal hold on the case page: put, and lifted again (cases.retention.holds)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import STAFF
from cases.actions.base import Button, CaseAction, Doing
from cases.models import Case, CaseEvent
from cases.retention import holds
from people.models import User


class HoldForm(forms.Form):
    """Why the case must stay."""

    reason = forms.CharField(
        label=_("Waarom moet deze zaak bewaard blijven?"),
        max_length=holds.MAX_REASON,
        help_text=_("Bijvoorbeeld: beroep bij de Raad van State. Zet er geen namen van burgers in."),
        error_messages={"required": _("Schrijf waarom deze zaak bewaard moet blijven.")},
    )


class HoldAction(CaseAction):
    """The case is not proposed and not destroyed until the hold is lifted, also where that was approved."""

    permission = "assign"
    actors = STAFF
    path = "bewaarplicht"
    label = _("Leg een bewaarplicht op")
    done = _("Deze zaak blijft bewaard tot u de bewaarplicht opheft.")
    form_class = HoldForm
    template = "cases/admin/action.html"
    place = "kept"
    anchor = "#bewaren"
    audit = holds.PLACED
    audit_label = _("Bewaarplicht opgelegd")
    is_in_timeline = True

    def write(self, doing: Doing, event: CaseEvent | None) -> None:
        assert doing.user is not None  # noqa: S101  # only staff may
        holds.place(Case.objects.filter(pk=doing.case.pk), doing.user, doing.values["reason"])

    def buttons(self, case: Case, user: User, subject: Any = None) -> list[Button]:  # noqa: ANN401  # the hold that stands, or None
        return [] if subject else [Button(self.label)]


class LiftHoldAction(CaseAction):
    """The rule of the case type counts again."""

    permission = "assign"
    actors = STAFF
    path = "bewaarplicht-opheffen"
    label = _("Hef de bewaarplicht op")
    done = _("De bewaarplicht is opgeheven. De bewaartermijn van het zaaktype geldt weer.")
    place = "kept"
    anchor = "#bewaren"
    audit = holds.LIFTED
    audit_label = _("Bewaarplicht opgeheven")
    is_in_timeline = True

    def write(self, doing: Doing, event: CaseEvent | None) -> None:
        assert doing.user is not None  # noqa: S101  # only staff may
        holds.lift(doing.case.pk, doing.user)

    def buttons(self, case: Case, user: User, subject: Any = None) -> list[Button]:  # noqa: ANN401  # the hold that stands, or None
        return [Button(self.label)] if subject else []
