"""Texts that are not finished: a proposal that nobody filled in. No database here."""

import re

PLACEHOLDER = re.compile(r"\[[\s.…_xX?]*\]|_{3,}")
"""Something to be filled in: "[ ]", "[…]", "[xx]", "____"."""
COLON_END = re.compile(r":[\s.…_-]*$")
"""An end after which something must come: "De reden is: "."""
OPEN_END = re.compile(rf"{COLON_END.pattern}|\.\.\.$|…$")
"""How a proposal says that it goes on; a handler's own sentence may trail off."""


def gap_in(text: str, proposal: str = "") -> str:
    """Return the line in which something must still be filled in, or "".

    Of a proposal that ended open, that same line anywhere in the text is still open: a greeting below it fills nothing.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    last_proposed = proposal.strip().splitlines()[-1].strip() if OPEN_END.search(proposal.strip()) else ""
    for line in lines:
        if PLACEHOLDER.search(line) or (last_proposed and line == last_proposed):
            return line
    return lines[-1] if lines and COLON_END.search(lines[-1]) else ""
