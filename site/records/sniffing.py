"""What a file is, by its content. The name that it came with decides nothing."""

import zipfile
from typing import IO

import puremagic

HEAD = 64 * 1024
MOST_ENTRIES = 5000
MOST_UNPACKED = 200_000_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"

KINDS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/heif": (".heic", ".heif"),
    "image/webp": (".webp",),
    OPEN_DOCUMENT: (".odt",),
    WORD: (".docx",),
}
"""Content types that may be kept, each with the ends that its name may have; the first is the usual one."""

# The box that opens a HEIF file names its brands; the list is of ISO/IEC 23008-12 and what phones write.
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def content_type(file: IO[bytes]) -> str | None:
    """Return a key of KINDS, or None for everything else: programs, web pages, drawings with script, archives.

    Reads the head, and of a zip file its table of contents: nothing is ever unpacked but 100 bytes of an ODT's first entry.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _office_document(file)
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "image/heif"
    try:
        found = {match.mime_type for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return None
    if head.startswith(b"%PDF-"):
        found &= {"application/pdf"}
    return next((kind for kind in KINDS if kind in found and kind not in (OPEN_DOCUMENT, WORD)), None)


def _office_document(file: IO[bytes]) -> str | None:
    """Return which document a zip file is. One that holds macros, or would unpack to an absurd size, is none."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                return None
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return WORD
            if "mimetype" in names:
                first = archive.getinfo("mimetype")
                if first.file_size < 100 and archive.read(first) == OPEN_DOCUMENT.encode():
                    return OPEN_DOCUMENT
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    finally:
        file.seek(0)
    return None
