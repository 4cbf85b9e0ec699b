"""`manage.py write_structure`: write portal/launch/structure.sql anew from the migrations."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.launch import structure


class Command(BaseCommand):
    help = "Write the tables of an empty, migrated SQLite database to the file from which a first start makes them."

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("The file is for SQLite: unset DATABASE_URL.")
        connection.close()
        with tempfile.TemporaryDirectory() as folder:
            file = str(Path(folder, "empty.sqlite3"))
            connection.settings_dict["NAME"] = file
            call_command("migrate", interactive=False, verbosity=0)
            connection.close()
            with closing(sqlite3.connect(file)) as database:
                structure.FILE.write_text("".join(structure.dump(database)), encoding="utf-8")
        self.stdout.write(f"{structure.FILE} is written.")
