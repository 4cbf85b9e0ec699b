"""The files beside the database: what citizens sent, and pictures and documents of editors."""

import hashlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from django.core.files.storage import Storage

CHUNK = 1024 * 1024


class Hashed:
    """A stream that is read once, and hashed while it is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = CHUNK) -> bytes:
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        self.size += len(chunk)
        return chunk

    def read_all(self) -> None:
        """Read what is left, only to hash it."""
        while self.read():
            pass

    @property
    def sha256(self) -> str:
        """Of what was read so far."""
        return self._digest.hexdigest()


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of each file in a storage, in one order."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # none was ever made
        return
    for name in sorted(files):
        yield str(PurePosixPath(folder, name))
    for name in sorted(folders):
        yield from names_in(storage, str(PurePosixPath(folder, name)))
