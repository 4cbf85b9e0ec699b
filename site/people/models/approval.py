"""The one step by which a page or a form is approved."""

from wagtail.models import Task


class DepartmentApprovalTask(Task):
    """Approved by an editor of the object's own department, or by the chief editors; people.approval says who."""
