"""What can go wrong with what is kept."""


class RecordsError(Exception):
    """Base of all errors of this app."""


class Throttled(RecordsError):
    """Too many tries in a window. retry_after: seconds until the next window."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many tries; again in {retry_after} seconds.")
        self.retry_after = retry_after


class FileRefused(RecordsError):
    """A file may not be kept; the message tells the citizen why and what to do."""


class UploadsThrottled(FileRefused):
    """A client has sent too much for now. retry_after: seconds until more is taken."""

    def __init__(self, text: str, retry_after: int) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class Unacceptable(RecordsError):
    """A file's content may not be kept. reason: "kind", "active", "external", "locked", "pixels" or "broken"."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class AppendOnly(RecordsError):
    """A row of history was about to be changed or deleted."""


class Refused(RecordsError):
    """The other side answered, and does not take this message: now, or ever (is_final)."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


class Unreachable(RecordsError):
    """Nobody takes messages now, whatever they say. was_offered: it went silent while it was given this very message."""

    def __init__(self, reason: str, *, was_offered: bool = False) -> None:
        super().__init__(reason)
        self.was_offered = was_offered


class TextRefused(RecordsError):
    """A text of a mail cannot be filled. reasons: in words, by the name of the part."""

    def __init__(self, reasons: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{part}: {' '.join(each)}" for part, each in reasons.items()))
        self.reasons = reasons


class TextChanged(RecordsError):
    """Somebody else saved the texts of this kind of mail meanwhile."""
