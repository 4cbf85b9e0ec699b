"""Adreswijziging: who moves, where to, in which kind of home."""

from demo.forms.model import NO_AUTHORISATION, Ask, FormData, StepData, any_of, text, when

CONTACT_PURPOSE = "Om u te bereiken over uw aangifte."
IDENTITY_PURPOSE = "Om u te vinden in het bevolkingsregister."

ADDRESS_CHANGE = FormData(
    key="adreswijziging",
    title="Adreswijziging",
    department="bevolking",
    destination="adreswijziging",
    duration_minutes=10,
    introduction="""U geeft uw nieuwe adres aan binnen 8 werkdagen nadat u echt verhuisd bent. Eén persoon doet de
        aangifte voor het hele gezin.

        Houd klaar:

        - uw rijksregisternummer, dat staat op de achterkant van uw identiteitskaart
        - de namen van wie mee verhuist
        - uw huurcontract, als u huurt

        U hebt geen account nodig.""",
    confirmation="""We kijken uw aangifte na. Daarna komt de wijkagent langs op uw nieuwe adres. U krijgt geen
        afspraak.

        Is alles in orde? Dan komt u met uw identiteitskaart naar een loket. Op uw pagina leest u wanneer.""",
    submit_label="Verstuur uw aangifte",
    steps=(
        StepData(
            "Wie verhuist er?",
            (
                Ask("text", "voornaam", "Uw voornaam", purpose=IDENTITY_PURPOSE, extra={"meaning": "given-name"}),
                Ask(
                    "text", "familienaam", "Uw familienaam", purpose=IDENTITY_PURPOSE, extra={"meaning": "family-name"}
                ),
                Ask(
                    "national_number",
                    "rijksregisternummer",
                    "Uw rijksregisternummer",
                    "Dit nummer staat op de achterkant van uw identiteitskaart. Bijvoorbeeld: 93.05.18-223.61",
                    purpose=IDENTITY_PURPOSE,
                    extra=NO_AUTHORISATION,
                ),
                Ask("yes_no", "meerderjarig", "Bent u 18 jaar of ouder?"),
                text(
                    "uitleg_minderjarig",
                    "Een ouder doet de aangifte",
                    """Bent u jonger dan 18? Dan kunt u deze aangifte niet alleen doen. Vraag een ouder om het
                        formulier in te vullen, of kom samen naar een loket. Bel 03 778 30 00 als dat niet kan.""",
                    when("meerderjarig", "eq", "no"),
                ),
            ),
        ),
        StepData(
            "Wie verhuist er mee?",
            (
                Ask("yes_no", "huisgenoten", "Verhuist er nog iemand met u mee?"),
                Ask(
                    "number",
                    "aantal_huisgenoten",
                    "Hoeveel personen verhuizen er mee?",
                    "Uzelf telt u niet mee.",
                    when=when("huisgenoten", "eq", "yes"),
                    extra={"minimum": 1, "maximum": 20},
                ),
                Ask(
                    "long_text",
                    "namen_huisgenoten",
                    "Wie zijn dat?",
                    "Zet elke persoon op een nieuwe regel: voornaam, familienaam en geboortedatum.",
                    purpose=IDENTITY_PURPOSE,
                    when=when("huisgenoten", "eq", "yes"),
                ),
                Ask(
                    "yes_no",
                    "minderjarigen",
                    "Is er iemand jonger dan 18 jaar bij?",
                    when=when("huisgenoten", "eq", "yes"),
                ),
                Ask(
                    "radio",
                    "andere_ouder",
                    "Gaat de andere ouder akkoord met de verhuis van het kind?",
                    "Woont het kind bij u beiden? Dan vragen we het akkoord van elke ouder.",
                    when=when("minderjarigen", "eq", "yes"),
                    choices=(
                        ("mee", "De andere ouder verhuist mee"),
                        ("akkoord", "De andere ouder gaat akkoord"),
                        ("niet_akkoord", "De andere ouder gaat niet akkoord"),
                        ("alleen", "Er is geen andere ouder"),
                    ),
                ),
                text(
                    "uitleg_niet_akkoord",
                    "Bel ons",
                    """Gaat de andere ouder niet akkoord? Verstuur uw aangifte gerust. Bel daarna 03 778 30 00. We
                        bekijken samen wat mogelijk is.""",
                    when("andere_ouder", "eq", "niet_akkoord"),
                ),
            ),
        ),
        StepData(
            "Uw nieuwe adres",
            (
                Ask(
                    "address",
                    "nieuw_adres",
                    "Naar welk adres bent u verhuisd?",
                    "Woont u in een appartement? Vergeet dan het busnummer niet.",
                    purpose="Om uw adres aan te passen.",
                ),
                Ask(
                    "date",
                    "verhuisdatum",
                    "Op welke datum bent u verhuisd?",
                    "De eerste dag dat u er echt woonde. Bijvoorbeeld: 20 11 2026",
                    extra={"period": "past"},
                ),
                Ask("yes_no", "al_bewoond", "Woont er al iemand op dat adres?"),
                Ask(
                    "text",
                    "naam_bewoner",
                    "Wie woont er al?",
                    "De naam van één persoon is genoeg. We vragen die persoon of u er komt wonen.",
                    purpose="Om te vragen of de bewoner akkoord gaat.",
                    when=when("al_bewoond", "eq", "yes"),
                ),
            ),
        ),
        StepData(
            "Uw woning",
            (
                Ask(
                    "radio",
                    "woonsituatie",
                    "Hoe woont u er?",
                    choices=(
                        ("huur", "Ik huur de woning"),
                        ("eigenaar", "Ik ben eigenaar"),
                        ("inwonen", "Ik woon bij iemand in"),
                        ("anders", "Anders"),
                    ),
                ),
                Ask(
                    "file",
                    "huurcontract",
                    "Uw huurcontract",
                    "Alleen de bladzijden met de namen, het adres en de handtekeningen. Een foto is goed.",
                    required=False,
                    purpose="Om te zien dat u de woning huurt.",
                    when=when("woonsituatie", "eq", "huur"),
                ),
                Ask(
                    "text",
                    "naam_verhuurder",
                    "Van wie huurt u?",
                    purpose="Om de eigenaar te bereiken als dat nodig is.",
                    when=when("woonsituatie", "eq", "huur"),
                ),
                Ask(
                    "long_text",
                    "andere_woonsituatie",
                    "Hoe woont u er?",
                    "Bijvoorbeeld: in een woonzorgcentrum, of in een woning van mijn werk.",
                    when=any_of("woonsituatie", "anders"),
                ),
            ),
        ),
        StepData(
            "Hoe bereiken we u?",
            (
                Ask(
                    "email",
                    "email",
                    "Uw e-mailadres",
                    """We sturen een link om uw aangifte te volgen. Hebt u geen e-mail? Laat dit leeg en bewaar straks
                        uw nummer.""",
                    required=False,
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
                Ask("declaration", "verklaring", "Ik heb alles naar waarheid ingevuld."),
            ),
        ),
    ),
)
