"""The demo's settings on the test's own database: production-like, without collecting static files first."""

from portal.settings.demo import *  # noqa: F403  # settings build on those of another
from portal.settings.demo import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TRUSTED_PROXIES = ["127.0.0.1"]
