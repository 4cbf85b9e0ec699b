"""Which pages the public may see, asked in one way by every page, list, index and API."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.query import PageQuerySet

from forms_app.service import Form
from products.models import FrequentQuestion, ProductFormLink, ProductPage


def visible(pages: PageQuerySet) -> PageQuerySet:
    """Return only pages that are live, not past their expiry and behind no view restriction.

    A page past its expiry is gone at that second, not when `publish_scheduled` comes by.
    """
    return pages.live().public().filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()))


def visible_products(theme: str = "", audience: str = "") -> Any:
    """Return visible products by title, where wanted of one theme and for one audience (codes)."""
    products = visible(ProductPage.objects.all()).order_by("title")
    if theme:
        products = products.filter(themes__has=theme)
    if audience:
        products = products.filter(audiences__has=audience)
    return products


def only_reached_from(pages: Any) -> Any:
    """Return the live forms that no visible product links to but these: without them citizens no longer meet the form."""
    others = visible_products().order_by().exclude(pk__in=pages)
    elsewhere = ProductFormLink.objects.filter(page__in=others.values("pk")).values("form")
    own = ProductFormLink.objects.filter(page__in=pages).values("form")
    return Form.objects.filter(pk__in=own, live=True).exclude(pk__in=elsewhere).order_by("title")


def visible_questions() -> Any:
    """Return the questions that the public may read, with their products: those of a product only while that is visible."""
    products = visible_products().order_by()
    return (
        FrequentQuestion.objects.filter(Q(expire_at=None) | Q(expire_at__gt=timezone.now()), live=True)
        .filter(Q(product=None) | Q(product__in=products.values("pk")))
        .select_related("product")
    )
