"""What follows when a public page appears, changes, moves or goes."""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.lib.content_changed import announce
from products.models import ContentPage, ProductPage

KINDS: dict[type[Page], str] = {ProductPage: "product", ContentPage: "page"}


def connect() -> None:
    """Called when the app is ready."""
    page_published.connect(_published, dispatch_uid="products.published")
    page_unpublished.connect(_unpublished, dispatch_uid="products.unpublished")
    post_page_move.connect(_published, dispatch_uid="products.moved")


def _published(instance: Page, **_kwargs: Any) -> None:
    announce(KINDS.get(type(instance), "page"), instance.pk, "published")


def _unpublished(instance: Page, **_kwargs: Any) -> None:
    announce(KINDS.get(type(instance), "page"), instance.pk, "removed")
