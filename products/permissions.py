"""Who may edit which product: Wagtail's rights on the page tree, narrowed by department."""

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from people import approval
from people.models import User
from people.permissions import AnyUser


def owns(user: AnyUser, department_id: int | None) -> bool:
    """Whether the user works for a product's department. A product without one is every editor's."""
    if department_id is None or user.is_superuser:
        return True
    return isinstance(user, User) and department_id in user.department_ids()


def editable_products(user: AnyUser) -> PageQuerySet:
    """Return the ids of the products that the user may edit: the tree's rights, narrowed to the user's departments."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change").order_by()
    if user.is_superuser or not isinstance(user, User):
        return pages.values("pk")
    of_others = Q(productpage__department__isnull=False) & ~Q(productpage__department__in=user.department_ids())
    return pages.exclude(of_others).values("pk")


class ProductPermissionTester(PagePermissionTester):
    """What a user may do with a product: nothing with one of another department, whatever the tree allows."""

    def __init__(self, user: AnyUser, page: Page) -> None:
        super().__init__(user, page)
        self.is_owned = owns(user, page.department_id)
        if not self.is_owned:
            self.permissions: set[str] = set()

    def can_publish(self) -> bool:
        """Return whether the user may put their own version online at once; with four eyes a colleague approves it."""
        return bool(super().can_publish()) and not approval.needs_four_eyes(self.page)

    # These ask a workflow's task or nobody, beside the tree's rights.

    def can_edit(self) -> bool:
        return self.is_owned and bool(super().can_edit())

    def can_lock(self) -> bool:
        return self.is_owned and bool(super().can_lock())

    def can_unlock(self) -> bool:
        return self.is_owned and bool(super().can_unlock())

    def can_submit_for_moderation(self) -> bool:
        return self.is_owned and bool(super().can_submit_for_moderation())
