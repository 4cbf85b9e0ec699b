"""manage.py import_case_types FILE…: case types from files that export_case_type wrote."""

from pathlib import Path
from typing import Any

from cases.files import read
from ground.actor import SYSTEM
from ground.data_commands import ImportCommand


class Command(ImportCommand):
    help = "Make case types from files of export_case_type. A code that is there is refused: change that in the admin."

    def read(self, path: Path, **options: Any) -> str:
        return f"made {read(SYSTEM, path).code}"
