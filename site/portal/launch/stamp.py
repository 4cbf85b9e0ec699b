"""Whether the database and the collected files are up to date with the code, without starting Django.

A second `make run` must be quick: importing everything only to learn that nothing is to be done costs seconds.
"""

import hashlib
import os
from pathlib import Path

from ground.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[3]

SOURCES = (
    "requirements/base.txt",
    "*/migrations/*.py",
    "site/*/migrations/*.py",
    "site/people/roles.py",
    "*/rights.py",
    "site/*/rights.py",
    "site/portal/operations/schedules.py",
    "site/front/page_tree.py",
    "site/portal/launch/private_files.py",
    "site/*/static/**/*",
    "*/static/**/*",
    "site/demo/staff.py",
)
"""What decides the tables, roles, schedules, sign-ins and collected files."""


def is_current(var: Path, *, is_dev: bool = False) -> bool:
    """Return whether `manage.py setup` has run on this code and database.

    Only for the database in a file under `var`: another one may have been replaced without our knowing.
    """
    if os.environ.get("DATABASE_URL") or not (var / "stadswinkel.sqlite3").is_file():
        return False
    stamp = var / "setup-stamp"
    return (is_dev or (var / "static").is_dir()) and stamp.is_file() and stamp.read_text() == of_code()


def write(var: Path) -> None:
    """Say that setup has run on this code."""
    write_whole(var / "setup-stamp", of_code())


def of_code() -> str:
    """Return a hash of all files that decide what setup does, and of the address that it writes down."""
    digest = hashlib.sha256(site_url().encode())
    seen: set[Path] = set()
    for pattern in SOURCES:
        for file in sorted(ROOT.glob(pattern)):
            parts = file.relative_to(ROOT).parts
            if file.is_file() and file not in seen and not parts[0].startswith(".") and parts[0] != "var":
                seen.add(file)
                digest.update("/".join(parts).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def site_url() -> str:
    """Return what settings.SITE_URL will be, without reading the settings."""
    return os.environ.get("SITE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
