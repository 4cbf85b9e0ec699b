"""Which products and questions the public may see, and when one is soon to be looked over."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet

from forms_app.service import Form
from ground.public import public_now, published_now
from products.models import FrequentQuestion, ProductFormLink, ProductPage

REVIEW_SOON = timedelta(days=30)
"""So long before its day a product stands among those that are soon to be looked over."""


def visible_products(theme: str = "", audience: str = "") -> QuerySet[ProductPage]:
    """Return visible products by title, where wanted of one theme and for one audience (codes)."""
    products = public_now(ProductPage.objects.all()).order_by("title")
    if theme:
        products = products.filter(themes__has=theme)
    if audience:
        products = products.filter(audiences__has=audience)
    return products


def minutes_of_forms(products: Iterable[int]) -> dict[int, int | None]:
    """Return which of these products have a published form, and how many minutes the first takes that tells. One query."""
    links = ProductFormLink.objects.filter(published_now("form__"), page__in=list(products)).order_by("sort_order")
    minutes_of: dict[int, int | None] = {}
    for product, minutes in links.values_list("page_id", "form__duration_minutes"):
        minutes_of[product] = minutes_of.get(product) or minutes
    return minutes_of


def only_reached_from(pages: Iterable[int]) -> QuerySet[Form]:
    """Return the live forms that no visible product links to but these: without them citizens no longer meet the form."""
    others = visible_products().order_by().exclude(pk__in=pages)
    elsewhere = ProductFormLink.objects.filter(page__in=others.values("pk")).values("form")
    own = ProductFormLink.objects.filter(page__in=pages).values("form")
    return public_now(Form.objects.filter(pk__in=own)).exclude(pk__in=elsewhere).order_by("title")


def visible_questions() -> QuerySet[FrequentQuestion]:
    """Return the questions that the public may read, with their products: those of a product only while that is visible."""
    products = visible_products().order_by()
    return (
        public_now(FrequentQuestion.objects.all())
        .filter(Q(product=None) | Q(product__in=products.values("pk")))
        .select_related("product")
    )
