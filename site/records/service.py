"""The door of records: what other apps may use."""

from records import heartbeats
from records.audit import audit_line, audit_lines_of, write_audit
from records.capabilities import (
    expired_grant,
    expired_link,
    first_link,
    grant,
    granted,
    granted_links,
    link_for,
    resolve,
    revoke,
    set_expiry,
    targets,
    token_of,
    url_of,
)
from records.errors import AppendOnly, FileRefused, Throttled, UploadsThrottled
from records.files import UNCLAIMED, download, files_of, hand_over, keep, release, sweep
from records.mail import new_mail, queue_mail
from records.messages import Contact, MessageContent, Paragraph, RenderedMail, Sender, render_mail, sender
from records.models import AppendOnlyModel
from records.models.stored_file import private_storage
from records.outbox import (
    deliveries,
    drain_outbox,
    late_messages,
    messages_of,
    purge_message_contents,
    put_message,
    retry_message,
    sent_message_values,
    write_message,
)
from records.throttles import client_key, forget_tries, give_back_try, purge_throttles, throttle

__all__ = [
    "UNCLAIMED",
    "AppendOnly",
    "AppendOnlyModel",
    "Contact",
    "FileRefused",
    "MessageContent",
    "Paragraph",
    "RenderedMail",
    "Sender",
    "Throttled",
    "UploadsThrottled",
    "audit_line",
    "audit_lines_of",
    "client_key",
    "deliveries",
    "download",
    "drain_outbox",
    "expired_grant",
    "expired_link",
    "files_of",
    "first_link",
    "forget_tries",
    "give_back_try",
    "grant",
    "granted",
    "granted_links",
    "hand_over",
    "heartbeats",
    "keep",
    "late_messages",
    "link_for",
    "messages_of",
    "new_mail",
    "private_storage",
    "purge_message_contents",
    "purge_throttles",
    "put_message",
    "queue_mail",
    "release",
    "render_mail",
    "resolve",
    "retry_message",
    "revoke",
    "sender",
    "sent_message_values",
    "set_expiry",
    "sweep",
    "targets",
    "throttle",
    "token_of",
    "url_of",
    "write_audit",
    "write_message",
]
