"""A mail in its states, for the pattern library."""

from collections.abc import Iterator

from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_TITLE, LONG_WORD, MANY, Pattern, State, state
from records.messages import Contact, MessageContent, Paragraph, Sender

SENDER = Sender("Voorbeeldstad", "03 778 30 00", "loket@stad.example")
SHORT = MessageContent("Uw aanvraag is bij ons", (Paragraph("Wij ontvingen uw aanvraag."),))
WHOLE = MessageContent(
    "Wij hebben iets van u nodig",
    (
        Paragraph("Wij kijken uw aanvraag na. Er ontbreekt nog iets."),
        Paragraph("Bezorg ons uw huurcontract voor 4 december 2026.", is_important=True),
    ),
    greeting="Beste Jonas",
    button="Volg uw zaak",
    small_print=(Paragraph("Deze link werkt tot 30 december 2026. Geef hem aan niemand."),),
    contact=Contact("Bevolking", reference="ZK-7K4M-92QX-A"),
)
LONG = MessageContent(
    LONG_TITLE,
    (Paragraph(f"{LONG_WORD} {LONG_ADDRESS}"), Paragraph(ARABIC, is_important=True)),
    greeting=f"Beste {ARABIC}",
    button=LONG_TITLE,
    contact=Contact(LONG_WORD, reference="ZK-7K4M-92QX-A"),
)
MUCH = MessageContent("Vijftig alinea’s", tuple(Paragraph(f"Alinea {number}.") for number in range(1, MANY + 1)))


def patterns() -> Iterator[Pattern]:
    """Yield the mail, as HTML."""
    yield Pattern("records/message.html", tuple(mails()), look="mail")


def mails() -> Iterator[State]:
    """Yield mails with little in them, with all that there can be, with long words and with much."""
    visit = ("Stadswinkel", "Parkstraat 20, 9100 Voorbeeldstad", "maandag 30 november: 9 tot 16 uur")
    for name, content in (("kort", SHORT), ("alles", WHOLE), ("lange woorden", LONG), ("50 alinea’s", MUCH)):
        sender = Sender(SENDER.city_name, SENDER.phone, SENDER.email, visit if content.contact else ())
        yield state(
            name,
            content=content,
            url="https://stad.example/t/x",
            sender=sender,
            reply_to=sender.email if content.contact else "",
            site_url="https://stad.example",
        )
