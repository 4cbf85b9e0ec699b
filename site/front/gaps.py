"""What the pages of the beginning ask a city to fill in, `[vul in: …]`. No database here."""

import re
from collections.abc import Iterable
from typing import Any

GAP = re.compile(r"\[vul in:[^\]]*\]", re.IGNORECASE)


def gaps_in(texts: Iterable[str]) -> list[str]:
    """Return each gap, in the order of the texts.

    >>> gaps_in(["Bel [vul in: telefoon]."])
    ['[vul in: telefoon]']
    """
    return [gap for text in texts for gap in GAP.findall(text)]


def texts_of(body: Iterable[Any]) -> list[str]:
    """Return the HTML of the blocks of text."""
    return [block.value.source for block in body if block.block_type == "text"]
