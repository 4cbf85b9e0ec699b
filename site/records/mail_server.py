"""Handing mails to the mail server: over one connection for a batch, and telling its silence from its refusals."""

import contextlib
import smtplib
import threading
from collections.abc import Iterator

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from records.errors import Refused, Unreachable

PERMANENT = 500
TOO_LARGE = 552
SERVICE_NOT_AVAILABLE = 421

_thread = threading.local()


@contextlib.contextmanager
def one_connection() -> Iterator[None]:
    """Let all mails inside go over one connection, which the first one opens."""
    outer = getattr(_thread, "connection", None)
    _thread.connection = outer or get_connection()
    try:
        yield
    finally:
        if outer is None:
            _thread.connection.close()
        _thread.connection = outer


def hand_over(mail: EmailMessage) -> None:
    """Return when the server has taken the mail.

    Raises Refused when it does not take this one, Unreachable when it takes none.
    """
    shared = getattr(_thread, "connection", None)
    connection = shared or get_connection()
    was_open = False
    try:
        connection.open()
        was_open = True
        connection.send_messages([mail])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        code, reply = _answer(error)
        if code != SERVICE_NOT_AVAILABLE:
            raise Refused(reply, is_final=code >= PERMANENT) from error
        _hang_up(connection)
        raise Unreachable(reply, was_offered=True) from error
    except smtplib.SMTPSenderRefused as error:  # the same sender stands on each of our mails
        code, reply = _answer(error)
        if code == TOO_LARGE:
            raise Refused(reply, is_final=True) from error
        _hang_up(connection)
        raise Unreachable(reply) from error
    except smtplib.SMTPNotSupportedError as error:
        if was_open:  # an address in letters that this server cannot write
            raise Refused(str(error), is_final=True) from error
        _hang_up(connection)
        raise Unreachable(str(error)) from error
    except OSError as error:  # SMTPException is one
        _hang_up(connection)
        raise Unreachable(_answer(error)[1], was_offered=was_open) from error
    finally:
        if shared is None:
            connection.close()


def _answer(error: OSError) -> tuple[int, str]:
    """Return the server's code and words; 0 and the error's own where it said nothing."""
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return 0, f"{type(error).__name__}: {error}"
    return code, f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"


def _hang_up(connection: BaseEmailBackend) -> None:
    """Leave a line that is of no use without a goodbye; Django's other backends have none."""
    getattr(connection, "drop", connection.close)()
