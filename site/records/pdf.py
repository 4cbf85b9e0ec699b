"""What a PDF does when it is opened: one that runs, starts or carries something is refused.

A name in a PDF may be written with escapes (/J#61vaScript), and an object may lie in a packed stream; both are looked through.
"""

import re
import zlib
from functools import cache

from records.errors import Unacceptable

SIGNATURE = b"%PDF-"
MAX_UNPACKED = 32 * 1024 * 1024
"""Bytes of packed objects in all; more is refused."""

MAX_STREAMS = 50_000

ACTIVE = ("JavaScript", "Launch", "RichMedia", "ImportData", "GoToR", "GoToE")
"""Actions and annotations that run a script, start a program, play something, fetch data or open another document: from a
share, that hands over the reader's password as soon as the page is shown."""
OTHER_FILTERS = (
    "ASCII85Decode", "A85", "ASCIIHexDecode", "AHx", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Predictor",
)  # fmt: skip
"""Packings around or beside Flate, in which nothing is looked for."""
EMBEDDED = ("EmbeddedFile", "EmbeddedFiles", "FileAttachment")
"""A file inside. Only XML is taken: the data of an invoice."""

# A byte-order mark, white space, and what a printer is told before a job (PJL).
_HARMLESS_START = re.compile(rb"(?:\xef\xbb\xbf)?+(?:[\x00\s]|\x1b%-12345X|@PJL[^\r\n<%]*+)*+\Z")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
MAX_DICTIONARY = 8000
"""Bytes before a stream in which its dictionary is looked for."""


def is_harmless_start(before: bytes) -> bool:
    """Return whether what stands before the mark makes it no other kind of file."""
    return _HARMLESS_START.match(before) is not None


def check(data: bytes) -> None:
    """Raise Unacceptable for a PDF with something active in it."""
    texts, embedded, left = [data], 0, MAX_UNPACKED
    unseen = {match.start() for match in _names(("ObjStm",)).finditer(data)}
    for count, match in enumerate(_STREAM.finditer(data)):
        if count >= MAX_STREAMS:
            raise Unacceptable("broken")
        begin = data.rfind(b"obj", max(0, match.start() - MAX_DICTIONARY), match.start()) + 1
        begin = begin or max(0, match.start() - MAX_DICTIONARY)
        dictionary, content = data[begin : match.start()], memoryview(data)[match.end() :]
        if _has(dictionary, "ObjStm"):
            unseen -= {begin + match.start() for match in _names(("ObjStm",)).finditer(dictionary)}
            if _has(dictionary, "Filter"):
                if len(_names(("FlateDecode",)).findall(dictionary)) != 1 or _has(dictionary, *OTHER_FILTERS):
                    raise Unacceptable("active")  # no program packs objects so, but one that hides them
                texts.append(_unpack(content, left))
                left -= len(texts[-1])
            if left <= 0:
                raise Unacceptable("broken")
        elif _has(dictionary, "EmbeddedFile"):
            embedded += 1
            if not _is_xml(_unpack(content, 100) if _has(dictionary, "FlateDecode") else bytes(content[:100])):
                raise Unacceptable("active")
    if unseen:  # said where no dictionary of a stream was found: in a word, a comment, or too far before it
        raise Unacceptable("active")
    if any(_has(text, *ACTIVE) for text in texts):
        raise Unacceptable("active")
    if not embedded and any(_has(text, *EMBEDDED) for text in texts):
        raise Unacceptable("active")


def _is_xml(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml")


def _unpack(data: memoryview, limit: int) -> bytes:
    """Return the beginning of what a stream holds, `limit` bytes at most; b"" when it is not packed by Flate."""
    try:
        return zlib.decompressobj().decompress(data, limit)
    except zlib.error:
        return b""


def _has(data: bytes, *names: str) -> bool:
    """Return whether one of the names stands in it, in any of its spellings."""
    return _names(names).search(data) is not None


@cache
def _names(names: tuple[str, ...]) -> "re.Pattern[bytes]":
    spelled = ("".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    return re.compile(rb"/(?:" + "|".join(spelled).encode() + rb")(?=[\s\x00()<>\[\]{}/%]|\Z)")
