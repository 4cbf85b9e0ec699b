"""What a bundle would change, in sentences that an editor reads."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Field, ForeignKey
from django.utils.translation import gettext
from wagtail.utils.text import text_from_html

from cases.blocks import StatusBlock, draw
from cases.models import CaseType
from cases.workflow import Status, Workflow
from forms_app.service import Form, form_changes
from ground.block_words import words_of_block, words_of_field
from records.service import MailKind, mail_kinds

FORM_FIELDS = ("title", "department", "destination", "duration_minutes", "submit_label", "introduction", "confirmation")
NOT_SAID = frozenset({"id", "code", "statuses"})
"""Fields of a case type that have no sentence of this kind."""
STATUS = StatusBlock()


def of_form(old: Form, new: Form) -> list[str]:
    """Return a sentence for each change of a form."""
    fields = [new._meta.get_field(name) for name in FORM_FIELDS]
    return [*_fields(fields, old, new), *form_changes(old, new)]


def of_case_type(old: CaseType, new: CaseType) -> list[str]:
    """Return a sentence for each change of a case type."""
    fields = [field for field in new._meta.concrete_fields if field.name not in NOT_SAID]
    workflows = (draw(each.statuses).workflow for each in (old, new))
    return [*_fields(fields, old, new), *of_workflow(*workflows)]


def of_texts(code: str, old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Return a sentence for each part of a mail that would say something else."""
    kind: MailKind = mail_kinds[code]
    return [
        _changed(
            gettext("Mail ‘%(mail)s’, %(part)s") % {"mail": kind.label, "part": part.label},
            old.get(part.name, str(part.default)),
            new.get(part.name, str(part.default)),
        )
        for part in kind.parts
        if old.get(part.name, str(part.default)) != new.get(part.name, str(part.default))
    ]


def of_workflow(old: Workflow, new: Workflow) -> Iterator[str]:
    """Yield a sentence for each change of the statuses, which their codes match, and of the steps between them."""
    before, after = ({status.code: status for status in workflow.statuses} for workflow in (old, new))
    for code, status in before.items():
        if code not in after:
            yield gettext("De status ‘%(label)s’ is verwijderd.") % {"label": status.label}
    for code, status in after.items():
        if code not in before:
            yield gettext("Nieuwe status: ‘%(label)s’.") % {"label": status.label}
            continue
        yield from _status(before[code], status)
        moves = [_moves(workflow, code) for workflow in (old, new)]
        if moves[0] != moves[1]:
            yield _changed(gettext("Status ‘%(label)s’, stappen hierna") % {"label": status.label}, *moves)
    kept = [[code for code in each if code in before and code in after] for each in (before, after)]
    if kept[0] != kept[1]:
        yield gettext("De statussen staan in een andere volgorde.")


def _status(old: Status, new: Status) -> Iterator[str]:
    for name, block in STATUS.child_blocks.items():
        if name in ("code", "moves") or getattr(old, name) == getattr(new, name):
            continue
        words = (words_of_block(block, getattr(status, name)) for status in (old, new))
        yield _changed(gettext("Status ‘%(label)s’, %(field)s") % {"label": new.label, "field": block.label}, *words)


def _moves(workflow: Workflow, code: str) -> str:
    moves = []
    for move in workflow.moves_from(code):
        words = {"step": move.label, "target": workflow.status(move.target).label}
        text = gettext("%(step)s (naar %(target)s)") % words
        moves.append(f"{text}: {move.message}" if move.message else text)
    return "; ".join(moves)


def _fields(fields: list[Any], old: Any, new: Any) -> Iterator[str]:  # noqa: ANN401  # two objects of one model
    for field in fields:
        words = [_words(field, each) for each in (old, new)]
        if words[0] != words[1]:
            yield _changed(str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:], *words)


def _words(field: "Field[Any, Any]", instance: Any) -> str:  # noqa: ANN401  # an object of any model
    if isinstance(field, ForeignKey):
        return str(getattr(instance, field.name) or "")
    value = getattr(instance, field.attname)
    if field.name == "destination":
        return CaseType.objects.filter(code=value).values_list("name", flat=True).first() or str(value)
    if field.name in ("introduction", "confirmation"):
        return str(text_from_html(value))
    return words_of_field(field, value)


def _changed(what: str, old: str, new: str) -> str:
    empty = gettext("leeg")
    return gettext("%(what)s: ‘%(new)s’ (was: ‘%(old)s’)") % {"what": what, "new": new or empty, "old": old or empty}
