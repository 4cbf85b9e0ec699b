"""PostgreSQL's own programs: which are on this machine, and running them without a password on a command line."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from portal.operations.backup.errors import BackupError

DEBIAN = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\) (\d+)")


@dataclass(frozen=True, slots=True)
class Program:
    """pg_dump or pg_restore, with its version in words and its first number."""

    path: Path
    words: str
    major: int

    def run(self, *arguments: str) -> None:
        """Let it work on the database of the settings; raises BackupError with what it said."""
        where, environment = _connection_of_program()
        command = [str(self.path), *where, "--no-password", *arguments]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BackupError(f"{self.path.name} failed: {' '.join(done.stderr.split())[:500] or done.returncode}")


def server_major() -> int:
    """Return the first number of the server's version."""
    return connection.get_database_version()[0]


def program(name: str, min_major: int) -> Program:
    """Return the program of the server's own version, else the first that is not older than `min_major`.

    A newer one writes and sends settings that an older server may not know.
    """
    known = list(_programs(name))
    fitting = [each for each in known if each.major >= min_major]
    if fitting:
        return min(fitting, key=lambda each: each.major)
    remedy = f"Install PostgreSQL's client of version {min_major} or newer (Debian: postgresql-client-{min_major})."
    if not known:
        raise BackupError(f"{name} is not on this machine. {remedy}")
    raise BackupError(f"{known[0].words} is older than {min_major}, which is needed here. {remedy}")


def _programs(name: str) -> Iterator[Program]:
    in_path = shutil.which(name)
    for path in [*([Path(in_path)] if in_path else []), *sorted(DEBIAN.glob(f"*/bin/{name}"))]:
        done = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)
        if match := VERSION.search(done.stdout):
            yield Program(path, done.stdout.strip(), int(match[1]))


def _connection_of_program() -> tuple[list[str], dict[str, str]]:
    """Return options (user, host, port, database) and variables, among them the password, as Django gives them to psql."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *where, database = arguments[1:]
    return [*where, "--dbname", database], environment or {}
