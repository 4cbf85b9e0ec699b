"""An id in an address of the admin that is none is not found: Wagtail's own views make a number of it without looking."""

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from portal.lib.ids import read_id

OF_IDS = re.compile(r"(?:^|_)(?:pk|id)(?:_|$)")
"""Names of parts of an address that hold an id: pk, page_id, revision_id_a."""
WORDS = frozenset({"live", "earliest", "latest"})
"""What may stand for the id of a version."""


class ReadableIdsMiddleware(MiddlewareMixin):
    """Looks at what an address brings as text; what a converter made of it (a number, a UUID) is one already."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if not request.path.startswith("/cms/"):
            return
        for name, value in kwargs.items():
            if isinstance(value, str) and OF_IDS.search(name) and value not in WORDS and read_id(value) is None:
                raise Http404
