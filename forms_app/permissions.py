"""Who may do what with forms: the department's own editors; and what citizens have filled in is never thrown away."""

from typing import Any

from forms_app.models import Form
from people import approval
from people.permissions import AnyUser, DepartmentPermissionPolicy


class FormPermissionPolicy(DepartmentPermissionPolicy):
    """A form that was ever published can be withdrawn, not deleted: its versions explain the submissions."""

    def user_has_permission_for_instance(self, user: AnyUser, action: str, instance: Any) -> bool:  # noqa: ANN401  # Wagtail asks with any model
        if action == "delete" and instance.first_published_at is not None:
            return False
        if action == "publish" and approval.needs_four_eyes(instance):  # a colleague approves it
            return False
        return super().user_has_permission_for_instance(user, action, instance)


policy = FormPermissionPolicy(Form)
