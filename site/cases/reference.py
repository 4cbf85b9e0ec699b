"""Case references: readable, checked and not guessable, such as SN-7K4M-92QX-A.

Eight random characters out of thirty (650 thousand million references) and a check character. The alphabet leaves out
what people confuse when they read or say it: 0 and O, 1, I and L, U and V. A reference names a case and opens nothing.
"""

import re
import secrets

PREFIX = "SN"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 8
# A prime above the alphabet's size with a weight of its own for each position: one wrong character changes the sum, and
# so does any swap of two different characters, next to each other or not.
MODULUS = 31
WEIGHTS = range(2, 2 + BODY_LENGTH)

_BREAK = r"[\s.\-–—_/]*"
_NOISE = re.compile(_BREAK)
# As a person writes one, right or not: with the prefix any nine letters and digits, without it those in groups.
_WITH_PREFIX = re.compile(rf"\b{PREFIX}{_BREAK}(?:[a-z0-9]{_BREAK}){{{BODY_LENGTH}}}[a-z0-9]\b", re.IGNORECASE)
_BARE = re.compile(rf"(?<![a-z0-9])(?:[a-z0-9]{{{BODY_LENGTH // 2}}}{_BREAK}){{2}}[a-z0-9](?![a-z0-9])", re.IGNORECASE)


def new_reference() -> str:
    """Return a new random reference. Unique only by the database's constraint: try again when it refuses."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
        check = check_character(body)
        if check is not None:
            return f"{PREFIX}-{body[:4]}-{body[4:]}-{check}"


def check_character(body: str) -> str | None:
    """Return the check character of eight characters; None for the one in 31 bodies that has none (never given out)."""
    total = sum(weight * ALPHABET.index(character) for weight, character in zip(WEIGHTS, body, strict=True))
    value = -total % MODULUS
    return ALPHABET[value] if value < len(ALPHABET) else None


def normalise(text: str) -> str | None:
    """Return the reference as we write it from what a person typed; None when it cannot be one.

    Capitals, spaces, dashes and the prefix are free.

    >>> normalise("sn 7k4m92qx-x") is None
    True
    """
    bare = _NOISE.sub("", text).upper()
    if len(bare) == len(PREFIX) + BODY_LENGTH + 1 and bare.startswith(PREFIX):
        bare = bare[len(PREFIX) :]
    if len(bare) != BODY_LENGTH + 1 or any(character not in ALPHABET for character in bare):
        return None
    body, check = bare[:BODY_LENGTH], bare[BODY_LENGTH]
    if check_character(body) != check:
        return None
    return f"{PREFIX}-{body[:4]}-{body[4:]}-{check}"


def occurs_in(text: str) -> bool:
    """Return whether a text holds a reference; without its prefix only one whose check character is right.

    A mistyped one with its prefix counts: it still is somebody's.

    >>> [occurs_in(text) for text in ("mijn sn-7k4m 92qx-z", "rijbewijs kwijt", "snel een nieuw rijbewijs")]
    [True, False, False]
    """
    if any(_has_digit(match.group()) for match in _WITH_PREFIX.finditer(text)):
        return True
    bare = [match.group() for match in _BARE.finditer(text)]
    return any(normalise(written) for written in [*bare, text] if _has_digit(written) or "-" in written)


def _has_digit(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)
