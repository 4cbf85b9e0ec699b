"""Who may bring products in by clicks."""

from people.permissions import AnyUser
from products.models import ProductIndexPage

MAY_UPLOAD = "products.add_productupload"


def may_upload(user: AnyUser) -> bool:
    """Return whether somebody may bring products in: the right itself, and that to make pages where products stand."""
    if not user.is_active or not user.has_perm(MAY_UPLOAD):
        return False
    index = ProductIndexPage.objects.first()
    return index is None or bool(index.permissions_for_user(user).can_add_subpage())


def may_publish(user: AnyUser) -> bool:
    """Return whether what somebody brings in may be put online at once."""
    index = ProductIndexPage.objects.first()
    return index is not None and bool(index.permissions_for_user(user).can_publish_subpage())
