"""What can be done with many cases at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from cases import actions
from cases.admin.reach import reachable
from cases.errors import CasesError
from cases.models import Case
from cases.permissions import policy
from portal.lib.actor import from_request


class ClaimBulkAction(SnippetBulkAction):
    """Takes the chosen cases. Cases out of reach are not refused but absent: the page does not say that they exist."""

    models = [Case]
    display_name = gettext_lazy("Aan mij toewijzen")
    action_type = "claim"
    aria_label = gettext_lazy("Wijs de gekozen zaken aan mij toe")
    template_name = "cases/admin/confirm_claim.html"
    action_priority = 10

    def get_queryset(self, model: Any, object_ids: Any) -> Any:
        ids = [int(id_) for id_ in object_ids if str(id_).isdigit()]
        return list(reachable(self.request.user).select_related("type_version").filter(pk__in=ids))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        return reachable(self.request.user).running().values_list("pk", flat=True)

    def check_perm(self, obj: Case) -> bool:
        return bool(policy.user_has_permission_for_instance(self.request.user, "change", obj))

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(cls, objects: Any, request: HttpRequest | None = None, **kwargs: Any) -> tuple[int, int]:
        """Return how many were taken; a case that a colleague took just now stays theirs."""
        assert request is not None  # noqa: S101  # get_execution_context gives it
        taken = 0
        for case in objects:
            try:
                actions.assign(from_request(request), case, request.user, seen=case.lock_version)  # type: ignore[arg-type]
            except CasesError:
                continue
            taken += 1
        return taken, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if not num_parent_objects:
            return _("Er is niets toegewezen.")
        text = ngettext("%(count)d zaak is nu van u.", "%(count)d zaken zijn nu van u.", num_parent_objects)
        return text % {"count": num_parent_objects}


class NoDeleteBulkAction(DeleteBulkAction):
    """Stands where Wagtail's delete would: cases go by their retention rule only. Its page would also list cases out of
    reach by name."""

    models = [Case]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise PermissionDenied
