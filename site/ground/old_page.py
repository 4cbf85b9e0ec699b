"""A step that was sent from a page that is too old to trust: shown again with what was typed, and nothing saved."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.utils.decorators import decorator_from_middleware


class OldPageMiddleware(CsrfViewMiddleware):
    """Django's check, but a token that is missing or old marks the request and lets the view answer.

    Only where the browser does not say that the post came from elsewhere: of another site's fields nothing is shown. A view
    under this must ask `is_old_page` before it does anything.
    """

    def _check_token(self, request: HttpRequest) -> None:
        try:
            super()._check_token(request)  # type: ignore[misc]  # private in Django: the stubs leave it out
        except RejectRequest:
            if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
                raise
            request.is_old_page = True  # type: ignore[attr-defined]  # read by the views of our own forms


spots_old_pages: Any = decorator_from_middleware(OldPageMiddleware)


def is_old_page(request: HttpRequest) -> bool:
    """Return whether a post lacks the proof that it is ours; it may then be shown again, and nothing else."""
    return getattr(request, "is_old_page", False)
