"""Ordinary pages in the admin's one search box."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from front.models import ContentPage
from people.permissions import AnyUser
from people.service import Finder, Hit, hits, listed_at


def edits_pages(user: AnyUser) -> bool:
    """Return whether the user may change any page."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def find(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """Return the pages that the user may change."""

    def address(page: ContentPage) -> str | None:
        may_edit = page.permissions_for_user(request.user).can_edit()
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None

    return hits(ContentPage.objects.all(), words, limit, address)


FINDER = Finder(_("Pagina’s"), 60, edits_pages, find, listed_at("wagtailadmin_pages:search"))
