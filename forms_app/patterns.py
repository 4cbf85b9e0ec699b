"""The questions of forms in their states, and what else stands on the pages of a form, for the pattern library."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.forms import BoundField
from django.utils import timezone

from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.overview import AnswerInShort, StepName, Summary
from forms_app.filling.personal_data import PersonalData
from forms_app.filling.step_form import step_form
from forms_app.filling.unfinished import UnfinishedForm
from forms_app.questions import question_types
from forms_app.questions.base import QuestionType
from forms_app.seams import Held
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_TITLE, LONG_WORD, MANY, Pattern, State, state

FEW = ("Ik huur", "Ik ben eigenaar", "Ik woon in bij iemand")
LONG = (LONG_TITLE, LONG_WORD, ARABIC)


def patterns() -> Iterator[Pattern]:
    """Yield each question by its template, and the components of the pages of a form."""
    by_template: dict[str, list[State]] = {}
    for name, kind in question_types().items():
        by_template.setdefault(kind.template, []).extend(asked(name, kind))
    for template, states in by_template.items():
        yield Pattern(template, tuple(states))
    text = question("text", question_types()["text"], LONG_TITLE, purpose=LONG_WORD)
    wrong = field_of(text, {})
    yield Pattern("forms_app/questions/error.html", (state("een fout met lange woorden", field=wrong),))
    yield Pattern("forms_app/questions/why.html", (state("lange woorden", field=wrong),))
    ruled = field_of(question("text", question_types()["text"], "Hoe heet u?"))
    ruled.field.real_template = ruled.field.template  # type: ignore[attr-defined]  # as forms_app.editing.preview does
    ruled.field.rule = f"Alleen als u bij ‘{LONG_TITLE}’ ‘{LONG_WORD}’ koos."  # type: ignore[attr-defined]  # the same
    yield Pattern("forms_app/questions/preview.html", (state("met een regel", field=ruled),))
    file = question("file", question_types()["file"], "Uw huurcontract")
    kept, refused = field_of(file, held={"1": held(1), "2": held(2)}), field_of(file)
    refused.field.refused = [f"‘{LONG_WORD}.exe’ kunnen we niet openen."]  # type: ignore[attr-defined]  # as adding_files does
    yield Pattern(
        "forms_app/components/file_rows.html",
        (
            state("leeg: niets te zien", field=field_of(file)),
            state("twee", field=kept),
            state("een geweigerd", field=refused),
        ),
    )
    yield from of_pages()
    yield from beside_the_work()


def asked(name: str, kind: QuestionType[Any]) -> Iterator[State]:
    """Yield a type of question: empty, wrong with long words and, where it has choices or files, with fifty of them."""
    yield state(f"{name}, leeg", field=field_of(question(name, kind, str(kind.label))))
    if kind.has_answer:
        yield state(f"{name}, niet verplicht", field=field_of(question(name, kind, "Hoe heet u?", required=False)))
    long = question(name, kind, LONG_TITLE, LONG, help_text=f"{LONG_WORD} {LONG_ADDRESS}", purpose=LONG_TITLE)
    yield state(f"{name}, fout en lange woorden", field=field_of(long, {}))
    if kind.holds == "file":
        files = {str(number): held(number) for number in range(1, MANY + 1)}
        yield state(
            f"{name}, een bestand", field=field_of(question(name, kind, "Uw huurcontract"), held={"1": held(1)})
        )
        yield state(f"{name}, vol", field=field_of(question(name, kind, "Uw foto’s"), held=files))
    elif "choices" in kind.freeze_options({}) and not kind.fixed_choices:
        many = tuple(f"Keuze {number}" for number in range(1, MANY + 1))
        yield state(f"{name}, 50 keuzes", field=field_of(question(name, kind, "Welke wijk?", many)))


def question(name: str, kind: QuestionType[Any], label: str, choices: tuple[str, ...] = FEW, **texts: Any) -> Question:
    """Return a question of a type as a published form holds it."""
    labels = dict(kind.fixed_choices) or {f"k{number}": label for number, label in enumerate(choices)}
    options = {**kind.freeze_options({}), "choices": list(labels)}
    own = {f"choices.{key}": str(label) for key, label in labels.items()}
    own["body"] = f"<p>Tekst van een redacteur, met een <a href='/'>link</a>. {LONG_WORD}</p>"
    return Question("vraag", name, label, options=options, texts=own, **texts)


def field_of(question: Question, data: dict[str, Any] | None = None, held: dict[str, Held] | None = None) -> BoundField:
    """Return a question as a page gets it; judged where there is data."""
    step = Step("stap", "Een stap", questions=(question,))
    form = step_form(step)(data=data, definition=Definition("patroon", step.title, (step,)), known={}, held=held)
    form.is_valid()
    bound: BoundField = form["vraag"]
    return bound


def held(number: int) -> Held:
    """Return a file that was kept already; the second has a long name."""
    name = f"{LONG_WORD}{LONG_WORD}.pdf" if number == 2 else f"bewijs-{number}.pdf"
    item = SimpleNamespace(name=name, size=34_000 * number, content_type="application/pdf", mime="application/pdf")
    return Held("file", str(number), "vraag", name, item, url="#")


def of_pages() -> Iterator[Pattern]:
    """Yield what stands on a start page and on the last page before sending."""
    words = {
        "purpose": "Om uw aanvraag te behandelen.",
        "legal_basis": "",
        "retention": "Tot 5 jaar nadat uw aanvraag klaar is.",
    }
    short = PersonalData(**words, department="Bevolking", receivers=(), draft_days=30, questions=())
    mail = Question("mail", "email", "Uw e-mailadres", purpose="om u te bereiken")
    long = PersonalData(
        LONG_TITLE,
        LONG_ADDRESS,
        LONG_WORD,
        (LONG_WORD, ARABIC),
        LONG_TITLE,
        1,
        (mail, Question("x", "text", LONG_TITLE)),
    )
    yield Pattern(
        "forms_app/components/personal_data.html",
        (state("kort", personal_data=short), state("lange woorden", personal_data=long)),
    )
    now = timezone.now()
    until = now + datetime.timedelta(days=30)
    begun = UnfinishedForm("Adreswijziging", "#", now, until, 2, 5)
    long_ones = [UnfinishedForm(LONG_TITLE, "#", now, until, 12, 12), UnfinishedForm(ARABIC, "#", now, until, 0, 3)]
    yield Pattern(
        "forms_app/components/unfinished_forms.html",
        (
            state("geen: niets te zien", unfinished=[]),
            state("een", unfinished=[begun]),
            state("lange woorden", unfinished=long_ones),
            state("50", unfinished=[begun] * MANY),
        ),
    )


def beside_the_work() -> Iterator[Pattern]:
    """Yield what stands beside a step."""
    few = (
        StepName("wie", "Wie bent u?", "done"),
        StepName("woning", "Uw woning", "now"),
        StepName("meer", "Meer", "later"),
    )
    long = (StepName("a", LONG_TITLE, "done"), StepName("b", LONG_WORD, "now"), StepName("c", ARABIC, "later"))
    yield Pattern(
        "forms_app/components/steps_list.html",
        (
            state("in een stap", steps=few, posts=True),
            state("op de laatste pagina", steps=[StepName("wie", "Wie bent u?", "done")], end="now"),
            state("lange woorden", steps=long, posts=True),
            state("50", steps=[StepName(f"s{number}", f"Stap {number}", "later") for number in range(1, MANY + 1)]),
        ),
    )
    answers = [
        AnswerInShort("Hoe heet u?", "Jonas Peeters"),
        AnswerInShort(LONG_TITLE, LONG_WORD),
        AnswerInShort("Naam", ARABIC),
    ]
    yield Pattern(
        "forms_app/components/summary_panel.html",
        (
            state("leeg: niets te zien", summary=Summary()),
            state("een", summary=Summary(answers[:1])),
            state("lange woorden, en 50 meer", summary=Summary(answers, MANY)),
        ),
    )
