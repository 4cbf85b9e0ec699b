"""Living and streets: building, using the street, a house number, bulky waste."""

from demo.products.model import (
    AIM,
    CALL,
    DISTRICTS,
    EXAMPLE_PRICE,
    Cost,
    Item,
    Product,
    counter,
    online,
    phone,
    post,
)

ADVICE = "Bel 03 778 30 00. Een medewerker luistert naar uw plan en zegt wat u nodig hebt."

PRODUCTS = (
    Product(
        slug="omgevingsvergunning",
        title="Omgevingsvergunning",
        other_names=("Bouwvergunning", "Vergunning om te verbouwen", "Bouwaanvraag"),
        summary="""U krijgt binnen 10 werkdagen advies over uw plannen. Zo weet u of u een vergunning nodig hebt om
            te bouwen.""",
        description="""Wilt u bouwen, verbouwen, een boom kappen of een terrein anders gebruiken? Dan hebt u vaak een
            omgevingsvergunning nodig. Voor kleine werken is soms alleen een melding nodig, of niets.

            Begin niet met de werken voor u zeker bent.""",
        for_whom="Voor eigenaars, huurders en ondernemers die iets willen bouwen of veranderen in Sint-Niklaas.",
        conditions=(
            Item("Het gaat over een plaats in Sint-Niklaas"),
            Item("U mag de werken laten doen", "U bent eigenaar, of de eigenaar gaat akkoord."),
        ),
        evidence=(
            Item("Het adres"),
            Item("Een schets of plan", "Voor een eerste advies is een tekening met de hand goed."),
            Item("Foto's van de plaats"),
        ),
        ways=(
            phone(ADVICE),
            counter("Kom naar de Stadswinkel met een schets en foto's. Maak eerst een afspraak."),
            online("De officiële aanvraag doet u in het Omgevingsloket van de Vlaamse overheid."),
        ),
        costs=(
            Cost("Advies vooraf", 0, "Advies over uw plannen is gratis."),
            Cost("Behandeling van een aanvraag", 7500, EXAMPLE_PRICE),
        ),
        time=(10, "working_days"),
        time_note="Dit is de streeftijd voor advies. De beslissing over een aanvraag duurt langer.",
        exceptions="Is uw gebouw beschermd? Dan gelden er andere regels. Vraag ons altijd eerst advies.",
        links=(("Omgevingsloket van de Vlaamse overheid", "https://www.omgevingsloket.be"),),
        themes=("BouwenWonen", "MilieuEnergie"),
        department="wonen",
        product_type="Toelating",
        keywords=("bouwen", "verbouwen", "aanbouw", "veranda", "tuinhuis", "boom kappen", "carport"),
        related=("inname-openbaar-domein", "huisnummer"),
        audiences=("Burger", "Onderneming", "Vereniging"),
        life_events=("wonen",),
        levels=("Lokaal", "Vlaams"),
        checked_days_ago=14,
    ),
    Product(
        slug="inname-openbaar-domein",
        title="Inname van het openbaar domein",
        other_names=("Parkeerverbod voor verhuis", "Container op straat", "Stelling plaatsen", "Verhuislift"),
        summary="U mag tijdelijk een stuk straat of stoep gebruiken. U krijgt een antwoord binnen 5 werkdagen.",
        description="""Zet u een container, stelling of verhuislift op straat? Of wilt u parkeerplaatsen vrijhouden?
            Dan vraagt u vooraf een toelating. U krijgt ook uitleg over de borden die u plaatst.""",
        for_whom="Voor inwoners, aannemers en verhuizers.",
        conditions=(
            Item("U vraagt het op tijd", "Doe uw aanvraag minstens tien werkdagen voor u de plaats nodig hebt."),
            Item("Voetgangers kunnen veilig voorbij"),
        ),
        evidence=(
            Item("Het adres en de data"),
            Item("De lengte die u nodig hebt", "In meter. Een auto neemt ongeveer vijf meter in."),
            Item("De nummerplaat van de lift of vrachtwagen", "Als u die kent."),
        ),
        ways=(
            phone(CALL),
            counter("Kom naar het loket met de data en de maten."),
            post("Stuur een brief naar Grote Markt 1, 9100 Sint-Niklaas. Zet er uw telefoonnummer bij."),
        ),
        costs=(
            Cost("Verhuis, eerste dag", 0, "De eerste dag is gratis bij een verhuis."),
            Cost("Per dag en per parkeerplaats", 500, EXAMPLE_PRICE),
        ),
        time=(5, "working_days"),
        time_note=AIM,
        exceptions="Is het dringend, bijvoorbeeld na een storm? Bel ons meteen.",
        themes=("MobiliteitOpenbareWerken", "BouwenWonen"),
        department="mobiliteit",
        product_type="Toelating",
        keywords=("verhuiswagen", "parkeerverbod", "borden", "kraan", "werken op straat", "stoep", "container"),
        related=("adreswijziging", "bewonerskaart", "omgevingsvergunning"),
        audiences=("Burger", "Onderneming"),
        life_events=("verhuizen", "wonen"),
        checked_days_ago=25,
    ),
    Product(
        slug="huisnummer",
        title="Huisnummer",
        other_names=("Nummer voor een nieuwe woning", "Busnummer", "Nieuw adres laten maken"),
        summary="Uw gebouw krijgt een officieel huisnummer of busnummer. U krijgt het binnen 10 werkdagen.",
        description="""Bouwt u een nieuwe woning of deelt u een huis op? Dan geeft de stad elk deel een eigen
            nummer. Zonder officieel nummer kan niemand zich er inschrijven.""",
        for_whom="Voor eigenaars en bouwheren van een gebouw in Sint-Niklaas.",
        conditions=(Item("Het gebouw is vergund", "Is dat niet nodig voor uw werken? Zeg dat dan bij uw aanvraag."),),
        evidence=(Item("Het adres of de plaats van het gebouw"), Item("Een plan met de voordeuren")),
        ways=(
            phone(CALL),
            counter("Kom naar de Stadswinkel met uw plan."),
            post("Stuur uw plan naar Grote Markt 1, 9100 Sint-Niklaas. Zet er uw telefoonnummer bij."),
        ),
        time=(10, "working_days"),
        time_note=AIM,
        exceptions="Klopt het nummer van uw huis niet? Meld het ons. We kijken het na.",
        themes=("BouwenWonen",),
        department="wonen",
        product_type="Bewijs",
        keywords=("nummer huis", "bus", "appartement", "adres", "brievenbus", "nieuwbouw"),
        related=("omgevingsvergunning", "adreswijziging"),
        audiences=("Burger", "Onderneming"),
        life_events=("wonen",),
        checked_days_ago=110,
    ),
    Product(
        slug="grofvuil",
        title="Grofvuil laten ophalen",
        other_names=("Groot afval", "Oude zetel weg", "Grof huisvuil"),
        summary="MIWA haalt uw grote afval aan huis op. U krijgt een datum binnen 5 werkdagen na uw aanvraag.",
        description="""Grofvuil is afval dat te groot is voor de gewone afvalzak. Denk aan een zetel, een matras of
            een kast. De intercommunale MIWA haalt het op in onze stad.""",
        for_whom="Voor alle gezinnen in Sint-Niklaas.",
        conditions=(
            Item("Het past niet in de gewone zak"),
            Item("U zet het de avond voordien buiten", "Zorg dat de stoep vrij blijft."),
        ),
        evidence=(Item("Een lijst van wat u meegeeft"), Item("Uw adres en telefoonnummer")),
        ways=(
            phone("Bel 03 778 30 00. We zoeken een datum met u."),
            counter("Vraag het aan het loket. We geven uw lijst door aan MIWA."),
        ),
        costs=(Cost("Per ophaling", 1500, EXAMPLE_PRICE),),
        time=(5, "working_days"),
        time_note=AIM,
        exceptions="U kunt grofvuil ook zelf naar het recyclagepark brengen. Is het nog bruikbaar? Geef het dan weg.",
        themes=("MilieuEnergie", "BouwenWonen"),
        department="wonen",
        product_type="AdviesBegeleiding",
        keywords=("zetel", "matras", "afval", "huisvuil", "container", "opruimen", "recyclagepark", "meubels weg"),
        places=DISTRICTS,
        related=("melding", "inname-openbaar-domein"),
        life_events=("wonen", "verhuizen"),
        checked_days_ago=31,
    ),
)
