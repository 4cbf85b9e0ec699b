"""The one step by which a page or a form is approved: by its own department."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from people import approval


class ReasonForm(TaskStateCommentForm):
    """What must change: nobody gets their work back without a word."""

    comment = forms.CharField(
        label=_("Wat moet er veranderen?"),
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Schrijf wat er moet veranderen: de schrijver leest het in de mail.")},
    )


class DepartmentApprovalTask(Task):
    """Approved by an editor of the object's own department, and what belongs to none by the chief editors (people.approval)."""

    asks_who_may_publish = True

    class Meta:
        verbose_name = _("goedkeuring door de dienst")
        verbose_name_plural = _("goedkeuringen door de dienst")
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("approve_own", _("Mag goedkeuren wat van eigen dienst is")),
            ("approve_of_nobody", _("Mag goedkeuren wat van geen dienst is")),
        ]

    @classmethod
    def get_description(cls) -> str:
        """Return what Wagtail says of the kind of task where one is chosen."""
        return gettext("Een redacteur van de dienst keurt goed; wat van geen dienst is, keurt de hoofdredactie goed.")

    def user_can_access_editor(self, obj: models.Model, user: approval.AnyUser) -> bool:
        """Return whether the user may open it to judge it."""
        return approval.is_approver(user, obj)

    def locked_for_user(self, obj: models.Model, user: approval.AnyUser) -> bool:
        """Return whether it waits for others: the writer too lets go of it meanwhile."""
        return not approval.is_approver(user, obj)

    def user_can_lock(self, obj: models.Model, user: approval.AnyUser) -> bool:
        """Return whether the user may lock it while it waits."""
        return approval.is_approver(user, obj)

    def get_actions(self, obj: models.Model, user: approval.AnyUser) -> list[tuple[str, Any, bool]]:
        """Return what the user may do with it now: name, words, whether something is asked first."""
        if not approval.is_approver(user, obj):
            return []
        ask_changes = ("reject", _("Vraag wijzigingen"), True)
        if not approval.may_approve(user, obj):
            return [ask_changes]
        return [
            ask_changes,
            ("approve", _("Keur goed"), False),
            ("approve", _("Keur goed met een opmerking"), True),
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Return what is asked with an action."""
        return ReasonForm if action == "reject" else TaskStateCommentForm

    def on_action(self, task_state: TaskState, user: approval.AnyUser, action_name: str, **kwargs: object) -> None:
        """Do it, for who may: approving is asked again here, whichever door it came by."""
        obj = task_state.workflow_state.content_object
        approval.require(user, obj, action_name)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: approval.AnyUser, **kwargs: object) -> "QuerySet[TaskState]":
        """Return what waits for the user. A query for each kind of object that waits."""
        return approval.waiting_for(user, self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS))
