"""Pictures by their headers: which kind, and how large. No pixel is decoded here.

Read by hand rather than by Pillow, which makes room for the whole picture when it opens a WebP.
Formats: ITU-T T.81 (JPEG), PNG third edition, RFC 9649 (WebP), ISO/IEC 23008-12 (HEIF).
"""

import struct
from typing import IO

from records.errors import Unacceptable

MAX_PIXELS = 250_000_000
"""The largest telephone makes 200 million."""
MAX_SIDE = 40_000
"""A panorama of a telephone is 16,000 wide."""

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
"""The box that opens a HEIF file names its brands; the list is of the standard and what telephones write."""
MAX_META = 4 * 1024 * 1024
"""Bytes of a HEIF's headers; 64 kB is usual."""

SOF = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
"""JPEG markers that begin a frame and say its size."""

Size = tuple[int, int]


def kind_of(head: bytes) -> str | None:
    """Return which picture begins so, None for none that may be kept. RIFF opens sound and film too: its form type tells."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "image/heif"
    return None


def check(kind: str, file: IO[bytes]) -> None:
    """Raise Unacceptable for a picture whose headers say no size, or one that no program should try to show."""
    try:
        sizes = READERS[kind](file)
    except (struct.error, ValueError, IndexError):
        raise Unacceptable("broken") from None
    if not sizes or any(width < 1 or height < 1 for width, height in sizes):
        raise Unacceptable("broken")
    for width, height in sizes:
        if width > MAX_SIDE or height > MAX_SIDE or width * height > MAX_PIXELS:
            raise Unacceptable("pixels", f"{width} × {height}")


def _png(file: IO[bytes]) -> list[Size]:
    file.seek(8)
    length, name, width, height = struct.unpack(">I4sII", file.read(16))
    return [(width, height)] if name == b"IHDR" and length == 13 else []


def _jpeg(file: IO[bytes]) -> list[Size]:
    """Walk the segments to the first frame; what stands in between (EXIF, colours, a thumbnail) is passed over."""
    file.seek(2)
    for _segment in range(2000):
        if file.read(1) != b"\xff":
            return []
        code = 0xFF
        while code == 0xFF:  # any number of these may stand before a marker
            code = file.read(1)[0]
        if code in (0xD9, 0xDA):  # the end, or pixels before any frame
            return []
        (length,) = struct.unpack(">H", file.read(2))
        if code in SOF:
            _precision, height, width = struct.unpack(">BHH", file.read(5))
            return [(width, height)]
        file.seek(length - 2, 1)
    return []


def _webp(file: IO[bytes]) -> list[Size]:
    """Read the first chunk: lossy, lossless, or extended with the size of its canvas."""
    file.seek(12)
    chunk, data = file.read(8)[:4], file.read(10)
    if chunk == b"VP8X":
        return [(1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little"))]
    if chunk == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return [(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))]
    if chunk == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return [(width & 0x3FFF, height & 0x3FFF)]
    return []


def _heif(file: IO[bytes]) -> list[Size]:
    """Find the box `meta` among the outermost ones, and in it every `ispe`: the size of the picture and of its tiles."""
    file.seek(0, 2)
    end, at = file.tell(), 0
    for _box in range(100):
        file.seek(at)
        header = file.read(16)
        size, name, large = struct.unpack(">I4sQ", header.ljust(16, b"\0"))
        length = large if size == 1 else end - at if size == 0 else size
        if name == b"meta" and length <= MAX_META:
            file.seek(at)
            return _ispe(file.read(length))
        if length < 8 or at + length >= end:
            return []
        at += length
    return []


def _ispe(meta: bytes) -> list[Size]:
    sizes: list[Size] = []
    at = meta.find(b"ispe")
    while at >= 0 and len(sizes) < 1000:
        sizes.append(struct.unpack(">II", meta[at + 8 : at + 16]))
        at = meta.find(b"ispe", at + 4)
    return sizes


READERS = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp, "image/heif": _heif}
