"""Bevolking: where people live, and the certificates about it."""

from demo.products.model import (
    AIM,
    CALL,
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

MIJN_BURGERPROFIEL = ("Mijn Burgerprofiel", "https://www.vlaanderen.be/mijn-burgerprofiel")
CERTIFICATE_TIME = "Aan het loket krijgt u het attest meteen mee."

PRODUCTS = (
    Product(
        slug="adreswijziging",
        title="Adreswijziging",
        other_names=("Verhuizen", "Nieuw adres aangeven", "Domicilie veranderen"),
        summary="""Uw nieuwe adres is binnen 20 werkdagen in orde. Geef uw verhuis aan binnen 8 werkdagen nadat u echt
            verhuisd bent.""",
        description="""Verhuist u naar Sint-Niklaas of binnen de stad? Dan geeft u uw nieuwe adres aan bij de stad.

            De wijkagent komt kijken of u er woont. Daarna passen we uw adres aan. U krijgt dan een bericht om de
            chip van uw identiteitskaart te laten aanpassen.""",
        for_whom="""Voor iedereen die in Sint-Niklaas gaat wonen. Eén persoon doet de aangifte voor het hele gezin.

            Bent u jonger dan 18? Dan komt een ouder mee of doet een ouder de aangifte.""",
        conditions=(
            Item("U woont al op het nieuwe adres", "U kunt de aangifte niet doen voor u verhuisd bent."),
            Item("Woont er al iemand?", "Dan vragen we of die persoon akkoord gaat."),
        ),
        evidence=(
            Item("Uw identiteitskaart", "En de kaarten van iedereen die mee verhuist."),
            Item("Uw huurcontract", "Alleen als u huurt. Een foto met uw telefoon is goed."),
        ),
        ways=(
            online(
                """Vul het formulier in. U bent klaar in ongeveer tien minuten. U kunt op elk moment stoppen en
                    later verdergaan."""
            ),
            counter("Kom naar de Stadswinkel of naar een loket in uw deelgemeente. We vullen de aangifte samen in."),
            phone(CALL),
            bus("In de dienstbus vult een medewerker de aangifte samen met u in."),
        ),
        time=(20, "working_days"),
        time_note="We tellen vanaf de dag na uw aangifte.",
        exceptions="Verhuist u naar een andere gemeente? Dan doet u de aangifte daar. Wij hoeven niets te doen.",
        links=(MIJN_BURGERPROFIEL,),
        themes=("BouwenWonen", "BurgerOverheid"),
        department="bevolking",
        product_type="AdviesBegeleiding",
        keywords=(
            "verhuis",
            "verhuizing",
            "ander huis",
            "nieuwe woning",
            "samenwonen",
            "wijkagent",
            "adres veranderen",
        ),
        places=DISTRICTS,
        form=FormLink("adreswijziging", "Start uw aangifte"),
        related=("gezinssamenstelling", "bewijs-hoofdverblijfplaats", "bewonerskaart", "verhuis-naar-het-buitenland"),
        life_events=("verhuizen", "wonen"),
        checked_days_ago=5,
    ),
    Product(
        slug="verhuis-naar-het-buitenland",
        title="Verhuis naar het buitenland",
        other_names=("Emigreren", "Uitschrijven", "In het buitenland gaan wonen"),
        summary="""U krijgt meteen een bewijs dat u naar het buitenland vertrekt. Daarmee schrijft u zich in uw
            nieuwe land in.""",
        description="""Gaat u in een ander land wonen? Meld uw vertrek dan aan de stad. Wij schrijven u uit op uw
            adres in Sint-Niklaas.

            Meld u daarna aan in uw nieuwe land. Dat kan vaak bij de Belgische ambassade.""",
        for_whom="Voor inwoners van Sint-Niklaas die voor lange tijd in een ander land gaan wonen.",
        conditions=(Item("U weet wanneer u vertrekt", "U meldt het vertrek in de dagen voor u weggaat."),),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Uw nieuwe adres", "Als u dat al kent."),
            Item("De kaarten van uw gezin", "Alleen als zij mee vertrekken."),
        ),
        ways=(
            counter("Kom naar het loket met uw kaart. U krijgt het bewijs meteen mee."),
            phone(CALL),
        ),
        time=(None, "at_once"),
        exceptions="Gaat u maar enkele maanden weg? Kies dan voor een tijdelijke afwezigheid.",
        themes=("BurgerOverheid",),
        department="bevolking",
        product_type="Bewijs",
        keywords=("emigratie", "vertrek", "vertrekken", "weg uit België", "afschrijven", "wonen in ander land"),
        related=("tijdelijke-afwezigheid", "adreswijziging", "reispas"),
        life_events=("verhuizen", "reizen"),
        checked_days_ago=88,
    ),
    Product(
        slug="tijdelijke-afwezigheid",
        title="Tijdelijke afwezigheid",
        other_names=("Lang op reis", "Tijdelijk weg van huis"),
        summary="U houdt uw adres in Sint-Niklaas als u een tijd weg bent. We noteren het binnen 3 werkdagen.",
        description="""Bent u lange tijd van huis? Bijvoorbeeld voor studie, werk of een lange reis? Meld dit
            vooraf. Dan weet de stad dat u terugkomt en blijft uw adres behouden.""",
        for_whom="Voor inwoners van Sint-Niklaas die tijdelijk op een andere plaats verblijven.",
        conditions=(
            Item("U komt terug naar hetzelfde adres"),
            Item("Uw woning blijft beschikbaar", "U verhuurt ze niet als hoofdverblijfplaats aan een ander."),
        ),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Een bewijs van de reden", "Bijvoorbeeld een brief van uw school of werkgever."),
        ),
        ways=(
            counter("Kom naar het loket voor u vertrekt. We vullen de melding samen in."),
            phone(CALL),
            post("Stuur een brief naar Grote Markt 1, 9100 Sint-Niklaas. Zet er uw telefoonnummer bij."),
        ),
        time=(3, "working_days"),
        time_note=AIM,
        exceptions="Blijft u langer weg dan u dacht? Bel ons. We bekijken samen wat er moet gebeuren.",
        themes=("BurgerOverheid",),
        department="bevolking",
        product_type="AdviesBegeleiding",
        keywords=("wereldreis", "erasmus", "afwezig", "lang weg", "studeren in het buitenland", "huis verlaten"),
        related=("verhuis-naar-het-buitenland", "adreswijziging"),
        life_events=("reizen", "school"),
        checked_days_ago=102,
    ),
    Product(
        slug="gezinssamenstelling",
        icon="users",
        title="Attest van gezinssamenstelling",
        other_names=("Samenstelling van het gezin", "Bewijs van gezin", "Gezinsattest"),
        summary="""U krijgt een bewijs van wie er op uw adres woont. Online is dat meteen, met de post binnen 3
            werkdagen.""",
        description="""Op het attest staan alle personen die op uw adres ingeschreven zijn. U gebruikt het
            bijvoorbeeld voor uw werkgever, een school of een sociale woning.

            U vindt het attest ook gratis in Mijn Burgerprofiel.""",
        for_whom="Voor iedereen die in Sint-Niklaas is ingeschreven.",
        conditions=(Item("Het gaat over uw eigen gezin", "Voor iemand anders hebt u een volmacht nodig."),),
        evidence=(Item("Uw identiteitskaart", "Online meldt u zich ermee aan."),),
        ways=(
            online("""Haal het attest gratis op in Mijn Burgerprofiel. U meldt zich aan met uw kaart. Of vul het
                formulier in. Dan sturen we het attest met de post."""),
            counter("Kom naar het loket met uw kaart."),
            phone("Bel 03 778 30 00. We sturen het attest naar uw eigen adres."),
            bus("U krijgt het attest meteen mee in de dienstbus."),
        ),
        time=(3, "working_days"),
        time_note=CERTIFICATE_TIME,
        links=(MIJN_BURGERPROFIEL,),
        themes=("BurgerOverheid",),
        department="bevolking",
        product_type="Bewijs",
        keywords=("wie woont bij mij", "gezin", "huisgenoten", "samenstelling", "attest werkgever", "bewijs school"),
        places=DISTRICTS,
        form=FormLink("attest-aanvragen", "Vraag het document aan", "document:gezin"),
        related=("bewijs-hoofdverblijfplaats", "attest-van-leven", "adreswijziging"),
        life_events=("werk", "wonen"),
        checked_days_ago=18,
    ),
    Product(
        slug="bewijs-hoofdverblijfplaats",
        title="Attest van hoofdverblijfplaats",
        other_names=("Woonstbewijs", "Bewijs van woonst", "Bewijs van adres"),
        summary="U krijgt een bewijs dat u op uw adres woont. Aan het loket is dat meteen, anders binnen 3 werkdagen.",
        description="""Dit attest toont op welk adres u ingeschreven bent en sinds wanneer. Een bank, een school of
            een verhuurder vraagt er soms naar.""",
        for_whom="Voor iedereen die in Sint-Niklaas is ingeschreven.",
        conditions=(Item("Het gaat over uw eigen adres", "Voor iemand anders hebt u een volmacht nodig."),),
        evidence=(Item("Uw identiteitskaart", "Online hebt u alleen uw rijksregisternummer nodig."),),
        ways=(
            online("Vul het formulier in. We sturen het attest met de post, of u haalt het op."),
            counter("Kom naar het loket met uw kaart."),
            phone("Bel 03 778 30 00. We sturen het attest naar uw eigen adres."),
            bus("U krijgt het attest meteen mee in de dienstbus."),
        ),
        time=(3, "working_days"),
        time_note=CERTIFICATE_TIME,
        themes=("BurgerOverheid", "BouwenWonen"),
        department="bevolking",
        product_type="Bewijs",
        keywords=("woonst", "waar woon ik", "bewijs adres", "domicilie", "inschrijving", "attest wonen"),
        places=DISTRICTS,
        form=FormLink("attest-aanvragen", "Vraag het document aan", "document:woonplaats"),
        related=("gezinssamenstelling", "adreswijziging", "attest-van-leven"),
        life_events=("wonen", "verhuizen"),
        checked_days_ago=18,
    ),
    Product(
        slug="attest-van-leven",
        title="Attest van leven",
        other_names=("Levensbewijs", "Bewijs van leven"),
        summary="U krijgt meteen een bewijs dat u leeft. Uw pensioenfonds of bank vraagt dit soms elk jaar.",
        description="""Krijgt u een pensioen of een rente, vaak uit een ander land? Dan vraagt de betaler soms een
            attest van leven. Wij vullen het in en tekenen het.""",
        for_whom="Voor inwoners van Sint-Niklaas die een pensioen, rente of uitkering krijgen.",
        conditions=(Item("U toont dat u er bent", "U komt zelf. Kunt u dat niet? Bel ons."),),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Het formulier dat u kreeg", "Alleen als de betaler zelf een formulier stuurde."),
        ),
        ways=(
            counter("Kom naar het loket met uw kaart en het formulier. U krijgt het meteen terug."),
            phone("Kunt u niet naar buiten? Bel 03 778 30 00. We zoeken samen een oplossing."),
            bus("Een medewerker in de dienstbus tekent uw attest."),
        ),
        time=(None, "at_once"),
        themes=("BurgerOverheid", "WelzijnGezondheid"),
        department="bevolking",
        product_type="Bewijs",
        keywords=("pensioen", "nog in leven", "levensattest", "rente", "buitenlands pensioen", "bewijs dat ik leef"),
        places=(*DISTRICTS, "welzijnshuis"),
        related=("gezinssamenstelling", "wettiging-handtekening"),
        life_events=("pensioen",),
        checked_days_ago=33,
    ),
    Product(
        slug="uittreksel-strafregister",
        title="Uittreksel uit het strafregister",
        other_names=("Bewijs van goed gedrag en zeden", "Attest goed gedrag", "Blanco strafblad"),
        summary="""U krijgt een overzicht van uw veroordelingen, of een bewijs dat er geen zijn. Dat duurt hoogstens
            3 werkdagen.""",
        description="""Een werkgever of vereniging vraagt soms een uittreksel. Voor werk met kinderen is er een
            apart model. Vraag dus vooraf welk model u nodig hebt.""",
        for_whom="Voor inwoners van Sint-Niklaas. U vraagt alleen uw eigen uittreksel.",
        conditions=(Item("U weet waarvoor u het nodig hebt", "Zo krijgt u meteen het juiste model."),),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("De vraag van uw werkgever of vereniging", "Vooral als u met kinderen gaat werken."),
        ),
        ways=(
            counter("Kom naar het loket met uw kaart. Meestal krijgt u het uittreksel meteen mee."),
            phone(CALL),
        ),
        time=(3, "working_days"),
        time_note=AIM,
        exceptions="Is uw aanvraag niet duidelijk? Dan vragen we eerst meer uitleg aan u.",
        themes=("BurgerOverheid", "EconomieWerk"),
        department="bevolking",
        product_type="Bewijs",
        keywords=("strafblad", "goed gedrag", "goede zeden", "blanco", "nieuwe job", "werken met kinderen", "monitor"),
        places=("parkstraat", "belsele"),
        related=("wettiging-handtekening", "inzage-bestuursdocument"),
        life_events=("werk",),
        levels=("Federaal",),
        checked_days_ago=27,
    ),
)
