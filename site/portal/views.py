"""Public lists that are no Wagtail page."""

import posixpath
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from ground.addresses import PRIVATE
from ground.cacheable import cacheable
from ground.snapshot import kept
from products import listings
from products.codelists import code_list
from products.listings import Card
from products.service import visible_products, visible_questions

AUDIENCE_TITLES = {
    "Burger": _("Diensten voor burgers"),
    "Onderneming": _("Diensten voor ondernemingen"),
    "Vereniging": _("Diensten voor verenigingen"),
    "Organisatie": _("Diensten voor andere organisaties"),
}


@cacheable
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """List all products by letter. Two queries a generation."""
    groups = _by_letter()
    return render(request, "front/a_z.html", {"groups": groups, "letters": listings.letters_of(groups)})


@kept
def _by_letter() -> tuple[tuple[str, tuple[Card, ...]], ...]:
    cards = (Card(page.title, page.get_absolute_url()) for page in visible_products().only("title", "slug"))
    return tuple((letter, tuple(group)) for letter, group in listings.by_letter(cards))


@cacheable
@require_safe
def audience(request: HttpRequest, code: str) -> HttpResponse:
    """List the products for one audience. Seven queries."""
    if code not in listings.PUBLIC_AUDIENCES or code not in code_list("audiences"):
        raise Http404
    listing: Page[Any] = Paginator(listings.public_products(audience=code), listings.PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    listing.object_list = [listings.product_card(page) for page in listing.object_list]
    context = {
        "title": AUDIENCE_TITLES[code],
        "introduction": "",
        "crumbs": listings.catalogue_crumbs(),
        "listing": listing,
        "others": [card for card in listings.audience_cards() if card.code != code],
        "others_title": gettext("Andere doelgroepen"),
    }
    return render(request, "products/listing.html", context)


@cacheable
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """List the frequently asked questions by page. Five queries."""
    listing: Page[Any] = Paginator(visible_questions(), listings.PER_PAGE).get_page(request.GET.get("pagina"))
    listing.object_list = [
        Card(each.question, each.get_absolute_url(), each.product.title if each.product else "")
        for each in listing.object_list
    ]
    return render(request, "front/questions.html", {"listing": listing})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a public picture, where no web server stands in front. A name that no file can have is just not there.

    Nor is a document: it has its address under /documenten/, where a closed collection asks who comes.
    """
    if posixpath.normpath(path).lstrip("/").startswith("documents/"):
        raise Http404
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except (OSError, SuspiciousFileOperation) as error:
        raise Http404 from error


@cacheable
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the map is, and what is nobody's business."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
