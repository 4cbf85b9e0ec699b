"""Where the product's own files lie: beside its packages in a checkout, inside `portal` in an installed wheel."""

from pathlib import Path

PORTAL = Path(__file__).resolve().parent
ROOT = PORTAL.parents[1]
IS_CHECKOUT = (ROOT / "manage.py").is_file()
TEMPLATES = (ROOT if IS_CHECKOUT else PORTAL) / "templates"
LOCALE = (ROOT / "site" if IS_CHECKOUT else PORTAL) / "locale"
HELP = (ROOT / "docs" if IS_CHECKOUT else PORTAL) / "hulp"
STATIC = PORTAL / "static"
VAR = (ROOT if IS_CHECKOUT else Path.cwd()) / "var"
"""The default of VAR_DIR. Never beside installed packages, which an upgrade may wipe."""
