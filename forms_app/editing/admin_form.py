"""The admin's form for a Form: what the server refuses, whoever posts it."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from forms_app import seams
from forms_app.editing.checks import find_problems
from forms_app.editing.published import published
from forms_app.editing.readable import readable
from ground.editing.problems import Problem, as_error, merge
from people.forms import DepartmentAdminForm
from people.models import User
from people.permissions import works_for

LISTS = ("rows", "choices")
"""Names of the children of a form's blocks that are a ListBlock."""


class FormAdminForm(DepartmentAdminForm):
    """Checks across the whole form, shown beside the blocks; a draft may be incomplete, but never wrong for ever."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published = published(self.instance)
        if "destination" in self.fields:
            self._offer_destinations()
        if "key" in self.fields and self.published.key:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = gettext("Ligt vast: het formulier is gepubliceerd op dit adres.")

    def _offer_destinations(self) -> None:
        now = self.instance.destination
        user: User | None = self.for_user
        choices = [
            (each.code, each.label)
            for each in seams.all_destinations()
            if each.code == now or user is None or works_for(user, each.department_id)
        ]
        if now and now not in dict(choices):
            choices = [*choices, (now, gettext("⚠ %(code)s (bestaat niet meer)") % {"code": now})]
        model_field = self.fields["destination"]
        self.fields["destination"] = forms.ChoiceField(
            choices=[("", gettext("Kies een zaaktype")), *choices],
            required=False,  # a draft may go without; publishing asks for it
            label=model_field.label,
            help_text=model_field.help_text,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "steps" not in self.fields:
            return cleaned
        problems = find_problems(self._steps(), self.published, cleaned.get("destination", ""), cleaned.get("key", ""))
        if self.is_deferred_validation:
            problems = [problem for problem in problems if problem.in_draft]
        for problem in problems:
            if problem.field != "steps" and problem.field in self.fields and problem.field not in self.errors:
                self.add_error(problem.field, str(problem.message))
        self._add_to_steps([problem for problem in problems if problem.field == "steps"])
        return cleaned

    def _steps(self) -> object:
        """Return the steps, and where some of them are refused what is readable of them: those errors must not hide ours."""
        if "steps" in self.cleaned_data:
            return self.cleaned_data["steps"]
        field = self.fields["steps"]
        return readable(field.block, field.widget.value_from_datadict(self.data, self.files, self.add_prefix("steps")))

    def _add_to_steps(self, problems: list[Problem]) -> None:
        error = as_error(problems, LISTS)
        if error is None:
            return
        own = self.errors.pop("steps", None)
        self.add_error("steps", merge(own.as_data()[0] if own else None, error))
