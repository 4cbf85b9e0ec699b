"""The one reading of an id that came as text: from an address, a parameter, a form or a stored line."""

from collections.abc import Iterable

MAX_ID = 2**63 - 1
"""What a column of ids holds on each database."""
MAX_DIGITS = len(str(MAX_ID))
READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""For what people read out or type over: without what they confuse, 0 and O, 1, I and L, U and V."""


def read_id(text: object) -> int | None:
    """Return the id that a text says, None for anything else.

    >>> read_id("12"), read_id(""), read_id("²"), read_id("0"), read_id("9" * 30), read_id("-1"), read_id(None)
    (12, None, None, None, None, None, None)
    """
    return read_number(text) or None


def read_number(text: object) -> int | None:
    """Return the whole number from 0 that a text says and a column can hold: `²` is a digit to Python, and int() refuses
    5,000 of them.
    """
    digits = str(text)
    if len(digits) > MAX_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    number = int(digits)
    return number if number <= MAX_ID else None


def read_ids(texts: Iterable[object]) -> list[int]:
    """Return the ids among some texts, in their order."""
    return [number for number in map(read_id, texts) if number is not None]
