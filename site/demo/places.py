"""The demo city's counters with their hours, the days on which the city is closed, and how to reach it."""

from dataclasses import dataclass
from datetime import date, time

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
PHONE = "03 778 30 00"
EMAIL = "stadswinkel@sint-niklaas.example"
ADDRESS = "Grote Markt 1, 9100 Sint-Niklaas"


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours on one weekday. not_in_months: (7, 8) for July and August."""

    weekday: int
    opens: time
    closes: time
    by_appointment: bool = False
    not_in_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceData:
    """A counter, with the fields of counters.Place."""

    slug: str
    name: str
    street: str
    postal_code: str
    city: str
    introduction: str
    accessibility: str
    openings: tuple[Opening, ...]


MORNING = (time(8, 15), time(12, 15))
AFTERNOON = (time(13, 30), time(16, 30))

PLACES = (
    PlaceData(
        slug="parkstraat",
        name="Stadswinkel Parkstraat",
        street="Parkstraat 20",
        postal_code="9100",
        city="Sint-Niklaas",
        introduction="""Hier regelt u alles over uw identiteitskaart, rijbewijs, verhuis en gezin. Ook de dienst
            Burgerlijke stand is hier.""",
        accessibility="""De ingang heeft geen trap. De deur gaat vanzelf open. Er is een toilet voor
            rolstoelgebruikers. Bij het loket is er een ringleiding voor wie een hoorapparaat draagt.""",
        openings=(
            *(Opening(day, *MORNING) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)),
            Opening(WEDNESDAY, *AFTERNOON),
            Opening(THURSDAY, time(16), time(19, 30), by_appointment=True, not_in_months=(7, 8)),
        ),
    ),
    PlaceData(
        slug="welzijnshuis",
        name="Welzijnshuis",
        street="Abingdonstraat 99",
        postal_code="9100",
        city="Sint-Niklaas",
        introduction="""Hier praat u met een maatschappelijk werker. U krijgt hulp bij vragen over geld, gezondheid,
            wonen en opvoeden.""",
        accessibility="""De ingang heeft een helling. Er is een lift. Wilt u liever niet in een volle wachtzaal
            zitten? Zeg het aan het onthaal.""",
        openings=tuple(
            Opening(day, time(8, 30), time(12, 30)) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
        ),
    ),
    PlaceData(
        slug="belsele",
        name="Deelgemeentehuis Belsele",
        street="Belseledorp 1",
        postal_code="9111",
        city="Belsele",
        introduction="Hier geeft u een verhuis aan en haalt u een attest. U krijgt ook hulp bij online aanvragen.",
        accessibility="De ingang heeft geen trap. Er is een parkeerplaats voor personen met een handicap voor de deur.",
        openings=(Opening(TUESDAY, *MORNING), Opening(THURSDAY, *AFTERNOON)),
    ),
    PlaceData(
        slug="nieuwkerken",
        name="Deelgemeentehuis Nieuwkerken",
        street="Nieuwkerkenplein 2",
        postal_code="9100",
        city="Nieuwkerken-Waas",
        introduction="Hier geeft u een verhuis aan en haalt u een attest. U krijgt ook hulp bij online aanvragen.",
        accessibility="Er is een helling naast de trap. Bel aan als de deur te zwaar is.",
        openings=(Opening(MONDAY, *MORNING), Opening(WEDNESDAY, *AFTERNOON)),
    ),
    PlaceData(
        slug="sinaai",
        name="Deelgemeentehuis Sinaai",
        street="Dries 3",
        postal_code="9112",
        city="Sinaai",
        introduction="Hier geeft u een verhuis aan en haalt u een attest. Op vrijdag komt u alleen op afspraak.",
        accessibility="De ingang heeft geen trap. Er is geen toilet voor rolstoelgebruikers.",
        openings=(Opening(WEDNESDAY, *MORNING), Opening(FRIDAY, *MORNING, by_appointment=True)),
    ),
)

BRIDGE_DAYS = (
    (date(2026, 11, 2), "Allerzielen"),
    (date(2027, 5, 7), "Brugdag na Hemelvaart"),
    (date(2027, 11, 2), "Allerzielen"),
    (date(2028, 5, 26), "Brugdag na Hemelvaart"),
    (date(2028, 8, 14), "Brugdag voor Onze-Lieve-Vrouw-Hemelvaart"),
    (date(2028, 11, 2), "Allerzielen"),
)
"""Days on which the city is closed although it is no public holiday."""
