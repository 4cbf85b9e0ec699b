"""The page for a form that came from too old a page; Django renders those of 400, 403, 404 and 500 by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ground.addresses import ADMIN
from portal.admin.typed_texts import typed_texts


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the page was open for too long, in the citizen's words, with the way back to the same form.

    The way back is only ever an address of this site: the path that was posted to. What staff typed is shown to be copied, not
    to be sent from here: it may be somebody else's page that sent it.
    """
    typed = typed_texts(request.POST) if request.path.startswith(ADMIN) else []
    return render(request, "403_csrf.html", {"again": "/" + request.path.lstrip("/"), "typed": typed}, status=403)
