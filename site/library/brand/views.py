"""What a page of a city with a look of its own asks for besides: its style sheet and its icon, at addresses that never change."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from ground.brand import brand
from ground.cacheable import cacheable
from library.brand.icon import icon
from library.brand.reader import row_of
from library.brand.stylesheet import digest, style_sheet

FOR_EVER = "public, max-age=31536000, immutable"


@cacheable
@require_safe
def brand_style_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Return the colours and the letter of the city. Asked once a visitor; one query."""
    row = row_of(request)
    text = style_sheet(row) if row is not None else ""
    return _for_ever(request, key, text, "text/css; charset=utf-8", brand(request).stylesheet)


@cacheable
@require_safe
def brand_icon(request: HttpRequest, key: str) -> HttpResponse:
    """Return the icon of a tab. Asked once a visitor; one query."""
    row = row_of(request)
    return _for_ever(request, key, icon(row) if row is not None else "", "image/svg+xml", brand(request).icon)


def _for_ever(request: HttpRequest, key: str, text: str, content_type: str, address: str) -> HttpResponse:
    """Return what the address was made of. A page that is older than the look is led to the look of today."""
    if not address:
        raise Http404
    if digest(text) != key:
        return HttpResponseRedirect(address, headers={"Cache-Control": "no-store"})
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": FOR_EVER})
