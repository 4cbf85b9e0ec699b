"""Public lists that are no Wagtail page."""

import posixpath
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.core.exceptions import SuspiciousFileOperation
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.static import serve

from front.sitemaps import SITEMAPS
from ground.addresses import PRIVATE
from ground.cacheable import cacheable
from products import listings
from products.codelists import code_list
from products.listings import Card
from products.lists import PER_PAGE, product_list
from products.service import visible_questions

AUDIENCE_TITLES = {
    "Burger": _("Diensten voor burgers"),
    "Onderneming": _("Diensten voor ondernemingen"),
    "Vereniging": _("Diensten voor verenigingen"),
    "Organisatie": _("Diensten voor andere organisaties"),
}


@cacheable
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """List all products by letter; of a large catalogue one letter, in parts. Three queries a generation."""
    groups: Sequence[tuple[str, Sequence[Card]]] = listings.products_by_letter()
    context: dict[str, Any] = {
        "groups": groups,
        "letters": listings.letters_of(groups),
        "by_letter": listings.is_long(groups),
    }
    if context["by_letter"]:
        wanted = request.GET.get("letter", "").upper()
        letter, cards = next((group for group in groups if group[0] == wanted), groups[0])
        listing = Paginator(cards, listings.MAX_AT_ONCE).get_page(request.GET.get("pagina"))
        query = f"?{urlencode({'letter': letter.lower()})}&pagina="
        context |= {"groups": [(letter, listing.object_list)], "listing": listing, "query": query, "chosen": letter}
    context["groups"] = listings.with_facts(context["groups"])
    return render(request, "front/a_z.html", context)


@cacheable
@require_safe
def audience(request: HttpRequest, code: str) -> HttpResponse:
    """List the products for one audience. Four queries a generation."""
    if code not in listings.PUBLIC_AUDIENCES or code not in code_list("audiences"):
        raise Http404
    context = {
        "title": AUDIENCE_TITLES[code],
        "introduction": "",
        "crumbs": listings.catalogue_crumbs(),
        "content": product_list(request.GET.get("pagina"), request.GET.get("toon"), audience=code),
        "others": [card for card in listings.audience_cards() if card.code != code],
        "others_title": gettext("Andere doelgroepen"),
    }
    return render(request, "products/listing.html", context)


@cacheable
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """List the frequently asked questions by page. Five queries."""
    listing: Page[Any] = Paginator(visible_questions(), PER_PAGE).get_page(request.GET.get("pagina"))
    listing.object_list = [
        Card(each.question, each.get_absolute_url(), each.product.title if each.product else "")
        for each in listing.object_list
    ]
    return render(request, "front/questions.html", {"listing": listing})


@cacheable
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Return the map for search engines, and of a large city a map of its parts. Six queries."""
    maps: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {}
    parts = []
    for name, make in SITEMAPS.items():
        maps[name] = part = make()
        parts += [(name, number) for number in part.paginator.page_range]
    if len(parts) == len(maps):
        return sitemap(request, maps)
    addresses = [f"{settings.SITE_URL}{reverse('site_map_part', args=[name])}?p={number}" for name, number in parts]
    context = {"sitemaps": [{"location": address} for address in addresses]}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


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
