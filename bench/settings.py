"""The demo's settings, quiet, without collected static files."""

from portal.settings.demo import *  # noqa: F403  # settings build on those of another
from portal.settings.demo import LOGGING, STORAGES, VAR_DIR

ALLOWED_HOSTS = ["*"]
LOGGING["root"]["level"] = "ERROR"
(VAR_DIR / "static").mkdir(exist_ok=True)  # whitenoise warns where it is absent
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ELASTICSEARCH_TIMEOUT_MS = 60_000  # measured is how long it takes, not how long a citizen would wait for it
