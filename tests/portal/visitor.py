"""A visitor of a WSGI application: what the server in front of it would do."""

from dataclasses import dataclass
from io import BytesIO

from django.test import RequestFactory
from django.utils.datastructures import CaseInsensitiveMapping


@dataclass
class Answer:
    status: str
    headers: CaseInsensitiveMapping
    body: bytes


class Visitor:
    def __init__(self, app):
        self.app = app

    def get(self, path, **environ):
        given = RequestFactory().get(path).environ
        environ = {**given, "wsgi.input": BytesIO(), "HTTP_COOKIE": "", "HTTP_HOST": "testserver", **environ}
        said = {}

        def start_response(status, headers, exc_info=None):
            said.update(status=status, headers=CaseInsensitiveMapping(headers))

        chunks = self.app(environ, start_response)
        body = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
        return Answer(said["status"], said["headers"], body)

    def head(self, path, **environ):
        return self.get(path, REQUEST_METHOD="HEAD", **environ)
