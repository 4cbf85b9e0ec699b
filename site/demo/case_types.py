"""The demo city's case types: statuses with the citizen's words, the moves between them, and the terms."""

from dataclasses import dataclass
from typing import Literal

from cases.workflow import Status, Transition, Workflow

Unit = Literal["working_days", "calendar_days"]


@dataclass(frozen=True, slots=True)
class CaseTypeData:
    """A case type, with the fields of cases.CaseType. Terms are (number, unit)."""

    code: str
    name: str
    department: str
    workflow: Workflow
    end_term: tuple[int, Unit]
    answer_term: tuple[int, Unit] | None = None
    retention_rule: str = ""
    retention_years: int = 5
    noun: str = "request"
    place: str = ""


ADDRESS = Workflow(
    statuses=(
        Status(
            "received", "Ontvangen", "We ontvingen uw aangifte",
            "Een medewerker kijkt uw aangifte na.",
        ),
        Status(
            "in_review", "In behandeling", "We behandelen uw aangifte",
            "We kijken uw gegevens na. Daarna vragen we de wijkagent om langs te komen.",
        ),
        Status(
            "waiting_for_citizen", "Wacht op burger", "We wachten op u",
            "We hebben nog iets van u nodig.",
            "citizen", act="send",
        ),
        Status(
            "police_check", "Controle wijkagent", "De wijkagent komt langs",
            "De wijkagent kijkt of u op het nieuwe adres woont. U krijgt geen afspraak: de agent komt gewoon langs.",
        ),
        Status(
            "done", "Adres aangepast", "Uw nieuwe adres is in orde",
            "Uw adres is aangepast. Kom met uw identiteitskaart naar een loket. We zetten het nieuwe adres op de chip.",
            "nobody", True, act="come",
        ),
        Status(
            "refused", "Geweigerd", "We konden uw adres niet aanpassen",
            "Bent u het niet eens met de reden? Bel ons. We bekijken het samen.",
            "nobody", True, needs_reason=True,
        ),
        Status(
            "withdrawn", "Ingetrokken", "U trok uw aangifte in",
            "Er verandert niets aan uw adres. Verhuist u later toch? Doe dan een nieuwe aangifte.",
            "nobody", True,
        ),
    ),
    transitions=(
        Transition("received", "in_review", "Begin de behandeling", "We zijn begonnen met uw aangifte."),
        Transition("in_review", "police_check", "Vraag controle aan de wijkagent", "De wijkagent komt bij u langs."),
        Transition(
            "in_review", "waiting_for_citizen", "Vraag iets aan de burger",
            "We hebben nog een document van u nodig. Kunt u het ons bezorgen?",
        ),
        Transition("in_review", "refused", "Weiger", "We kunnen uw adres niet aanpassen. De reden is: "),
        Transition("in_review", "withdrawn", "Trek in op vraag van de burger", "U vroeg om uw aangifte te stoppen."),
        Transition("waiting_for_citizen", "in_review", "Ga verder", "Dank u. We gaan verder met uw aangifte."),
        Transition("waiting_for_citizen", "withdrawn", "Trek in", "U vroeg om uw aangifte te stoppen."),
        Transition("police_check", "done", "Pas het adres aan", "De wijkagent zag dat u er woont. Uw adres is aangepast."),
        Transition("police_check", "refused", "Weiger", "De wijkagent kon niet zien dat u er woont."),
    ),
)  # fmt: skip

IDENTITY = Workflow(
    statuses=(
        Status(
            "received", "Voorbereid", "Uw aanvraag is voorbereid",
            "Breng uw oude kaart en een goede pasfoto mee. Vraagt u een Kids-ID? Breng dan ook uw kinderen mee. "
            "Zeg uw nummer aan de medewerker. Kunt u niet komen? Bel 03 778 30 00.",
            "citizen", act="come",
        ),
        Status(
            "requested", "Aangevraagd aan het loket", "Uw kaart is aangevraagd",
            "We hebben alles. De kaart wordt nu gemaakt.",
        ),
        Status(
            "ready", "Klaar om op te halen", "Uw kaart ligt klaar",
            "Een kind jonger dan 12 jaar hoeft niet mee te komen.",
            "citizen", act="collect",
        ),
        Status("collected", "Opgehaald", "U hebt uw kaart", "Alles is in orde. Bewaar uw codes goed.", "nobody", True),
        Status(
            "cancelled", "Stopgezet", "Uw aanvraag is stopgezet",
            "Hebt u toch een kaart nodig? Dan begint u opnieuw.", "nobody", True, needs_reason=True,
        ),
    ),
    transitions=(
        Transition("received", "requested", "Aanvraag gedaan aan het loket", "Uw kaart is aangevraagd."),
        Transition("received", "cancelled", "Zet stop", "We zetten uw aanvraag stop. De reden is: "),
        Transition("requested", "ready", "De kaart is er", "Uw kaart ligt klaar. U kunt ze komen ophalen."),
        Transition("ready", "collected", "De kaart is opgehaald", "U hebt uw kaart opgehaald."),
        Transition("ready", "cancelled", "Niet opgehaald", "U haalde uw kaart niet op. We zetten de aanvraag stop."),
    ),
)  # fmt: skip

REPORT = Workflow(
    statuses=(
        Status(
            "received", "Nieuw", "We ontvingen uw melding",
            "Een medewerker van het Techniekhuis leest uw melding.",
        ),
        Status(
            "planned", "Ingepland", "We gaan uw melding oplossen",
            "Een ploeg komt ter plaatse.",
        ),
        Status(
            "waiting_for_citizen", "Wacht op melder", "We hebben een vraag voor u",
            "Met uw antwoord kunnen we verder.", "citizen", act="answer",
        ),
        Status("solved", "Opgelost", "Uw melding is opgelost", "Dank u. U maakte de stad een beetje beter.", "nobody", True),
        Status(
            "not_ours", "Niet voor de stad", "Dit kan de stad niet oplossen",
            "Daar kunnen ze u wel helpen.", "nobody", True, needs_reason=True,
        ),
        Status(
            "closed", "Afgesloten", "We sloten uw melding af",
            "Ziet u het probleem nog? Doe dan een nieuwe melding.", "nobody", True, needs_reason=True,
        ),
    ),
    transitions=(
        Transition("received", "planned", "Plan het werk", "We sturen een ploeg. Dank u voor uw melding."),
        Transition("received", "waiting_for_citizen", "Stel een vraag", "Kunt u de plaats beter omschrijven?"),
        Transition("received", "not_ours", "Niet voor ons", "Dit is geen werk van de stad. U kunt terecht bij: "),
        Transition("waiting_for_citizen", "planned", "Plan het werk", "Dank u voor uw antwoord. We sturen een ploeg."),
        Transition("waiting_for_citizen", "closed", "Sluit af", "We kregen geen antwoord. We sluiten de melding af."),
        Transition("planned", "solved", "Opgelost", "Het is opgelost."),
        Transition("planned", "not_ours", "Niet voor ons", "Dit is geen werk van de stad. U kunt terecht bij: "),
    ),
)  # fmt: skip

CERTIFICATE = Workflow(
    statuses=(
        Status(
            "received", "Ontvangen", "We ontvingen uw aanvraag",
            "Een medewerker zoekt uw akte of attest.",
        ),
        Status(
            "waiting_for_citizen", "Wacht op burger", "We wachten op u",
            "We hebben nog iets van u nodig.", "citizen", act="answer",
        ),
        Status(
            "sent", "Bezorgd", "Uw document is klaar",
            "Koos u de post? Dan is het onderweg. Koos u het loket? Dan ligt het daar voor u klaar.", "nobody", True,
        ),
        Status(
            "refused", "Geweigerd", "We kunnen dit document niet geven",
            "Hebt u vragen bij de reden? Bel ons.", "nobody", True, needs_reason=True,
        ),
    ),
    transitions=(
        Transition("received", "sent", "Bezorg het document", "We bezorgen u het document."),
        Transition("received", "waiting_for_citizen", "Vraag iets aan de burger", "We hebben nog een vraag voor u."),
        Transition("received", "refused", "Weiger", "We mogen u dit document niet geven. De reden is: "),
        Transition("waiting_for_citizen", "sent", "Bezorg het document", "Dank u. We bezorgen u het document."),
        Transition("waiting_for_citizen", "refused", "Weiger", "We mogen u dit document niet geven. De reden is: "),
    ),
)  # fmt: skip

CASE_TYPES = (
    CaseTypeData(
        "adreswijziging", "Adreswijziging", "bevolking", ADDRESS, (20, "working_days"),
        retention_rule="Demo-001", retention_years=5, noun="declaration", place="parkstraat",
    ),
    CaseTypeData(
        "identiteitsdocument", "Identiteitsdocument", "burgerzaken", IDENTITY, (15, "working_days"),
        retention_rule="Demo-002", retention_years=2, place="parkstraat",
    ),
    CaseTypeData(
        "melding", "Melding", "techniekhuis", REPORT, (10, "working_days"), (2, "working_days"),
        retention_rule="Demo-003", retention_years=1, noun="report",
    ),
    CaseTypeData(
        "akte-of-attest", "Akte of attest", "burgerlijke-stand", CERTIFICATE, (3, "working_days"),
        retention_rule="Demo-004", retention_years=1, place="parkstraat",
    ),
)  # fmt: skip
