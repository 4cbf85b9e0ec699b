"""Case references: readable, checked and not guessable, such as ZK-7K4M-92QX-A.

A city's own two or three letters, eight random characters out of thirty (650 thousand million references) and a check
character. The alphabet leaves out what people confuse when they read or say it: 0 and O, 1, I and L, U and V. A reference
names a case and opens nothing. A city may change its letters: numbers that begin with others stay numbers.
"""

import re
import secrets

from ground.ids import READABLE

ALPHABET = READABLE
BODY_LENGTH = 8
SAMPLE_BODY = "7K4M-92QX-A"
"""What an example shows after the letters; its check character is a true one."""
# A prime above the alphabet's size with a weight of its own for each position: one wrong character changes the sum, and
# so does any swap of two different characters, next to each other or not.
MODULUS = 31
WEIGHTS = range(2, 2 + BODY_LENGTH)

_SOME = r"[\s.\-–—_/]+"
_BREAK = r"[\s.\-–—_/]*"
_NOISE = re.compile(_BREAK)
_WHOLE = re.compile(rf"([A-Z]{{2,3}})?([{ALPHABET}]{{{BODY_LENGTH}}})([{ALPHABET}])")
# As a person writes one. Right or not, letters and groups that stand apart; else what has a right check character.
_GROUP = rf"[a-z0-9]{{{BODY_LENGTH // 2}}}"
_BARE = re.compile(rf"(?<![a-z0-9])(?:{_GROUP}{_BREAK}){{2}}[a-z0-9](?![a-z0-9])", re.IGNORECASE)
_GLUED = re.compile(rf"(?<![a-z0-9])[a-z]{{2,3}}{_BREAK}(?:{_GROUP}{_BREAK}){{2}}[a-z0-9](?![a-z0-9])", re.IGNORECASE)
_APART = re.compile(rf"(?<![a-z0-9])[a-z]{{2,3}}{_SOME}(?:{_GROUP}{_SOME}){{2}}[a-z0-9](?![a-z0-9])", re.IGNORECASE)


def new_reference(prefix: str) -> str:
    """Return a new random reference. Unique only by the database's constraint: try again when it refuses."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
        check = check_character(body)
        if check is not None:
            return f"{prefix}-{body[:4]}-{body[4:]}-{check}"


def sample_reference(prefix: str) -> str:
    """Return a reference to show as an example."""
    return f"{prefix}-{SAMPLE_BODY}"


def check_character(body: str) -> str | None:
    """Return the check character of eight characters; None for the one in 31 bodies that has none (never given out)."""
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(WEIGHTS, body, strict=True))
    value = -total % MODULUS
    return ALPHABET[value] if value < len(ALPHABET) else None


def normalise(text: str, prefix: str) -> str | None:
    """Return the reference as we write it from what a person typed; None when it cannot be one.

    Capitals, spaces and dashes are free; one without letters before it gets prefix, the city's own. Others stay.

    >>> normalise("vb 7k4m92qx-x", "VB") is None
    True
    """
    whole = _WHOLE.fullmatch(_NOISE.sub("", text).upper())
    if whole is None or check_character(whole[2]) != whole[3]:
        return None
    return f"{whole[1] or prefix}-{whole[2][:4]}-{whole[2][4:]}-{whole[3]}"


def occurs_in(text: str) -> bool:
    """Return whether a text holds a reference, of whatever city; glued or without letters only one that is right.

    A mistyped one in its groups counts: it still is somebody's.

    >>> [occurs_in(text) for text in ("mijn vb-7k4m 92qx-z", "rijbewijs kwijt", "snel een nieuw rijbewijs")]
    [True, False, False]
    """
    if any(_has_digit(match.group()) for match in _APART.finditer(text)):
        return True
    written = [match.group() for pattern in (_BARE, _GLUED) for match in pattern.finditer(text)]
    return any(normalise(each, "") for each in [*written, text] if _has_digit(each) or "-" in each)


def _has_digit(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)
