"""A counter to choose: who handles the answer knows where the citizen goes, with its hours."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.choice import SelectQuestion


def place_choices() -> list[tuple[str, str]]:
    """Return (slug, name) of each place. One query."""
    from counters.service import Place  # Late: this module is read before models are

    return list(Place.objects.values_list("slug", "name"))


class PlaceQuestion(SelectQuestion):
    """One of the city's places. Normal form: its slug."""

    label = _("Loket kiezen")
    description = _("Een van de plaatsen van de stad. Pagina’s en mails tonen daarna het adres en de uren.")
    icon = "site"
    kind = ""

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "places",
                blocks.MultipleChoiceBlock(
                    choices=place_choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    label=_("Plaatsen"),
                    help_text=_("Duidt u niets aan, dan kan de burger uit alle plaatsen kiezen."),
                ),
            )
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"choices": list(self._chosen(value))}

    def freeze_texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        return {f"choices.{slug}": name for slug, name in self._chosen(value).items()}

    def thaw(self, question: Question) -> dict[str, Any]:
        return {"places": list(question.options["choices"])}

    def names_here(self, question: Question) -> dict[str, str | None]:
        names = dict(place_choices())
        return {slug: names.get(slug) for slug in question.options["choices"]}

    def place(self, answer: str) -> str:
        return answer or ""

    def _chosen(self, value: Mapping[str, Any]) -> dict[str, str]:
        """Return the places to choose from that still exist, by slug."""
        wanted = value.get("places") or []
        return {slug: name for slug, name in place_choices() if not wanted or slug in wanted}
