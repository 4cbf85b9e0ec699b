"""The real thing: HTTPS only, every secret from the environment, no demo sign-ins."""

from portal import env
from portal.settings.base import *  # noqa: F403  # settings build on those of another
from portal.settings.base import STORAGES

DEBUG = False
PAGE_CACHE = True
AUTHENTICATION_BACKENDS = ["portal.sign_in.NoDemoSignIn"]
DEMO = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "")
SITE_URL = env.text("SITE_URL").rstrip("/")
DEFAULT_FROM_EMAIL = env.mail_address("MAIL_FROM")
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = SITE_URL
STORAGES["staticfiles"] = {"BACKEND": "portal.static_files.StaticFilesStorage"}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
