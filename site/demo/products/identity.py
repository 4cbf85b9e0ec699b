"""Burgerzaken: cards, codes and travel papers."""

from demo.products.model import (
    AIM,
    CALL,
    DISTRICTS,
    EXAMPLE_PRICE,
    YEARLY_PRICE,
    Cost,
    FormLink,
    Item,
    Product,
    bus,
    counter,
    online,
    phone,
)

PREPARE = FormLink("identiteitskaart-voorbereiden", "Bereid uw aanvraag voor")
PREPARE_FOR_CHILDREN = FormLink("identiteitskaart-voorbereiden", "Bereid uw aanvraag voor", "voor_wie:kinderen")

PRODUCTS = (
    Product(
        slug="identiteitskaart",
        icon="card",
        title="Identiteitskaart",
        other_names=("eID", "ID-kaart", "Elektronische identiteitskaart", "Paspoort voor in België"),
        summary="""U krijgt een nieuwe identiteitskaart, meestal binnen 15 werkdagen. Bereid uw aanvraag thuis voor.
            Daarna komt u zelf naar het loket.""",
        description="""Met uw identiteitskaart toont u wie u bent. U kunt er ook mee aanmelden bij de overheid.

            De kaart is 6 of 10 jaar geldig. Bent u 75 jaar of ouder? Dan is uw kaart 30 jaar geldig.""",
        for_whom="""Elke Belg in Sint-Niklaas krijgt een kaart vanaf 12 jaar. Vanaf 15 jaar hebt u de kaart altijd
            bij u.

            Is uw kind jonger dan 12? Vraag dan een Kids-ID.""",
        conditions=(
            Item("U woont in Sint-Niklaas", "U staat ingeschreven op een adres in onze stad."),
            Item("U komt zelf", "We nemen uw vingerafdrukken en uw handtekening. Niemand kan dat in uw plaats doen."),
        ),
        evidence=(
            Item("Uw oude kaart", "Bent u die kwijt of is ze gestolen? Lees dan eerst ‘Verlies of diefstal’."),
            Item("Een goede pasfoto", "Aan het loket kijken we gratis of uw foto goed is."),
            Item("De brief met de uitnodiging", "Alleen als u die kreeg."),
        ),
        ways=(
            online("""Bereid uw aanvraag voor met het formulier. U ziet wat u meebrengt en wie er mee moet komen.
                U kunt de kaart niet volledig online krijgen: u komt altijd zelf langs."""),
            counter("""Kom naar de Stadswinkel met uw oude kaart en uw pasfoto. We nemen uw vingerafdrukken en uw
                handtekening. We laten het u weten als uw kaart klaar is."""),
            phone(CALL),
            bus("De dienstbus helpt u met uitleg en een afspraak. De kaart zelf vraagt u aan het loket."),
        ),
        costs=(
            Cost("Gewone aanvraag", None, YEARLY_PRICE),
            Cost("Dringende aanvraag", None, f"Een dringende kaart kost meer. {YEARLY_PRICE}"),
        ),
        time=(15, "working_days"),
        time_note="Dringend nodig? Vraag de kaart voor 15 uur. Ze is er de volgende werkdag.",
        exceptions="""Kunt u niet naar het loket komen door ziekte of een beperking? Bel ons. We zoeken samen een
            oplossing.""",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="Bewijs",
        keywords=("pas", "id", "kaart verlopen", "nieuwe kaart", "kaart vernieuwen", "dringende kaart", "e-id"),
        places=DISTRICTS,
        form=PREPARE,
        related=("kids-id", "verlies-of-diefstal-identiteitskaart", "nieuwe-pincode", "reispas"),
        life_events=("identiteit", "reizen"),
        levels=("Federaal",),
        checked_days_ago=9,
    ),
    Product(
        slug="kids-id",
        icon="user",
        title="Kids-ID",
        other_names=("Identiteitskaart voor kinderen", "Kinderpas", "Kaart voor kinderen jonger dan 12"),
        summary="""Uw kind krijgt een eigen kaart om mee te reizen, meestal binnen 15 werkdagen. Uw kind komt mee
            bij de aanvraag, niet bij het ophalen.""",
        description="""De Kids-ID is een identiteitskaart voor kinderen jonger dan 12 jaar. De kaart is 3 jaar geldig.

            Hebt u meer dan één kind? U vraagt alle kaarten in één keer.""",
        for_whom="Voor Belgische kinderen jonger dan 12 jaar die in Sint-Niklaas wonen. Een ouder vraagt de kaart aan.",
        conditions=(
            Item("Uw kind is erbij als u de kaart vraagt", "Breng alle kinderen mee voor wie u een kaart vraagt."),
            Item("U bent de ouder", "Iemand anders kan de kaart niet zomaar vragen. Bel ons eerst."),
        ),
        evidence=(
            Item("Uw eigen identiteitskaart"),
            Item("Een pasfoto van elk kind", "Aan het loket kijken we gratis of de foto goed is."),
            Item("De oude Kids-ID", "Alleen als uw kind er al een had."),
        ),
        ways=(
            online("Bereid de aanvraag voor met het formulier. U kunt meer kinderen tegelijk invullen."),
            counter("""Kom met uw kinderen naar de Stadswinkel. Als de kaarten klaar zijn, haalt u ze alleen op.
                Uw kinderen hoeven dan niet mee."""),
            phone(CALL),
        ),
        costs=(Cost("Per kaart", None, YEARLY_PRICE),),
        time=(15, "working_days"),
        time_note="Dringend nodig? Vraag de kaart voor 15 uur. Ze is er de volgende werkdag.",
        exceptions="Vertrekt u snel op reis? Kies dan voor een dringende aanvraag. Die kost meer.",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="Bewijs",
        keywords=(
            "kinder id",
            "kidsid",
            "pasje kind",
            "reizen met kinderen",
            "baby",
            "kaart voor mijn zoon of dochter",
        ),
        places=DISTRICTS,
        form=PREPARE_FOR_CHILDREN,
        related=("identiteitskaart", "reistoelating-minderjarige", "reispas"),
        life_events=("reizen", "kind"),
        levels=("Federaal",),
        checked_days_ago=9,
    ),
    Product(
        slug="nieuwe-pincode",
        title="Nieuwe pincode voor uw identiteitskaart",
        other_names=("Pincode vergeten", "Pukcode", "Kaart geblokkeerd"),
        summary="U kiest aan het loket meteen een nieuwe pincode. Uw kaart werkt daarna weer om aan te melden.",
        description="""Bent u de code van uw kaart vergeten? Of is de kaart geblokkeerd na drie foute codes? Aan het
            loket kiest u een nieuwe code. Uw kaart zelf verandert niet.""",
        for_whom="Voor iedereen met een identiteitskaart die in Sint-Niklaas woont.",
        conditions=(Item("U komt zelf", "U typt de nieuwe code zelf in. Zo kent niemand anders ze."),),
        evidence=(Item("Uw identiteitskaart", "De kaart moet nog geldig zijn."),),
        ways=(
            counter(
                "Kom naar het loket met uw kaart. We maken ze klaar. Daarna kiest u zelf een code van vier cijfers."
            ),
            phone("Bel 03 778 30 00 voor uitleg. Een nieuwe code geven we nooit met de telefoon."),
            bus("In de dienstbus krijgt u uitleg en een afspraak."),
        ),
        time=(None, "at_once"),
        time_note="U bent klaar in ongeveer tien minuten.",
        exceptions="Is uw kaart stuk of verlopen? Dan vraagt u beter een nieuwe kaart.",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="AdviesBegeleiding",
        keywords=("pin", "puk", "code kwijt", "code vergeten", "inloggen lukt niet", "kaart werkt niet meer"),
        places=DISTRICTS,
        related=("identiteitskaart", "verlies-of-diefstal-identiteitskaart"),
        life_events=("identiteit",),
        levels=("Federaal",),
        checked_days_ago=41,
    ),
    Product(
        slug="verlies-of-diefstal-identiteitskaart",
        title="Verlies of diefstal van uw identiteitskaart",
        other_names=("Portefeuille gestolen", "Kaart kwijt", "Identiteitskaart gestolen"),
        summary="""Uw kaart wordt meteen geblokkeerd. U krijgt een bewijs dat u gebruikt tot uw nieuwe kaart er is,
            meestal binnen 15 werkdagen.""",
        description="""Bent u uw kaart kwijt? Meld dat zo snel mogelijk. Dan kan niemand anders de kaart gebruiken.

            Vindt u de kaart later terug? Breng ze dan binnen bij de stad. U kunt ze niet meer gebruiken.""",
        for_whom="Voor inwoners van Sint-Niklaas die hun kaart verloren of van wie de kaart gestolen is.",
        conditions=(
            Item("Verloren", "U meldt het verlies aan het loket."),
            Item("Gestolen", "U doet eerst aangifte bij de politie."),
        ),
        evidence=(
            Item("Het bewijs van uw aangifte", "Alleen bij diefstal. U krijgt het van de politie."),
            Item("Een pasfoto"),
            Item("Een ander document met uw foto", "Bijvoorbeeld uw rijbewijs of reispas, als u er een hebt."),
        ),
        ways=(
            phone("Bel meteen 03 778 30 00. We zeggen wat u eerst doet."),
            counter("Kom naar de Stadswinkel. We geven u een bewijs van verlies. U vraagt meteen een nieuwe kaart."),
            online("Bereid de nieuwe kaart voor met het formulier. Kies als reden ‘verloren’ of ‘gestolen’."),
        ),
        costs=(Cost("De nieuwe kaart", None, YEARLY_PRICE), Cost("Het bewijs van verlies", 0, "Dit bewijs is gratis.")),
        time=(15, "working_days"),
        time_note="Dringend nodig? Vraag de kaart voor 15 uur. Ze is er de volgende werkdag.",
        exceptions="Bent u in het buitenland? Ga naar de politie daar en naar de Belgische ambassade.",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="Bewijs",
        keywords=("gestolen", "verloren", "kwijt", "gepikt", "handtas gestolen", "id kwijt", "blokkeren"),
        places=DISTRICTS,
        form=PREPARE,
        related=("identiteitskaart", "nieuwe-pincode", "rijbewijs"),
        life_events=("identiteit", "misdrijf"),
        levels=("Federaal",),
        checked_days_ago=15,
    ),
    Product(
        slug="reispas",
        icon="file",
        title="Reispas",
        other_names=("Paspoort", "Internationaal paspoort"),
        summary="""U krijgt een reispas voor reizen buiten Europa, meestal binnen 10 werkdagen. U komt zelf naar het
            loket.""",
        description="""Voor veel landen buiten Europa volstaat uw identiteitskaart niet. Dan hebt u een reispas nodig.

            Kijk ook tijdig of u voor uw land een visum nodig hebt. Dat is een aparte toelating van dat land.""",
        for_whom="""Voor Belgen van alle leeftijden die in Sint-Niklaas wonen. Ook baby's hebben een eigen reispas
            nodig.""",
        conditions=(
            Item("U komt zelf", "We nemen uw foto, vingerafdrukken en handtekening op."),
            Item("Kinderen komen mee", "Een ouder vraagt de reispas voor een kind."),
        ),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("Een recente pasfoto"),
            Item("Uw oude reispas", "Ook als die verlopen is."),
        ),
        ways=(
            counter("Kom naar de Stadswinkel met uw kaart en pasfoto. U betaalt bij de aanvraag."),
            phone(CALL),
        ),
        costs=(Cost("Gewone aanvraag", None, YEARLY_PRICE), Cost("Dringende aanvraag", None, YEARLY_PRICE)),
        time=(10, "working_days"),
        time_note=f"{AIM} Reist u sneller? Vraag naar de dringende aanvraag.",
        exceptions="Is uw reispas gestolen? Doe eerst aangifte bij de politie.",
        themes=("BurgerOverheid", "MobiliteitOpenbareWerken"),
        department="burgerzaken",
        product_type="Bewijs",
        keywords=("pas", "internationaal", "visum", "vliegen", "buitenland", "vakantie", "passport"),
        related=("identiteitskaart", "kids-id", "reistoelating-minderjarige", "internationaal-rijbewijs"),
        life_events=("reizen",),
        levels=("Federaal",),
        checked_days_ago=22,
    ),
    Product(
        slug="reistoelating-minderjarige",
        title="Reistoelating voor een minderjarige",
        other_names=("Toestemming om te reizen", "Ouderlijke toestemming", "Kind reist alleen"),
        summary="U krijgt meteen een document waarop uw handtekening bevestigd is. Uw kind neemt het mee op reis.",
        description="""Reist uw kind zonder u, met een ander of met één ouder? Dan vraagt de grenspolitie soms een
            bewijs dat u akkoord gaat. Dit document is zo'n bewijs.""",
        for_whom="Voor ouders van een kind jonger dan 18 jaar.",
        conditions=(
            Item("Minstens één ouder komt langs", "U tekent aan het loket."),
            Item("U weet met wie en wanneer uw kind reist", "Die gegevens komen op het document."),
        ),
        evidence=(
            Item("Uw identiteitskaart"),
            Item("De naam en geboortedatum van de begeleider", "Alleen als uw kind niet alleen reist."),
            Item("De data en het land van de reis"),
        ),
        ways=(
            counter("Kom naar het loket. We vullen het document samen in. U tekent en neemt het mee."),
            phone(CALL),
            bus("U kunt het document ook in de dienstbus tekenen."),
        ),
        time=(None, "at_once"),
        exceptions="Beslist een rechter mee over reizen? Breng dan ook het vonnis mee.",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="Toelating",
        keywords=("kind op reis", "toestemming ouders", "schoolreis", "kamp buitenland", "gescheiden ouders", "attest"),
        places=DISTRICTS,
        related=("kids-id", "reispas", "wettiging-handtekening"),
        life_events=("reizen", "kind"),
        checked_days_ago=60,
    ),
    Product(
        slug="wettiging-handtekening",
        title="Wettiging van een handtekening",
        other_names=("Handtekening laten bevestigen", "Legalisatie", "Handtekening legaliseren"),
        summary="Wij bevestigen meteen dat de handtekening op uw document echt van u is.",
        description="""Soms vraagt iemand een bewijs dat u zelf getekend hebt. Bijvoorbeeld een buitenlandse overheid.
            Wij zetten dan een stempel en een handtekening op uw document. De inhoud kijken wij niet na.""",
        for_whom="Voor meerderjarige inwoners van Sint-Niklaas.",
        conditions=(Item("U tekent aan het loket", "Zet uw handtekening dus niet vooraf."),),
        evidence=(Item("Uw identiteitskaart"), Item("Het document", "Nog zonder handtekening.")),
        ways=(
            counter("Kom naar het loket met het document en uw kaart. U tekent en wij bevestigen."),
            phone("Bel 03 778 30 00 als u niet zeker bent of een wettiging nodig is."),
        ),
        costs=(Cost("Per document", 200, EXAMPLE_PRICE),),
        time=(None, "at_once"),
        exceptions="Kunt u niet naar buiten? Bel ons. We kijken of een medewerker bij u langs kan komen.",
        themes=("BurgerOverheid",),
        department="burgerzaken",
        product_type="Bewijs",
        keywords=("handtekening", "stempel", "legalisering", "echt verklaren", "document tekenen"),
        places=DISTRICTS,
        related=("reistoelating-minderjarige", "attest-van-leven"),
        checked_days_ago=75,
    ),
)
