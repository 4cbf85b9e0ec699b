"""The addresses that are not of the staff, read from the resolver, and a world in which they open."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import get_resolver

from forms_app.models import Draft
from records.service import link_for, token_of
from tests.cases.factories import make_case
from tests.trees import make_home, make_place, make_product

NOT_PAGES = ("cms/", "^cms/", "api/", "documenten/", "media/", "_util/", "^((?:")
"""Staff's own, the API, and what Wagtail serves by itself."""
API = [
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/products/",
    "/api/v1/products/adreswijziging/",
    "/api/v1/products/nergens/",
    "/api/v1/search/?q=adres",
    "/api/v1/forms/",
    "/api/v1/forms/adreswijziging/",
    "/api/v1/forms/adreswijziging/schema/",
    "/api/v1/forms/adreswijziging/submissions/",
    "/api/v1/cases/status/",
    "/api/wagtail/v3/pages/",
    "/api/wagtail/v3/openapi.json",
]


def public_routes():
    """Return each pattern once, as the resolver writes it."""

    def walk(patterns, prefix=""):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, route)
            else:
                yield route

    return [route for route in walk(get_resolver("portal.urls").url_patterns) if not route.startswith(NOT_PAGES)]


def public_addresses(values: dict[str, str]) -> Iterator[str]:
    """Yield the address of each route, its parameters filled in."""
    for route in public_routes():
        yield "/" + re.sub(r"<\w+:(\w+)>", lambda match: values[match[1]], route)


def make_world():
    """Return (the browser of a citizen with a case and a draft, the parameters of the addresses of both)."""
    make_home()
    make_place()
    make_product()
    case = make_case()
    draft = Draft.objects.create(version=case.submission.version)
    values = {
        "token": token_of(link_for("case", case.pk)),
        "reference": case.reference,
        "key": "adreswijziging",
        "draft_id": str(draft.pk),
        "step": "wie-bent-u",
        "name": "geen_vraag",
        "slug": "stadswinkel",
        "code": "Burger",
        "file_id": str(draft.pk),
        "letter_id": "0",
    }
    client = Client()
    client.get(f"/t/{values['token']}/")
    client.get(f"/t/{token_of(link_for('draft', draft.pk))}/")
    return client, values
