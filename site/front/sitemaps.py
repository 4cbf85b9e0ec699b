"""What stands in sitemap.xml beside Wagtail's pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import Page

from counters.models import Place
from forms_app.service import live_forms
from ground.addresses import A_TO_Z, PLACES, QUESTIONS
from ground.public import public_now
from products.listings import audience_cards
from products.service import visible_questions

MAX_ADDRESSES = 1000
"""Of one part of the map: each takes a quarter of a millisecond."""


class PageSitemap(WagtailSitemap):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's pages, as far as the public may see them now."""

    limit = MAX_ADDRESSES

    def items(self) -> QuerySet[Page]:
        """Return pages, with only what a map says of them: not whole products with their texts. One query."""
        pages = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        return public_now(pages).order_by("path").only("url_path", "last_published_at", "latest_revision_created_at")


class ListingSitemap(Sitemap[str]):
    """Lists, places, the start pages of published forms, and questions that stand on no product's page."""

    limit = MAX_ADDRESSES

    def items(self) -> list[str]:
        """Return addresses without the host. Three queries."""
        places = [place.get_absolute_url() for place in Place.objects.only("slug")]
        forms = [form.get_absolute_url() for form in live_forms()]
        questions = [each.get_absolute_url() for each in visible_questions().filter(product=None)]
        lists = [A_TO_Z, PLACES, QUESTIONS, *(card.url for card in audience_cards())]
        return [*lists, *places, *forms, *questions]

    def location(self, item: str) -> str:
        """Return the address itself."""
        return item

    def get_protocol(self, protocol: str | None = None) -> str:
        """Return that of SITE_URL, as Wagtail's pages have it: a map names one site, however it was asked for."""
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """Return that of SITE_URL."""
        return urlsplit(settings.SITE_URL).netloc


SITEMAPS: dict[str, type[Sitemap[Any]]] = {"wagtail": PageSitemap, "lists": ListingSitemap}
