"""Pages of front that are no pages of the tree."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from front.cookies import COOKIES
from ground.cacheable import cacheable


@cacheable
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Say which cookies the site sets. No query."""
    context = {
        "cookies": [each for each in COOKIES if not each.is_for_staff],
        "staff_cookies": [each for each in COOKIES if each.is_for_staff],
        "measured_by": sorted({urlsplit(address).netloc for address in settings.MEASURING_SCRIPTS}),
    }
    return render(request, "front/cookies.html", context)
