"""Pages for what went wrong, besides those that Django renders by itself (400, 403, 404, 500)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.admin.typed_texts import typed_texts


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the page was open for too long, in the citizen's words, with the way back to the same form.

    The way back is only ever an address of this site: the path that was posted to. What staff typed is shown to be copied, not
    to be sent from here: it may be somebody else's page that sent it.
    """
    typed = typed_texts(request.POST) if request.path.startswith("/cms/") else []
    return render(request, "403_csrf.html", {"again": "/" + request.path.lstrip("/"), "typed": typed}, status=403)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return 429 with the time to wait: in minutes on the page, in seconds in Retry-After."""
    response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
