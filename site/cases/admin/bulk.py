"""What can be done with many cases at once."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cases import actions, bulk_jobs
from cases.admin.case_page import address
from cases.admin.reach import reachable
from cases.errors import CasesError
from cases.models import Case
from cases.permissions import policy
from ground.actor import from_request
from ground.ids import read_ids
from ground.locking import Conflict
from people.bulk import MAX_AT_ONCE

UNASSIGNED, ALL = "unassigned", "all"
MAX_NAMED = 50
"""How many of the chosen cases the page names; the rest it counts."""


class ClaimForm(forms.Form):
    """Asks whether colleagues' cases are meant too, where there are any. Without an answer they are not."""

    whose = forms.ChoiceField(
        label=_("Welke zaken wilt u behandelen?"),
        choices=[
            (UNASSIGNED, _("Alleen de zaken van niemand")),
            (ALL, _("Ook de zaken van collega’s: ik neem ze over")),
        ],
        initial=UNASSIGNED,
        required=False,
        widget=forms.RadioSelect,
    )


class ClaimBulkAction(SnippetBulkAction):
    """Takes the chosen cases. Cases out of reach are not refused but absent: the page does not say that they exist."""

    models = [Case]
    display_name = _("Aan mij toewijzen")
    action_type = "claim"
    aria_label = _("Aan mij toewijzen: de gekozen zaken")
    template_name = "cases/admin/confirm_claim.html"
    action_priority = 10
    form_class = ClaimForm
    is_job = True

    def get_queryset(self, model: type[Case], object_ids: Collection[Any]) -> object:
        ids = read_ids(object_ids)
        return list(
            reachable(self.request.user).select_related("type_version", "department", "handler").filter(pk__in=ids)
        )

    def check_perm(self, obj: Case) -> bool:
        return self._may_change

    @cached_property
    def _may_change(self) -> bool:
        # Asked once: what is listed lies within reach already, and a role counts for all of that.
        return bool(policy.user_has_permission(self.request.user, "change"))

    def object_context(self, obj: Case) -> dict[str, Any]:
        return {"item": obj}  # without Wagtail's address to edit it, which costs queries and stands nowhere

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        cases = [row["item"] for row in context["items"]]
        me = self.request.user.pk
        others = Counter(str(case.handler) for case in cases if not case.is_unassigned and case.handler_id != me)
        return {
            **context,
            "named": context["items"][:MAX_NAMED],
            "number": len(cases),
            "unnamed": max(0, len(cases) - MAX_NAMED),
            "unassigned": sum(case.is_unassigned for case in cases),
            "mine": sum(case.handler_id == me for case in cases),
            "others": others.most_common(),
            "is_later": len(cases) > MAX_AT_ONCE,
        }

    def prepare_action(self, objects: list[Case], objects_without_access: object) -> HttpResponseBase | None:
        """Leave out what is not meant; over MAX_AT_ONCE hand the work to a job and show how far it is."""
        wanted = self._meant(objects)
        if len(wanted) <= MAX_AT_ONCE:
            return None
        job = bulk_jobs.assign_many(from_request(self.request), self.request.user, wanted, self.request.user)
        return HttpResponseRedirect(address("bulk_job", job.pk))

    def _meant(self, cases: list[Case]) -> list[Case]:
        takes_over = self.cleaned_form is not None and self.cleaned_form.cleaned_data["whose"] == ALL
        me = self.request.user.pk
        return [case for case in cases if case.is_unassigned or (takes_over and case.handler_id != me)]

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(cls, objects: list[Case], request: HttpRequest | None = None, **kwargs: Any) -> tuple[int, int]:
        """Return how many were taken, and how many were not because a colleague changed them just now."""
        assert request is not None  # noqa: S101  # get_execution_context gives it
        taken = refused = 0
        for case in kwargs["self"]._meant(objects):
            try:
                actions.assign(from_request(request), case, request.user, lock_version=case.lock_version)  # type: ignore[arg-type]  # who acts in the admin is signed in
            except (CasesError, Conflict):
                refused += 1
                continue
            taken += 1
        return taken, refused

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        texts = [gettext("Er is niets toegewezen.")]
        if num_parent_objects:
            text = ngettext("%(count)d zaak is nu van u.", "%(count)d zaken zijn nu van u.", num_parent_objects)
            texts = [text % {"count": num_parent_objects}]
        if num_child_objects:
            text = ngettext(
                "%(count)d zaak niet: een collega wijzigde ze intussen.",
                "%(count)d zaken niet: een collega wijzigde ze intussen.",
                num_child_objects,
            )
            texts.append(text % {"count": num_child_objects})
        return " ".join(texts)


class NoDeleteBulkAction(DeleteBulkAction):
    """Stands where Wagtail's delete would: nobody deletes a case by hand. Its page would also list cases out of
    reach by name."""

    models = [Case]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise PermissionDenied
