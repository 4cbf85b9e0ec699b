"""The door of records: what other apps may use."""

from records import heartbeats
from records.audit import line as audit_line
from records.audit import lines_of as audit_lines_of
from records.audit import write as write_audit
from records.capabilities import expired as expired_link
from records.capabilities import (
    expired_grant,
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
from records.mail import new as new_mail
from records.mail import queue as queue_mail
from records.messages import Contact, MessageContent, Paragraph, RenderedMail, Sender, render_mail, sender
from records.models import AppendOnlyModel
from records.models.stored_file import private_storage
from records.outbox import deliveries, messages_of
from records.outbox import drain as drain_outbox
from records.outbox import late as late_messages
from records.outbox import purge_contents as purge_message_contents
from records.outbox import put as put_message
from records.outbox import retry as retry_message
from records.outbox import sent_values as sent_message_values
from records.outbox import write as write_message
from records.throttles import check as throttle
from records.throttles import client_key
from records.throttles import forget as forget_tries
from records.throttles import give_back as give_back_try
from records.throttles import purge as purge_throttles

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
