"""In which colours mails leave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailColours:
    """White stands on head, button and dark_button; dark_link on the dark card."""

    head: str = "#0b2d63"
    accent: str = "#ffc629"
    button: str = "#14509e"
    dark_button: str = "#2a68bd"
    dark_link: str = "#93c5ff"


def mail_colours() -> MailColours:
    """Return the colours that are shipped."""
    return MailColours()
