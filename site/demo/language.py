"""How plain a Dutch text is: length of sentences, stiff words, the form of address. Pure; the demo's texts are tested with it."""

import re
from html import unescape

STIFF = (
    "gelieve", "derhalve", "dient te", "dienen te", "aangaande", "betreffende", "teneinde", "inzake", "vermits",
    "middels", "alsmede", "desgevallend", "hieromtrent", "dewelke", "voornoemd", "ingevolge", "conform",
)  # fmt: skip
INFORMAL = ("je", "jij", "jou", "jouw", "jullie", "gij", "ge")
MAX_AVERAGE_WORDS = 15
MAX_WORDS = 25

_TAG_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]+>")
_NOISE = re.compile(r"\b(?:\d[\d ./-]*|[\w.]+@[\w.]+)")
_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def sentences(text: str) -> list[str]:
    """Return the sentences of plain text or HTML; each list item and paragraph ends one."""
    plain = unescape(_TAG.sub(" ", _TAG_END.sub("\n", text)))
    parts = (_NOISE.sub("1", part).strip() for part in _END.split(plain))
    return [part for part in parts if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; numbers and addresses are none."""
    return _WORD.findall(sentence)


def average_length(text: str) -> float:
    """Return the average number of words in a sentence; 0.0 for a text without sentences."""
    lengths = [len(words(sentence)) for sentence in sentences(text)]
    return sum(lengths) / len(lengths) if lengths else 0.0


def stiff_words(text: str) -> list[str]:
    """Return the stiff and informal words that stand in the text."""
    return [word for word in (*STIFF, *INFORMAL) if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
