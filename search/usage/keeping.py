"""What of a query may be kept: its words in small letters, or nothing when it may be about a person.

Who searches with a national number, an address of e-mail, a card or a reference is answered as anyone else. Only the count is
left out: a number that is missing from the insights does less harm than one that should not be there.
"""

import re
import unicodedata

from cases.service import holds_reference
from search.service import tidy

MAX_COUNTED_LENGTH = 100
"""Letters. Who types more tells a story, and stories are about people."""
MAX_DIGITS = 5
"""A year, a post code or a house number have fewer; a national, phone, card, account or document number more."""
MAX_WORD_LENGTH = 45
"""Longer is no word but a token out of a link."""

_EMAIL = re.compile(
    r"@|%40|\(at\)|\[at\]|\{at\}|apenstaart|\b(?:at|ad)\b.*(?:\.|\b(?:dot|punt)\b)\s*[a-z]{2,}", re.IGNORECASE
)
_ADDRESS = re.compile(r"://|\bwww\.|/\S*/", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b[a-z]{2}[\s.-]*\d{2}(?:[\s.-]*[a-z0-9]{4}){2,}", re.IGNORECASE)
_PLATE = re.compile(r"\b\d[\s.-]?[a-z]{3}[\s.-]?\d{3}\b|\b[a-z]{3}[.-]?\d{3}\b|\b\d{3}[.-]?[a-z]{3}\b", re.IGNORECASE)
_DIGIT = r"nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = r"twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_SPOKEN = re.compile(
    rf"\b(?:(?P<digit>{_DIGIT})|(?:(?:{_DIGIT})en)?(?:{_TENS})|tien|elf|twaalf|(?:{_DIGIT}|der|veer)tien)\b"
)


def countable(text: str) -> str:
    """Return a query as it is counted, "Rijbewijs  VERLENGEN?" as "rijbewijs verlengen"; empty when it is not kept."""
    plain = _plain(text)
    if not plain or len(plain) > MAX_COUNTED_LENGTH or _is_personal(plain):
        return ""
    return _trimmed(plain).lower()


def _plain(text: str) -> str:
    """Return the text with full-width, circled and foreign digits as plain ones, and without what nobody sees."""
    digits = (str(unicodedata.digit(letter, letter)) for letter in unicodedata.normalize("NFKC", text[:1000]))
    visible = (letter for letter in "".join(digits) if unicodedata.category(letter) != "Cf")
    return tidy("".join(visible))


def _trimmed(text: str) -> str:
    """Return the text from its first letter or digit to its last."""
    match = re.search(r"\w(?:.*\w)?", text)
    return match.group() if match and any(letter.isalnum() for letter in text) else ""


def _is_personal(text: str) -> bool:
    if _digits(text) > MAX_DIGITS or max(map(len, text.split())) > MAX_WORD_LENGTH:
        return True
    if any(pattern.search(text) for pattern in (_EMAIL, _ADDRESS, _ACCOUNT, _PLATE)):
        return True
    return holds_reference(text)


def _digits(text: str) -> int:
    """Return how many digits stand in it, also those in words: "vijfentachtig nul zeven" has four."""
    spoken = (
        1 if match["digit"] else 2 for match in _SPOKEN.finditer(text.lower().replace("ë", "e").replace("é", "e"))
    )
    return sum(letter.isdecimal() for letter in text) + sum(spoken)
