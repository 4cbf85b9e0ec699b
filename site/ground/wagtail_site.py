"""The site of a request, from memory: Wagtail asks the database at each request, and reads the root page again after it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

from ground.snapshot import kept


def site_of(request: Any) -> Site | None:  # noqa: ANN401  # a name that Wagtail hangs on a request
    """Return the site as Site.find_for_request does, and leave it where that looks first. At most three queries."""
    if not hasattr(request, "_wagtail_site"):
        request._wagtail_site = _site_at(request._get_raw_host(), request.get_port())
    return request._wagtail_site


@kept
def _site_at(host: str, port: str) -> Site | None:
    try:
        site = get_site_for_hostname(split_domain_port(host)[0], port)
    except Site.DoesNotExist:
        return None
    site.root_page = site.root_page.specific
    return site


class SiteMiddleware:
    """Finds the site for Wagtail's own view, before it asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        if request.resolver_match is not None and request.resolver_match.url_name == "wagtail_serve":
            site_of(request)
