"""Django's SMTP, with an end: a mail server that keeps silent, or says a byte now and then, holds nobody for long."""

import contextlib
import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.mail.backends import smtp
from django.core.mail.message import EmailMessage

MAX_SECONDS = 30.0
"""For connecting, and for each mail, whatever the server does meanwhile: a time-out counts from its last byte only."""
QUIT_SECONDS = 2.0


class EmailBackend(smtp.EmailBackend):
    """Gives up connecting after EMAIL_CONNECT_TIMEOUT, a command after EMAIL_TIMEOUT and the whole after MAX_SECONDS."""

    _dialling: smtplib.SMTP | None = None

    @property
    def connection_class(self) -> Any:  # noqa: ANN401  # as Django's, which is not typed
        """The library's, which tells us of itself before it connects, and is patient only from then on."""
        backend = self

        class Dialling(super().connection_class):  # type: ignore[misc]  # SMTP or SMTP_SSL
            def connect(self, *args: Any, **kwargs: Any) -> object:
                backend._dialling = self
                self.timeout = settings.EMAIL_CONNECT_TIMEOUT
                answer = super().connect(*args, **kwargs)
                if self.sock is not None:
                    self.sock.settimeout(backend.timeout)
                return answer

        return Dialling

    def open(self) -> bool | None:
        """Connect, unless connected."""
        with self._ends_after(MAX_SECONDS):
            return super().open()

    def close(self) -> None:
        """Say goodbye; who does not answer that is left."""
        with self._ends_after(QUIT_SECONDS), contextlib.suppress(OSError):
            super().close()
        self._dialling = None

    def drop(self) -> None:
        """Hang up without a word, on a server that does not answer."""
        self._cut()
        if self._dialling is not None:
            self._dialling.close()
        self.connection = self._partial_connection = self._dialling = None

    def _send(self, email_message: EmailMessage) -> bool:
        with self._ends_after(MAX_SECONDS):
            return bool(super()._send(email_message))  # type: ignore[misc]  # in Django since 1.0, not in its stubs

    @contextlib.contextmanager
    def _ends_after(self, seconds: float) -> Iterator[None]:
        """Cut the line after so many seconds: whoever reads from it then gets an error."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        line = getattr(self._dialling, "sock", None)
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
