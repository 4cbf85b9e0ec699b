"""`make dev`: the debug server with reload."""

from portal import env
from portal.operations import logs
from portal.settings.base import *  # noqa: F403  # settings build on those of another
from portal.settings.base import CACHES, INSTALLED_APPS

DEBUG = True
ROOT_URLCONF = "portal.development_urls"
SECRET_KEY = "development-only-" + "d" * 40
ALLOWED_HOSTS = ["*"]
DEMO = True
INSTALLED_APPS += ["demo"]
CACHES["template_fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # a template may change
DEFAULT_FROM_EMAIL = env.mail_address("MAIL_FROM", "Stadswinkel Sint-Niklaas <stadswinkel@sint-niklaas.example>")
LOGGING = logs.configuration(as_json=False)
