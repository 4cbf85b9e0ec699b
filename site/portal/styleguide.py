"""Every component in every state, for those who write templates. Staff only; the accessibility tests read it too."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from forms_app.service import Definition, Question, Step, StepForm, question_types, step_form
from products.facts import Fact
from products.listings import LETTERS, Card

ICONS = ["search", "check", "info", "warn", "error", "phone", "mail", "pin", "clock", "euro", "user", "users", "online"]
ICONS += [
    "counter",
    "post",
    "bus",
    "wheelchair",
    "file",
    "trash",
    "print",
    "pen",
    "sound",
    "calendar",
    "id",
    "list",
    "chat",
]


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A step as components/timeline.html wants it."""

    state: str
    title: str
    at: datetime.datetime | None = None
    when: str = ""
    text: str = ""


@never_cache
@require_admin_access  # type: ignore[untyped-decorator]  # Wagtail has no types
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show all components."""
    context = {
        "icons": ICONS,
        "cards": [Card(gettext("Adreswijziging"), "#kaarten", gettext("Binnen 8 werkdagen na uw verhuis"), "home-2")]
        * 3,
        "facts": [
            Fact("euro", gettext("Bedrag"), gettext("Gratis")),
            Fact("calendar", gettext("Wanneer klaar?"), gettext("Binnen 15 werkdagen")),
        ],
        "letters": [(letter, letter not in "QXY") for letter in LETTERS],
        "timeline": _timeline(),
        "listing": Paginator(range(100), 20).get_page(2),
        "empty_form": _form(None, "leeg_%s"),
        "wrong_form": _form({}, "fout_%s"),
        "files": [{"id": "1", "name": "huurcontract.pdf", "size": 34_000, "kind": "PDF", "url": "#bestanden"}],
    }
    return render(request, "portal/styleguide.html", context)


def _timeline() -> list[TimelineStep]:
    now = timezone.now()
    return [
        TimelineStep("done", gettext("Ontvangen"), at=now),
        TimelineStep("now", gettext("Controle door de wijkagent"), when=gettext("Verwacht voor 12 december 2026")),
        TimelineStep("later", gettext("Beslissing"), text=gettext("U krijgt een e-mail.")),
    ]


def _form(data: dict[str, Any] | None, auto_id: str) -> StepForm:
    """Return a form with one question of each type; all required, so that empty data shows each error."""
    step = Step("alles", gettext("Alle soorten vragen"), questions=tuple(_questions()))
    form = step_form(step)(data=data, auto_id=auto_id, definition=Definition("gids", step.title, (step,)), known={})
    form.is_valid()
    return form


def _questions() -> Iterator[Question]:
    for name, kind in question_types().items():
        options = {**kind.freeze_options({}), "choices": [key for key, _label in _choices(kind)]}
        texts = {f"choices.{key}": label for key, label in _choices(kind)}
        texts["body"] = "<p>" + gettext("Tekst van een redacteur, met een <a href='/'>link</a>.") + "</p>"
        yield Question(
            name,
            name,
            str(kind.label),
            help_text=gettext("Een woord uitleg."),
            purpose=gettext("om u te bereiken"),
            options=options,
            texts=texts,
        )


def _choices(kind: Any) -> list[tuple[str, str]]:  # noqa: ANN401  # a question type, of whichever answer
    fixed = [(key, str(label)) for key, label in kind.fixed_choices]
    return fixed or [
        ("huur", gettext("Ik huur")),
        ("koop", gettext("Ik ben eigenaar")),
        ("ander", gettext("Ik woon in bij iemand")),
    ]
