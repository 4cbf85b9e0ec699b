"""A model field for some months of the year."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

MONTHS = [
    (1, _("januari")),
    (2, _("februari")),
    (3, _("maart")),
    (4, _("april")),
    (5, _("mei")),
    (6, _("juni")),
    (7, _("juli")),
    (8, _("augustus")),
    (9, _("september")),
    (10, _("oktober")),
    (11, _("november")),
    (12, _("december")),
]


class MonthsField(models.JSONField):
    """A list of month numbers, 1 is January, chosen with checkboxes: [7, 8]."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **_kwargs: Any) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            choices=MONTHS,
            coerce=int,
            required=not self.blank,
            label=self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )
