"""What a file is, and whether it may be kept, by its content. The name that it came with decides nothing.

Not looked for: viruses, what a password hides inside a PDF, and PDF objects packed in another way than Flate.
"""

import zipfile
from typing import IO

from ground.broken_zip import BROKEN_ZIP
from records import office, pdf, pictures
from records.errors import Unacceptable

HEAD = 64 * 1024
START = 1024
"""Bytes in which a reader of PDF looks for its mark, whatever comes before it."""

KINDS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/heif": (".heic", ".heif"),
    "image/webp": (".webp",),
    office.OPEN_DOCUMENT: (".odt",),
    office.WORD: (".docx",),
}
"""Content types that may be kept, each with the ends that its name may have; the first is the usual one."""

MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?php")
"""What a browser or a server might take for its own, in the beginning of a picture or before the mark of a PDF."""


def content_type(file: IO[bytes]) -> str:
    """Return a key of KINDS; raises Unacceptable for everything else, with the reason that its sender can mend.

    Reads a picture's headers, never its pixels; an office document's parts and a PDF's objects up to a limit.
    """
    try:
        return _content_type(file)
    finally:
        file.seek(0)


def _content_type(file: IO[bytes]) -> str:
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return office.check(file)
    kind = pictures.kind_of(head)
    if kind is None and pdf.SIGNATURE in head[:START]:
        kind = "application/pdf"
        before = head[: head.index(pdf.SIGNATURE)]
        if not pdf.is_harmless_start(before):
            raise Unacceptable("kind")
    if kind is None:
        raise Unacceptable("kind")
    if kind != "application/pdf" and (
        pdf.SIGNATURE in head[:START] or any(mark in head[:START].lower() for mark in MARKUP)
    ):
        raise Unacceptable("kind")  # two kinds in one
    if _is_archive(file):
        raise Unacceptable("kind")
    file.seek(0)
    if kind == "application/pdf":
        pdf.check(file.read())
    else:
        pictures.check(kind, file)
    return kind


def _is_archive(file: IO[bytes]) -> bool:
    """Return whether a zip reader would open it too: it looks at the end of a file, not at its beginning."""
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except BROKEN_ZIP:
        return False
