"""Mail to files, for the demo: Django's, whose files only the product reads."""

import os
from typing import Any

from django.conf import settings
from django.core.mail.backends import filebased


class EmailBackend(filebased.EmailBackend):
    """Makes its folder and its files closed to others, whatever the umask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        os.makedirs(kwargs.get("file_path") or settings.EMAIL_FILE_PATH, mode=0o700, exist_ok=True)
        super().__init__(*args, **kwargs)

    def open(self) -> bool:
        if self.stream is not None:
            return False
        descriptor = os.open(self._get_filename(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.stream = os.fdopen(descriptor, "ab")
        return True
