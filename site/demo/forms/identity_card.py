"""Identiteitskaart voorbereiden: not an application (presence is required), but everything that can be done at
home."""

from demo.forms.model import NO_AUTHORISATION, Ask, FormData, StepData, When, any_of, text, when

CONTACT_PURPOSE = "Om u te bereiken over uw kaart."
CARD_PURPOSE = "Om de kaart voor te bereiden."
FOR_CHILDREN = when("voor_wie", "eq", "kinderen")
FOR_ADULT_OR_TEEN = any_of("voor_wie", "mezelf", "jongere")
TWO_OR_MORE = any_of("aantal_kinderen", "twee", "drie")
THREE = when("aantal_kinderen", "eq", "drie")


def _child(number: str, label: str, show: When | None) -> tuple[Ask, Ask]:
    return (
        Ask("text", f"kind_{number}_naam", f"Naam van {label}", purpose=CARD_PURPOSE, when=show),
        Ask(
            "date",
            f"kind_{number}_geboren",
            f"Geboortedatum van {label}",
            "Bijvoorbeeld: 14 3 2019",
            purpose=CARD_PURPOSE,
            when=show,
            extra={"period": "past"},
        ),
    )


WHO = StepData(
    "Voor wie is de kaart?",
    (
        Ask(
            "radio",
            "voor_wie",
            "Voor wie vraagt u een kaart?",
            choices=(
                ("mezelf", "Voor mezelf"),
                ("jongere", "Voor mijn kind van 12 tot en met 17 jaar"),
                ("kinderen", "Voor een of meer kinderen jonger dan 12 jaar (Kids-ID)"),
            ),
        ),
        text(
            "uitleg_mezelf",
            "U komt zelf naar het loket",
            """We nemen uw vingerafdrukken en uw handtekening. Niemand kan dat in uw plaats doen. Thuis bereidt u
                alles voor, zodat u aan het loket snel klaar bent.""",
            when("voor_wie", "eq", "mezelf"),
        ),
        text(
            "uitleg_jongere",
            "Uw kind komt mee naar het loket",
            "We nemen de vingerafdrukken en de handtekening van uw kind. Kom dus samen.",
            when("voor_wie", "eq", "jongere"),
        ),
        text(
            "uitleg_kinderen",
            "Uw kinderen komen mee bij de aanvraag",
            """Elk kind moet erbij zijn als u de kaart aanvraagt. Om de kaarten op te halen, komt u alleen. Uw
                kinderen blijven dan gewoon thuis.

                Een Kids-ID is 3 jaar geldig. U vraagt alle kaarten in één keer.""",
            FOR_CHILDREN,
        ),
    ),
)

CHILDREN = StepData(
    "Uw kinderen",
    (
        Ask(
            "radio",
            "aantal_kinderen",
            "Voor hoeveel kinderen vraagt u een Kids-ID?",
            choices=(("een", "Eén kind"), ("twee", "Twee kinderen"), ("drie", "Drie kinderen")),
        ),
        *_child("1", "het eerste kind", None),
        *_child("2", "het tweede kind", TWO_OR_MORE),
        *_child("3", "het derde kind", THREE),
        text(
            "uitleg_meer_kinderen",
            "Eén bezoek voor al uw kinderen",
            "U vraagt alle kaarten in één keer. Dat duurt wat langer dan voor één kind.",
            TWO_OR_MORE,
        ),
    ),
    introduction="Hebt u meer dan drie kinderen jonger dan 12? Bel dan 03 778 30 00. We regelen alles samen.",
    when=FOR_CHILDREN,
)

REASON = StepData(
    "Waarom een nieuwe kaart?",
    (
        Ask(
            "radio",
            "reden",
            "Waarom hebt u een kaart nodig?",
            choices=(
                ("eerste", "Het is de eerste kaart"),
                ("verlopen", "De kaart is verlopen of verloopt binnenkort"),
                ("verloren", "De kaart is verloren"),
                ("gestolen", "De kaart is gestolen"),
                ("stuk", "De kaart is stuk"),
            ),
        ),
        text(
            "uitleg_verloren",
            "Meld het verlies meteen",
            """Bel nu 03 778 30 00. Dan kan niemand anders de kaart gebruiken. Aan het loket krijgt u een bewijs van
                verlies. Dat gebruikt u tot de nieuwe kaart er is.""",
            when("reden", "eq", "verloren"),
        ),
        Ask("yes_no", "aangifte", "Deed u al aangifte bij de politie?", when=when("reden", "eq", "gestolen")),
        text(
            "uitleg_aangifte",
            "Ga eerst naar de politie",
            """U hebt het bewijs van uw aangifte nodig om een nieuwe kaart te vragen. U kunt dit formulier wel al
                invullen.""",
            when("aangifte", "eq", "no"),
        ),
        Ask(
            "yes_no",
            "dringend",
            "Hebt u de kaart dringend nodig?",
            "Bijvoorbeeld omdat u over enkele dagen op reis vertrekt.",
        ),
        text(
            "uitleg_dringend",
            "De volgende werkdag klaar",
            """Vraagt u de kaart aan het loket voor 15 uur? Dan is ze er de volgende werkdag. Een dringende kaart
                kost meer dan een gewone.""",
            when("dringend", "eq", "yes"),
        ),
        Ask(
            "date",
            "vertrekdatum",
            "Wanneer hebt u de kaart ten laatste nodig?",
            when=when("dringend", "eq", "yes"),
            extra={"period": "future"},
        ),
    ),
)

PHOTO = StepData(
    "Foto en codes",
    (
        text(
            "uitleg_foto",
            "Zo is een pasfoto goed",
            """- De foto is recent en scherp.
            - Het gezicht is recht naar voren, met de ogen open.
            - De achtergrond is licht en zonder schaduw.
            - Er staat niemand anders op de foto.

            Twijfelt u? Aan het loket kijken we gratis of de foto goed is. U hoeft hier niets op te laden.""",
        ),
        Ask(
            "radio",
            "foto",
            "Hebt u al een goede pasfoto?",
            choices=(("ja", "Ja"), ("nee", "Nee, ik laat er nog een maken"), ("twijfel", "Ik weet het niet zeker")),
        ),
        text(
            "uitleg_pin",
            "Uw nieuwe codes",
            """Bij uw kaart horen geheime codes. U krijgt uitleg over die codes aan het loket. Geef uw codes nooit
                aan iemand anders, ook niet aan een medewerker van de stad.""",
            FOR_ADULT_OR_TEEN,
        ),
    ),
)

COUNTER = StepData(
    "Naar het loket",
    (
        Ask(
            "place",
            "loket",
            "Naar welk loket wilt u komen?",
            extra={"places": ["parkstraat", "belsele", "nieuwkerken", "sinaai"]},
        ),
        Ask(
            "yes_no",
            "kan_komen",
            "Kunt u naar het loket komen?",
            "Zeg ‘nee’ als dat niet gaat door ziekte of een beperking.",
        ),
        text(
            "uitleg_niet_komen",
            "We zoeken samen een oplossing",
            "Verstuur dit formulier gewoon en bel 03 778 30 00. We bekijken wat mogelijk is.",
            when("kan_komen", "eq", "no"),
        ),
        text(
            "lijst_kaart",
            "Dit brengt u mee",
            """- uw oude kaart, of het bewijs van verlies of aangifte
            - een goede pasfoto
            - de brief met de uitnodiging, als u die kreeg""",
            FOR_ADULT_OR_TEEN,
        ),
        text(
            "lijst_kids_id",
            "Dit brengt u mee",
            """- alle kinderen voor wie u een kaart vraagt
            - uw eigen identiteitskaart
            - een goede pasfoto van elk kind
            - de oude Kids-ID, als er een is""",
            FOR_CHILDREN,
        ),
        text(
            "uitleg_prijs",
            "Wat u betaalt",
            """U betaalt aan het loket. De prijs verandert elk jaar in januari. Vraag de prijs van vandaag met de
                telefoon of aan het loket. U betaalt voor elke kaart apart.""",
        ),
    ),
)

CONTACT = StepData(
    "Hoe bereiken we u?",
    (
        Ask("text", "voornaam", "Uw voornaam", purpose=CONTACT_PURPOSE, extra={"meaning": "given-name"}),
        Ask("text", "familienaam", "Uw familienaam", purpose=CONTACT_PURPOSE, extra={"meaning": "family-name"}),
        Ask(
            "national_number",
            "rijksregisternummer",
            "Uw rijksregisternummer",
            "Dit nummer staat op de achterkant van uw identiteitskaart. U mag dit overslaan.",
            required=False,
            purpose=CARD_PURPOSE,
            extra=NO_AUTHORISATION,
        ),
        Ask(
            "email",
            "email",
            "Uw e-mailadres",
            "We sturen u een link om uw aanvraag te volgen, en een bericht als de kaart klaar is.",
            purpose=CONTACT_PURPOSE,
        ),
        Ask(
            "phone",
            "telefoon",
            "Uw telefoonnummer",
            "We bellen alleen als we een vraag hebben.",
            required=False,
            purpose=CONTACT_PURPOSE,
        ),
        Ask("declaration", "verklaring", "Ik weet dat ik nog naar het loket moet komen om de kaart te krijgen."),
    ),
)

IDENTITY_CARD = FormData(
    key="identiteitskaart-voorbereiden",
    title="Identiteitskaart voorbereiden",
    department="burgerzaken",
    destination="identiteitsdocument",
    duration_minutes=6,
    introduction="""Met dit formulier bereidt u uw aanvraag voor. U weet daarna wat u meebrengt en wie er mee moet
        komen. De kaart zelf vraagt u aan het loket.

        U hebt geen account nodig. Houd uw oude kaart bij de hand, als u die nog hebt.""",
    confirmation="""Kom nu naar het loket en zeg uw nummer aan de medewerker. Kunt u niet komen? Bel dan
        03 778 30 00. Breng dit mee:

        - uw oude kaart, of het bewijs van verlies of aangifte
        - een goede pasfoto, ook van elk kind
        - voor een Kids-ID: uw kinderen en uw eigen identiteitskaart

        Als de kaart klaar is, krijgt u een bericht. Meestal is dat binnen 15 werkdagen na uw bezoek.""",
    submit_label="Verstuur uw voorbereiding",
    steps=(WHO, CHILDREN, REASON, PHOTO, COUNTER, CONTACT),
)
