"""What every environment shares. Values from outside come through portal.env; docs/settings.md lists each."""

from typing import Any

from csp.constants import NONE, SELF

from portal import env, paths
from portal.operations import logs

ROOT = paths.ROOT
VAR_DIR = env.var_dir()
PORT = env.number("PORT", 8000, min_value=1)
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")
MESSAGE_DAYS = env.number("MESSAGE_DAYS", 14, min_value=1)
AUDIT_YEARS = env.number("AUDIT_YEARS", 10, min_value=1)
DRAFT_DAYS = env.number("DRAFT_DAYS", 30, min_value=1)
FEEDBACK_DAYS = env.number("FEEDBACK_DAYS", 180, min_value=1)
MEASURING_SCRIPTS = env.web_addresses("MEASURING_SCRIPTS")
MEASURING_CONNECT = env.web_addresses("MEASURING_CONNECT")
IMPORT_WITHDRAWN = env.text("IMPORT_WITHDRAWN", "list")
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES", "")
PAGE_CACHE = False  # on where the product really runs: demo and production
EMAIL_FILE_PATH = ""  # replaced below when EMAIL_URL is filemail
LOGGING = logs.configuration(as_json=True)

INSTALLED_APPS = [
    "portal",
    "api",
    "front",
    "search",
    "cases",
    "products",
    "forms_app",
    "counters",
    "library",
    "people",
    "records",
    "ground",
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",  # Wagtail's rich text asks for it
    "wagtail.sites",
    "people.wagtail_users.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",  # Wagtail's own models ask for it; what citizens search is `search`
    "wagtail.admin",
    "wagtail",
    "portal.admin.streamforms.StreamFormsConfig",
    "wagtail_modeladmin",  # wagtailstreamforms asks for it
    "generic_chooser",  # wagtailstreamforms asks for it
    "modelcluster",  # Wagtail asks for it
    "taggit",  # Wagtail's pictures and documents ask for it
    "django_filters",
    "django_q",
    "csp",
    "ninja",
    "formtools",
    "django.contrib.auth",
    "django.contrib.contenttypes",  # auth and Wagtail ask for it
    "django.contrib.humanize",  # Wagtail's admin asks for it
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",  # its field templates, so that ours in templates/django/forms/ can replace them
]

MIDDLEWARE = [
    "portal.middleware.client_address.ClientAddressMiddleware",
    "portal.middleware.compression.CompressionMiddleware",
    "portal.middleware.request_id.RequestIdMiddleware",
    "api.head.HeadMiddleware",
    "api.problems.ProblemMiddleware",
    "api.auth.TokenMiddleware",
    "portal.middleware.page_expiry.PageExpiryMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.policy.ContentSecurityPolicyMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.middleware.throttled.ThrottledMiddleware",
    "portal.admin.unfinished_post.UnfinishedPostMiddleware",
    "portal.middleware.staff_cookie.StaffCookieMiddleware",
    "portal.middleware.admin_access.AdminAccessMiddleware",
    "portal.middleware.readable_ids.ReadableIdsMiddleware",
    "ground.wagtail_site.SiteMiddleware",
    # Last, so that CSRF has been checked before the transaction opens.
    "portal.middleware.transactions.AdminTransactionMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [paths.TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.database(f"sqlite:///{VAR_DIR / 'stadswinkel.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "ground.database.sqlite"  # Django's, with a queue of writers
    # IMMEDIATE: a write transaction takes its lock at once and waits, instead of failing half-way. FULL: what was
    # acknowledged survives a power cut (docs/decisions/002-sqlite.md has the figures).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
# Seconds, of a web process only (portal.wsgi): its threads are few, and a visitor can come back.
WEB_LOCK_TIMEOUT = env.number("WEB_LOCK_TIMEOUT", 5, min_value=1)
WEB_STATEMENT_TIMEOUT = env.number("WEB_STATEMENT_TIMEOUT", 30, min_value=1)

ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "")
ELASTICSEARCH_API_KEY = env.text("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_CERTS = env.text("ELASTICSEARCH_CA_CERTS", "")
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "stadswinkel")
ELASTICSEARCH_TIMEOUT_MS = env.number("ELASTICSEARCH_TIMEOUT_MS", 300, min_value=10)

SEARCH_MEANING = env.text("SEARCH_MEANING", "off")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.sign_in.StaffBackend"]
LOGIN_URL = "wagtailadmin_login"
# Seconds from opening the mailed link (people.signing_in.password_reset.LINK_TTL) to choosing.
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "nl-be"
FORMAT_MODULE_PATH = "portal.formats"
LANGUAGES = [("nl-be", "Nederlands")]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
LOCALE_PATHS = [paths.LOCALE]  # our words for Django's and Wagtail's, in its JavaScript too

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [paths.STATIC]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # What citizens send. No URL leads here: files go out through views that check who asks.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
UPLOAD_MAX_BYTES = 10 * 1024 * 1024  # of one file that a citizen sends
UPLOAD_MAX_BODY_BYTES = 100 * 1024 * 1024  # of one request; the front keeps no more of it (portal.server.bodies)
UPLOAD_MAX_FILES_PER_DRAFT = env.number("UPLOAD_MAX_FILES_PER_DRAFT", 30, min_value=1)
UPLOAD_MAX_MB_PER_DRAFT = env.number("UPLOAD_MAX_MB_PER_DRAFT", 100, min_value=1)
UPLOAD_MAX_FILES_PER_HOUR = env.number("UPLOAD_MAX_FILES_PER_HOUR", 60, min_value=1)  # of one address
UPLOAD_MAX_MB_PER_HOUR = env.number("UPLOAD_MAX_MB_PER_HOUR", 200, min_value=1)
UPLOAD_MIN_FREE_MB = env.number("UPLOAD_MIN_FREE_MB", 500)  # below this no file is taken
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a large form in the editor posts thousands of fields

globals().update(env.mail(f"filemail:///{VAR_DIR / 'mail'}"))
EMAIL_CONNECT_TIMEOUT = env.number("EMAIL_CONNECT_TIMEOUT", 5, min_value=1)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 10, min_value=1)
DEFAULT_FROM_EMAIL = env.mail_address("MAIL_FROM", "Stadswinkel <stadswinkel@stad.example>")

SEARCH_COUNT_SECONDS = 3  # between two writes of what was searched for; 0 writes only when told to

PATH_COUNT_SECONDS = 60  # between two writes of how often pages were opened; 0 writes only when told to

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Attempts are counted in the outbox before the work: django-q2 counts them only when a result comes back.
Q_CLUSTER = {
    "name": "stadswinkel",
    "orm": "default",
    "workers": 1,
    "bulk": 1,
    "queue_limit": 1,
    "timeout": 120,
    "retry": 180,
    "max_attempts": 3,
    "save_limit": 100,
    "catch_up": False,
    "log_level": "WARNING",
}
TASKS = {"default": {"BACKEND": "ground.q2_tasks.Q2Backend"}}

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.admin.editor_search"}}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"  # noqa: S105  # the name of a template
# What a calendar cannot read it replaces by today without a word, so it must read what people here type.
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]  # no SVG: it can hold scripts
WAGTAILDOCS_DOCUMENT_MODEL = "library.File"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAIL_SITE_NAME = "Stadswinkel"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "people.sign_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "people.signing_in.password_reset.ResetForm"  # noqa: S105  # the name of a form
WAGTAILAPI_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Brussels"
]  # with one there is nothing to choose: all hours here are those of the counter
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "people.authorisation.approved.publish"
WAGTAILREDIRECTS_AUTO_CREATE = True

WAGTAILSTREAMFORMS_ENABLE_FORM_PROCESSING = False
WAGTAILSTREAMFORMS_ENABLE_BUILTIN_HOOKS = False
WAGTAILSTREAMFORMS_ENABLED_FIELDS = ()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, *MEASURING_SCRIPTS],
        "connect-src": [SELF, *MEASURING_CONNECT],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}
# Wagtail's admin has inline scripts and styles of its own.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}
X_FRAME_OPTIONS = "DENY"  # Wagtail itself lets its previews be framed by the admin
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "people.signing_in.sessions"  # its lifetimes: two weeks, or a working day

SILENCED_SYSTEM_CHECKS: list[str] = []
