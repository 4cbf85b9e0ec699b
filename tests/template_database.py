"""A migrated database with the roles once per schema; each run and each worker starts from a copy of it.

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
    """Return a hash of all that decides a template: locked packages, our own migrations (read, never imported), the roles and
    what each app gives them."""
    digest = hashlib.sha256()
    own = [
        file
        for base in (ROOT, ROOT / "site")
        for kind in ("migrations/*", "rights", "roles")
        for file in base.glob(f"*/{kind}.py")
    ]
    for file in [ROOT / "requirements" / "base.txt", *sorted(own)]:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


class SqliteDatabase:
    """A file copied from a migrated file."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.file = folder / f"{worker}.sqlite3"
        self.template = TEMPLATES / f"template-{fingerprint()}.sqlite3"
        self.migrated = self.template.with_suffix(".migrated")
        """What the migrations alone make."""

    def create(self) -> None:
        """Point Django at a fresh copy."""
        with locked():
            if not (self.template.exists() and self.migrated.exists()):
                self._build()
        use(str(self.file))
        self.restore()

    def restore(self, name: str = "") -> None:
        """Make the contents the template's again, or those kept under a name, also under connections of other threads."""
        self._copy(self._kept(name) if name else self.template, self.file)

    def keep(self, name: str) -> None:
        """Keep the contents under a name until the end of this process."""
        self._copy(self.file, self._kept(name))

    def _kept(self, name: str) -> Path:
        return self.file.with_suffix(f".{name}.sqlite3")

    def _copy(self, source: Path, target: Path) -> None:
        connection.close()
        with closing(sqlite3.connect(source)) as content, closing(sqlite3.connect(target, timeout=20)) as copy:
            content.backup(copy)

    def destroy(self) -> None:
        """Leave the file to pytest's temporary folder."""
        connection.close()

    def _build(self) -> None:
        building = self.template.with_suffix(".building")
        for old in self.template.parent.glob("template-*"):
            old.unlink()
        use(str(building))
        migrate()
        self._copy(building, self.migrated)
        fill()
        with closing(sqlite3.connect(building)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        building.rename(self.template)


class PostgresDatabase:
    """A database created from a migrated template database."""

    def __init__(self, worker: str) -> None:
        self.name = f"test_stadswinkel_{os.getpid()}_{worker}"
        self.template = f"template_stadswinkel_{fingerprint()}"
        self.kept: list[str] = []

    def create(self) -> None:
        """Point Django at a fresh copy."""
        self.admin = dict(connection.settings_dict)
        with locked():
            if not self._execute("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
                self._build()
        self.restore()

    def restore(self, name: str = "") -> None:
        """Drop the copy and make it anew, of the template or of what was kept under a name."""
        self._copy(f"{self.name}_{name}" if name else self.template, self.name)
        use(self.name)

    def keep(self, name: str) -> None:
        """Keep the contents under a name until the end of this process."""
        self.kept.append(f"{self.name}_{name}")
        self._copy(self.name, self.kept[-1])

    def destroy(self) -> None:
        """Drop the copy and all that was kept, whoever is still connected."""
        for name in [self.name, *self.kept]:
            self._drop(name)

    def _copy(self, source: str, target: str) -> None:
        self._drop(target)
        self._execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _drop(self, name: str) -> None:
        connection.close()
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _build(self) -> None:
        building = f"{self.template}_building"
        self._execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
        self._execute(f'CREATE DATABASE "{building}"')
        use(building)
        migrate()
        fill()
        self._execute(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def _execute(self, statement: str, *values: str) -> bool:
        """Run one statement outside any database of ours; True when it gave rows."""
        import psycopg

        credentials = self.admin if hasattr(self, "admin") else connection.settings_dict
        with psycopg.connect(
            host=credentials["HOST"] or None,
            port=credentials["PORT"] or None,
            user=credentials["USER"] or None,
            password=credentials["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        ) as server:
            cursor = server.execute(statement, values or None)
            return cursor.description is not None and cursor.fetchone() is not None


def database(folder: Path) -> "SqliteDatabase | PostgresDatabase":
    """Return the kind that DATABASE_URL asks for."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return SqliteDatabase(folder, worker) if connection.vendor == "sqlite" else PostgresDatabase(worker)


def migrate() -> None:
    """Make the tables in the database that Django has open."""
    call_command("migrate", verbosity=0, interactive=False)


def fill() -> None:
    """Write what a template holds beside its tables into the database that Django has open, and close it."""
    from people import roles

    roles.sync()
    connection.close()


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
