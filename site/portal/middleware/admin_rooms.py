"""The rooms of Wagtail's admin that it leaves open to every sign-in, closed to who has no work there.

Wagtail asks for rights on what changes something; its choosers, reports, inner API and tag lists show titles, drafts among them,
to whoever may enter the admin. Here a right on any page, image or document opens them (docs/decisions/011).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

ROOMS: tuple[tuple[Callable[[], Any], tuple[str, ...]], ...] = (
    (get_image_model, ("images/", "api/main/images/", "bulk/library/picture/")),
    (get_document_model, ("documents/", "api/main/documents/", "bulk/library/file/")),
    (
        lambda: Page,
        (
            "pages/",
            "api/main/pages/",
            "bulk/wagtailcore/",
            "choose-",
            "snippets/choose/counters/",
            "snippets/choose/people/",
            "snippets/choose/products/",
            "embeds/",
            "tag-autocomplete/",
            "reports/",
            "workflows/",
            "producten/",
        ),
    ),
)
"""Whose policy, and the beginnings of the addresses below /cms/ that ask for any right of it."""

ANY = ("add", "change", "choose", "delete", "publish", "lock", "unlock", "bulk_delete")


class AdminRoomsMiddleware(MiddlewareMixin):
    """Sends who has no work in a room to the admin's home page; who has no access to the admin is left to Wagtail."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        policy = policy_of(request.path)
        if policy is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        if policy.user_has_any_permission(request.user, ANY):
            return None
        answer: HttpResponseBase = permission_denied(request)
        return answer


def policy_of(path: str) -> Any:
    """Return the policy whose rights open an address; None for one that asks none here."""
    below = path.removeprefix("/cms/")
    if below == path:
        return None
    model = next((model for model, beginnings in ROOMS if below.startswith(beginnings)), None)
    return policy_registry.get_by_type(model()) if model else None
