"""Giving a case to a handler, or back to its department."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.access import permissions_of, permit
from cases.actions.base import Button, CaseAction, Change, Doing, Text
from cases.actions.performing import perform
from cases.errors import NotAllowed
from cases.models import Case
from cases.permissions import policy, staff_of
from ground.actor import Actor
from ground.ids import read_id
from people.models import User


class HandlerForm(forms.Form):
    """To whom; nothing for nobody."""

    handler = forms.CharField(required=False)

    def clean_handler(self) -> User | None:
        """Return the colleague; an id of nobody who works here is no choice that a page offers."""
        given = self.cleaned_data["handler"]
        handler = get_user_model().objects.filter(pk=read_id(given) or 0, is_active=True).first()
        if given and handler is None:
            raise forms.ValidationError(gettext("Die collega is er niet."), "unknown")
        return handler


class AssignAction(CaseAction):
    """To oneself or back: any handler; to a colleague: who may assign."""

    path = "toewijzen"
    form_class = HandlerForm
    button_template = "cases/admin/actions/assign.html"
    audit = "case.assigned"
    audit_label = _("Zaak toegewezen")
    is_in_timeline = True

    def check(self, doing: Doing) -> None:
        handler = doing.values["handler"]
        if handler is None:
            return
        if doing.user is None or handler.pk != doing.user.pk:
            permit(doing.actor, doing.case, "give_to_colleague")
        if not policy.user_has_permission_for_instance(handler, "change", doing.case):
            raise NotAllowed(gettext("%(name)s behandelt geen zaken van deze dienst.") % {"name": handler})

    def change(self, doing: Doing) -> Change:
        handler = doing.values["handler"]
        return Change({"handler": handler}, audit={"handler": handler.pk if handler else None})

    def success(self, doing: Doing) -> Text:
        if handler := doing.values["handler"]:
            return gettext("De zaak is nu van %(name)s.") % {"name": handler}
        return _("De zaak is weer van de hele dienst.")

    def buttons(self, case: Case, user: User, subject: object = None) -> list[Button]:
        if case.handler_id == user.pk:
            return [Button(_("Geef terug aan de dienst"), values={"handler": ""})]
        return [Button(_("Wijs toe aan mij"), values={"handler": str(user.pk)})]

    def button_context(self, case: Case, user: User) -> dict[str, Any]:
        return {"colleagues": colleagues(case) if "assign" in permissions_of(user) else []}

    def audit_title(self, detail: Mapping[str, Any], names: Mapping[str, str]) -> Text:
        if detail.get("handler") is None:
            return gettext("Teruggegeven aan de dienst")
        return gettext("Toegewezen aan %(name)s") % {"name": names.get(str(detail["handler"]), gettext("onbekend"))}


def colleagues(case: Case) -> QuerySet[User]:
    """Return to whom the case can be given."""
    able = staff_of(case).filter(groups__permissions__codename="change_case")
    return able.exclude(pk=case.handler_id or 0).distinct().order_by("first_name", "username")


def assign(
    actor: Actor, case: Case, handler: User | None, *, lock_version: int, at: datetime.datetime | None = None
) -> None:
    """Give the case to a handler, or to nobody; raises as `perform` does."""
    perform(actor, case, "assign", lock_version=lock_version, at=at, handler=handler)
