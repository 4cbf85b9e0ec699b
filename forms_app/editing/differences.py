"""What one version of a form has that another has not, as sentences that an editor reads. Blocks are matched by their id."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from django.utils.translation import gettext
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from forms_app.definition.structure import Definition
from forms_app.definition.subjects import subjects_of
from forms_app.editing.freezing import define, rule_of
from forms_app.models import Form
from forms_app.questions import question_type
from ground.block_words import words_of_block
from ground.conditions.model import Rule
from ground.conditions.sentences import sentence

SAID_APART = frozenset({"label", "name", "show_if", "choices", "title", "questions", "required", "personal_data"})
"""Fields of a block that have a sentence of their own; every other is said by its label."""
Child: TypeAlias = StreamValue.StreamChild
NOTHING = (None, False, "")


def differences(old: Form, new: Form) -> list[str]:
    """Return a sentence for each change of the steps and questions; empty when citizens and editors see the same."""
    return list(_Comparison(old, new).sentences())


class _Comparison:
    def __init__(self, old: Form, new: Form) -> None:
        self.old, self.new = define(old), define(new)
        self.old_steps, self.new_steps = ({step.id: step for step in form.steps} for form in (old, new))
        self.old_asked, self.new_asked = (
            {child.id: (step, child) for step in form.steps for child in step.value["questions"]} for form in (old, new)
        )

    def sentences(self) -> Iterator[str]:
        yield from self._steps()
        for id_, (_step, child) in self.old_asked.items():
            if id_ not in self.new_asked:
                yield gettext("De vraag ‘%(label)s’ is verwijderd.") % {"label": _label(child)}
        for id_, (step, child) in self.new_asked.items():
            if id_ in self.old_asked:
                yield from self._question(*self.old_asked[id_], step, child)
            else:
                kind = question_type(child.block_type).label
                words = {"label": _label(child), "step": _title(step), "kind": kind}
                yield gettext("Nieuwe vraag in stap ‘%(step)s’: ‘%(label)s’ (%(kind)s).") % words
                yield from self._rule(_label(child), {}, child.value)
        if _is_reordered([*self.old_asked], [*self.new_asked]) and not self._has_moved():
            yield gettext("De vragen staan in een andere volgorde.")

    def _steps(self) -> Iterator[str]:
        for id_, step in self.old_steps.items():
            if id_ not in self.new_steps:
                yield gettext("De stap ‘%(step)s’ is verwijderd.") % {"step": _title(step)}
        for id_, step in self.new_steps.items():
            if id_ not in self.old_steps:
                yield gettext("Nieuwe stap: ‘%(step)s’.") % {"step": _title(step)}
                yield from self._rule(_title(step), {}, step.value)
                continue
            before = self.old_steps[id_]
            if _title(before) != _title(step):
                yield gettext("De stap ‘%(old)s’ heet nu ‘%(new)s’.") % {"old": _title(before), "new": _title(step)}
            yield from _fields(_title(step), before, step)
            yield from self._rule(_title(step), before.value, step.value)
        if _is_reordered([*self.old_steps], [*self.new_steps]):
            yield gettext("De stappen staan in een andere volgorde.")

    def _question(
        self,
        old_step: Child,
        before: Child,
        step: Child,
        after: Child,
    ) -> Iterator[str]:
        label, old, new = _label(after), before.value, after.value
        if old_step.id != step.id:
            words = {"label": label, "old": _title(old_step), "new": _title(step)}
            yield gettext("‘%(label)s’ staat nu in stap ‘%(new)s’ (was: ‘%(old)s’).") % words
        if _label(before) != label:
            yield gettext("De vraag ‘%(old)s’ luidt nu ‘%(new)s’.") % {"old": _label(before), "new": label}
        if bool(old.get("required")) != bool(new.get("required")):
            text = (
                gettext("‘%(label)s’ is nu verplicht.")
                if new.get("required")
                else gettext("‘%(label)s’ is niet meer verplicht.")
            )
            yield text % {"label": label}
        if bool(old.get("personal_data")) != bool(new.get("personal_data")):
            is_personal = gettext("‘%(label)s’ is nu een persoonsgegeven.")
            text = is_personal if new.get("personal_data") else gettext("‘%(label)s’ is geen persoonsgegeven meer.")
            yield text % {"label": label}
        yield from _choices(label, old, new)
        yield from _fields(label, before, after)
        yield from self._rule(label, old, new)

    def _rule(self, label: str, old: StructValue, new: StructValue) -> Iterator[str]:
        before, after = _said(old, self.old), _said(new, self.new)
        if before == after:
            return
        text = gettext("‘%(label)s’: %(new)s (was: %(old)s)") if old else gettext("‘%(label)s’: %(new)s")
        yield text % {"label": label, "old": before, "new": after}

    def _has_moved(self) -> bool:
        both = self.old_asked.keys() & self.new_asked.keys()
        return any(self.old_asked[id_][0].id != self.new_asked[id_][0].id for id_ in both)


def _choices(label: str, old: StructValue, new: StructValue) -> Iterator[str]:
    before, after = ({row.id: row.value["label"] for row in _rows(value)} for value in (old, new))
    for id_, text in before.items():
        if id_ not in after:
            yield gettext("‘%(label)s’: het antwoord ‘%(text)s’ is verwijderd.") % {"label": label, "text": text}
    for id_, text in after.items():
        if id_ not in before:
            yield gettext("‘%(label)s’: nieuw antwoord ‘%(text)s’.") % {"label": label, "text": text}
        elif before[id_] != text:
            words = {"label": label, "old": before[id_], "new": text}
            yield gettext("‘%(label)s’: het antwoord ‘%(old)s’ luidt nu ‘%(new)s’.") % words
    if _is_reordered([*before], [*after]):
        yield gettext("‘%(label)s’: de antwoorden staan in een andere volgorde.") % {"label": label}


def _fields(label: str, before: Child, after: Child) -> Iterator[str]:
    for name, block in after.block.child_blocks.items():
        if name in SAID_APART:
            continue
        values = [value.get(name) for value in (before.value, after.value)]
        if all(value in NOTHING for value in values):
            continue  # what was stored before there was such a field, and an unticked box, are one to an editor
        old, new = (words_of_block(block, value) for value in values)
        if old != new:
            words = {"label": label, "field": block.label, "old": old or gettext("leeg"), "new": new or gettext("leeg")}
            yield gettext("‘%(label)s’, %(field)s: ‘%(new)s’ (was: ‘%(old)s’)") % words


def _said(value: StructValue, definition: Definition) -> str:
    rule: Rule | None = rule_of(value["show_if"]) if value else None
    return sentence(rule, subjects_of(definition)) or gettext("Altijd tonen.")


def _rows(value: StructValue) -> Sequence[ListValue.ListChild]:
    rows: Sequence[ListValue.ListChild] = getattr(value.get("choices"), "bound_blocks", ())
    return rows


def _label(child: Child) -> str:
    return str(child.value["label"] or gettext("(vraag zonder tekst)"))


def _title(step: Child) -> str:
    return str(step.value["title"] or gettext("(zonder titel)"))


def _is_reordered(old: list[Any], new: list[Any]) -> bool:
    return [id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old]
