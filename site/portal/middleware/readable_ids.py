"""An id in an address of the admin that is none is not found: Wagtail's own views make a number of it without looking.

In the path, and as a parameter: filters hand a number of thirty digits to the database, which cannot hold it.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from ground.addresses import ADMIN
from ground.ids import read_id

ID_PARAMETER = re.compile(r"(?:^|_)(?:pk|id)(?:_|$)")
"""Names of parts of an address that hold an id: pk, page_id, revision_id_a."""
PARAMETERS = frozenset({"id", "user", "owner", "edited_by", "content_type", "object_id", "collection_id", "groups"})
"""Names of parameters that hold an id. What is no number at all (a UUID, "all", a list) is left to who reads it."""
LOOKED_UP = (f"{ADMIN}api/", f"{ADMIN}choose-")
"""Beginnings of the addresses where an `id` is a page's, picture's or document's, or several of them with commas."""
WORDS = frozenset({"live", "earliest", "latest"})
"""What may stand for the id of a version."""


class ReadableIdsMiddleware(MiddlewareMixin):
    """Looks at what an address brings as text; what a converter made of it (a number, a UUID) is one already."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if not request.path.startswith(ADMIN):
            return
        for name, value in kwargs.items():
            if isinstance(value, str) and ID_PARAMETER.search(name) and value not in WORDS and read_id(value) is None:
                raise Http404
        for name in PARAMETERS & request.GET.keys():
            is_looked_up = name == "id" and request.path.startswith(LOOKED_UP)
            for value in request.GET.getlist(name):
                ids = value.split(",") if is_looked_up else [value]
                if any(
                    read_id(id_) is None and (is_looked_up or id_.isdigit()) and id_ not in ("", "0") for id_ in ids
                ):
                    raise Http404
