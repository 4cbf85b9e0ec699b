"""The page on which a citizen follows a case, and its one act, in their states, for the pattern library."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

from django.utils import timezone

from cases.progress import Message, Step
from cases.workflow import Act, Status
from counters.service import Visit
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_EMAIL, LONG_TITLE, LONG_WORD, MANY, Pattern, State, state
from ground.patterns import row

VISIT = Visit("Stadswinkel", "Parkstraat 20, 9100 Voorbeeldstad", ("maandag 30 november: 9 tot 16 uur",), "#")
LONG_VISIT = Visit(LONG_TITLE, f"{LONG_WORD} {LONG_ADDRESS}", (LONG_WORD, ARABIC), "#")
REFERENCE = "ZK-7K4M-92QX-A"
REACH = {"case": SimpleNamespace(reference=REFERENCE), "email": "bevolking@stad.example", "phone": "03 778 30 00"}


def patterns() -> Iterator[Pattern]:
    """Yield the act and the page."""
    yield Pattern(
        "cases/act.html",
        (
            state("niets te doen: niets te zien", status=waiting(""), **REACH),
            state("iets bezorgen", status=waiting("send"), **REACH),
            state("antwoorden, lange woorden", status=waiting("answer"), **REACH | {"email": LONG_EMAIL}),
            state(
                "komen", status=waiting("come"), next_step="Kom langs met uw identiteitskaart.", visit=VISIT, **REACH
            ),
            state("ophalen, plaats onbekend", status=waiting("collect"), next_step=LONG_TITLE, **REACH),
            state("komen, alles onbekend", status=waiting("come"), next_step=LONG_WORD, case=REACH["case"]),
        ),
    )
    yield Pattern("cases/tracking.html", tuple(pages()), look="page")


def waiting(act: Act) -> Status:
    """Return a status in which the citizen must act so."""
    return Status("waiting", "Wacht", "Wij wachten op u", "Wij hebben iets van u nodig.", "citizen", act=act)


def pages() -> Iterator[State]:
    """Yield whose turn it can be, and how a case can end."""
    busy = Status("busy", "In behandeling", "In behandeling", "Een medewerker kijkt uw aanvraag na.")
    ended = Status("done", "Klaar", "Afgerond", "Uw adres is aangepast.", "nobody", is_final=True)
    refused = replace(ended, citizen_title="Geweigerd", citizen_text="Wij konden dit niet doen.", needs_reason=True)
    yield page("de stad is aan zet", busy, first_answer=timezone.localdate())
    yield page("de stad is te laat", busy, is_late=True, own_link=LONG_ADDRESS)
    yield page("de burger is aan zet", waiting("send"), tag="warn", asked="Bezorg ons uw huurcontract.", visit=VISIT)
    yield page("de burger moet komen", waiting("come"), tag="warn", next_step="Kom langs.", visit=VISIT)
    yield page("afgerond", ended, tag="ok", is_usual_end=True)
    yield page("geweigerd", refused, tag="plain", reason=f"{LONG_WORD}.")
    much = {
        "sections": [
            SimpleNamespace(step=SimpleNamespace(title=LONG_TITLE), rows=[row(LONG_TITLE, LONG_WORD, ARABIC)] * MANY)
        ]
    }
    files = [SimpleNamespace(name=f"{LONG_WORD}{LONG_WORD}.pdf", size=1, created_at=timezone.now())]
    yield page(
        "lange woorden, 50 berichten",
        waiting("answer"),
        title=LONG_TITLE,
        asked=LONG_TITLE,
        visit=LONG_VISIT,
        number=MANY,
        files=files,
        **much,
    )


def page(name: str, status: Status, *, title: str = "Adreswijziging", number: int = 1, **values: object) -> State:
    """Return a state of the page. number: of the steps and messages so far."""
    now = timezone.now()
    past = [Step("done", f"Stap {place} {title}", now) for place in range(1, number + 1)]
    to_come = (
        [] if status.is_final else [Step("now", status.citizen_title, now), Step("later", "Afgerond", is_end=True)]
    )
    case = SimpleNamespace(
        reference=REFERENCE,
        title=title,
        noun="aanvraag",
        due=now.date() + datetime.timedelta(days=9),
        applicant_email="" if values.get("own_link") else "jonas@persona.example",
    )
    return state(
        name,
        case=case,
        status=status,
        steps=past + to_come,
        messages=[Message(now, f"{title} {ARABIC}")] * number,
        department=SimpleNamespace(name="Bevolking", email="bevolking@stad.example", phone=""),
        **values,
    )
