"""A date in three text boxes: people know a date by heart, a calendar makes them search."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_app.definition.structure import Question
from forms_app.questions.base import QuestionType, Text
from forms_app.questions.parts import PartsField, PartsWidget
from forms_app.questions.typed import tidy
from ground.writing import long_date, month_name

PARTS = ("day", "month", "year")
PART_WORDS: Mapping[str, Text] = {"day": _("de dag"), "month": _("de maand"), "year": _("het jaar")}
PERIODS = [
    ("any", _("Elke datum")),
    ("past", _("Vandaag of vroeger")),
    ("future", _("Vandaag of later")),
]


class DateField(PartsField):
    """Cleans to a date, or None. `earliest` and `latest` are dates, or None."""

    parts = PARTS

    def __init__(
        self, *, earliest: datetime.date | None = None, latest: datetime.date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def join(self, typed: Mapping[str, str]) -> datetime.date:
        missing = [part for part in PARTS if not tidy(typed[part]).strip()]
        if missing:
            words = [str(PART_WORDS[part]) for part in missing]
            raise self.wrong("incomplete", missing[0], parts=_(" en ").join(words))
        day, month, year = (self._number(part, typed[part]) for part in PARTS)
        if not 1 <= month <= 12:
            raise self.wrong("month", "month")
        if year < 1000:
            raise self.wrong("year", "year")
        if not 1 <= day <= 31:
            raise self.wrong("day", "day")
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            raise self.wrong("no_such_day", "day", date=f"{day} {month_name(month)} {year}") from None
        if self.earliest and date < self.earliest:
            raise self.wrong("earliest", "day", min=long_date(self.earliest))
        if self.latest and date > self.latest:
            raise self.wrong("latest", "day", max=long_date(self.latest))
        return date

    def _number(self, part: str, typed: str) -> int:
        text = tidy(typed).strip().lower()
        if part == "month" and (month := month_number(text.removesuffix("."))):
            return month
        if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
            raise self.wrong(f"{part}_digits", part)
        return int(text)


class DateQuestion(QuestionType[str]):
    """A date. Normal form: "2026-11-24"."""

    label = _("Datum")
    description = _("Dag, maand en jaar in drie vakken.")
    icon = "date"
    group = _("Tekst")
    kind = "date"
    bounds = ("earliest", "latest")
    field_class = DateField
    template = "forms_app/questions/date.html"
    is_group = True

    def extra_blocks(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "period",
                blocks.ChoiceBlock(PERIODS, required=False, default="any", label=_("Welke datums mogen?")),
            ),
            ("earliest", blocks.DateBlock(required=False, label=_("Niet vroeger dan"))),
            ("latest", blocks.DateBlock(required=False, label=_("Niet later dan"))),
            (
                "is_birth_date",
                blocks.BooleanBlock(required=False, label=_("Is de geboortedatum van de aanvrager")),
            ),
        ]

    def freeze_options(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "period": value.get("period") or "any",
            "earliest": _iso(value.get("earliest")),
            "latest": _iso(value.get("latest")),
            "is_birth_date": bool(value.get("is_birth_date")),
        }

    def get_options(self, question: Question) -> dict[str, Any]:
        earliest, latest = limits(question.options, timezone.localdate())
        return {
            **super().get_options(question),
            "earliest": earliest,
            "latest": latest,
            "widget": _widget(question.options.get("is_birth_date")),
        }

    def error_messages(self, question: Question) -> dict[str, Text]:
        label = {"label": question.label}
        # The messages with a double sign are filled in twice.
        twice = {"label": question.label.replace("%", "%%")}
        return {
            "required": _("Vul een datum in bij: %(label)s") % label,
            "incomplete": _("Vul ook %%(parts)s in bij: %(label)s") % twice,
            "day_digits": _("Vul de dag bij ‘%(label)s’ in met cijfers, zoals 24.") % label,
            "month_digits": _("Vul de maand bij ‘%(label)s’ in met cijfers, zoals 11.") % label,
            "year_digits": _("Vul het jaar bij ‘%(label)s’ in met 4 cijfers, zoals 2026.") % label,
            "day": _("De dag bij ‘%(label)s’ ligt tussen 1 en 31. Kijk de dag na.") % label,
            "month": _("De maand bij ‘%(label)s’ ligt tussen 1 en 12. Kijk de maand na.") % label,
            "year": _("Vul het jaar bij ‘%(label)s’ in met 4 cijfers, zoals 2026.") % label,
            "no_such_day": _("%%(date)s bestaat niet. Kijk de dag na bij: %(label)s") % twice,
            "earliest": _("Vul bij ‘%(label)s’ een datum in vanaf %%(min)s.") % twice,
            "latest": _("Vul bij ‘%(label)s’ een datum in tot en met %%(max)s.") % twice,
        }

    def normal(self, cleaned: datetime.date | None) -> str:
        return cleaned.isoformat() if cleaned else ""

    def to_data(self, name: str, answer: str) -> dict[str, list[str]]:
        if not answer:
            return {}
        year, month, day = [*str(answer).split("-"), "", ""][:3]
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(answer), re.ASCII):
            year, month, day = str(answer), "", ""
        return {f"{name}.day": [day], f"{name}.month": [month], f"{name}.year": [year]}

    def display(self, question: Question, answer: str) -> list[str]:
        return [long_date(datetime.date.fromisoformat(answer))] if answer else []

    def cell(self, question: Question, answer: str) -> datetime.date | None:
        return datetime.date.fromisoformat(answer) if answer else None

    def json_schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"}


def limits(options: Mapping[str, Any], today: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last date that may be answered; None where there is no limit."""
    period = options.get("period")
    lower = [datetime.date.fromisoformat(options["earliest"])] if options.get("earliest") else []
    upper = [datetime.date.fromisoformat(options["latest"])] if options.get("latest") else []
    lower += [today] if period == "future" else []
    upper += [today] if period == "past" else []
    return max(lower, default=None), min(upper, default=None)


def month_number(word: str) -> int | None:
    """Return the month of its name or the first letters of it, three or more ("sept"), or "mrt"; None for any other word."""
    if word == "mrt":
        return 3
    names = (month_name(number) for number in range(1, 13))
    return next((number for number, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)), None)


def _widget(is_birth_date: object) -> PartsWidget:
    def box(part: str, size: int) -> forms.TextInput:
        attrs: dict[str, Any] = {"inputmode": "numeric", "size": size}
        if is_birth_date:
            attrs["autocomplete"] = f"bday-{part}"
        return forms.TextInput(attrs=attrs)

    return PartsWidget({"day": box("day", 2), "month": box("month", 2), "year": box("year", 4)})


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")
