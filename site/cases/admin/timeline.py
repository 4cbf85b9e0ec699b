"""Everything that happened to a case, for its handlers: events, notes and who took it, in one list."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from cases.belongings import MOVED
from cases.models import OPENED, Case, CaseEvent
from cases.notices import event_key
from cases.registry import action_of_event, case_actions
from ground.ids import read_ids
from records.models import AuditLine, OutboxMessage
from records.service import audit_lines_of, messages_of


@dataclass(frozen=True, slots=True)
class Mail:
    """What became of the mail that told the citizen. pk: that of the message in the outbox."""

    pk: uuid.UUID
    icon: str
    words: str
    is_failed: bool = False
    can_retry: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. text: what was written. event: the one it stands for, None for what only staff see. mail: what became of
    the mail about it, None where none was due.
    """

    at: datetime.datetime
    title: str
    who: str
    text: str = ""
    event: CaseEvent | None = None
    mail: Mail | None = None
    is_note: bool = False
    is_undone: bool = False

    @property
    def source(self) -> str:
        """From whom it came, for its dot: "citizen" or "city" for what the citizen sees, else "note" or "internal"."""
        if self.event is None:
            return "note" if self.is_note else "internal"
        return "citizen" if self.event.actor_kind == "citizen" else "city"

    @property
    def is_internal(self) -> bool:
        """Whether the citizen sees nothing of it."""
        return self.event is None


def entries(case: Case) -> list[Entry]:
    """Return the timeline, the newest first. Five queries, whatever its length."""
    events = list(case.events.select_related("undoes"))
    notes = list(case.notes.select_related("author"))
    shown = {action.audit: action for _code, action in case_actions.items() if action.is_in_timeline}
    lines = list(audit_lines_of("case", case.pk).filter(action__in=[*shown, MOVED]))
    mails = {message.key: message for message in messages_of("case", case.pk)}
    names = _names(events, lines)
    undone = {event.undoes_id for event in events}
    timeline = [
        Entry(
            event.at,
            _event_title(case, event),
            _who(event.actor_kind, event.actor_id, names),
            event.text,
            event,
            _mail(mails.get(event_key(event.pk))),
            is_undone=event.pk in undone,
        )
        for event in events
    ]
    timeline += [
        Entry(note.at, gettext("Interne nota"), str(note.author or gettext("onbekend")), note.text, is_note=True)
        for note in notes
    ]
    timeline += [
        Entry(
            line.at,
            _moved(line) if line.action == MOVED else str(shown[line.action].audit_title(line.detail, names)),
            _who(line.actor_kind, line.actor_id, names),
        )
        for line in lines
    ]
    return sorted(timeline, key=lambda entry: entry.at, reverse=True)


def _mail(message: OutboxMessage | None) -> Mail | None:
    if message is None:
        return None
    if message.state == "sent":
        words = gettext("Mail verstuurd op %(date)s uur") % {"date": _moment(message.sent_at)}  # type: ignore[arg-type]  # sent
        return Mail(message.pk, "mail", words)
    if message.state == "failed":
        return Mail(message.pk, "warning", _failed(message), is_failed=True, can_retry=bool(message.payload))
    if message.error:
        words = gettext("De mail kan nu niet weg. We proberen het vanzelf opnieuw.")
        return Mail(message.pk, "warning", words)
    return Mail(message.pk, "mail", gettext("De mail vertrekt zo dadelijk."))


def _failed(message: OutboxMessage) -> str:
    """Return that a mail did not leave, and when it was tried last: by that a second failure is told from the first."""
    words = gettext("De mail is niet verstuurd. Uw werk is bewaard.")
    if message.tried_at is None:
        return words
    tried = gettext("Laatst geprobeerd op %(date)s uur.") % {"date": _moment(message.tried_at)}
    return f"{words} {tried}"


def _moment(at: datetime.datetime) -> str:
    return date_format(timezone.localtime(at), "j F, H.i")


def _moved(line: AuditLine) -> str:
    """Return by the names of then that the case went along with its department."""
    names: dict[str, str] = line.detail
    return gettext("Overgegaan van %(old)s naar %(new)s") % names


def _event_title(case: Case, event: CaseEvent) -> str:
    if event.kind == OPENED:
        return gettext("%(noun)s ontvangen") % {"noun": case.noun.capitalize()}
    action = action_of_event(event.kind)
    return str(action.event_title(case, event)) if action else event.kind


def _who(kind: str, id_: str, names: dict[str, str]) -> str:
    if kind == "staff":
        return names.get(id_, gettext("onbekend"))
    return {"citizen": gettext("de burger"), "api_client": gettext("een gekoppeld systeem")}.get(
        kind, gettext("het systeem")
    )


def _names(events: list[Any], lines: list[Any]) -> dict[str, str]:
    """Return names by id of the staff in these lines. One query."""
    ids = {event.actor_id for event in events if event.actor_kind == "staff"}
    for line in lines:
        ids |= {line.actor_id, str(line.detail.get("handler") or "")}
    return {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=read_ids(ids))}
