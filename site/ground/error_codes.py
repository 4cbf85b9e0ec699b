"""The code of six signs on an error page: the end of the request's id, so that the log's line is found by it too.

Somebody reads it out over the telephone. Our own ids end in signs that nobody confuses; one that a proxy gave may end in
others, so a code is compared without the difference between 0 and O, 1, I and L, U and V.
"""

import re
import secrets
import uuid

from ground.ids import READABLE

CODE_LENGTH = 6
MARK = "@CODE@"
"""Stands in a page that is rendered once for everybody, where the code of each visitor comes."""

_VALID_ID = re.compile(rf"(?:-*[A-Za-z0-9]){{{CODE_LENGTH},64}}-*")
_SIGNS = re.compile(r"[A-Za-z0-9]")
_ALIKE = str.maketrans("OILU", "011V")


def new_request_id() -> str:
    """Return a new id of 32 signs."""
    return uuid.uuid4().hex[:-CODE_LENGTH] + "".join(secrets.choice(READABLE) for _ in range(CODE_LENGTH))


def is_request_id(given: str) -> bool:
    """Return whether what a proxy sent can be an id: 8 to 64 letters, digits and dashes, enough of them for a code.

    >>> is_request_id("proxy-0001"), is_request_id("--------"), is_request_id("a b\\tc")
    (True, False, False)
    """
    return 8 <= len(given) <= 64 and _VALID_ID.fullmatch(given) is not None


def error_code(request_id: str) -> str:
    """Return the code of a request: "K7M2QX"; "" for an id that is none."""
    signs: list[str] = _SIGNS.findall(request_id)[-CODE_LENGTH:]
    return "".join(signs).upper() if len(signs) == CODE_LENGTH else ""


def in_groups(code: str) -> str:
    """Return a code as it is read out.

    >>> in_groups("K7M2QX")
    'K7M 2QX'
    """
    return f"{code[:3]} {code[3:]}"


def comparable(typed: str) -> str:
    """Return what two ways of writing a code have in common; "" for what is no code.

    >>> comparable("k7m 2qx"), comparable("o0i-1lu") == comparable("00111V"), comparable("K7M2Q")
    ('K7M2QX', True, '')
    """
    code = "".join(_SIGNS.findall(typed)).upper()
    return code.translate(_ALIKE) if len(code) == CODE_LENGTH else ""
