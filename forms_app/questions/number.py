"""A number, as people in Belgium write it."""

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.typed import tidy
from ground.writing import decimal_comma

MAX_DIGITS = 15
"""A JSON number holds no more digits without rounding."""
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([.\s'’])[0-9]{3}(?:\1[0-9]{3})*(?:,[0-9]+)?")
"""Thousands parted by one sign, which never stands after a leading zero: "1.250", "1 250,5", "2.000.000"."""
PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
ONE_DOT = re.compile(r"(-?\d{1,3})\.(\d{3})", re.ASCII)
ONE_COMMA = re.compile(r"(-?[1-9]\d{0,2}),(000)", re.ASCII)
ONE_SPACE = re.compile(r"(-?[0-9]+)\s([0-9]{1,4})")


def parse_number(text: str) -> Decimal | None:
    """Return the number that was typed, None when it is none: "1.250,5", "1250,5", "1 250" and "2.5" are numbers.

    A comma is the decimal sign. A dot is one too, unless it stands where thousands are parted: "1.250" is 1250, "0.500" a half.
    """
    typed = _typed(text)
    if GROUPED.fullmatch(typed):
        typed = re.sub(r"[.\s'’]", "", typed)
    if not PLAIN.fullmatch(typed) or sum(char.isdigit() for char in typed) > MAX_DIGITS:
        return None
    return Decimal(typed.replace(",", "."))


def readings(text: str, decimals: int) -> list[str]:
    """Return in digits the two numbers that may be meant where so many decimals are asked; empty when one or none may be.

    "1.234" where three are asked (1234 or 1,234), "1,000" where fewer are (a thousand elsewhere, or one), "12 50" where two are
    (1250 or 12,50), and "01.250".
    """
    typed = _typed(text)
    dot, comma, space = (pattern.fullmatch(typed) for pattern in (ONE_DOT, ONE_COMMA, ONE_SPACE))
    whole = fraction = ""
    if (dot and decimals >= 3 and re.match("-?[1-9]", typed)) or (dot and re.match(r"-?0\d", typed)):
        whole, fraction = dot.groups()
    elif comma and decimals < 3:
        whole, fraction = comma.groups()
    elif space and not GROUPED.fullmatch(typed) and len(space[2]) <= decimals:
        whole, fraction = space.groups()
    return [decimal_comma(Decimal(whole + fraction)), f"{whole},{fraction}"] if whole else []


def _typed(text: str) -> str:
    return re.sub(r"^-\s+", "-", tidy(text).strip().replace("−", "-"))


class NumberField(forms.CharField):
    """Cleans to a Decimal, or None."""

    def __init__(self, *, minimum: float | None, maximum: float | None, decimals: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.minimum, self.maximum, self.decimals = minimum, maximum, decimals

    def clean(self, value: object) -> Decimal | None:
        text = super().clean(tidy(str(value or "")))
        if not text:
            return None
        if meant := readings(text, self.decimals):
            values = {"first": meant[0], "second": meant[1]}
            raise ValidationError(str(self.error_messages["unclear"]) % values, "unclear")
        number = parse_number(text)
        if number is None:
            raise ValidationError(str(self.error_messages["invalid"]) % {"typed": text[:40]}, "invalid")
        if -int(number.normalize().as_tuple().exponent) > self.decimals:
            raise ValidationError(self.error_messages["decimals"], "decimals")
        if self.minimum is not None and number < Decimal(str(self.minimum)):
            raise ValidationError(self.error_messages["minimum"], "minimum")
        if self.maximum is not None and number > Decimal(str(self.maximum)):
            raise ValidationError(self.error_messages["maximum"], "maximum")
        return number


class NumberQuestion(QuestionType[int | float | None]):
    """A number, whole or with decimals. Normal form: a JSON number."""

    label = _("Getal")
    description = _("Met een kleinste en een grootste waarde.")
    icon = "order"
    kind = "number"
    template = "forms_app/questions/number.html"
    bounds = ("minimum", "maximum")
    field_class = NumberField
    empty: int | float | None = None

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            ("minimum", blocks.FloatBlock(required=False, label=_("Kleinste waarde"), help_text=_("Bijvoorbeeld: 1"))),
            ("maximum", blocks.FloatBlock(required=False, label=_("Grootste waarde"), help_text=_("Bijvoorbeeld: 20"))),
            (
                "decimals",
                blocks.IntegerBlock(
                    required=False,
                    default=0,
                    min_value=0,
                    max_value=4,
                    label=_("Cijfers na de komma"),
                    help_text=_("0 voor een geheel getal, 2 voor een bedrag."),
                ),
            ),
            (
                "unit",
                blocks.CharBlock(required=False, max_length=20, label=_("Eenheid"), help_text=_("Bijvoorbeeld: meter")),
            ),
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "minimum": _json_number(value.get("minimum")),
            "maximum": _json_number(value.get("maximum")),
            "decimals": int(value.get("decimals") or 0),
        }

    def freeze_texts(self, value: Mapping[str, Any]) -> dict[str, str]:
        return {"unit": value.get("unit") or ""}

    def thaw(self, question: Question) -> dict[str, Any]:
        return {**question.options, "unit": question.texts.get("unit", "")}

    def get_options(self, question: Question) -> dict[str, Any]:
        options = question.options
        decimals = int(options.get("decimals") or 0)
        # "numeric" has no minus key on phones.
        lowest = options.get("minimum")
        mode = "text" if lowest is None or lowest < 0 else "decimal" if decimals else "numeric"
        return {
            **super().get_options(question),
            "minimum": options.get("minimum"),
            "maximum": options.get("maximum"),
            "decimals": decimals,
            "widget": forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off", "size": 10}),
        }

    def error_messages(self, question: Question) -> dict[str, Text]:
        values = {
            "label": question.label,
            "min": _or_empty(question.options.get("minimum")),
            "max": _or_empty(question.options.get("maximum")),
            "decimals": question.options.get("decimals") or 0,
        }
        # The messages with a double sign are filled in twice.
        twice = {"label": question.label.replace("%", "%%")}
        return {
            "required": _("Vul een getal in bij: %(label)s") % values,
            "invalid": _("Vul bij ‘%(label)s’ een getal in cijfers in, zoals 3. We lezen ‘%%(typed)s’ niet als getal.")
            % twice,
            "unclear": _("Bedoelt u bij ‘%(label)s’ %%(first)s of %%(second)s? Schrijf het zonder punt of spatie.")
            % twice,
            "decimals": _("Gebruik bij ‘%(label)s’ hoogstens %(decimals)s cijfers na de komma.") % values
            if values["decimals"]
            else _("Vul bij ‘%(label)s’ een geheel getal in, zonder komma.") % values,
            "minimum": _("Vul bij ‘%(label)s’ %(min)s of meer in.") % values,
            "maximum": _("Vul bij ‘%(label)s’ %(max)s of minder in.") % values,
        }

    def normal(self, cleaned: Decimal | None) -> int | float | None:
        return None if cleaned is None else _json_number(cleaned)

    def is_normal(self, answer: object) -> TypeGuard[int | float | None]:
        return isinstance(answer, int | float) and not isinstance(answer, bool) and math.isfinite(answer)

    def to_data(self, name: str, answer: int | float | None) -> dict[str, list[str]]:
        return {name: [] if answer is None else [decimal_comma(answer)]}

    def display(self, question: Question, answer: int | float | None) -> list[str]:
        if answer is None:
            return []
        return [f"{decimal_comma(answer)} {question.texts.get('unit', '')}".strip()]

    def cell(self, question: Question, answer: int | float | None) -> int | float | None:
        return answer

    def json_schema(self, question: Question) -> dict[str, Any]:
        options = question.options
        schema: dict[str, Any] = {"type": "number" if options.get("decimals") else "integer"}
        schema |= {key: options[key] for key in ("minimum", "maximum") if options.get(key) is not None}
        return schema


def _json_number(value: Decimal | float | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _or_empty(value: float | None) -> str:
    return "" if value is None else decimal_comma(value)
