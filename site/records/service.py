"""The door of records: what other apps may use."""

from records.audit import write as write_audit
from records.capabilities import grant, granted, link_for, resolve, targets, token_of, url_of
from records.errors import FileRefused, Throttled
from records.mail import queue as queue_mail
from records.outbox import drain as drain_outbox
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
    "queue_mail",
    "resolve",
    "targets",
    "throttle",
    "token_of",
    "url_of",
    "write_audit",
]
