"""An address in five boxes and a list of countries: Belgian unless another country is chosen."""

import re
from collections.abc import Mapping
from typing import Any, TypeGuard

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.countries import BELGIUM, COUNTRIES, country_choices
from forms_app.questions.parts import PartError, PartsField, PartsWidget
from forms_app.questions.typed import tidy

PARTS = ("street", "number", "box", "postal_code", "municipality", "country")
REQUIRED = ("street", "number", "postal_code", "municipality")
REQUIRED_ABROAD = ("street", "municipality")
"""There are houses that have a name only, and countries without postal codes."""
MAX_LENGTHS = {"street": 80, "number": 12, "box": 12, "postal_code": 20, "municipality": 60}
SIZES = {"street": 30, "number": 6, "box": 6, "postal_code": 6, "municipality": 30}
LABELS: Mapping[str, Text] = {
    "street": _("Straat"),
    "number": _("Huisnummer"),
    "box": _("Bus (niet verplicht)"),
    "postal_code": _("Postcode"),
    "municipality": _("Gemeente"),
    "country": _("Land"),
}
MEANINGS = {
    "street": "address-line1",
    "postal_code": "postal-code",
    "municipality": "address-level2",
    "country": "country",
}
"""Values of HTML's autocomplete; it knows no house number apart."""


class AddressField(PartsField):
    """Cleans to a dict of the six parts, or None. A country that is not given is Belgium: older answers have none."""

    parts = PARTS

    def clean(self, value: Any) -> Any:  # noqa: ANN401  # a field cleans what it gets, as Django's
        """Return the address; the country alone, which is chosen beforehand, is none."""
        typed = [str(part or "") for part in value or []]
        is_empty = not any(typed[:-1]) and typed[-1:] in ([], [""], [BELGIUM])
        return super().clean([] if is_empty else typed)

    def join(self, typed: Mapping[str, str]) -> dict[str, str]:
        tidied = {part: re.sub(r"\s+", " ", tidy(text)).strip() for part, text in typed.items()}
        tidied["country"] = tidied["country"].upper() or BELGIUM
        is_belgian = tidied["country"] == BELGIUM
        required = REQUIRED if is_belgian else REQUIRED_ABROAD
        errors = [self.wrong(f"no_{part}", part) for part in required if not tidied[part]]
        errors += [self.wrong(f"long_{part}", part) for part, limit in MAX_LENGTHS.items() if len(tidied[part]) > limit]
        if tidied["country"] not in COUNTRIES:
            errors.append(self.wrong("country", "country"))
        if is_belgian:
            tidied["postal_code"], wrong = self._belgian(tidied)
            errors += wrong
        if errors:
            raise ValidationError(sorted(errors, key=lambda error: error.part))
        return tidied

    def _belgian(self, tidied: Mapping[str, str]) -> tuple[str, list[PartError]]:
        """Return the postal code as four digits, and what is wrong by Belgian rules."""
        errors = []
        if tidied["number"] and not any(char.isdigit() for char in tidied["number"]):
            errors.append(self.wrong("number", "number"))
        code = re.sub(r"^B-?(?=\d)|[\s.]", "", tidied["postal_code"], flags=re.IGNORECASE)
        if tidied["postal_code"] and not re.fullmatch(r"[1-9]\d{3}", code, re.ASCII):
            errors.append(self.wrong("postal_code", "postal_code"))
        return code, errors


class AddressQuestion(QuestionType[dict[str, str] | None]):
    """An address. Normal form: {"street", "number", "box", "postal_code", "municipality", "country"}, all text.

    The country is its ISO 3166-1 alpha-2 code; an answer of before it was asked has none, and is Belgian.
    """

    label = _("Adres")
    description = _("Straat, huisnummer, bus, postcode, gemeente en land.")
    icon = "home"
    group = _("Persoon")
    kind = ""
    field_class = AddressField
    template = "forms_app/questions/address.html"
    is_group = True
    empty: dict[str, str] | None = None

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [("is_own", blocks.BooleanBlock(required=False, label=_("Is het adres waar de aanvrager nu woont")))]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"is_own": bool(value.get("is_own"))}

    def get_options(self, question: Question) -> dict[str, Any]:
        return {
            **super().get_options(question),
            "widget": PartsWidget({part: _box(part, question.options.get("is_own")) for part in PARTS}),
        }

    def error_messages(self, question: Question) -> dict[str, Text]:
        label = {"label": question.label}
        return {
            "required": _("Vul een adres in bij: %(label)s") % label,
            "no_street": _("Vul de straat in bij: %(label)s") % label,
            "no_number": _("Vul het huisnummer in bij: %(label)s") % label,
            "no_postal_code": _("Vul de postcode in bij: %(label)s") % label,
            "no_municipality": _("Vul de gemeente in bij: %(label)s") % label,
            "number": _("Vul bij ‘%(label)s’ een huisnummer met een cijfer in, zoals 12 of 12A.") % label,
            "postal_code": _(
                "Vul bij ‘%(label)s’ een postcode van 4 cijfers in, zoals 9100. Buiten België? Kies het land."
            )
            % label,
            "country": _("Kies bij ‘%(label)s’ een land uit de lijst.") % label,
            "long_street": _("De straat bij ‘%(label)s’ is te lang. Gebruik hoogstens 80 tekens.") % label,
            "long_number": _("Het huisnummer bij ‘%(label)s’ is te lang. Zet de bus in het vak ernaast.") % label,
            "long_box": _("De bus bij ‘%(label)s’ is te lang. Gebruik hoogstens 12 tekens.") % label,
            "long_postal_code": _("De postcode bij ‘%(label)s’ is te lang. Gebruik hoogstens 20 tekens.") % label,
            "long_municipality": _("De gemeente bij ‘%(label)s’ is te lang. Gebruik hoogstens 60 tekens.") % label,
        }

    def is_normal(self, answer: object) -> TypeGuard[dict[str, str] | None]:
        return (
            isinstance(answer, dict) and set(answer) <= set(PARTS) and all(isinstance(x, str) for x in answer.values())
        )

    def to_data(self, name: str, answer: dict[str, str] | None) -> dict[str, list[str]]:
        return {f"{name}.{part}": [answer.get(part, "")] for part in PARTS} if answer else {}

    def is_abroad(self, answer: Mapping[str, str]) -> bool:
        """Return whether an answer in normal form lies outside Belgium."""
        return answer.get("country", BELGIUM) != BELGIUM

    def display(self, question: Question, answer: dict[str, str] | None) -> list[str]:
        if not answer:
            return []
        box = _("bus %(box)s") % {"box": answer["box"]} if answer["box"] else ""
        street = " ".join(filter(None, (answer["street"], answer["number"], box)))
        lines = [street, f"{answer['postal_code']} {answer['municipality']}".strip()]
        return [*lines, str(COUNTRIES[answer["country"]])] if self.is_abroad(answer) else lines

    def json_schema(self, question: Question) -> dict[str, Any]:
        texts: dict[str, Any] = {part: {"type": "string", "maxLength": limit} for part, limit in MAX_LENGTHS.items()}
        for part in REQUIRED_ABROAD:
            texts[part]["minLength"] = 1
        texts["country"] = {"type": "string", "enum": list(COUNTRIES), "default": BELGIUM}
        return {
            "type": "object",
            "properties": texts,
            "required": list(REQUIRED_ABROAD),
            "additionalProperties": False,
            # Without a country it is Belgian: "properties" says nothing of a property that is not there.
            "if": {"properties": {"country": {"const": BELGIUM}}},
            "then": {
                "properties": {"postal_code": {"pattern": r"^[1-9][0-9]{3}$"}, "number": {"pattern": "[0-9]"}},
                "required": list(REQUIRED),
            },
        }


def _box(part: str, is_own: object) -> forms.Widget:
    attrs: dict[str, Any] = {"title": LABELS[part]}
    if is_own and part in MEANINGS:
        attrs["autocomplete"] = MEANINGS[part]
    if part == "country":
        return forms.Select(attrs=attrs, choices=country_choices())
    return forms.TextInput(attrs={**attrs, "size": SIZES[part]})
