"""System checks of our own settings: each says which setting is wrong and what to write."""

import os
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from ground import check_tags

Check = Callable[..., list[CheckMessage]]


def register() -> None:
    """Register the checks, when the app is ready."""
    for check in (
        site_url,
        var_dir,
        draft_days,
        import_withdrawn,
        message_days,
        audit_years,
        feedback_days,
        demo,
        elasticsearch,
    ):
        checks.register(check, check_tags.SETTINGS)


def site_url(**_kwargs: Any) -> list[CheckMessage]:
    """SITE_URL stands in every mail. Wagtail writes https only for port 443, and http for every other."""
    parts = urlsplit(settings.SITE_URL)
    try:
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:  # no number
        port = None
    is_root = parts.hostname and not parts.query and parts.path in ("", "/")
    if port and is_root and parts.scheme in ("http", "https") and (parts.scheme == "https") == (port == 443):
        return []
    hint = "Write the address of the site without a path, such as https://loket.voorbeeld.be; https only on port 443."
    return [Error(f"SITE_URL={settings.SITE_URL!r} is not the address of a site.", hint=hint, id="portal.E001")]


def var_dir(**_kwargs: Any) -> list[CheckMessage]:
    """Everything that we write goes there."""
    if os.access(settings.VAR_DIR, os.W_OK):
        return []
    hint = "Give its user the right to write there, or set VAR_DIR."
    return [Error(f"VAR_DIR={settings.VAR_DIR} cannot be written.", hint=hint, id="portal.E002")]


def draft_days(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse drafts of a year: personal data kept for nothing."""
    if 1 <= settings.DRAFT_DAYS <= 366:
        return []
    hint = "Use 1 to 366 days."
    return [Error(f"DRAFT_DAYS={settings.DRAFT_DAYS} is out of range.", hint=hint, id="portal.E003")]


def import_withdrawn(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a word that nobody knows: it would leave withdrawn products online without a reason."""
    if settings.IMPORT_WITHDRAWN in ("list", "unpublish"):
        return []
    hint = "Use list or unpublish."
    return [Error(f"IMPORT_WITHDRAWN={settings.IMPORT_WITHDRAWN!r} is unknown.", hint=hint, id="portal.E008")]


def message_days(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to keep what was sent longer than it may be of use: it names people and what they asked."""
    if 1 <= settings.MESSAGE_DAYS <= 366:
        return []
    hint = "Use 1 to 366 days."
    return [Error(f"MESSAGE_DAYS={settings.MESSAGE_DAYS} is out of range.", hint=hint, id="portal.E020")]


def audit_years(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a term that no line would ever reach, or beyond what a date can say."""
    if 1 <= settings.AUDIT_YEARS <= 100:
        return []
    hint = "Use 1 to 100 years."
    return [Error(f"AUDIT_YEARS={settings.AUDIT_YEARS} is out of range.", hint=hint, id="portal.E021")]


def feedback_days(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse to keep what visitors wrote longer than anybody acts on it: a text may name people."""
    if 1 <= settings.FEEDBACK_DAYS <= 366:
        return []
    hint = "Use 1 to 366 days."
    return [Error(f"FEEDBACK_DAYS={settings.FEEDBACK_DAYS} is out of range.", hint=hint, id="portal.E022")]


def demo(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a demo in production: its password is public."""
    if not settings.DEMO or not settings.SECURE_SSL_REDIRECT:
        return []
    hint = "Use portal.settings.production, which has no demo sign-ins."
    return [Error("These settings serve the internet and accept the demo's sign-ins.", hint=hint, id="portal.E004")]


def elasticsearch(**_kwargs: Any) -> list[CheckMessage]:
    """Find a mistake in the node's address, which would show as a slow search: it is only asked while searching."""
    if not settings.ELASTICSEARCH_URL:
        return []
    errors: list[CheckMessage] = []
    try:
        parts = urlsplit(settings.ELASTICSEARCH_URL)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port and not parts.query
    except ValueError:
        good = False
    if not good:
        # The address itself is not shown: it may hold a password.
        hint = "Write scheme, host and port: http://127.0.0.1:9200 or https://user:password@search.voorbeeld.be:9200"
        errors.append(Error("ELASTICSEARCH_URL is not the address of a node.", hint=hint, id="portal.E005"))
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,60}", settings.ELASTICSEARCH_PREFIX):
        hint = "Use small letters, digits and dashes."
        message = f"ELASTICSEARCH_PREFIX={settings.ELASTICSEARCH_PREFIX!r} cannot begin the name of an index."
        errors.append(Error(message, hint=hint, id="portal.E006"))
    if settings.ELASTICSEARCH_CA_CERTS and not os.access(settings.ELASTICSEARCH_CA_CERTS, os.R_OK):
        hint = "Give the path of a PEM file that the server's user can read."
        message = f"ELASTICSEARCH_CA_CERTS={settings.ELASTICSEARCH_CA_CERTS} cannot be read."
        errors.append(Error(message, hint=hint, id="portal.E007"))
    return errors
