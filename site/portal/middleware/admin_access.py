"""The admin is closed by default: what the table of portal.admin.access opens to nobody is not there."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.auth import permission_denied, require_admin_access

from portal.admin.access.policy import is_of_the_admin, rule_for
from portal.admin.access.rule import anybody, staff


class AdminAccessMiddleware(MiddlewareMixin):
    """Answers for who may not: not there, sign in, or back to the admin's home page. A script gets 403."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not is_of_the_admin(match):
            return None
        rule = rule_for(match)
        if rule is None:
            raise Http404
        if rule.is_open_to is anybody:
            return None
        answer: HttpResponseBase
        if not staff(request.user):
            # Wagtail's way to the page where one signs in.
            answer = require_admin_access(view)(request, *args, **kwargs)
            return answer
        if rule.is_open_to(request.user):
            return None
        if rule.is_hidden:
            raise Http404
        if is_script(request):
            raise PermissionDenied
        answer = permission_denied(request)
        return answer


def is_script(request: HttpRequest) -> bool:
    """Return whether a script of the admin asks, which would take the page of a redirect for its answer."""
    return request.headers.get("Sec-Fetch-Dest") == "empty" or not request.accepts("text/html")
