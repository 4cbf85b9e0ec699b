"""What can go wrong with forms."""

from datetime import datetime

from ground.refusal import Refusal


class FormsError(Exception):
    """Base of all errors of this app."""


class InvalidDefinition(FormsError, Refusal):
    """A form cannot be frozen as it stands; reasons say why, each with the place. Shown to the editor by the admin."""


class KeyReused(FormsError):
    """The same idempotency key came with another body."""


class NotAllowed(FormsError):
    """The role of a member of staff does not give this. Says so to whoever is told."""


class ExportRefused(FormsError):
    """These answers cannot leave like this. Says why, and what will do."""


class HeldGone(FormsError):
    """What an answer holds, such as a file, is no longer there, or is another's."""


class DraftLost(FormsError):
    """This browser has no key to the draft, or there is no such draft: alike, so that nothing can be guessed."""


class DraftExpired(FormsError):
    """The draft's time is over, and this browser could open it until then."""

    def __init__(self, expired_at: datetime) -> None:
        super().__init__(expired_at)
        self.expired_at = expired_at


class CookieRefused(FormsError):
    """The browser sends back no cookie that a page just gave it."""
