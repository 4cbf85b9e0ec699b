"""`python -m tests.release make FILE` writes the database of this release; `check FILE` migrates one and tries it.

Each on a database and a VAR_DIR of its own, from the environment.
"""

import os
import sys
from pathlib import Path

import django

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
django.setup()

from django.core.management import call_command  # noqa: E402  # after the settings are named
from django.db import connection  # noqa: E402  # after the settings are named
from django.test.utils import setup_test_environment  # noqa: E402  # after the settings are named

from tests.release import contents, database  # noqa: E402  # after the settings are named

FEWER = {"wagtailcore_groupapprovaltask", "wagtailcore_groupapprovaltask_groups"}
"""Tables that may lose rows: Wagtail's own group of moderators is gone (people.0004); what it held is looked at by contents."""


def main(what: str, file: Path) -> int:
    """Do it; prints a line for each thing that works, and raises at the first that does not."""
    setup_test_environment()
    if what == "make":
        call_command("migrate", verbosity=0, interactive=False)
        contents.make()
        database.dump(file)
        return 0
    held = database.load(file)
    call_command("setup", no_static=True, verbosity=0)
    for table, content in held["tables"].items():
        with connection.cursor() as cursor:
            if table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a statement of our own; what people typed travels as a parameter
                assert table in FEWER or cursor.fetchone()[0] >= len(content["rows"]), table
    print("every row is there")
    for check in contents.CHECKS:
        print(f"{check.__name__.replace('_', ' ')}: {check()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
