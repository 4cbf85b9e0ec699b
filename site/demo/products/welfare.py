"""School and welfare."""

from demo.products.model import (
    AIM,
    CALL,
    EXAMPLE_PRICE,
    Cost,
    Item,
    Product,
    bus,
    counter,
    phone,
)

PRODUCTS = (
    Product(
        slug="inschrijven-academie",
        title="Inschrijven in de academie",
        other_names=("Muziekles", "Tekenles", "Deeltijds kunstonderwijs", "Dansles"),
        summary="U of uw kind volgt les in muziek, beeld, dans of woord. U krijgt een bevestiging binnen 5 werkdagen.",
        description="""De academie geeft les na schooltijd en in het weekend. Er zijn lessen voor kinderen, jongeren
            en volwassenen. U leert een instrument, tekenen, dansen of toneel spelen.""",
        for_whom="Voor iedereen vanaf de lagere school.",
        conditions=(Item("Er is nog plaats in de groep", "Is de groep vol? Dan komt u op een wachtlijst."),),
        evidence=(
            Item("Uw identiteitskaart of die van uw kind"),
            Item("Een bewijs voor korting", "Bijvoorbeeld uw UiTPAS met kansentarief."),
        ),
        ways=(
            phone(CALL),
            counter("Kom langs op het secretariaat van de academie, of vraag het in de Stadswinkel."),
        ),
        costs=(
            Cost("Kinderen en jongeren, per schooljaar", 8000, EXAMPLE_PRICE),
            Cost("Volwassenen, per schooljaar", 35000, EXAMPLE_PRICE),
        ),
        time=(5, "working_days"),
        time_note=AIM,
        exceptions="Hebt u het moeilijk om te betalen? Vraag ons naar de korting.",
        themes=("OnderwijsWetenschap", "CultuurSportVrijeTijd"),
        department="onderwijs",
        product_type="AdviesBegeleiding",
        keywords=("muziek", "piano", "gitaar", "ballet", "tekenen", "toneel", "kunst", "muziekschool", "cursus"),
        related=("uitpas", "school-kiezen"),
        life_events=("school",),
        checked_days_ago=29,
    ),
    Product(
        slug="school-kiezen",
        title="Hulp bij het kiezen van een school",
        other_names=("Inschrijven in een basisschool", "School zoeken", "Kleuterschool"),
        summary="U krijgt binnen 3 werkdagen hulp om een school te zoeken voor uw kind.",
        description="""Gaat uw kind voor het eerst naar school? Of bent u pas verhuisd? Wij tonen u welke scholen er
            in de buurt zijn. We leggen uit hoe u inschrijft. De school zelf beslist over de inschrijving.""",
        for_whom="Voor ouders van een kind tussen 2 en 18 jaar.",
        conditions=(Item("Uw kind woont in Sint-Niklaas of komt er wonen"),),
        evidence=(Item("De leeftijd van uw kind"), Item("Uw adres", "Zo zoeken we scholen in uw buurt.")),
        ways=(
            phone("Bel 03 778 30 00. Spreekt u weinig Nederlands? Zeg het ons. We nemen de tijd."),
            counter("Kom naar het Welzijnshuis of de Stadswinkel. We zoeken samen."),
            bus("In de dienstbus krijgt u een lijst van scholen in uw buurt."),
        ),
        time=(3, "working_days"),
        time_note=AIM,
        themes=("OnderwijsWetenschap", "WelzijnGezondheid"),
        department="onderwijs",
        product_type="AdviesBegeleiding",
        keywords=(
            "kleuter",
            "lagere school",
            "inschrijven school",
            "eerste schooldag",
            "nieuw in de stad",
            "onderwijs",
        ),
        places=("parkstraat", "welzijnshuis"),
        related=("inschrijven-academie", "adreswijziging", "uitpas"),
        life_events=("school", "verhuizen", "kind"),
        checked_days_ago=34,
    ),
    Product(
        slug="uitpas",
        title="UiTPAS",
        other_names=("Uitpas", "Vrijetijdspas", "Kansentarief", "Korting op vrije tijd"),
        summary="U krijgt meteen een pas waarmee u punten spaart. Hebt u een laag inkomen? Dan krijgt u ook korting.",
        description="""Met de UiTPAS spaart u punten bij sport, cultuur en vrije tijd. U ruilt ze voor een voordeel.
            Met het kansentarief betaalt u minder voor veel activiteiten.""",
        for_whom="Voor iedereen. Het kansentarief is voor inwoners met een laag inkomen.",
        conditions=(Item("Voor het kansentarief", "U hebt een laag inkomen, of u volgt een schuldhulp."),),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Een bewijs van uw inkomen", "Alleen voor het kansentarief."),
        ),
        ways=(
            counter("Kom naar de Stadswinkel of het Welzijnshuis. U krijgt de pas meteen."),
            phone(CALL),
        ),
        costs=(
            Cost("Gewone pas", 500, EXAMPLE_PRICE),
            Cost("Pas met kansentarief", 100, EXAMPLE_PRICE),
        ),
        time=(None, "at_once"),
        exceptions="Woont u in een andere gemeente? Vraag de pas dan daar. U kunt hem ook bij ons gebruiken.",
        themes=("WelzijnGezondheid", "CultuurSportVrijeTijd"),
        department="welzijnshuis",
        product_type="FinancieelVoordeel",
        keywords=("korting", "vrije tijd", "sport", "punten sparen", "goedkoper", "laag inkomen", "uit pas"),
        places=("parkstraat", "welzijnshuis"),
        related=("leefloon", "inschrijven-academie"),
        life_events=("geld",),
        checked_days_ago=40,
    ),
    Product(
        slug="leefloon",
        title="Leefloon",
        other_names=("Hulp van het OCMW", "Te weinig geld", "Steun aanvragen", "Sociale bijstand"),
        summary="""U krijgt binnen 3 werkdagen een gesprek over uw situatie. Hebt u recht op een leefloon? Dan
            helpen we u verder.""",
        description="""Hebt u te weinig geld om van te leven? Praat dan met een maatschappelijk werker. Die bekijkt
            samen met u op welke hulp u recht hebt. Een leefloon is daar één van.

            Wat u vertelt, blijft bij de sociale dienst. Andere diensten van de stad zien het niet.""",
        for_whom="Voor inwoners van Sint-Niklaas die te weinig inkomsten hebben.",
        conditions=(
            Item("U woont in Sint-Niklaas"),
            Item("U vertelt over uw inkomsten", "Zo weten we waar u recht op hebt."),
        ),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Papieren over uw inkomsten en kosten", "Hebt u ze niet allemaal? Kom dan toch."),
        ),
        ways=(
            phone("Bel 03 778 30 00 en vraag naar de sociale dienst. U hoeft niet te zeggen waarom."),
            counter("Kom naar het Welzijnshuis. U krijgt een gesprek in een aparte kamer."),
        ),
        time=(3, "working_days"),
        time_note="Dit is onze streeftijd voor het eerste gesprek.",
        exceptions="Hebt u vandaag geen eten of geen slaapplaats? Zeg het meteen. We helpen u dan dezelfde dag.",
        themes=("WelzijnGezondheid",),
        department="welzijnshuis",
        product_type="FinancieelVoordeel",
        keywords=("ocmw", "geen geld", "schulden", "uitkering", "armoede", "rekeningen", "hulp", "voedsel"),
        places=("welzijnshuis",),
        related=("uitpas", "school-kiezen"),
        life_events=("geld", "werk"),
        levels=("Federaal", "Lokaal"),
        checked_days_ago=8,
    ),
)
