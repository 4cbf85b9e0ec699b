"""A Belgian address in five boxes."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.parts import PartsField, PartsWidget
from forms_app.questions.typed import tidy

PARTS = ("street", "number", "box", "postal_code", "municipality")
LONGEST = {"street": 80, "number": 12, "box": 12, "postal_code": 20, "municipality": 60}
SIZES = {"street": 30, "number": 6, "box": 6, "postal_code": 6, "municipality": 30}
LABELS: Mapping[str, Text] = {
    "street": _("Straat"),
    "number": _("Huisnummer"),
    "box": _("Bus (niet verplicht)"),
    "postal_code": _("Postcode"),
    "municipality": _("Gemeente"),
}
MEANINGS = {"street": "address-line1", "postal_code": "postal-code", "municipality": "address-level2"}
"""Values of HTML's autocomplete; it knows no house number apart."""


class AddressField(PartsField):
    """Cleans to a dict of the five parts, or None."""

    parts = PARTS

    def join(self, typed: Mapping[str, str]) -> dict[str, str]:
        tidied = {part: re.sub(r"\s+", " ", tidy(text)).strip() for part, text in typed.items()}
        errors = [self.wrong(f"no_{part}", part) for part in PARTS if part != "box" and not tidied[part]]
        errors += [self.wrong(f"long_{part}", part) for part in PARTS if len(tidied[part]) > LONGEST[part]]
        if tidied["number"] and not any(char.isdigit() for char in tidied["number"]):
            errors.append(self.wrong("number", "number"))
        code = re.sub(r"^B-?(?=\d)|[\s.]", "", tidied["postal_code"], flags=re.IGNORECASE)
        if tidied["postal_code"] and not re.fullmatch(r"[1-9]\d{3}", code, re.ASCII):
            errors.append(self.wrong("postal_code", "postal_code"))
        if errors:
            raise ValidationError(sorted(errors, key=lambda error: error.part))
        return {**tidied, "postal_code": code}


class AddressQuestion(QuestionType):
    """An address. Normal form: {"street", "number", "box", "postal_code", "municipality"}, all text."""

    label = _("Adres")
    description = _("Straat, huisnummer, bus, postcode en gemeente.")
    icon = "home"
    group = _("Persoon")
    kind = ""
    field_class = AddressField
    template = "questions/address.html"
    is_group = True
    empty: Any = None

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [("is_own", blocks.BooleanBlock(required=False, label=_("Is het adres waar de aanvrager nu woont")))]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"is_own": bool(value.get("is_own"))}

    def field_options(self, question: Question) -> dict[str, Any]:
        return {"widget": PartsWidget({part: _box(part, question.options.get("is_own")) for part in PARTS})}

    def error_messages(self, question: Question) -> dict[str, Text]:
        label = {"label": question.label}
        return {
            "required": _("Vul een adres in bij: %(label)s") % label,
            "no_street": _("Vul de straat in bij: %(label)s") % label,
            "no_number": _("Vul het huisnummer in bij: %(label)s") % label,
            "no_postal_code": _("Vul de postcode in bij: %(label)s") % label,
            "no_municipality": _("Vul de gemeente in bij: %(label)s") % label,
            "number": _("Vul bij ‘%(label)s’ een huisnummer met een cijfer in, zoals 12 of 12A.") % label,
            "postal_code": _("Vul bij ‘%(label)s’ een postcode van 4 cijfers in, zoals 9100.") % label,
            "long_street": _("De straat bij ‘%(label)s’ is te lang. Gebruik hoogstens 80 tekens.") % label,
            "long_number": _("Het huisnummer bij ‘%(label)s’ is te lang. Zet de bus in het vak ernaast.") % label,
            "long_box": _("De bus bij ‘%(label)s’ is te lang. Gebruik hoogstens 12 tekens.") % label,
            "long_postal_code": _("De postcode bij ‘%(label)s’ is te lang. Vul 4 cijfers in, zoals 9100.") % label,
            "long_municipality": _("De gemeente bij ‘%(label)s’ is te lang. Gebruik hoogstens 60 tekens.") % label,
        }

    def is_normal(self, answer: Any) -> bool:
        return (
            isinstance(answer, dict) and set(answer) <= set(PARTS) and all(isinstance(x, str) for x in answer.values())
        )

    def to_data(self, name: str, answer: Any) -> dict[str, list[str]]:
        return {f"{name}.{part}": [answer.get(part, "")] for part in PARTS} if answer else {}

    def display(self, question: Question, answer: Any) -> list[str]:
        if not answer:
            return []
        box = _("bus %(box)s") % {"box": answer["box"]} if answer["box"] else ""
        street = f"{answer['street']} {answer['number']} {box}".strip()
        return [street, f"{answer['postal_code']} {answer['municipality']}"]

    def json_schema(self, question: Question) -> dict[str, Any]:
        texts: dict[str, dict[str, Any]] = {
            part: {"type": "string", "maxLength": LONGEST[part], **({} if part == "box" else {"minLength": 1})}
            for part in PARTS
        }
        texts["postal_code"] = {"type": "string", "pattern": r"^[1-9][0-9]{3}$"}
        texts["number"]["pattern"] = "[0-9]"
        return {
            "type": "object",
            "properties": texts,
            "required": [part for part in PARTS if part != "box"],
            "additionalProperties": False,
        }


def _box(part: str, is_own: Any) -> forms.TextInput:
    attrs: dict[str, Any] = {"title": LABELS[part], "size": SIZES[part]}
    if part == "postal_code":
        attrs["inputmode"] = "numeric"
    if is_own and part in MEANINGS:
        attrs["autocomplete"] = MEANINGS[part]
    return forms.TextInput(attrs=attrs)
