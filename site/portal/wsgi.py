"""The WSGI entry point: Django, and before it the page cache where the settings ask for one."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).resolve().parents[2]
if (ROOT / "manage.py").is_file():  # a checkout; what is installed is on the path
    for _root in (str(ROOT / "site"), str(ROOT)):
        if _root not in sys.path:
            sys.path.insert(0, _root)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

from django.conf import settings  # noqa: E402  # after the settings are named
from django.core.exceptions import ImproperlyConfigured  # noqa: E402  # after the settings are named
from django.core.wsgi import get_wsgi_application  # noqa: E402  # after the settings are named

try:
    application: "WSGIApplication" = get_wsgi_application()
except ImproperlyConfigured as error:  # its sentence says what to mend: the traceback would hide it
    raise SystemExit(str(error)) from None

from ground.database.waiting import limit_waits  # noqa: E402  # found by the path above

limit_waits(settings.DATABASES["default"], lock=settings.WEB_LOCK_TIMEOUT, statement=settings.WEB_STATEMENT_TIMEOUT)
if settings.PAGE_CACHE:
    from ground.next_date import next_date
    from portal.cache.page_cache import PageCache

    application = PageCache(application, next_date)
