"""What the mail of a kind of event says in its own words; what all mails of a case share is cases.notices'.

The words are the defaults: a city may write its own in the admin (records.mail_texts).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.service import MailKind, Part, mail_kinds

Text = str | Promise
PLACES = ("soort", "titel", "nummer", "status")
NUMBER_ONLY = ("nummer",)
NEWS_IN_DISCREET = _("Er is nieuws bij nummer {nummer}. U leest het op uw pagina.")


@dataclass(frozen=True, slots=True)
class MailWords:
    """Sentences with PLACES in them ({status} as the citizen reads it).

    discreet: the same for a case of which a mail says the number alone: only {nummer}. small: a sentence after the news.
    """

    subject: Text
    news: Text
    discreet: Text = NEWS_IN_DISCREET
    small: Text = ""
    has_status: bool = True
    """Whether it explains the status in which the case now is."""
    has_reason: bool = False
    """Whether it holds what staff wrote, where the status asks for a reason; else that stands behind the link alone."""
    has_next: bool = True
    """Whether it says what the reader must do, or by when they hear more."""
    is_first: bool = False
    """Whether the first answer is still to come."""


OPENED = MailWords(
    subject=_("We ontvingen uw {soort}: {titel} ({nummer})"),
    news=_("Wij hebben uw {soort} ‘{titel}’ goed ontvangen. Uw nummer is {nummer}."),
    discreet=_("Wij hebben iets van u ontvangen. Uw nummer is {nummer}."),
    is_first=True,
)
LINK = MailWords(
    subject=_("De link naar uw {soort}: {titel} ({nummer})"),
    news=_("U vroeg de link naar uw {soort} ‘{titel}’ ({nummer})."),
    discreet=_("U vroeg een link bij nummer {nummer}. Vroeg u die niet? Dan hoeft u niets te doen."),
    small=_("Vroeg u die link niet? Dan hoeft u niets te doen."),
    has_status=False,
    has_next=False,
)


def code_of(event_kind: str) -> str:
    """Return the code of the kind of mail that tells of a kind of event."""
    return f"case.{event_kind}"


def as_kind(event_kind: str, label: Text, words: MailWords) -> MailKind:
    """Return the kind of mail that tells of a kind of event, with what of it a city may write itself."""
    return MailKind(
        code=code_of(event_kind),
        label=label,
        group=_("Zaken"),
        parts=(
            Part("subject", _("Onderwerp"), words.subject, PLACES),
            Part("news", _("Eerste zin"), words.news, PLACES, is_long=True),
            Part("small", _("Zin daarna"), words.small, PLACES, is_long=True, is_optional=True),
            Part("discreet", _("In een discrete zaak"), words.discreet, NUMBER_ONLY, is_long=True),
        ),
        sample=SAMPLE,
        has_contact=True,
    )


SAMPLE: dict[str, Text] = {
    "soort": _("aanvraag"),
    "titel": _("Adreswijziging"),
    "nummer": "AB-7K4M-92QX-A",
    "status": _("In behandeling"),
}


def register() -> None:
    """Register the mails of a case that no action sends, when the app is ready."""
    for event_kind, label, words in (
        ("opened", _("Ontvangst van een zaak"), OPENED),
        ("link", _("De link naar een zaak, opnieuw gevraagd"), LINK),
    ):
        kind = as_kind(event_kind, label, words)
        mail_kinds.register(kind.code, kind)
