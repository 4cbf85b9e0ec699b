"""What any editor may do with any admin form, tried: leave each field empty, fill it with nonsense, save twice."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from django.db import transaction
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.test import Client
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import BaseChooser

from tests.admin_sweep.editor_page import Control, EditorPage, all_forms

NONSENSE = {
    "nothing": "",
    "a word": "onzin",
    "300 characters": "lang " * 60,
    "a picture": "\U0001f642",
    "markup": "<b>'%(x)s\"{{ x }}",
    "less than nothing": "-1",
    "a number as the browser shows it": "1.0",
    "a number as people write it": "1.250,50",
    "many digits": "9" * 5000,
    "a raised two": "²",
    "no number": "nan",
    "no date": "2026-02-31",
}
ENGLISH = re.compile(r"\b(the|this|enter|ensure|select|must|valid|required)\b", re.IGNORECASE)
FEW = ("nothing", "a raised two")
PARTS = 3
"""In so many saves goes what the plain fields of a page take; each save costs as much as an editor's page and more."""
VOLATILE = {
    "changed_at",
    "lock_version",  # counts saves
    "sort_order",
    "latest_revision",
    "latest_revision_created_at",
    "last_published_at",
    "has_unpublished_changes",
    "draft_title",
}


@dataclass(frozen=True)
class Editor:
    """An admin form under trial. `preview` is None where there is nothing to preview."""

    client: Client
    edit: str
    preview: str | None = None
    autosaves: bool = True

    def open(self, *, awake: bool = False) -> EditorPage:
        return EditorPage(self.client.get(self.edit), awake=awake)

    # --- each returns faults as sentences -----------------------------------------------------------------------------

    def saved_twice(self, stored: Any, *, awake: bool) -> list[str]:
        """Save what the page shows, twice; `stored()` returns what is kept. The second save changes nothing."""
        kept = []
        for _ in range(2):
            answer = self.client.post(self.edit, self.open(awake=awake).post())
            if answer.status_code != 302:
                return [f"{self.edit}: saving what the page shows answers {answer.status_code}: {errors_of(answer)}"]
            kept.append(stored())
        return [f"{self.edit}: the second save changed {difference(*kept)}"] if kept[0] != kept[1] else []

    def filled_with_nonsense(self, *, awake: bool = True) -> Iterator[str]:
        """Everything at once with each kind of nonsense, each field having each; then few or one at a time, with one of a few.

        Of the plain fields those that refuse it come alone; the others, which would be saved, in a few parts.
        """
        page = self.open(awake=awake)
        plain, in_blocks = page.names(), [control.name for control in page.controls if not is_chosen(control)]
        names = [*plain, *in_blocks]
        kinds = list(NONSENSE.values())
        for shift in range(len(kinds)):
            changes = {name: kinds[(at + shift) % len(kinds)] for at, name in enumerate(names)}
            yield from self._tried(page, changes, by_the_way="autosave" if shift % 2 else "preview")
        few = {name: NONSENSE[kind] for name, kind in zip(plain, cycle(FEW), strict=False)}
        refused = self._refused(page, few)
        for part in range(PARTS):
            taken = [name for name in plain if name not in refused][part::PARTS]
            if taken:
                yield from self._tried(page, {name: few[name] for name in taken})
        for names_together, kind in zip(_one_of_each_group([*refused, *in_blocks]), cycle(FEW)):
            yield from self._tried(page, {name: few.get(name, NONSENSE[kind]) for name in names_together})

    def _refused(self, page: EditorPage, changes: dict[str, str]) -> list[str]:
        """Return the plain fields that have an error when all are changed."""
        with undone():
            answer = self.client.post(self.edit, page.post(**{n: as_posted(page, n, t) for n, t in changes.items()}))
        if answer.status_code != 200:
            return [] if answer.status_code == 302 else list(changes)
        wrong = {form.add_prefix(name) for form in all_forms(answer.context["form"]) for name in form.errors}
        return [name for name in changes if name in wrong]

    def _tried(self, page: EditorPage, changes: dict[str, str], *, by_the_way: str = "") -> Iterator[str]:
        data = page.post(**{name: as_posted(page, name, text) for name, text in changes.items()})
        sent = {name: text[:12] for name, text in changes.items()} if len(changes) < 6 else f"{len(changes)} fields"
        if self.autosaves and by_the_way == "autosave":
            with undone():
                answer = self.client.post(self.edit, data, headers={"accept": "application/json"})
                if answer.status_code not in (200, 400):
                    yield f"autosave {answer.status_code} {self.edit} {sent}: {_why(answer)}"
        if self.preview and by_the_way == "preview":
            with undone():
                answer = self.client.post(self.preview, data)
                if answer.status_code != 200:
                    yield f"preview {answer.status_code} {self.preview} {sent}: {_why(answer)}"
                elif (page_ := self.client.get(self.preview)).status_code != 200:
                    yield f"preview page {page_.status_code} {self.preview} {sent}: {_why(page_)}"
        with undone():
            answer = self.client.post(self.edit, data)
            if answer.status_code not in (200, 302):
                yield f"save {answer.status_code} {self.edit} {sent}: {_why(answer)}"
                return
            after = EditorPage(answer, awake=True) if answer.status_code == 200 else self.open(awake=True)
            if answer.status_code == 200:
                yield from (f"{self.edit} says {text!r}" for text in messages_on(after) if ENGLISH.search(text))
            yield from lost(page, changes, after, self.edit)


def lost(before: EditorPage, changes: dict[str, str], after: EditorPage, where: str) -> Iterator[str]:
    """Yield each typed text that the next page does not show, said with an error or not."""
    shown = after.shown()
    for name, text in changes.items():
        if not is_typed(before, name):
            continue
        if not any(is_same(text, value) for value in shown.get(name, [""])):
            yield f"{where} lost {text[:20]!r} in {name}: shows {[value[:20] for value in shown.get(name, [])]}"


def is_chosen(control: Control) -> bool:
    """Whether a control of a block is a chooser: nobody types there."""
    return isinstance(control.block.field.widget, BaseChooser)  # type: ignore[attr-defined]  # only field blocks are controls


def messages_on(page: EditorPage) -> Iterator[str]:
    """Yield what stands beside the fields of a refused form, of its blocks too."""
    yield from (element.get_text(" ", strip=True) for element in page.html.select(".error-message, .errorlist"))


def is_typed(page: EditorPage, name: str) -> bool:
    """Whether a person types in this control; a list or a box cannot hold what a browser does not offer."""
    widget = widget_of(page, name)
    return widget is not None and not isinstance(widget, Select | RadioSelect | CheckboxInput | CheckboxSelectMultiple)


def widget_of(page: EditorPage, name: str) -> Any:
    for control in page.controls:
        if control.name == name:
            return control.block.field.widget  # type: ignore[attr-defined]  # only field blocks are controls
    for form in all_forms(page.form):
        for field in form.fields:
            if form.add_prefix(field) == name:
                return form.fields[field].widget
    return None


def is_same(typed: str, shown: str) -> bool:
    """Whether a page shows what was typed: outer spaces and the ways to write one number apart."""
    rich = _read(shown)
    if isinstance(rich, dict) and "blocks" in rich:
        shown = "".join(block["text"] for block in rich["blocks"])
    if typed.strip() == shown.strip() or (not typed and shown == "null"):
        return True
    try:
        return float(number(typed)) == float(number(shown))
    except ValueError:
        return False


def number(text: str) -> str:
    """Return a number with a point, its thousands not parted."""
    return text.replace(".", "").replace(",", ".") if "," in text else text


def difference(left: Any, right: Any) -> str:
    """Return where two stored contents differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        keys = [key for key in {**left, **right} if left.get(key) != right.get(key)]
        return "; ".join(f"{key}: {str(left.get(key))[:300]} -> {str(right.get(key))[:300]}" for key in keys)
    return f"{left} -> {right}"


def content_of(instance: Any) -> Any:
    """Return what is kept of an object: its latest revision where it has them, else its own fields."""
    instance.refresh_from_db()
    revision = getattr(instance, "latest_revision", None)
    content = (
        revision.content
        if revision
        else {field.attname: field.value_to_string(instance) for field in instance._meta.concrete_fields}
    )
    return _steady({name: _read(value) for name, value in content.items()})


def _steady(content: Any) -> Any:
    """Return content without what tells when it was saved, and without the place of rows, which their order tells."""
    if isinstance(content, dict):
        return {name: _steady(value) for name, value in content.items() if name not in VOLATILE}
    return [_steady(item) for item in content] if isinstance(content, list) else content


def errors_of(answer: Any) -> Any:
    """Return what a refused form says, of all its forms."""
    context = answer.context
    if context is None or "form" not in context:
        return answer.content[:300]
    return {name: errors.get_json_data() for form in all_forms(context["form"]) for name, errors in form.errors.items()}


@contextmanager
def undone() -> Iterator[None]:
    """Let nothing stay of what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _read(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    except ValueError:
        return value


def as_posted(page: EditorPage, name: str, text: str) -> str | None:
    """Return what a browser posts of a text typed there: nothing at all of unticked boxes, rich text as its editor's JSON."""
    widget = widget_of(page, name)
    if isinstance(widget, CheckboxInput | CheckboxSelectMultiple):
        return text or None
    if isinstance(widget, DraftailRichTextArea):
        block = {
            "key": "a1b2c",
            "text": text,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        return json.dumps({"blocks": [block], "entityMap": {}})
    return text


def _one_of_each_group(names: list[str]) -> Iterator[list[str]]:
    """Yield the first field of every block, then the second of every block …: one wrong field a block."""
    groups = defaultdict(list)
    for name in names:
        groups[name.rpartition("-")[0]].append(name)
    for at in range(max(map(len, groups.values()), default=0)):
        yield [group[at] for group in groups.values() if at < len(group)]


def _why(answer: Any) -> str:
    info = getattr(answer, "exc_info", None)
    return repr(info[1])[:300] if info else str(answer.content[:200])
