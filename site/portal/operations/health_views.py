"""What monitoring asks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.operations import status


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process is alive. Asks nobody else: a slow database must not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether this process can serve: 200, or 503 with the part that fails; and of each other part, how it is.

    Only words and times: the reasons are for `manage.py status`.
    """
    parts = status.report()
    is_ready = all(part.ok for name, part in parts.items() if name in status.READY)
    times = ("last_success", "last_answer")
    body = {
        "ready": is_ready,
        "ok": all(part.ok for part in parts.values()),
        "parts": {name: part.word for name, part in parts.items()},
        "last": {name: part.figures[key] for name, part in parts.items() for key in times if key in part.figures},
    }
    return JsonResponse(body, status=200 if is_ready else 503)
