"""Melding: something is broken or dirty in the street."""

from demo.forms.model import Ask, FormData, StepData, text, when

REPLY_PURPOSE = "Om u te laten weten wat we deden."
WANTS_REPLY = when("antwoord_gewenst", "eq", "yes")

REPORT = FormData(
    key="melding",
    title="Melding",
    department="techniekhuis",
    destination="melding",
    duration_minutes=3,
    introduction="""Is er iets kapot, vuil of gevaarlijk op straat? Zeg het ons. U hoeft uw naam niet te geven.

        Een foto helpt ons, maar is niet verplicht. Is er nu gevaar voor mensen? Bel dan 112.""",
    confirmation="""Het Techniekhuis leest uw melding. U krijgt een antwoord binnen 2 werkdagen, als u dat vroeg. We
        proberen het probleem binnen 10 werkdagen op te lossen.""",
    submit_label="Verstuur uw melding",
    steps=(
        StepData(
            "Wat is er aan de hand?",
            (
                Ask(
                    "radio",
                    "soort",
                    "Waarover gaat uw melding?",
                    choices=(
                        ("weg", "Weg, fietspad of stoep"),
                        ("lamp", "Straatlamp"),
                        ("afval", "Zwerfvuil of gestort afval"),
                        ("groen", "Bomen, planten of een park"),
                        ("anders", "Iets anders"),
                    ),
                ),
                Ask(
                    "text",
                    "nummer_lamp",
                    "Welk nummer staat er op de lamp?",
                    "Het nummer staat meestal op een plaatje aan de paal.",
                    required=False,
                    when=when("soort", "eq", "lamp"),
                ),
                Ask(
                    "yes_no",
                    "soort_afval_gevaarlijk",
                    "Ziet u afval dat gevaarlijk kan zijn?",
                    "Bijvoorbeeld naalden, asbest of vaten.",
                    when=when("soort", "eq", "afval"),
                ),
                text(
                    "uitleg_gevaarlijk",
                    "Raak het afval niet aan",
                    "Blijf op een afstand. Is er nu gevaar voor mensen? Bel dan 112.",
                    when("soort_afval_gevaarlijk", "eq", "yes"),
                ),
                Ask(
                    "long_text",
                    "omschrijving",
                    "Wat ziet u?",
                    "Bijvoorbeeld: er is een diepe put in het fietspad, naast de bushalte.",
                ),
            ),
        ),
        StepData(
            "Waar is het?",
            (
                Ask("address", "plaats", "Bij welk adres is het?", "Het dichtste huisnummer is genoeg."),
                Ask(
                    "text",
                    "plaats_extra",
                    "Hoe vinden we de juiste plek?",
                    "Bijvoorbeeld: aan de kant van het park.",
                    required=False,
                ),
                Ask(
                    "file",
                    "fotos",
                    "Foto's",
                    "Zet geen mensen of nummerplaten op de foto.",
                    required=False,
                ),
            ),
        ),
        StepData(
            "Wilt u een antwoord?",
            (
                Ask("yes_no", "antwoord_gewenst", "Mogen we u laten weten wat we doen?"),
                Ask(
                    "text",
                    "naam",
                    "Uw naam",
                    required=False,
                    purpose=REPLY_PURPOSE,
                    when=WANTS_REPLY,
                    extra={"meaning": "name"},
                ),
                Ask("email", "email", "Uw e-mailadres", purpose=REPLY_PURPOSE, when=WANTS_REPLY),
                Ask("phone", "telefoon", "Uw telefoonnummer", required=False, purpose=REPLY_PURPOSE, when=WANTS_REPLY),
            ),
        ),
    ),
)
