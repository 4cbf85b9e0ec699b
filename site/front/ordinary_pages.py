"""Which of the pages to which every page leads are online: those that setup makes wait for the city to complete them."""

from django.http import HttpRequest
from wagtail.models import Page, Site

from ground.frame import ORDINARY_PAGES
from ground.public import published_now
from ground.snapshot import kept
from ground.wagtail_site import site_of


def online(request: HttpRequest | None) -> frozenset[str]:
    """Return the addresses of ORDINARY_PAGES that visitors of this site can open. One query a generation."""
    site = site_of(request) if request is not None else Site.objects.filter(is_default_site=True).first()
    return _online_below(site.root_page.url_path) if site is not None else frozenset()


@kept
def _online_below(root: str) -> frozenset[str]:
    paths = {f"{root}{address.removeprefix('/')}": address for address in ORDINARY_PAGES}
    live = Page.objects.filter(published_now(), url_path__in=paths).order_by().values_list("url_path", flat=True)
    return frozenset(paths[path] for path in live)
