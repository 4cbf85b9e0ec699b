"""Attest aanvragen: a copy of a record or a certificate, by post or at the counter."""

from demo.forms.model import NO_AUTHORISATION, Ask, FormData, StepData, any_of, text, when

PURPOSE = "Om uw document te vinden."
CONTACT_PURPOSE = "Om u te bereiken over uw document."

CERTIFICATE = FormData(
    key="attest-aanvragen",
    title="Akte of attest aanvragen",
    department="burgerlijke-stand",
    destination="akte-of-attest",
    duration_minutes=5,
    introduction="""U krijgt het document binnen 3 werkdagen. Een attest over uw gezin vindt u ook gratis
        in Mijn Burgerprofiel. Dan hebt u het meteen.

        Houd uw rijksregisternummer klaar. Dat staat op de achterkant van uw identiteitskaart.""",
    confirmation="""We zoeken uw document. U krijgt het binnen 3 werkdagen op de manier die u koos. Met de post
        komen daar nog enkele dagen bij.""",
    submit_label="Verstuur uw aanvraag",
    steps=(
        StepData(
            "Welk document?",
            (
                Ask(
                    "select",
                    "document",
                    "Welk document hebt u nodig?",
                    choices=(
                        ("gezin", "Attest van gezinssamenstelling"),
                        ("woonplaats", "Attest van hoofdverblijfplaats"),
                        ("geboorte", "Akte van geboorte"),
                        ("huwelijk", "Akte van huwelijk"),
                        ("overlijden", "Akte van overlijden"),
                    ),
                ),
                Ask(
                    "radio",
                    "vorm",
                    "Welke kopie van de akte wilt u?",
                    "Een afschrift heeft de volledige tekst. Een uittreksel heeft alleen de belangrijkste gegevens.",
                    when=any_of("document", "geboorte", "huwelijk", "overlijden"),
                    choices=(("afschrift", "Afschrift"), ("uittreksel", "Uittreksel")),
                ),
                Ask(
                    "text",
                    "reden",
                    "Waarvoor hebt u het document nodig?",
                    "Bijvoorbeeld: voor mijn werkgever.",
                    when=any_of("document", "geboorte", "huwelijk", "overlijden"),
                ),
                text(
                    "uitleg_gratis",
                    "Dit attest hebt u ook meteen online",
                    """U vindt dit attest gratis in Mijn Burgerprofiel. Wilt u het liever van ons krijgen? Ga dan
                        gewoon verder.""",
                    when("document", "eq", "gezin"),
                ),
            ),
        ),
        StepData(
            "Uw gegevens",
            (
                Ask("text", "voornaam", "Uw voornaam", purpose=PURPOSE, extra={"meaning": "given-name"}),
                Ask("text", "familienaam", "Uw familienaam", purpose=PURPOSE, extra={"meaning": "family-name"}),
                Ask(
                    "national_number",
                    "rijksregisternummer",
                    "Uw rijksregisternummer",
                    "Dit nummer staat op de achterkant van uw identiteitskaart.",
                    purpose=PURPOSE,
                    extra=NO_AUTHORISATION,
                ),
                Ask("email", "email", "Uw e-mailadres", purpose=CONTACT_PURPOSE),
            ),
        ),
        StepData(
            "Hoe krijgt u het document?",
            (
                Ask(
                    "radio",
                    "bezorging",
                    "Hoe wilt u het document krijgen?",
                    choices=(("post", "Met de post"), ("loket", "Ik haal het op aan het loket")),
                ),
                Ask(
                    "address",
                    "postadres",
                    "Naar welk adres sturen we het?",
                    purpose=CONTACT_PURPOSE,
                    when=when("bezorging", "eq", "post"),
                ),
            ),
        ),
    ),
)
