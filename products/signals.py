"""What follows when a public page appears, changes, moves, is closed off or goes.

Wagtail signals after saving, inside the transaction of the request or command; here that becomes `content_changed`, for
the page and, where it concerns all that stands below, for each page below. What is told is what holds now: "published"
when the public may see the page, "removed" when not.
"""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from ground.content_changed import announce
from ground.database.watched import watch
from ground.public import public_now
from people.models import Department
from products.models import (
    Authority,
    FrequentQuestion,
    ProductFormLink,
    ProductIndexPage,
    ProductPage,
    RelatedProduct,
    ThemeIndexPage,
    ThemePage,
    TopTask,
)


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(ProductPage, ProductFormLink, RelatedProduct, Authority, FrequentQuestion, TopTask)
    watch(ProductIndexPage, ThemeIndexPage, ThemePage)
    page_published.connect(_published, dispatch_uid="products.published")
    page_unpublished.connect(_gone, dispatch_uid="products.unpublished")
    post_page_move.connect(_all_below, dispatch_uid="products.moved")
    page_slug_changed.connect(_addresses_changed, dispatch_uid="products.slug_changed")
    published.connect(_question_published, sender=FrequentQuestion, dispatch_uid="products.question_published")
    unpublished.connect(_question_gone, sender=FrequentQuestion, dispatch_uid="products.question_unpublished")
    post_delete.connect(_question_gone, sender=FrequentQuestion, dispatch_uid="products.question_deleted")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="products.restricted")
        for model in (Redirect, Department, Authority):
            signal.connect(_settings_changed, sender=model, dispatch_uid=f"products.{model.__name__}")


def announce_pages(pages: PageQuerySet) -> None:
    """Tell of each page what holds now. Three queries, whatever the number of pages."""
    ids = list(pages.values_list("pk", flat=True))
    shown = set(public_now(Page.objects.filter(pk__in=ids)).values_list("pk", flat=True))
    products = set(ProductPage.objects.filter(pk__in=ids).values_list("pk", flat=True))
    for pk in ids:
        announce("product" if pk in products else "page", pk, "published" if pk in shown else "removed")


def kind_of(page: Page) -> str:
    """Return the search source that a page belongs to."""
    return "product" if isinstance(page, ProductPage) else "page"


def _published(instance: Page, **_kwargs: Any) -> None:
    """Announce a page, which may be published below a closed one: then it is no more public than before."""
    announce_pages(Page.objects.filter(pk=instance.pk))


def _gone(instance: Page, **_kwargs: Any) -> None:
    """Unpublished, or deleted: Wagtail unpublishes each live page of a branch that is being deleted."""
    announce(kind_of(instance), instance.pk, "removed")


def _all_below(instance: Page, **_kwargs: Any) -> None:
    announce_pages(Page.objects.descendant_of(instance, inclusive=True))


@transaction.atomic
def _addresses_changed(instance: Page, **_kwargs: Any) -> None:
    """Wagtail tells this after the commit: the addresses below have changed then, not who may see them."""
    _all_below(instance)


def _restricted(instance: PageViewRestriction, **_kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()  # gone already when the page itself is being deleted
    if page:
        _all_below(page)


def _settings_changed(instance: models.Model, **_kwargs: Any) -> None:
    announce("settings", f"{instance._meta.model_name}-{instance.pk}")


def _question_published(instance: FrequentQuestion, **_kwargs: Any) -> None:
    if instance.live:  # Wagtail sends the same signal when it is only scheduled
        announce("faq", instance.pk, "published")


def _question_gone(instance: FrequentQuestion, **_kwargs: Any) -> None:
    announce("faq", instance.pk, "removed")
