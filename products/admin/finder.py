"""Products and questions in the admin's one search box. All editors read the whole catalogue (docs/decisions/011)."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from people.permissions import AnyUser
from people.service import Finder, Hit, finders, has_any, hits, listed_at, of_model
from products.models import FrequentQuestion, ProductPage


def reads_catalogue(user: AnyUser) -> bool:
    """Return whether the user has any right on pages."""
    return bool(page_permission_policy.user_has_any_permission(user, ("add", "change", "publish", "lock", "unlock")))


def find_products(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """Return products: to edit where the user may, else to read where they are online."""

    def address(page: ProductPage) -> str | None:
        if page.permissions_for_user(request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return page.get_url(request) if page.live else None

    products = ProductPage.objects.select_related("department")
    return hits(products, words, limit, address, lambda page: str(page.department or ""))


def register() -> None:
    """Let both be found, when the app is ready."""
    finders.register(
        "products", Finder(_("Producten"), 20, reads_catalogue, find_products, listed_at("producten:index"))
    )
    finders.register(
        "questions",
        Finder(
            _("Veelgestelde vragen"),
            40,
            has_any(FrequentQuestion),
            of_model(FrequentQuestion),
            listed_at("wagtailsnippets_products_frequentquestion:list"),
        ),
    )
