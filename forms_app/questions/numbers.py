"""Numbers with a check in them: telephone, national number, account."""

import re
from collections.abc import Mapping
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.be import bis, nn
from stdnum.exceptions import InvalidLength
from stdnum.exceptions import ValidationError as NumberError
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.typed import compact, tidy

COUNTRY = "BE"
BELGIAN_LENGTH = 16


class NumberTextField(forms.CharField):
    """Base: cleans what was typed to one way of writing; `read` raises ValidationError with a code of error_messages."""

    def clean(self, value: object) -> str:
        text = str(super().clean(tidy(str(value or ""))))
        return self.read(text) if text else ""

    def read(self, text: str) -> str:
        """Return the number in its normal form."""
        raise NotImplementedError

    def wrong(self, code: str) -> ValidationError:
        """Return the error under a code."""
        return ValidationError(self.error_messages[code], code)


PHONE_SIGNS = re.compile(r"[\d\s+().\-–—/_]+")
"""Digits and what people put between. phonenumbers itself reads letters as digits, and passes over words."""


class PhoneField(NumberTextField):
    """Cleans to +3237783000 (E.164). A number without a country is Belgian."""

    def read(self, text: str) -> str:
        if not PHONE_SIGNS.fullmatch(text):
            raise self.wrong("signs")
        try:
            number = phonenumbers.parse(text, COUNTRY)
        except phonenumbers.NumberParseException:
            raise self.wrong("invalid") from None
        if not phonenumbers.is_valid_number(number) or number.extension:
            raise self.wrong("invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class PhoneQuestion(QuestionType[str]):
    """A telephone number. Normal form: "+3237783000"."""

    label = _("Telefoonnummer")
    description = _("Vast of mobiel, ook uit het buitenland.")
    icon = "mobile-alt"
    group = _("Persoon")
    field_class = PhoneField

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [("is_own", blocks.BooleanBlock(required=False, default=True, label=_("Is van de aanvrager")))]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"is_own": bool(value.get("is_own", True))}

    def party_field(self, question: Question) -> str:
        return "phone" if question.options.get("is_own") else ""

    def get_options(self, question: Question) -> dict[str, Any]:
        attrs = {"type": "tel", "inputmode": "tel", "size": 20}
        if question.options.get("is_own"):
            attrs["autocomplete"] = "tel"
        return {**super().get_options(question), "widget": forms.TextInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        return {
            **super().error_messages(question),
            "invalid": _("Vul bij ‘%(label)s’ een volledig telefoonnummer in, zoals 03 778 30 00 of 0470 12 34 56.")
            % {"label": question.label},
            "signs": _("Vul bij ‘%(label)s’ alleen het nummer in, zonder woorden, zoals 03 778 30 00 of 0470 12 34 56.")
            % {"label": question.label},
        }

    def display(self, question: Question, answer: str) -> list[str]:
        if not answer:
            return []
        number = phonenumbers.parse(answer, COUNTRY)
        style = phonenumbers.PhoneNumberFormat
        is_home = number.country_code == phonenumbers.country_code_for_region(COUNTRY)
        return [phonenumbers.format_number(number, style.NATIONAL if is_home else style.INTERNATIONAL)]

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"}


class NationalNumberField(NumberTextField):
    """Cleans to eleven digits: a national number, or a BIS number (of who is not in the national register)."""

    def read(self, text: str) -> str:
        digits = compact(text)
        if not re.fullmatch(r"\d+", digits, re.ASCII) or len(digits) != 11:
            raise self.wrong("length")
        if not nn.is_valid(digits) and not bis.is_valid(digits):
            raise self.wrong("check")
        return digits


class NationalNumberQuestion(QuestionType[str]):
    """A national number. Normal form: eleven digits."""

    label = _("Rijksregisternummer")
    description = _("Ook een BIS-nummer; met controle.")
    icon = "user"
    group = _("Persoon")
    kind = ""
    field_class = NationalNumberField

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "authorisation",
                blocks.CharBlock(
                    required=False,
                    max_length=120,
                    label=_("Machtiging"),
                    help_text=_("De machtiging om dit nummer te vragen. Bijvoorbeeld: beraadslaging RR nr. 13/2013"),
                ),
            )
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {"authorisation": value.get("authorisation") or ""}

    def get_options(self, question: Question) -> dict[str, Any]:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false", "size": 18}
        return {**super().get_options(question), "widget": forms.TextInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        label = {"label": question.label}
        return {
            "required": _("Vul het nummer in bij: %(label)s. Het staat op de achterkant van de identiteitskaart.")
            % label,
            "length": _("Vul bij ‘%(label)s’ de 11 cijfers in, zoals 93.05.18-223.61.") % label,
            "check": _("Het nummer bij ‘%(label)s’ klopt niet. Kijk de cijfers na op de identiteitskaart.") % label,
        }

    def at_hand(self, question: Question) -> Text:
        return _("Het staat op de achterkant van de identiteitskaart.")

    def display(self, question: Question, answer: str) -> list[str]:
        return [str(nn.format(answer))] if answer else []

    def masked(self, question: Question, answer: str) -> list[str]:
        return [f"{line.partition('-')[0]}-•••.••" for line in self.display(question, answer)]

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{11}$"}


class IbanField(NumberTextField):
    """Cleans to capitals and digits without spaces."""

    def read(self, text: str) -> str:
        number = compact(text).upper()
        if number.startswith("BE") and len(number) != BELGIAN_LENGTH:
            raise self.wrong("length")
        try:
            # The check per country also asks whether the bank is known: a new bank must not be refused.
            iban.validate(number, check_country=False)
        except InvalidLength:
            raise self.wrong("length") from None
        except NumberError:
            raise self.wrong("format" if not re.fullmatch(r"[A-Z]{2}\d{2}\w+", number, re.ASCII) else "check") from None
        if number.startswith("BE") and not is_belgian_account(number):
            raise self.wrong("check")
        return number


def is_belgian_account(number: str) -> bool:
    """Return whether the twelve digits after the country and its check are a Belgian account: the last two check the others."""
    digits = number[4:]
    return len(digits) == 12 and digits.isdigit() and (int(digits[:10]) % 97 or 97) == int(digits[10:])


class IbanQuestion(QuestionType[str]):
    """An account number. Normal form: "BE68539007547034"."""

    label = _("Rekeningnummer (IBAN)")
    description = _("Uit elk land; met controle.")
    icon = "cog"
    group = _("Persoon")
    kind = ""
    field_class = IbanField

    def get_options(self, question: Question) -> dict[str, Any]:
        attrs = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters", "size": 34}
        return {**super().get_options(question), "widget": forms.TextInput(attrs=attrs)}

    def error_messages(self, question: Question) -> dict[str, Text]:
        label = {"label": question.label}
        return {
            **super().error_messages(question),
            "length": _("Het rekeningnummer bij ‘%(label)s’ is te kort of te lang. Een Belgisch heeft 16 tekens.")
            % label,
            "format": _("Begin het rekeningnummer bij ‘%(label)s’ met het land, zoals BE68 5390 0754 7034.") % label,
            "check": _("Het rekeningnummer bij ‘%(label)s’ klopt niet. Kijk de cijfers na.") % label,
        }

    def at_hand(self, question: Question) -> Text:
        return _("Het staat op uw bankkaart of in de app van uw bank.")

    def display(self, question: Question, answer: str) -> list[str]:
        return [str(iban.format(answer))] if answer else []

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$"}
