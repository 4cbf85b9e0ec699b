"""Tells the colleagues to whom it falls that something waits for their approval. Returns and approvals Wagtail mails itself."""

from wagtail.admin.mail import BaseGroupApprovalTaskStateEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from people.approval import approvers
from people.models import DepartmentApprovalTask, User


class ApproversNotifier(BaseGroupApprovalTaskStateEmailNotifier):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's mail of a group's task, for the department's editors."""

    notification = "submitted"

    def can_handle(self, instance: object, **kwargs: object) -> bool:
        """Return whether it is a step of ours."""
        return isinstance(instance, TaskState) and isinstance(instance.task.specific, DepartmentApprovalTask)

    def get_recipient_users(self, task_state: TaskState, **kwargs: object) -> list[User]:
        """Return who may judge it, but not who handed it in."""
        by = kwargs.get("user")
        return [user for user in approvers(task_state.workflow_state.content_object) if user != by]


_tell_approvers = ApproversNotifier()


def connect() -> None:
    """Connect it, when the app is ready."""
    task_submitted.connect(_tell_approvers, sender=TaskState, dispatch_uid="people.approval")
