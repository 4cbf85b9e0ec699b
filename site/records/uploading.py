"""Limits while a file still streams in, so that a large one costs no disk and the rest of the form is still read."""

import html
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from records.files import clean_name


class CutOffFile(SimpleUploadedFile):
    """Stands for a file of which too much came; its content was thrown away. records.files.keep refuses it."""

    is_cut_off = True


class NamingParser(MultiPartParser):
    """Django's, which leaves a name its backslashes: on a Mac and on Linux they begin no folder."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        return super().sanitize_file_name(clean_name(html.unescape(file_name)))


def bound(request: HttpRequest) -> None:
    """Set the limits on what a request uploads; before anything reads its body."""
    request.upload_handlers.insert(0, LimitHandler(request))


class LimitHandler(FileUploadHandler):
    """Goes first: lets no more than the limit of each file through to the handlers that store it.

    The body is read on to its end, because what the citizen typed may come after the file; one that is larger than any honest
    one is not read at all.
    """

    received = 0
    is_parsing = False

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401  # a stream by a protocol of the stubs
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[Any, Any] | None:
        if content_length > settings.UPLOAD_MAX_BODY_BYTES:
            raise RequestDataTooBig(f"A body of {content_length} bytes is more than UPLOAD_MAX_BODY_BYTES.")
        if self.is_parsing or self.request is None:
            return None
        self.is_parsing = True  # the parser below asks each handler anew
        return NamingParser(META, input_data, self.request.upload_handlers, encoding).parse()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size: int) -> CutOffFile | None:
        if file_size <= settings.UPLOAD_MAX_BYTES:
            return None
        return CutOffFile(self.file_name or "", b"", self.content_type or "")
