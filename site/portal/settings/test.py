"""The suite: fast password hashing, mail in memory, tasks at once, files in a folder of their own for each worker."""

from portal import env
from portal.operations import logs
from portal.settings.base import *  # noqa: F403  # settings build on those of another
from portal.settings.base import INSTALLED_APPS, STORAGES, VAR_DIR

DEBUG = False
DEMO = True
INSTALLED_APPS += ["demo"]
SECRET_KEY = "test-only-" + "t" * 50
ALLOWED_HOSTS = ["*"]
SITE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
VAR_DIR = VAR_DIR / "test" / env.text("PYTEST_XDIST_WORKER", "main")
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "private"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is absent
SEARCH_COUNT_SECONDS = 0
PATH_COUNT_SECONDS = 0
LOGGING = logs.configuration(as_json=True, is_cached=False)
ELASTICSEARCH_URL = ""  # tests that want one say so
