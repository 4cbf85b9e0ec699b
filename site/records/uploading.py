"""Limits while a file still streams in, so that a large one costs no disk and the rest of the form is still read."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class CutOffFile(SimpleUploadedFile):
    """Stands for a file of which too much came; its content was thrown away. records.files.keep refuses it."""

    is_cut_off = True


class LimitHandler(FileUploadHandler):
    """Goes first: lets no more than the limit of each file through to the handlers that store it.

    The body is read on to its end, because what the citizen typed may come after the file; a body that is larger than any
    honest one is cut off.
    """

    received = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        if content_length > settings.UPLOAD_MAX_BODY_BYTES:
            raise StopUpload(connection_reset=True)

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
