"""The door of records: what other apps may use."""

from records.audit import write as write_audit
from records.capabilities import (
    grant,
    granted,
    link_for,
    resolve,
    revoke,
    set_expiry,
    targets,
    token_of,
    url_of,
)
from records.errors import FileRefused, Throttled
from records.mail import queue as queue_mail
from records.outbox import drain as drain_outbox
from records.outbox import messages_of
from records.outbox import retry as retry_message
from records.throttles import check as throttle
from records.throttles import client_key

__all__ = [
    "FileRefused",
    "Throttled",
    "client_key",
    "drain_outbox",
    "grant",
    "granted",
    "link_for",
    "messages_of",
    "queue_mail",
    "resolve",
    "retry_message",
    "revoke",
    "set_expiry",
    "targets",
    "throttle",
    "token_of",
    "url_of",
    "write_audit",
]
