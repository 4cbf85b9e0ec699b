"""Who may edit which product: Wagtail's rights on the page tree, narrowed by department."""

from typing import Any

from wagtail.models import PagePermissionTester

from people.models import User


def owns(user: Any, department_id: int | None) -> bool:
    """Whether the user works for a product's department. A product without one is every editor's."""
    if department_id is None or user.is_superuser:
        return True
    return isinstance(user, User) and department_id in user.department_ids()


class ProductPermissionTester(PagePermissionTester):
    """What a user may do with a product: nothing with one of another department, whatever the tree allows."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        if not owns(user, page.department_id):
            self.permissions: set[str] = set()
