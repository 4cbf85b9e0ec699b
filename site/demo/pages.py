"""The home page, the themes and the ordinary pages around the products."""

from dataclasses import dataclass

TOP_TASKS = (
    "adreswijziging",
    "identiteitskaart",
    "melding",
    "gezinssamenstelling",
    "rijbewijs",
    "kids-id",
    "bewonerskaart",
    "reispas",
)
THEMES = {
    "BouwenWonen": "Verhuizen, bouwen, verbouwen en wonen. U leest wat u vooraf vraagt en wat u later meldt.",
    "BurgerOverheid": """Uw kaart, uw attesten en grote momenten in uw leven. Van een geboorte tot een verhuis naar
        het buitenland.""",
    "CultuurSportVrijeTijd": "Een feest organiseren, materiaal lenen, les volgen of korting krijgen op uw vrije tijd.",
    "EconomieWerk": "Ondernemen in Sint-Niklaas: een kraam op de markt, een terras of papieren voor uw nieuwe baan.",
    "MilieuEnergie": "Afval laten ophalen, zwerfvuil melden en werken aan een groene en propere stad.",
    "MobiliteitOpenbareWerken": "Rijden, parkeren en de straat gebruiken. U meldt hier ook wat stuk is op straat.",
    "OnderwijsWetenschap": "Een school kiezen voor uw kind, of zelf les volgen in de academie.",
    "WelzijnGezondheid": "Hulp als het moeilijk gaat: met geld, gezondheid, zorg of na een overlijden.",
}
"""IPDC theme code to introduction."""


@dataclass(frozen=True, slots=True)
class ContentPageData:
    """An ordinary page. Body in the notation of demo.texts."""

    slug: str
    title: str
    introduction: str
    body: str


CONTENT_PAGES = (
    ContentPageData(
        slug="contact",
        title="Contact",
        introduction="U bereikt ons met de telefoon, per mail, met de post of aan een loket.",
        body="""## Bel ons

            Bel [03 778 30 00](tel:+3237783000). Een medewerker zoekt met u uit wat u nodig hebt.

            ## Mail of schrijf ons

            Mail naar
            [stadswinkel@sint-niklaas.example](mailto:stadswinkel@sint-niklaas.example). Dat adres is een voorbeeld.
            In deze demostad leest niemand de mails.

            Schrijven kan naar Stadswinkel, Grote Markt 1, 9100 Sint-Niklaas.

            ## Kom langs

            Kies het loket dat u best past:

            - [Stadswinkel Parkstraat](/plaatsen/parkstraat/)
            - [Welzijnshuis](/plaatsen/welzijnshuis/)
            - [Belsele](/plaatsen/belsele/)
            - [Nieuwkerken](/plaatsen/nieuwkerken/)
            - [Sinaai](/plaatsen/sinaai/)

            Op een feestdag en op een brugdag zijn alle loketten dicht.

            ## De dienstbus

            Komt u moeilijk tot bij ons? De dienstbus stopt om de twee weken in uw buurt. De haltes
            zijn Sinaai Dries, Puivelde, Belseledorp, Nieuwkerken kerk, Clementwijk en Tereken. Op donderdag rijdt
            de bus niet, want dan is het markt.""",
    ),
    ContentPageData(
        slug="hulp-nodig",
        title="Hulp nodig?",
        introduction="Lukt het niet online? Wij helpen u op een andere manier. Dat kost niets extra.",
        body="""## Wij vullen het samen in

            Bel [03 778 30 00](tel:+3237783000) of kom naar een loket. Een medewerker
            vult het formulier samen met u in. U krijgt dezelfde dienst als online.

            ## U stopt halverwege

            Kies in het formulier ‘Bewaar en ga later verder’. U kunt uzelf een link laten mailen.
            Daarmee gaat u verder op elk toestel.

            ## U volgt uw aanvraag

            Gaf u een e-mailadres op? Dan staat er een link in de mail na uw aanvraag. Daar ziet u
            hoever we staan. Bent u de mail kwijt? Vraag de link dan [opnieuw](/zaken/).

            ## Iemand helpt u

            Een familielid of vriend mag u helpen met invullen. Zet dan wel uw eigen gegevens in
            het formulier.

            ## U spreekt weinig Nederlands

            Zeg het ons. We spreken rustig en gebruiken eenvoudige woorden. Breng
            gerust iemand mee die voor u vertaalt.""",
    ),
    ContentPageData(
        slug="privacy",
        title="Privacy",
        introduction="U leest hier welke gegevens we vragen, waarom we dat doen en wat we bewaren.",
        body="""Dit is een demo. Vul geen echte gegevens in.

            ## Waarom we gegevens vragen

            We vragen alleen wat nodig is om uw aanvraag te behandelen. Dat is een taak
            van de stad. Daarom vragen we geen toestemming met een vinkje. Bij elke vraag staat waarom we ze
            stellen.

            ## Wie ziet uw gegevens

            Alleen de dienst die uw aanvraag behandelt. Een andere dienst ziet uw aanvraag
            niet.

            ## Wat we bewaren

            Een formulier dat u niet verstuurt, wissen we na 30 dagen. Wat u verstuurt, houden we
            bij: deze demo wist dat niet vanzelf.

            ## Cookies

            De gewone pagina's gebruiken geen cookies. Een formulier gebruikt er enkele. Ze zorgen dat uw
            antwoorden bewaard blijven. We volgen u niet.

            ## Uw rechten

            U mag vragen welke gegevens we van u hebben. U mag fouten laten verbeteren. Bel [03 778 30
            00](tel:+3237783000) of kom naar een loket. Bent u niet tevreden? Dan kunt u terecht bij de
            toezichthouder voor gegevensbescherming.""",
    ),
    ContentPageData(
        slug="toegankelijkheid",
        title="Verklaring over toegankelijkheid",
        introduction="Iedereen moet deze site kunnen gebruiken. U leest hier wat al goed gaat en wat nog niet.",
        body="""## Hoever we staan

            We bouwen deze site volgens de regels van WCAG 2.2, niveau AA. We testen elke
            pagina met een programma. We proberen de site ook zelf uit met alleen het toetsenbord.

            Een onafhankelijke partij heeft de site nog niet nagekeken. Daarom zeggen we niet dat ze volledig in
            orde is.

            ## Wat nog niet af is
            - We testten nog niet met mensen die een schermlezer gebruiken.
            - We testten nog niet met alle browsers.
            - Documenten die mensen zelf opladen, zijn niet altijd toegankelijk.

            ## Werkt er iets niet?

            Bel [03 778 30 00](tel:+3237783000) of mail naar
            [stadswinkel@sint-niklaas.example](mailto:stadswinkel@sint-niklaas.example). Zeg op welke pagina u
            vastzit. U krijgt de informatie dan op een andere manier.

            ## Niet tevreden met ons antwoord?

            Doe dan een [klacht](/producten/suggestie-of-klacht/). Daarna kunt u
            naar de ombudsvrouw.""",
    ),
    ContentPageData(
        slug="over-deze-demo",
        title="Over deze demo",
        introduction="Deze site is een voorbeeld. Ze toont hoe het digitale loket van een stad kan werken.",
        body="""Dit is niet de site van de echte stad Sint-Niklaas. De namen van medewerkers en aanvragers zijn
            verzonnen.

            De bedragen en termijnen zijn voorbeelden. Wilt u echt iets regelen? Ga dan naar de site van uw
            gemeente.

            Vul geen echte gegevens in. Iedereen met de aanmeldgegevens van de demo kan ze lezen.""",
    ),
)
