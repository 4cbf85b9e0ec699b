"""What each kind of mail says: the city's own text, or ours. Filled when the message is made: what is queued stays as it is."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from ground.actor import Actor
from ground.snapshot import kept
from ground.texts import fill, problems
from records.audit import write_audit
from records.errors import TextChanged, TextRefused
from records.mail_kinds import MailKind, mail_kinds
from records.models import MailText

LANGUAGE = "nl"


def texts(code: str, values: Mapping[str, object]) -> dict[str, str]:
    """Return the filled parts of a kind by name. No query, but for the first of a generation. LookupError: no such kind."""
    own = _own().get(code, {})
    return {part.name: fill(own.get(part.name, str(part.default)), values) for part in mail_kinds[code].parts}


def written(kind: MailKind) -> MailText:
    """Return what the city wrote for a kind; a row that is not saved yet, at version 0, where it wrote nothing. One query."""
    row = MailText.objects.filter(kind=kind.code, language=LANGUAGE).first()
    return row or MailText(kind=kind.code, language=LANGUAGE, lock_version=0)


def refusals(kind: MailKind, parts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what keeps these texts from being used, by the name of the part."""
    refused = {}
    for part in kind.parts:
        text = parts.get(part.name, str(part.default))
        reasons = problems(text, part.placeholders)
        if not text.strip() and not part.is_optional:
            reasons.append(gettext("Deze tekst mag niet leeg zijn."))
        if reasons:
            refused[part.name] = reasons
    return refused


def save(actor: Actor, kind: MailKind, parts: Mapping[str, str], lock_version: int) -> None:
    """Let a kind of mail say this from now on; a part equal to our own text follows ours.

    lock_version: of what was on the screen. Raises TextRefused for a text that cannot be filled, TextChanged where somebody
    else saved meanwhile. The caller asks who may.
    """
    if reasons := refusals(kind, parts):
        raise TextRefused(reasons)
    own = {
        part.name: parts[part.name] for part in kind.parts if parts.get(part.name, part.default) != str(part.default)
    }
    with transaction.atomic():
        row = MailText.objects.select_for_update().filter(kind=kind.code, language=LANGUAGE).first()
        if (row.lock_version if row else 0) != lock_version:
            raise TextChanged(kind.code)
        if own == (row.parts if row else {}):
            return
        row = row or MailText(kind=kind.code, language=LANGUAGE, lock_version=0)
        row.parts, row.lock_version = own, row.lock_version + 1
        row.save()
        write_audit(actor, "mail_text.changed", "mail_text", kind.code, parts=sorted(own))


@kept
def _own() -> dict[str, dict[str, str]]:
    return {row.kind: row.parts for row in MailText.objects.filter(language=LANGUAGE)}
