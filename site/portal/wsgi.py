"""The WSGI entry point."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for _root in (str(ROOT / "site"), str(ROOT)):
    if _root not in sys.path:
        sys.path.insert(0, _root)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
