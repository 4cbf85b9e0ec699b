"""What a backup says of itself. It is the last member of the file, so that half a backup has none."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from ground.versions import digest
from portal.operations.backup.errors import BackupError

MEMBER = "manifest.json"
FORMAT = 1
CHECK = "check"
"""The name of what tells that nothing else in the manifest changed."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the backup: how many bytes, and their SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """database: Django's vendor; made_by: the program that copied it; migrations: "app.name", as applied; rows: table to
    number; members: name to Member, without the manifest itself; missing: files that rows name and that were not there; key:
    the fingerprint of SECRET_KEY."""

    version: str
    made_at: str
    site: str
    database: str
    made_by: str
    migrations: list[str]
    rows: dict[str, int]
    key: str
    missing: list[str] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return what stands in the file."""
        values = {"format": FORMAT, **asdict(self)}
        return json.dumps({**values, CHECK: digest(values)}, ensure_ascii=False, indent=1)


def read(text: bytes) -> Manifest:
    """Return the manifest in a file; raises BackupError where it is none of ours."""
    try:
        values: dict[str, Any] = json.loads(text)
        if values.pop("format") != FORMAT:
            raise BackupError(
                "This backup has a shape that this version cannot read: restore it with the version that made it."
            )
        if values.pop(CHECK) != digest({"format": FORMAT, **values}):
            raise BackupError("This backup is damaged: its manifest is not as it was written.")
        values["members"] = {name: Member(**member) for name, member in values["members"].items()}
        return Manifest(**values)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BackupError("This is no whole backup: its manifest cannot be read.") from None


def fingerprint(key: str) -> str:
    """Return what tells two secrets apart and does not give either away."""
    return salted_hmac("portal.operations.backup", "fingerprint", secret=key, algorithm="sha256").hexdigest()[:16]


def opens_links(key: str) -> bool:
    """Return whether links, sessions and tokens of who had the key of this fingerprint go on here."""
    return key in map(fingerprint, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
