"""What can go wrong with forms."""

from portal.lib.refusal import Refusal


class FormsError(Exception):
    """Base of all errors of this app."""


class InvalidDefinition(FormsError, Refusal):
    """A form cannot be frozen as it stands; reasons say why, each with the place. Shown to the editor by the admin."""


class Conflict(FormsError):
    """The draft was changed meanwhile, in another tab or browser; nothing was overwritten."""


class KeyReused(FormsError):
    """The same idempotency key came with another body."""


class FilesGone(FormsError):
    """A file in the answers is no longer there, or is another's."""


class DraftGone(FormsError):
    """There is no such draft, it has expired, or this browser may not open it: alike, so that nothing can be guessed."""
