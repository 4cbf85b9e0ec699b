"""`python -m tests.portal.restored BACKUP PATH…`: restore by the settings of the environment and say what is there, as JSON."""

import hashlib
import json
import sys

import django

django.setup()

from django.core.files.storage import storages  # noqa: E402  # after setup
from django.core.management import call_command  # noqa: E402  # the same
from django.test import Client  # noqa: E402  # the same

from portal.operations.backup import database  # noqa: E402  # the same
from portal.operations.backup.stored_files import names_in  # noqa: E402  # the same


def contents():
    """Return the SHA-256 of each file, by storage and name."""
    return {f"{kind}/{name}": sha256(kind, name) for kind in database.STORAGES for name in names_in(storages[kind])}


def sha256(kind, name):
    with storages[kind].open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


def main(backup, *paths):
    call_command("restore", backup, stdout=sys.stderr)
    facts = database.facts_here()
    pages = [Client().get(path, follow=True) for path in paths]
    there = {
        "rows": facts.rows,
        "files": contents(),
        "pages": [[page.status_code, page.request["PATH_INFO"], page.text] for page in pages],
    }
    sys.stdout.write(json.dumps(there))


if __name__ == "__main__":
    main(*sys.argv[1:])
