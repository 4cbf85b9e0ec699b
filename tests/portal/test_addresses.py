"""Addresses are named: what code beside the views must know stands in ground.addresses, and each of it is true."""

import re

import pytest
from django.urls import URLPattern, get_resolver, resolve

from forms_app.models import Form
from ground import addresses
from products.models import FrequentQuestion, ThemePage
from tests.architecture.house import modules
from tests.trees import make_product

OUTSIDE = {
    "portal.launch.run": "prints addresses before there is any Django",
    "front.page_tree": "the text of a page, which an editor then owns",
}
OTHERS = {
    "/healthz",
    "/readyz",
    "/media/*",
    "/formulieren/*/",
    r"/documenten/^(\d+)/(.*)$",
    "/documenten/authenticate_with_password/*/",
    r"/^((?:[\w\-]+/)*)$",  # Wagtail's pages
}
"""For anybody, and made anew for each."""
LITERAL = re.compile(
    r"""f?["']/(?:producten|thema|doelgroep|a-z|vragen|plaatsen|formulieren|zaken|zoeken|mijn|cms|api|dev|t)/"""
)
ROOTS = [
    addresses.ADMIN,
    addresses.API + "v1/openapi.json",
    addresses.WAGTAIL_API + "v3/pages/",
    addresses.FORMS + "kermis/",
    addresses.CASES,
    addresses.LINKS + "x/",
    addresses.SEARCH,
    addresses.OWN + "formulieren/",
    addresses.MAILBOX + "mail/",
    addresses.A_TO_Z,
    addresses.QUESTIONS,
    addresses.PLACES,
    addresses.AUDIENCES + "Burger/",
    *(each for each in addresses.UNLOGGED if not each.endswith("/")),
]


def literals(file):
    """Return the addresses that a module writes out, its docstrings left out."""
    code = re.sub(r'""".*?"""', "", file.read_text(encoding="utf-8"), flags=re.S)
    return LITERAL.findall(re.sub(r"#.*", "", code))


def test_no_module_writes_an_address_out():
    wrote = {module for module, file in modules().items() if literals(file)} - {"ground.addresses"}
    assert wrote == OUTSIDE.keys()


@pytest.mark.parametrize("address", ROOTS)
def test_each_address_that_stands_in_the_list_has_a_view_of_its_own(address):
    assert resolve(address).url_name != "wagtail_serve"


@pytest.mark.django_db
def test_a_product_and_a_theme_are_where_wagtail_serves_them():
    for page in (make_product(), ThemePage.objects.get()):
        assert page.get_absolute_url() == page.url


@pytest.mark.parametrize("key", ["", "Wat nog", "a/b"])
def test_what_is_still_being_written_has_no_address_yet(key):
    assert Form(key=key).get_absolute_url() == FrequentQuestion(slug=key).get_absolute_url() == ""


def test_every_view_that_is_not_for_all_is_private():
    """Public are the views that may be kept, and these: what else there is stands below a private beginning."""
    private = re.compile("|".join(re.escape(each).replace(r"\*", "[^/]+") for each in addresses.PRIVATE))
    others = {path for path, view in ours() if not getattr(view, "is_cacheable", False) and not private.match(path)}
    assert others == OTHERS


def ours(resolver=None, prefix="/"):
    """Yield (path with its variables as *, view) of each public address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + re.sub(r"<[^>]+>", "*", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield path, pattern.callback
        elif not path.startswith(addresses.ADMIN):
            yield from ours(pattern, path)
