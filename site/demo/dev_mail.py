"""/dev/mail/: what the demo has mailed, read from the files in which it was written. Does not exist outside a demo."""

import email
import email.policy
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ground.libraries.csp import leave_out

MAX_LETTERS = 200
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # as django.core.mail.backends.filebased writes it
HTML_POLICY = "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:"  # noqa: E501  # one header is one line


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. id is the same each time for the same file and place in it; sent is in the city's time."""

    id: str
    to: str
    sender: str
    subject: str
    sent: datetime
    text: str
    html: str


def letters(folder: Path) -> list[Letter]:
    """Return the newest mails of a folder, newest first; [] when nothing was ever mailed."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:MAX_LETTERS]
    newest = [letter for file in files for letter in _read(file)]
    return sorted(newest, key=lambda letter: letter.sent, reverse=True)[:MAX_LETTERS]


def _read(file: Path) -> list[Letter]:
    parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
    return [_letter(f"{file.name}:{place}", part) for place, part in enumerate(parts)]


def _letter(name: str, raw: bytes) -> Letter:
    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  # the default policy's own kind
    return Letter(
        id=hashlib.blake2b(name.encode(), digest_size=8).hexdigest(),
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        sent=_when(str(message["Date"] or "")),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""


def _when(given: str) -> datetime:
    try:
        moment = parsedate_to_datetime(given)
        # Django writes -0000: a moment in UTC that says nothing of a zone, which Python returns without one.
        return timezone.localtime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except ValueError:
        return timezone.localtime(datetime.fromtimestamp(0, UTC))


View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """Answer 404 wherever the settings are not a demo's."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(require_safe(guarded))


def _all_letters() -> list[Letter]:
    return letters(Path(settings.EMAIL_FILE_PATH or settings.VAR_DIR / "mail"))


@demo_only
def inbox(request: HttpRequest) -> HttpResponse:
    """List the mails."""
    return render(request, "demo/dev_mail.html", {"letters": _all_letters()})


@demo_only
def read(request: HttpRequest, letter_id: str) -> HttpResponse:
    """Show one mail as text, its links to be followed."""
    return render(request, "demo/dev_mail.html", {"letters": _all_letters(), "letter": _letter_or_404(letter_id)})


@demo_only
def read_html(request: HttpRequest, letter_id: str) -> HttpResponse:
    """Show one mail as a mail reader would, fenced in."""
    response = HttpResponse(_letter_or_404(letter_id).html)
    leave_out(response)  # the header below is stricter
    response["Content-Security-Policy"] = HTML_POLICY
    return response


def _letter_or_404(letter_id: str) -> Letter:
    for letter in _all_letters():
        if letter.id == letter_id:
            return letter
    raise Http404
