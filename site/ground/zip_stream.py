"""A zip that leaves while it is made: what it holds never stands in memory, nor on disk."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

Member = tuple[str, Iterable[bytes]]
"""The name of a file in the zip, and what is in it."""
CHUNK = 64 * 1024


class _Pipe:
    """What ZipFile writes to; it cannot seek, so sizes stand after each member."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def take(self) -> bytes:
        taken = b"".join(self.parts)
        self.parts.clear()
        self.size = 0
        return taken


def zipped(members: Iterable[Member], *, is_large: bool = True) -> Iterator[bytes]:
    """Yield a zip of members in parts of some 64 kB.

    is_large: a member may pass 2 GB, by an extension of the format that not every reader of workbooks takes.
    """
    pipe = _Pipe()
    made_at = timezone.localtime().timetuple()[:6]
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # any object with write() will do
        for name, chunks in members:
            info = ZipInfo(name, made_at)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=is_large) as member:
                for chunk in chunks:
                    member.write(chunk)
                    if pipe.size >= CHUNK:
                        yield pipe.take()
    yield pipe.take()
