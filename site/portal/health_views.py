"""What monitoring asks."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import status


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process is alive. Asks nobody else: a slow database must not get it restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether this process can serve: 200, or 503 with the part that fails. Details are for `manage.py status`."""
    parts = status.report(status.READY)
    is_ready = all(part.ok for part in parts.values())
    body = {"ready": is_ready, "parts": {name: "ok" if part.ok else "fails" for name, part in parts.items()}}
    return JsonResponse(body, status=200 if is_ready else 503)
