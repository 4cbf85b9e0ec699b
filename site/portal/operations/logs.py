"""Structured logs: one JSON object a line, with the request's id, and nothing in it that belongs to a citizen.

Redaction is the last step before a line is written, whoever wrote it: our own events, Django's, and tracebacks with the
values that raised them.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from ground.redaction import HIDDEN, redact

PRIVATE_KEYS = re.compile(
    r"(?i)(token|password|secret|authorization|cookie|session|e-?mail|phone|gsm|address|street|birth|national|rrn|insz|iban|"
    r"applicant|answers?$|payload|first_?name|last_?name|^name$|^naam$)"
)
"""Names of fields whose value is never written, whatever it holds."""


def redact_value(value: object) -> object:
    """Return the same shape with every text in it redacted, and the values of private names left out."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: HIDDEN if _is_private(key, item) else redact_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact_value(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value if not isinstance(value, int) or value < 10**9 else redact_value(str(value))
    return redact(str(value))


def redact_event(logger: object, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Redact a whole log event; the step of structlog just before it is written."""
    return {key: HIDDEN if _is_private(key, item) else redact_value(item) for key, item in event.items()}


def _is_private(key: object, value: object) -> bool:
    return value not in (None, "", False, True) and bool(PRIVATE_KEYS.search(str(key)))


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def configuration(*, as_json: bool, is_cached: bool = True) -> dict[str, Any]:
    """Return Django's LOGGING: JSON for machines, or colour for a developer; redacted alike."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=is_cached,
    )
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact_event, renderer],
    }
    quiet = {"level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Replaces Django's own handlers, which would write the same line again without redaction.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"level": "ERROR"},  # the request line says 404 and the like already
            "django_q": {"handlers": [], "propagate": True, **quiet},
            "django-q": {"handlers": [], "propagate": True, **quiet},
            "elastic_transport": {"level": "ERROR"},  # search says itself, once, when the node fails
            "elasticsearch": {"level": "ERROR"},
            "rdflib": quiet,
            "PIL": quiet,
        },
    }
