"""An editor's page as a browser holds it: every control with its value, ready to be changed and posted.

Plain fields are read from the page. The page builds its blocks by script; here each block's own widget draws them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks.base import BlockField

from forms_app.editing.blocks import QuestionBlock

FORMS = ("#w-editor-form", "form[data-edit-form]", "main form")
NOT_POSTED = {"submit", "button", "reset", "image", "file"}
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Control:
    """A field of a block that a person can fill in: the name under which it is posted, and its block."""

    name: str
    block: blocks.Block


class EditorPage:
    """A GET, or the answer to a refused POST. `awake` says whether sleeping questions were opened."""

    def __init__(self, response: Any, *, awake: bool = False) -> None:
        assert response.status_code == 200, response.status_code
        self.response, self.awake = response, awake
        self.form = response.context["form"]
        self.html = BeautifulSoup(response.content, "html.parser")
        self.controls: list[Control] = []
        self.pairs: Pairs = []
        element = next(filter(None, map(self.html.select_one, FORMS)))
        self.pairs += pairs_of(element)
        for form in all_forms(self.form):
            for name, field in form.fields.items():
                if isinstance(field, BlockField):
                    self._block(field.block, form[name].value(), form.add_prefix(name))

    def names(self) -> list[str]:
        """Return the plain fields on the page that a person fills in, of the form and of its inline forms."""
        drawn = {str(control["name"]) for control in self.html.select("[name]")}
        names = [
            form.add_prefix(name)
            for form in all_forms(self.form)
            for name, field in form.fields.items()
            if not isinstance(field, BlockField)
            and not field.widget.is_hidden
            and not field.disabled
            and not isinstance(field.widget, BaseChooser)  # nobody types there
        ]
        return [name for name in names if name in drawn]

    def post(self, **changes: str | None) -> dict[str, list[str]]:
        """Return what is posted when these controls are changed; None leaves one out, as an unticked box is."""
        data = QueryDict(mutable=True)
        for name, value in self.pairs:
            data.appendlist(name, value)
        for name, text in changes.items():
            data.pop(name, None)
            if text is not None:
                data[name] = text
        return dict(data.lists())

    def shown(self) -> dict[str, list[str]]:
        """Return the value of every control by name."""
        return self.post()

    # --- blocks -------------------------------------------------------------------------------------------------------

    def _block(self, block: blocks.Block, value: Any, at: str) -> None:
        if isinstance(block, QuestionBlock) and not self.awake:
            asleep = json.dumps(block.get_prep_value(value), cls=DjangoJSONEncoder)
            self.pairs.append((f"{at}-asleep", asleep))
        elif isinstance(block, blocks.StructBlock):
            for name, child in block.child_blocks.items():
                self._block(child, value.get(name), f"{at}-{name}")
        elif isinstance(block, blocks.StreamBlock):
            children = [(child.block, child.value, child.id) for child in value or ()]
            self._rows(children, at)
        elif isinstance(block, blocks.ListBlock):
            self._rows([(block.child_block, row.value, row.id) for row in value.bound_blocks], at)
        else:
            self.controls.append(Control(at, block))
            form_value = block.field.prepare_value(block.value_for_form(value))
            drawn = block.field.widget.render(at, form_value, {"id": at})
            self.pairs += pairs_of(BeautifulSoup(drawn, "html.parser"))

    def _rows(self, rows: list[tuple[blocks.Block, Any, Any]], at: str) -> None:
        self.pairs.append((f"{at}-count", str(len(rows))))
        for number, (block, value, id_) in enumerate(rows):
            place = f"{at}-{number}"
            self.pairs += [(f"{place}-deleted", ""), (f"{place}-order", str(number)), (f"{place}-id", id_ or "")]
            self.pairs.append((f"{place}-type", block.name or "item"))
            self._block(block, value, f"{place}-value")


def all_forms(form: Any) -> Iterator[Any]:
    """Yield a form and the forms of its formsets, at any depth."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for child in formset.forms:
            yield from all_forms(child)


def pairs_of(element: Tag) -> Pairs:
    """Return what a browser would post of the controls in an element."""
    pairs: Pairs = []
    for control in element.select("input[name], select[name], textarea[name]"):
        if control.find_parent("template") or control.has_attr("disabled"):
            continue
        name, kind = str(control["name"]), str(control.get("type", "text"))
        if control.name == "textarea":
            text = control.get_text()
            pairs.append((name, text.removeprefix("\n")))  # HTML drops the first line break, and Django writes one
        elif control.name == "select":
            chosen = control.select("option[selected]")
            if not chosen and not control.has_attr("multiple"):
                chosen = control.select("option")[:1]
            pairs += [(name, str(option.get("value", option.get_text()))) for option in chosen]
        elif kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                pairs.append((name, str(control.get("value", "on"))))
        elif kind not in NOT_POSTED:
            pairs.append((name, str(control.get("value", ""))))
    return pairs
