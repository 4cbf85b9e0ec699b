"""Text as it is compared: small letters, without accents, one sign where people type several."""

import unicodedata

SIGNS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ĳ": "ij", "ł": "l", "đ": "d", "ı": "i"}
    | dict.fromkeys("’‘`´ʼ′", "'")
    | dict.fromkeys("\u2010\u2011", "-")
)
"""Letters that Unicode does not take apart, and the many signs that people type for one. Keys are small letters."""


def fold(text: str) -> str:
    """Return the text in small letters without accents: "Financiële IJzerwaren" gives "financiele ijzerwaren".

    Telephones type ’ where a keyboard has ': both, and every other apostrophe, become '.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(SIGNS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
