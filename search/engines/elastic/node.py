"""The connection to Elasticsearch: where it is, how long an answer may take, and when not to ask again.

Credentials stay in the client's headers: errors, logs and the status page name the host only.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.errors import Unavailable

log = structlog.get_logger(__name__)

SECONDS_OF_REST = 5.0
"""After a failure nobody waits for the node again for so long: the database answers at once."""
SECONDS_TO_WRITE = 10.0
OVERLOADED = 429


@dataclass
class Breaker:
    """Remembers, in this process, that the node failed."""

    until: float = 0.0
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it is too early to ask again."""
        return time.monotonic() < self.until

    def failed(self, reason: str) -> None:
        """Stop asking for a while; the first failure in a row is logged, the others are not."""
        if not self.reason:
            log.error("search_engine_down", engine="elasticsearch", reason=reason)
        self.reason = reason
        self.until = time.monotonic() + SECONDS_OF_REST

    def worked(self) -> None:
        """Go on as usual."""
        if self.reason:
            log.warning("search_engine_back", engine="elasticsearch")
        self.reason = ""
        self.until = 0.0


@dataclass(frozen=True)
class Node:
    """One Elasticsearch. prefix keeps the indexes of several sites, and of tests, apart."""

    url: str
    prefix: str
    seconds: float
    api_key: str = ""
    ca_certs: str = ""

    @cached_property
    def breaker(self) -> Breaker:
        """Return what this process remembers of failures."""
        return Breaker()

    @cached_property
    def client(self) -> Elasticsearch:
        """Return the client. It makes no call by itself; any 8.x or 9.x node will do."""
        options: dict[str, Any] = {"max_retries": 0, "retry_on_timeout": False}
        if self.api_key:
            options["api_key"] = self.api_key
        if self.ca_certs:
            options["ca_certs"] = self.ca_certs
        return Elasticsearch(self.url, **options)

    def within_budget(self) -> Elasticsearch:
        """Return a client for a citizen's question: an answer that takes longer is no answer."""
        return self.client.options(request_timeout=self.seconds)

    def for_writing(self) -> Elasticsearch:
        """Return a client for what nobody waits for."""
        return self.client.options(request_timeout=SECONDS_TO_WRITE)

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Turn every way in which a node can fail into Unavailable. While the breaker is open nothing is tried."""
        if self.breaker.is_open:
            raise Unavailable(self.breaker.reason)
        try:
            yield
        except TransportError as error:
            reason = f"{type(error).__name__} at {self.host}"
            self.breaker.failed(reason)
            raise Unavailable(reason) from error
        except ApiError as error:
            reason = f"answer {error.status_code} from {self.host}: {str(error.error)[:200]}"
            if error.status_code >= 500 or error.status_code in (401, 403, OVERLOADED):
                self.breaker.failed(reason)
            raise Unavailable(reason) from error
        else:
            self.breaker.worked()

    @property
    def host(self) -> str:
        """Return the address without user and password."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}:{parts.port}"


def node() -> Node:
    """Return the node of the settings, the same one for the whole process."""
    return _node(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_PREFIX,
        settings.ELASTICSEARCH_TIMEOUT_MS / 1000,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_CERTS,
    )


_node = cache(Node)
