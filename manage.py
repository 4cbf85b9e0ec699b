#!/usr/bin/env python
"""Django's command line; puts both source roots on the path (site/ is a root, not a package: docs/architecture.md)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # its sentence says what to mend; --traceback shows where it was raised
        if "--traceback" in sys.argv:
            raise
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
