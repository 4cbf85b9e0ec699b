"""What of the first day products can judge: whether somebody looks after each."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.checklist import CheckItem, checklist
from products.models import ProductPage


def register() -> None:
    """Put the item on the list, when the app is ready."""
    checklist.register(
        "products",
        CheckItem(_("Geef elk product een dienst"), lambda: reverse("producten:index"), products_have_owners),
    )


def products_have_owners() -> bool:
    """Return whether each product has a department that is open. One query."""
    unowned = ProductPage.objects.filter(department=None) | ProductPage.objects.exclude(department__closed_at=None)
    return not unowned.exists()
