"""Picking the answer that a product fills in already: from the choices of the forms that are published."""

from typing import Any

from django import forms
from django.db.models import F, Max
from django.utils.translation import gettext

from forms_app.service import FormVersion, choices_of
from ground.public import published_now


class PrefillSelect(forms.Select):
    """A list of all answers that can be chosen, grouped by form and question; read from the database when it is shown.

    A stored answer that its form no longer offers stays in the list, marked, so that nothing is lost by saving.
    """

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups = answers()
        known = {code for _label, options in groups for code, _option in options}
        gone = [
            (code, gettext("%(code)s (biedt het formulier niet meer aan)") % {"code": code}) for code in value if code
        ]
        gone = [option for option in gone if option[0] not in known]
        self.choices = [("", gettext("Niets")), *gone, *groups]
        return super().optgroups(name, value, attrs)


def answers() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers that can be chosen, per form and question, each as (code, label). One query, and one for each
    form that this process has not read yet.
    """
    newest = (
        FormVersion.objects.filter(published_now("form__"))
        .annotate(newest=Max("form__versions__number"))
        .filter(number=F("newest"))
        .select_related("form")
        .order_by("form__title")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    for version in newest:
        for choice in choices_of(version.definition):
            group = f"{version.form.title}: {choice.question.label}"
            groups.setdefault(group, []).append((f"{version.form.key}/{choice.code}", choice.label))
    return list(groups.items())
