"""What the mail of a kind of event says in its own words; what all mails of a case share is cases.notices'."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
NEWS_IN_DISCREET = _("Er is nieuws bij nummer %(reference)s. U leest het op uw pagina.")


@dataclass(frozen=True, slots=True)
class MailWords:
    """Sentences with %(noun)s, %(title)s, %(reference)s and %(status)s in them (the status as the citizen reads it).

    discreet: the same for a case of which a mail says the number alone: only %(reference)s. small: a sentence after the news.
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
    subject=_("We ontvingen uw %(noun)s: %(title)s (%(reference)s)"),
    news=_("Wij hebben uw %(noun)s ‘%(title)s’ goed ontvangen. Uw nummer is %(reference)s."),
    discreet=_("Wij hebben iets van u ontvangen. Uw nummer is %(reference)s."),
    is_first=True,
)
LINK = MailWords(
    subject=_("De link naar uw %(noun)s: %(title)s (%(reference)s)"),
    news=_("U vroeg de link naar uw %(noun)s ‘%(title)s’ (%(reference)s)."),
    discreet=_("U vroeg een link bij nummer %(reference)s. Vroeg u die niet? Dan hoeft u niets te doen."),
    small=_("Vroeg u die link niet? Dan hoeft u niets te doen."),
    has_status=False,
    has_next=False,
)
