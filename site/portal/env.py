"""The only module that reads the environment. A value that cannot be used stops the start and says which and why."""

import contextlib
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from ground.whole_file import write_whole
from portal import paths

DATABASES = ("sqlite", "postgres", "postgresql")
DATABASE_EXAMPLES = "sqlite:///path or postgres://user:password@host:5432/name"
MIN_KEY_LENGTH = 50
CSP_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")
"""Without a wildcard, a keyword or a sign that would end the directive."""

_env = environ.Env()


def text(name: str, default: str | None = None) -> str:
    """Return a variable's text; without a default an absent or empty one is an error."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: it has no default here (docs/settings.md).")
    return value


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as its non-empty words."""
    return [word for word in (part.strip() for part in text(name, default).split(",")) if word]


def number(name: str, default: int, min_value: int = 0) -> int:
    """Return a whole number of at least `min_value`."""
    raw = text(name, str(default))
    try:
        value = int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r} is not a whole number.") from None
    if value < min_value:
        raise ImproperlyConfigured(f"{name}={value} is too small: use {min_value} or more.")
    return value


def web_addresses(name: str) -> list[str]:
    """Return a comma-separated variable as https addresses that may stand in a Content-Security-Policy."""
    given = words(name, "")
    for address in given:
        try:
            parts = urlsplit(address)
            is_good = parts.scheme == "https" and parts.hostname and parts.port != 0
        except ValueError:  # no port
            is_good = False
        if not is_good or not CSP_ADDRESS.fullmatch(address):
            raise ImproperlyConfigured(
                f"{name}={address!r} is no address that a page may load from: write https, host and path without a query, "
                "such as https://meting.voorbeeld.be/script.js."
            )
    return given


def var_dir() -> Path:
    """Return the folder for everything the product writes (database, files, mail); made when absent."""
    folder = Path(text("VAR_DIR", str(paths.VAR))).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"VAR_DIR={folder} cannot be made: {error.strerror}.") from error
    return folder


def database(default: str) -> dict[str, Any]:
    """Return Django's settings for DATABASE_URL (sqlite:///path or postgres://user:password@host:port/name)."""
    url = text("DATABASE_URL", default)
    if urlsplit(url).scheme not in DATABASES:
        raise ImproperlyConfigured(f"DATABASE_URL must begin with one of {', '.join(DATABASES)}: {DATABASE_EXAMPLES}.")
    try:
        return dict(_env.db_url_config(url))
    except ValueError:  # the error itself may hold the password
        hint = "write signs such as / and # in a password as %2F and %23"
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {DATABASE_EXAMPLES}; {hint}.") from None


EMAIL_BACKENDS = {
    "django.core.mail.backends.smtp.EmailBackend": "records.smtp.EmailBackend",  # the same, which gives up
    "django.core.mail.backends.filebased.EmailBackend": "records.filebased.EmailBackend",  # the same, closed to others
}


def mail(default: str) -> dict[str, Any]:
    """Return Django's EMAIL_* settings for EMAIL_URL (smtp+tls://user:password@host:587 or filemail:///path)."""
    try:
        config = dict(_env.email_url_config(text("EMAIL_URL", default)))
    except (ValueError, ImproperlyConfigured):  # the error itself may hold the password
        hint = "write signs such as / and # in a password as %2F and %23"
        example = "smtp+tls://user:password@host:587 or filemail:///path"
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {example}; {hint}.") from None
    if path := config.get(
        "EMAIL_FILE_PATH"
    ):  # the reader drops its first slash: it would be a folder of where one stands
        config["EMAIL_FILE_PATH"] = f"/{path.lstrip('/')}"
    config["EMAIL_BACKEND"] = EMAIL_BACKENDS.get(config["EMAIL_BACKEND"], config["EMAIL_BACKEND"])
    return config


def mail_address(name: str, default: str | None = None) -> str:
    """Return a mail address, with or without a name before it, as `Stad <loket@stad.example>`."""
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        raise ImproperlyConfigured(f"{name}={value!r} is no mail address: write Stad <loket@stad.example>.") from None
    return value


def secret_key(folder: Path) -> str:
    """Return SECRET_KEY; without one, the demo makes its own once and keeps it in `folder`, readable by its owner only."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    file = folder / "secret-key"
    try:
        with locked(folder):  # web server and worker may start at the same moment
            key = file.read_text(encoding="ascii") if file.exists() else ""
            if not key:  # an empty one has signed nothing: Django refuses it
                key = secrets.token_urlsafe(50)
                write_whole(file, key)
    except OSError as error:
        raise ImproperlyConfigured(f"{file} cannot be read or written: {error.strerror}.") from error
    except UnicodeDecodeError:
        key = ""
    if len(key) < MIN_KEY_LENGTH:
        hint = "put it back from a backup, or remove it to get a new one, which ends every link that was mailed"
        raise ImproperlyConfigured(f"{file} is damaged: {hint}.")
    return key


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process at a time do something in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
