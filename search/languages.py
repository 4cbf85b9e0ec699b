"""The languages in which citizens may search, and what is said of a result that only Dutch has."""

DUTCH = "nl"
LANGUAGES = {"nl": "Nederlands", "en": "English", "fr": "Français", "de": "Deutsch"}
ONLY_IN_DUTCH = {
    "nl": "alleen in het Nederlands",
    "en": "only in Dutch",
    "fr": "uniquement en néerlandais",
    "de": "nur auf Niederländisch",
}


def language_of(text: str) -> str:
    """Return the language that a code names ("fr-be" is "fr"); Dutch for one in which nobody searches here."""
    code = text.strip().lower().partition("-")[0]
    return code if code in LANGUAGES else DUTCH
