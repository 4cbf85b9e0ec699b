"""The parts of the page on which a citizen follows a case, in their states, for the pattern library."""

from collections.abc import Iterator
from types import SimpleNamespace

from cases.workflow import Act, Status
from counters.service import Visit
from ground.pattern_library import LONG_EMAIL, LONG_TITLE, LONG_WORD, Pattern, state

VISIT = Visit("Stadswinkel", "Parkstraat 20, 9100 Voorbeeldstad", ("maandag 30 november: 9 tot 16 uur",), "#")


def patterns() -> Iterator[Pattern]:
    """Yield each part."""
    reach = {
        "case": SimpleNamespace(reference="SN-7K4M-92QX-A"),
        "email": "bevolking@stad.example",
        "phone": "03 778 30 00",
    }
    yield Pattern(
        "cases/act.html",
        (
            state("niets te doen: niets te zien", status=waiting(""), **reach),
            state("iets bezorgen", status=waiting("send"), **reach),
            state("antwoorden, lange woorden", status=waiting("answer"), **reach | {"email": LONG_EMAIL}),
            state(
                "komen", status=waiting("come"), next_step="Kom langs met uw identiteitskaart.", visit=VISIT, **reach
            ),
            state("ophalen, plaats onbekend", status=waiting("collect"), next_step=LONG_TITLE, **reach),
            state("komen, alles onbekend", status=waiting("come"), next_step=LONG_WORD, case=reach["case"]),
        ),
    )


def waiting(act: Act) -> Status:
    """Return a status in which the citizen must act so."""
    return Status("waiting", "Wacht", "Wij wachten op u", "Wij hebben iets van u nodig.", "citizen", act=act)
