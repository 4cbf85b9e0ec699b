"""The database of each release becomes today's with every row, frozen version, link and file working.

After a release: `python -m tests.release make tests/data/release-X.Y.Z.json.gz` on an empty database (CONTRIBUTING.md).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection  # noqa: F401  # says that what this shows depends on the database (tests/conftest.py)

from tests.empty_database import empty_database

ROOT = Path(__file__).resolve().parents[2]
RELEASES = sorted((ROOT / "tests" / "data").glob("release-*.json.gz"))


def test_there_is_a_database_of_a_release():
    assert RELEASES


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.name)
def test_everything_of_a_release_works_after_migrating(file, tmp_path):
    with empty_database() as address:
        given = {
            **os.environ,
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        }
        command = [sys.executable, "-m", "tests.release", "check", str(file)]
        done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "every row is there" in done.stdout
    assert "pictures and documents are served" in done.stdout
