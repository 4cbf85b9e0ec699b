"""A migrated database once per schema; each run and each worker starts from a copy of it.

Migrating takes ten seconds and more, copying a tenth of one. `--nomigrations` is no way out: Wagtail's first page, site and
locale come from its migrations.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = settings.VAR_DIR.parent  # above the folders of the workers (portal.settings.test)


def fingerprint() -> str:
    """Return a hash of all that decides the schema: locked packages and our own migrations (read, never imported)."""
    digest = hashlib.sha256()
    own = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/*/migrations/*.py")]
    for file in [ROOT / "requirements" / "base.txt", *sorted(own)]:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class SqliteDatabase:
    """A file copied from a migrated file."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.file = folder / f"{worker}.sqlite3"
        self.template = TEMPLATES / f"template-{fingerprint()}.sqlite3"

    def create(self) -> None:
        """Point Django at a fresh copy."""
        with locked():
            if not self.template.exists():
                self._build()
        use(str(self.file))
        self.restore()

    def restore(self) -> None:
        """Make the contents the template's again, also under connections that other threads hold."""
        connection.close()
        with (
            closing(sqlite3.connect(self.template)) as source,
            closing(sqlite3.connect(self.file, timeout=20)) as target,
        ):
            source.backup(target)

    def destroy(self) -> None:
        """Leave the file to pytest's temporary folder."""
        connection.close()

    def _build(self) -> None:
        building = self.template.with_suffix(".building")
        for old in self.template.parent.glob("template-*"):
            old.unlink()
        use(str(building))
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        with closing(sqlite3.connect(building)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        building.rename(self.template)


class PostgresDatabase:
    """A database created from a migrated template database."""

    def __init__(self, worker: str) -> None:
        self.name = f"test_stadswinkel_{os.getpid()}_{worker}"
        self.template = f"template_stadswinkel_{fingerprint()}"

    def create(self) -> None:
        """Point Django at a fresh copy."""
        self.admin = dict(connection.settings_dict)
        with locked():
            if not self._execute("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
                self._build()
        self.restore()

    def restore(self) -> None:
        """Drop the copy and make it anew."""
        self.destroy()
        self._execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        use(self.name)

    def destroy(self) -> None:
        """Drop the copy, whoever is still connected."""
        connection.close()
        self._execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _build(self) -> None:
        building = f"{self.template}_building"
        self._execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
        self._execute(f'CREATE DATABASE "{building}"')
        use(building)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        self._execute(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def _execute(self, statement: str, *values: str) -> bool:
        """Run one statement outside any database of ours; True when it gave rows."""
        import psycopg

        told = self.admin if hasattr(self, "admin") else connection.settings_dict
        with psycopg.connect(
            host=told["HOST"] or None,
            port=told["PORT"] or None,
            user=told["USER"] or None,
            password=told["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        ) as server:
            cursor = server.execute(statement, values or None)
            return cursor.description is not None and cursor.fetchone() is not None


def database(folder: Path) -> "SqliteDatabase | PostgresDatabase":
    """Return the kind that DATABASE_URL asks for."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return SqliteDatabase(folder, worker) if connection.vendor == "sqlite" else PostgresDatabase(worker)


def use(name: str) -> None:
    """Let Django open this database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


@contextmanager
def locked() -> Iterator[None]:
    """Let one process at a time build a template."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
