"""The panels of a form: Wagtail's own, with what its editor must know, and with two versions compared in people's words."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison, TextFieldComparison
from wagtail.admin.panels import FieldPanel

from forms_app import seams
from forms_app.definition.wire import RESERVED_NAMES
from forms_app.editing.differences import differences
from forms_app.editing.published import published
from forms_app.models import Form
from forms_app.questions import question_types
from ground.conditions.operators import NO_VALUE, OPERATORS, words_of
from ground.conditions.sentences import UNKNOWN, WORDS
from ground.writing import MONTH_NAMES

TEXTS = {
    "step": _("Stap"),
    "untitled": _("(zonder titel)"),
    "required": _("verplicht"),
    "always": _("Altijd tonen."),
    "gone": _("Deze vraag bestaat niet meer."),
    "notEarlier": _("Deze vraag staat niet eerder in het formulier."),
    "itself": _("Een vraag kan niet van zichzelf afhangen."),
    "answerGone": _("Dit antwoord bestaat niet meer."),
    "unavailable": _("Niet beschikbaar"),
    "pickQuestion": _("Kies een vraag"),
    "pickAnswer": _("Kies een antwoord"),
    "rename": _("Naam wijzigen"),
    "locked": _("ligt vast sinds de publicatie"),
    "move": _("Verplaats naar stap…"),
    "moveLabel": _("Verplaats deze vraag naar een andere stap"),
}
"""The controller's words, so that they are translated like all others."""


class StepsComparison(FieldComparison):
    """Two versions of the steps: a list of sentences, one for each change."""

    def __init__(self, field: "models.Field[Any, Any]", old: Form, new: Form) -> None:
        super().__init__(field, old, new)
        self.sentences = differences(old, new)

    def has_changed(self) -> bool:
        return bool(self.sentences)

    def htmldiff(self) -> SafeString:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((text,) for text in self.sentences)))


class DestinationComparison(TextFieldComparison):
    """Two case types by their names, not by their codes."""

    def __init__(self, field: "models.Field[Any, Any]", old: Form, new: Form) -> None:
        super().__init__(field, old, new)
        labels = {each.code: str(each.label) for each in seams.all_destinations()}
        self.val_a, self.val_b = (labels.get(form.destination, form.destination) for form in (old, new))


class DestinationPanel(FieldPanel):
    """The case type that a submitted form becomes."""

    def get_comparison_class(self) -> type[FieldComparison]:
        return DestinationComparison


class StepsPanel(FieldPanel):
    """The StreamField's panel. The same operators, names and locks go to the controller as the server checks."""

    def get_comparison_class(self) -> type[FieldComparison]:
        return StepsComparison

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, str]:
            values = {
                "types": {
                    name: {
                        "kind": type_.kind,
                        "choices": list(type_.fixed_choices),
                        "label": type_.label,
                        "description": type_.description,
                    }
                    for name, type_ in question_types().items()
                },
                "operators": OPERATORS,
                "words": {kind: words_of(kind) for kind in (*OPERATORS, "")},
                "sentences": {**WORDS, "months": MONTH_NAMES, "unknown": UNKNOWN},
                "no-value": sorted(NO_VALUE),
                "locked": {
                    block_id: {"name": seen.name, "keys": seen.keys}
                    for block_id, seen in published(self.instance).questions.items()
                },
                "reserved": sorted(RESERVED_NAMES),
                "texts": TEXTS,
            }
            data = {
                f"data-sn-form-editor-{name}-value": json.dumps(value, cls=DjangoJSONEncoder)
                for name, value in values.items()
            }
            return {**super().attrs, "data-controller": "sn-form-editor", **data}
