"""`make run`: production's settings on one machine without HTTPS, plus the demo city, its sign-ins and /dev/mail/."""

from portal import env
from portal.settings.base import *  # noqa: F403  # settings build on those of another
from portal.settings.base import INSTALLED_APPS, STORAGES, VAR_DIR

DEBUG = False
PAGE_CACHE = True
DEMO = True
INSTALLED_APPS += ["demo"]
DEFAULT_FROM_EMAIL = env.mail_address("MAIL_FROM", "Stadswinkel Sint-Niklaas <stadswinkel@sint-niklaas.example>")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
SECRET_KEY = env.secret_key(VAR_DIR)
STORAGES["staticfiles"] = {"BACKEND": "portal.static_files.StaticFilesStorage"}
