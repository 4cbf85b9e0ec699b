"""Contact with the city: report, suggest, complain, ask for a document."""

from demo.products.model import (
    DISTRICTS,
    FormLink,
    Item,
    Product,
    bus,
    counter,
    online,
    phone,
    post,
)

PRODUCTS = (
    Product(
        slug="melding",
        icon="chat",
        title="Melding",
        other_names=("Probleem melden", "Put in de weg", "Straatlamp kapot", "Zwerfvuil melden"),
        summary="""U meldt een probleem op straat. U krijgt een antwoord binnen 2 werkdagen. We lossen het op binnen
            10 werkdagen.""",
        description="""Ziet u een put in de weg, een kapotte lamp of zwerfvuil? Laat het ons weten. Met een foto en
            de juiste plaats helpen we sneller. U hoeft uw naam niet te geven.""",
        for_whom="Voor iedereen die in Sint-Niklaas woont, werkt of op bezoek is.",
        conditions=(Item("Het probleem is op een openbare plaats", "Bijvoorbeeld een straat, plein of park."),),
        evidence=(
            Item("De plaats", "Een straat en een huisnummer in de buurt."),
            Item("Een foto", "Dit is niet verplicht."),
        ),
        ways=(
            online("Vul het formulier in. Dat duurt ongeveer drie minuten."),
            phone("Bel 03 778 30 00. We noteren uw melding."),
            counter("Vertel het aan een loket."),
            bus("U kunt een melding ook doen in de dienstbus."),
        ),
        time=(10, "working_days"),
        time_note="Een eerste antwoord krijgt u binnen 2 werkdagen.",
        exceptions="Is er nu gevaar? Bel 112. Bent u niet tevreden over een dienst? Dat is een klacht, geen melding.",
        themes=("MilieuEnergie", "MobiliteitOpenbareWerken"),
        department="techniekhuis",
        product_type="AdviesBegeleiding",
        keywords=("lamp", "put", "stoep", "vuilnis", "sluikstort", "gat in de weg", "kapot", "gevaarlijk", "fietspad"),
        places=DISTRICTS,
        form=FormLink("melding", "Doe een melding"),
        related=("grofvuil", "suggestie-of-klacht"),
        audiences=("Burger", "Onderneming", "Vereniging"),
        checked_days_ago=3,
    ),
    Product(
        slug="suggestie-of-klacht",
        title="Suggestie of klacht",
        other_names=("Klacht indienen", "Niet tevreden", "Idee voor de stad"),
        summary="""U krijgt binnen 10 kalenderdagen bericht dat we uw klacht behandelen. Het antwoord volgt binnen
            45 kalenderdagen.""",
        description="""Een klacht gaat over hoe een dienst of medewerker u hielp. De klachtencoördinator behandelt
            ze, niet de dienst zelf. Een suggestie is een idee om iets beter te doen.

            Is er iets kapot op straat? Doe dan een melding. Gaat u niet akkoord met een beslissing? In de brief
            leest u dan hoe u bezwaar maakt.""",
        for_whom="Voor iedereen die met de stad te maken had.",
        conditions=(Item("U zegt wat er gebeurde", "En wanneer, en met welke dienst."),),
        evidence=(Item("Brieven of mails", "Alleen als ze helpen om uw klacht te begrijpen."),),
        ways=(
            phone("Bel 03 778 30 00 en vraag naar de klachtencoördinator."),
            counter("Vertel uw klacht aan een loket. U krijgt een kopie van wat we noteren."),
            post("Stuur een brief naar de klachtencoördinator, Grote Markt 1, 9100 Sint-Niklaas."),
        ),
        time=(45, "calendar_days"),
        time_note="Deze termijnen zijn een voorbeeld van deze demostad.",
        exceptions="Bent u niet tevreden met ons antwoord? Dan kunt u naar de ombudsvrouw.",
        themes=("BurgerOverheid",),
        department="klachten",
        product_type="AdviesBegeleiding",
        keywords=("ontevreden", "boos", "fout", "klagen", "idee", "voorstel", "ombudsvrouw", "slechte service"),
        places=DISTRICTS,
        related=("melding", "inzage-bestuursdocument"),
        audiences=("Burger", "Onderneming", "Vereniging"),
        checked_days_ago=19,
    ),
    Product(
        slug="inzage-bestuursdocument",
        title="Inzage in een document van de stad",
        other_names=("Openbaarheid van bestuur", "Document opvragen", "Dossier inkijken"),
        summary="""U leest een document van de stad of krijgt er een kopie van. U krijgt een antwoord binnen 20
            kalenderdagen.""",
        description="""De stad bewaart veel documenten, zoals verslagen en dossiers. U mag vragen om ze te lezen.
            Soms mogen we een stuk niet tonen, bijvoorbeeld om de privacy van iemand te beschermen. We leggen dan
            uit waarom.""",
        for_whom="Voor iedereen. U hoeft niet in Sint-Niklaas te wonen.",
        conditions=(Item("U zegt om welk document het gaat", "Weet u het niet precies? Beschrijf het onderwerp."),),
        evidence=(Item("Uw naam en adres"), Item("Een omschrijving van het document")),
        ways=(
            post("Stuur uw vraag naar Grote Markt 1, 9100 Sint-Niklaas."),
            counter("Geef uw vraag af aan het loket. U krijgt een bewijs."),
            phone("Bel 03 778 30 00 voor uitleg. De vraag zelf doet u op papier of aan het loket."),
        ),
        time=(20, "calendar_days"),
        time_note="We tellen vanaf de dag na de registratie. Soms verlengen we tot 40 kalenderdagen.",
        exceptions="Staat het document al op een website van de stad? Dan geven we u het webadres.",
        themes=("BurgerOverheid",),
        department="klachten",
        product_type="AdviesBegeleiding",
        keywords=("document", "dossier", "verslag", "gemeenteraad", "kopie", "transparantie", "archief"),
        related=("suggestie-of-klacht", "uittreksel-strafregister"),
        audiences=("Burger", "Onderneming", "Vereniging", "Organisatie"),
        checked_days_ago=57,
    ),
)
