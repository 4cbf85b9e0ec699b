"""Forms in the admin, and wagtailstreamforms' own admin out of it."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from forms_app.editing.viewsets import FormViewSet, answers_button
from forms_app.models import Form
from forms_app.permissions import policy

register_permission_policy(Form, policy)
register_snippet(FormViewSet)


def without_the_librarys_menu(request: HttpRequest, items: list[Any]) -> None:
    """Take out the library's own forms: they are shut as well (portal.admin.access.table.CLOSED)."""
    items[:] = [item for item in items if "streamforms" not in str(getattr(item, "url", ""))]


hooks.register("register_snippet_listing_buttons", answers_button)
hooks.register("construct_main_menu", without_the_librarys_menu, order=1000)
