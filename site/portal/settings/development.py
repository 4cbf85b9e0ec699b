"""`make dev`: the debug server with reload."""

from portal import logs
from portal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-" + "d" * 40
ALLOWED_HOSTS = ["*"]
DEMO = True
LOGGING = logs.configuration(as_json=False)
