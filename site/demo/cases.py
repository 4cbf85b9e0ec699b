"""Thirty stories: who asked what, how long ago, and what the city did since. Plain data; history.py makes them happen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from demo.personas import AMINA, EWA, JONAS, LOTTE, MARC, PIETER, ROZA, SOFIE, Persona

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Move:
    """A step in a case: so many weekdays after the request, to a status, with words to the citizen."""

    after: int
    target: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One request and its case. handler and note are a sign-in and a word among colleagues; days_ago are weekdays."""

    form: str
    product: str
    persona: Persona
    days_ago: int
    answers: Mapping[str, Any]
    moves: tuple[Move, ...] = ()
    channel: str = "web"
    handler: str = ""
    note: str = ""


def address(
    street: str, number: str, postal_code: str = "9100", city: str = "Sint-Niklaas", box: str = ""
) -> dict[str, str]:
    """Return an address in normal form."""
    return {"street": street, "number": number, "box": box, "postal_code": postal_code, "municipality": city}


def moving(
    persona: Persona,
    days_ago: int,
    to: Mapping[str, str],
    *moves: Move,
    channel: str = "web",
    handler: str = "",
    note: str = "",
    **answers: Any,
) -> Story:
    """Return the story of a change of address; "$moved" becomes a date some days before the request."""
    given = {
        "voornaam": persona.given_name,
        "familienaam": persona.family_name,
        "rijksregisternummer": persona.national_number,
        "meerderjarig": YES,
        "huisgenoten": NO,
        "nieuw_adres": dict(to),
        "verhuisdatum": "$moved",
        "al_bewoond": NO,
        "woonsituatie": "eigenaar",
        "email": persona.email,
        "telefoon": persona.phone,
        "verklaring": True,
        **answers,
    }
    return Story("adreswijziging", "adreswijziging", persona, days_ago, given, moves, channel, handler, note)


def card(persona: Persona, days_ago: int, *moves: Move, handler: str = "", note: str = "", **answers: Any) -> Story:
    """Return the story of a card that was prepared at home."""
    given = {
        "voor_wie": "mezelf",
        "reden": "verlopen",
        "dringend": NO,
        "foto": "ja",
        "loket": "parkstraat",
        "kan_komen": YES,
        "voornaam": persona.given_name,
        "familienaam": persona.family_name,
        "email": persona.email,
        "telefoon": persona.phone,
        "verklaring": True,
        **answers,
    }
    product = "kids-id" if given["voor_wie"] == "kinderen" else "identiteitskaart"
    return Story("identiteitskaart-voorbereiden", product, persona, days_ago, given, moves, "web", handler, note)


def report(
    persona: Persona | None, days_ago: int, kind: str, what: str, where: Mapping[str, str], *moves: Move, note: str = "",
    channel: str = "web", **answers: Any,
) -> Story:  # fmt: skip
    """Return the story of something broken or dirty; without a persona it is anonymous."""
    given = {"soort": kind, "omschrijving": what, "plaats": dict(where), "antwoord_gewenst": NO, **answers}
    if persona is not None and persona.email:
        given |= {"antwoord_gewenst": YES, "naam": persona.name, "email": persona.email, "telefoon": persona.phone}
    return Story("melding", "melding", persona or ROZA, days_ago, given, moves, channel, "", note)


def certificate(persona: Persona, days_ago: int, product: str, *moves: Move, **answers: Any) -> Story:
    """Return the story of a copy of a record or a certificate."""
    given = {
        "voornaam": persona.given_name,
        "familienaam": persona.family_name,
        "rijksregisternummer": persona.national_number,
        "email": persona.email,
        "bezorging": "loket",
        **answers,
    }
    return Story("attest-aanvragen", product, persona, days_ago, given, moves)


MOVING = (
    moving(JONAS, 0, address("Ankerstraat", "84", box="3"), huisgenoten=NO, al_bewoond=YES, naam_bewoner="Karel Smet"),
    moving(EWA, 1, address("Plezantstraat", "17"), woonsituatie="huur", naam_verhuurder="Immo Voorbeeld"),
    moving(
        SOFIE, 3, address("Hoge Bokstraat", "5", "9111", "Belsele"),
        huisgenoten=YES, aantal_huisgenoten=2, namen_huisgenoten="Lena Martens, 3 mei 2016\nNoor Martens, 9 juli 2019",
        minderjarigen=YES, andere_ouder="akkoord", handler="behandelaar",
        note="Andere ouder gebeld: gaat akkoord, stuurt nog een mail.",
    ),
    moving(MARC, 5, address("Kleemstraat", "112"), Move(1, "in_review"), handler="behandelaar"),
    moving(
        LOTTE, 7, address("Gyselstraat", "30", "9111", "Belsele"), Move(2, "in_review"),
        woonsituatie="inwonen", al_bewoond=YES, naam_bewoner="Griet De Clercq",
    ),
    moving(
        PIETER, 9, address("Truweelstraat", "63"), Move(1, "in_review"),
        Move(2, "waiting_for_citizen", "We zien uw huurcontract niet goed. Kunt u een nieuwe foto sturen?"),
        woonsituatie="huur", naam_verhuurder="An Voorbeeld",
    ),
    moving(
        AMINA, 12, address("Breedstraat", "9", box="2"), Move(2, "in_review"),
        Move(3, "waiting_for_citizen", "Wie woont er nog op dit adres? Bel ons op 03 778 30 00 als u hulp wilt."),
        Move(6, "in_review", "Dank u voor uw antwoord. We gaan verder."), Move(7, "police_check"),
        huisgenoten=YES, aantal_huisgenoten=2, namen_huisgenoten="Ilyas Haddad, 2 april 2017\nNora Haddad, 8 juni 2020",
        minderjarigen=YES, andere_ouder="mee",
    ),
    moving(MARC, 17, address("Driekoningenstraat", "41"), Move(3, "in_review"), Move(6, "police_check")),
    moving(
        ROZA, 26, address("Vleeshouwersstraat", "4", "9112", "Sinaai"), Move(4, "in_review"), Move(9, "police_check"),
        channel="counter", note="Mevrouw heeft geen e-mail. Altijd bellen of een brief sturen.",
    ),
    moving(
        JONAS, 40, address("Nieuwstraat", "22"), Move(1, "in_review"), Move(3, "police_check"),
        Move(12, "done", "De wijkagent zag dat u er woont. Uw adres is aangepast."),
    ),
    moving(
        EWA, 55, address("Grote Peperstraat", "8"), Move(2, "in_review"), Move(4, "police_check"),
        Move(18, "refused", "De wijkagent kwam drie keer langs en zag niemand. Woont u er wel? Bel ons dan."),
    ),
    moving(
        SOFIE, 33, address("Parklaan", "15"), Move(1, "in_review"),
        Move(2, "withdrawn", "U belde ons: de verhuis gaat niet door. We stopten uw aangifte."),
    ),
    moving(LOTTE, 19, address("Kokkelbeekstraat", "51"), Move(5, "in_review"), handler="teamleider"),
)  # fmt: skip

CARDS = (
    card(
        AMINA, 1, voor_wie="kinderen", aantal_kinderen="twee", kind_1_naam="Ilyas Haddad", kind_1_geboren="2017-04-02",
        kind_2_naam="Nora Haddad", kind_2_geboren="2020-06-08", reden="eerste", foto="twijfel",
    ),
    card(PIETER, 2, kan_komen=NO, loket="parkstraat", note="Meneer is blind. Afspraak in een rustig lokaal."),
    card(JONAS, 4, Move(1, "requested"), reden="gestolen", aangifte=YES),
    card(
        LOTTE, 6, Move(1, "requested"), reden="stuk", loket="belsele", dringend=YES, vertrekdatum="$soon",
    ),
    card(MARC, 14, Move(2, "requested"), Move(11, "ready")),
    card(SOFIE, 30, Move(3, "requested"), Move(13, "ready"), Move(15, "collected"), reden="verloren"),
    card(EWA, 28, Move(10, "cancelled", "U liet weten dat u uw kaart terugvond. We zetten uw aanvraag stop.")),
)  # fmt: skip

REPORTS = (
    report(LOTTE, 0, "weg", "Diepe put in het fietspad, voorbij de bushalte.", address("Kerkstraat", "12", "9111", "Belsele")),
    report(None, 1, "afval", "Drie zakken afval naast de glasbak.", address("Clementwijk", "1"), soort_afval_gevaarlijk=NO),
    report(MARC, 4, "lamp", "De lamp brandt al een week niet.", address("Regentiestraat", "60"), nummer_lamp="417"),
    report(
        ROZA, 5, "weg", "De stoeptegels liggen los. Ik ben bijna gevallen.", address("Dries", "20", "9112", "Sinaai"),
        Move(1, "planned", "We leggen de tegels opnieuw."), channel="phone",
        note="Telefonisch gemeld. Mevrouw is slecht te been: graag voorrang.",
    ),
    report(JONAS, 6, "groen", "Er hangt een grote tak los boven het speelplein.", address("Hofstraat", "3"),
           Move(0, "planned", "De groendienst komt morgen langs.")),
    report(EWA, 8, "anders", "Er is veel lawaai in de nacht.", address("Stationsplein", "7"),
           Move(1, "waiting_for_citizen", "Op welke dagen en uren hoort u het lawaai?")),
    report(
        PIETER, 18, "weg", "Een werfbord staat midden op de stoep. Met mijn stok loop ik ertegen.",
        address("Stationsstraat", "33"),
        Move(1, "planned", "We spreken de aannemer aan."), Move(2, "solved", "Het bord staat nu aan de kant. Dank u."),
    ),
    report(SOFIE, 22, "afval", "Zwerfvuil langs de sportvelden.", address("Puivelde", "40", "9111", "Belsele"),
           Move(1, "planned"), Move(6, "solved", "De ploeg heeft alles opgeruimd."), soort_afval_gevaarlijk=NO),
    report(MARC, 15, "anders", "Het hek langs het spoor is stuk.", address("Spoorweglaan", "10"),
           Move(1, "not_ours", "Het spoor is niet van de stad. We gaven uw melding door aan Infrabel.")),
    report(LOTTE, 25, "groen", "Er ligt een boom over het pad.", address("Hofstraat", "3"),
           Move(1, "waiting_for_citizen", "Op welk pad ligt de boom?"),
           Move(11, "closed", "We kregen geen antwoord. We sluiten de melding af.")),
)  # fmt: skip

CERTIFICATES = (
    certificate(AMINA, 1, "gezinssamenstelling", document="gezin"),
    certificate(
        EWA, 2, "akte-van-geboorte", Move(1, "waiting_for_citizen", "In welke gemeente bent u geboren?"),
        document="geboorte", vorm="uittreksel", reden="voor mijn huwelijk",
    ),
    certificate(
        PIETER, 10, "gezinssamenstelling", Move(2, "sent", "Het attest ligt klaar aan het loket."), document="gezin",
    ),
    certificate(
        MARC, 13, "akte-van-geboorte",
        Move(2, "refused", "We mogen u de akte niet geven, want u bent geen familie van deze persoon."),
        document="geboorte", vorm="afschrift", reden="voor mijn stamboom", bezorging="post",
        postadres=address("Kleemstraat", "112"),
    ),
)  # fmt: skip

STORIES: tuple[Story, ...] = (*MOVING, *CARDS, *REPORTS, *CERTIFICATES)
