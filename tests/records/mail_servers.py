"""Mail servers on loopback, each with one way of its own: takes mail, keeps silent, drips, refuses."""

import socket
import threading
import time
from contextlib import contextmanager

REFUSES = "weg@voorbeeld.be"
LATER = "straks@voorbeeld.be"
HANGS_ON = "stil@voorbeeld.be"


class MailServer:
    """Speaks just enough SMTP. received: (recipient, text) of each mail; connections: how many were made."""

    def __init__(self, way="takes"):
        self.way, self.received, self.connections = way, [], 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._lines, self._stop = [], threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self):
        self._stop.set()
        self._socket.close()
        for line in self._lines:
            line.close()

    def _accept(self):
        while not self._stop.is_set():
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._lines.append(line)
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line):
        try:
            if self.way == "silent":
                self._stop.wait()
            elif self.way == "drips":
                while not self._stop.wait(0.2):
                    line.sendall(b"2")
            else:
                self._speak(line)
        except OSError:
            pass

    def _speak(self, line):
        stream = line.makefile("rb")
        line.sendall(b"220 loopback\r\n")
        to = ""
        while given := stream.readline():
            word = given.split()[0].upper() if given.split() else b""
            if word == b"RCPT":
                to = given.decode().partition("<")[2].partition(">")[0]
                line.sendall(self._judged(to))
            elif word == b"DATA":
                line.sendall(b"354 go on\r\n")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += stream.readline()
                if to == HANGS_ON or self.way == "silent after the text":
                    self._stop.wait()
                    return
                self.received.append((to, text.decode()))
                line.sendall(b"250 taken\r\n")
            elif word == b"QUIT":
                line.sendall(b"221 bye\r\n")
                line.close()
                return
            elif word == b"MAIL" and self.way == "refuses the sender":
                line.sendall(b"550 we do not know you\r\n")
            else:
                line.sendall(b"250 ok\r\n")

    @staticmethod
    def _judged(to):
        return {REFUSES: b"550 5.1.1 no such box\r\n", LATER: b"450 come back later\r\n"}.get(to, b"250 ok\r\n")


@contextmanager
def mail_server(settings, way="takes", port=None):
    """Run a server and let the settings point at it, with time-outs that a test can wait for."""
    server = MailServer(way)
    settings.EMAIL_BACKEND = "records.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_CONNECT_TIMEOUT = settings.EMAIL_TIMEOUT = 0.5
    try:
        yield server
    finally:
        server.stop()


def closed_port():
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def seconds_for(act):
    """Return how long something took."""
    began = time.monotonic()
    act()
    return time.monotonic() - began
