"""Wagtail's reports over all models, narrowed to what the user reaches: forms and case types are a department's own.

Their other rows are pages, which all editors may read (docs/decisions/011).
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from people.permissions import AnyUser, DepartmentPermissionPolicy
from people.viewsets import ANY


def out_of_reach(user: AnyUser, prefix: str = "") -> Q:
    """Return what to exclude: rows about a department's object that the user does not reach. `prefix`: the way there."""
    excluded = Q(pk=None)
    for model in get_snippet_models():
        policy = policy_registry.get_by_type(model)
        if not isinstance(policy, DepartmentPermissionPolicy):
            continue
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        reachable = policy.instances_user_has_any_permission_for(user, ANY)
        ids = reachable.order_by().values_list(Cast("pk", output_field=CharField()), flat=True)
        of_kind = Q(**{f"{prefix}content_type_id": kind.pk})
        excluded |= of_kind & ~Q(**{f"{prefix}object_id__in": ids})
    return excluded


class NarrowedLogEntries(LogEntriesView):
    """The site history. One sub-query for each model with departments."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> object:
        if queryset.model is ModelLogEntry:
            queryset = queryset.exclude(out_of_reach(self.request.user))
        return super().filter_queryset(queryset)


class NarrowedWorkflows(WorkflowView):
    """The report of running workflows."""

    def get_queryset(self) -> object:
        return super().get_queryset().exclude(out_of_reach(self.request.user))


class NarrowedTasks(WorkflowTasksView):
    """The report of their tasks."""

    def get_queryset(self) -> object:
        return super().get_queryset().exclude(out_of_reach(self.request.user, "workflow_state__"))
