"""A form as a file: its Definition's JSON with department, destination and duration; written out, and read into a form."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import nh3
from django.db import transaction
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.rich_text import RichText

from forms_app.definition.structure import SCHEMA, SOURCE_LANGUAGE, Definition, Question, from_json, to_json
from forms_app.editing.differences import differences
from forms_app.editing.freezing import define, require_publishable
from forms_app.editing.thawing import thaw
from forms_app.errors import InvalidDefinition
from forms_app.models import Form
from forms_app.questions import QuestionType, question_type, question_types
from ground import data_files
from ground.actor import Actor
from ground.data_files import MALFORMED, DataFileError
from people.service import department_by_code
from records.service import write_audit

TAGS = {"p", "br", "b", "strong", "a", "ul", "ol", "li"}
"""What an editor can write (blocks.TEXT_FEATURES). A link to a page by its number is none: it is another page elsewhere."""
ATTRIBUTES = {"a": {"href"}, "p": {"data-block-key"}, "li": {"data-block-key"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def as_data(form: Form) -> dict[str, Any]:
    """Return what stands in the form's file, of the form as it stands."""
    definition = to_json(define(form))
    own = {
        "department": form.department.code,
        "destination": form.destination,
        "duration_minutes": form.duration_minutes,
    }
    head = {name: definition[name] for name in (SCHEMA.key, "key")}
    return {**head, **own, **definition}


def read(actor: Actor, path: Path, *, publish: bool = False) -> Form:
    """Return the form of a file, made or brought up to date, as a draft or published; one that says the same stays as it is.

    DataFileError where the file is wrong, the form could not be published, or an editor is at work on it: nothing is written.
    """
    return take(actor, path, data_files.read(path, SCHEMA), publish=publish)


def take(actor: Actor, path: Path, data: dict[str, Any], *, publish: bool = False) -> Form:
    """Do the same with what a file says, in the schema of today; path is where it came from."""
    data = in_words_of_this_city(data)
    with transaction.atomic():
        form = _existing(data.get("key"))
        if form is not None and as_data(form) == data:
            return _publish(form) if publish and _waits(form) else form
        form = _built(path, data, form)
        wrong = data_files.refusals(data, form, "steps", as_data)
        if wrong:
            raise DataFileError(path, wrong)
        try:
            require_publishable(form)
        except InvalidDefinition as error:
            raise DataFileError(path, error.reasons) from None
        return _written(actor, form, publish=publish)


def in_words_of_this_city(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a file says with the names that things bear here: a counter is known by its code alone."""
    try:
        texts = dict(data["texts"][SOURCE_LANGUAGE])
        for question in from_json(data).questions.values():
            for code, name in _type_of(question).names_here(question).items():
                if name is not None:
                    texts[f"questions.{question.name}.choices.{code}"] = name
        return {**data, "texts": {**data["texts"], SOURCE_LANGUAGE: texts}}
    except MALFORMED:  # refused further on, with its place
        return data


def missing_here(data: dict[str, Any]) -> list[str]:
    """Return a sentence for each thing that a form's file names and this city has not: a kind of question, a counter.

    The data may be of any schema; of malformed data nothing is said.
    """
    try:
        questions = from_json(data).questions.values()
        return [sentence for question in questions for sentence in _missing_of(question)]
    except MALFORMED:
        return []


def _missing_of(question: Question) -> Iterator[str]:
    if question_types().get(question.type) is None:
        words = {"label": question.label, "type": question.type}
        yield gettext("De vraag ‘%(label)s’ is van een soort (%(type)s) die hier niet geïnstalleerd is.") % words
        return
    for code, name in _type_of(question).names_here(question).items():
        if name is None:
            yield gettext(
                "De vraag ‘%(label)s’ laat kiezen uit ‘%(code)s’, dat hier niet bestaat. Maak het hier eerst, met die code."
            ) % {"label": question.label, "code": code}


def _type_of(question: Question) -> QuestionType[Any]:
    return question_type(question.type)


def changes(old: Form, new: Form) -> list[str]:
    """Return what a form that was read from a file changes, in sentences. Ids that no file holds count for nothing."""
    before = Form(
        **{name: getattr(old, name) for name in ("key", "title", "introduction", "confirmation", "submit_label")}
    )
    before.steps = Form._meta.get_field("steps").stream_block.to_python(thaw(define(old)))
    return differences(before, new)


def _existing(key: object) -> Form | None:
    """Return the form as its latest draft says, None where there is none."""
    form = Form.objects.select_for_update().filter(key=key).first() if isinstance(key, str) else None
    return form.get_latest_revision_as_object() if form and form.latest_revision_id else form


def _waits(form: Form) -> bool:
    return form.has_unpublished_changes or not form.live


def _built(path: Path, data: dict[str, Any], form: Form | None) -> Form:
    """Return the form with what the file says, not saved and not checked."""
    if form is not None and (form.locked or form.has_unpublished_changes):
        why = "is locked" if form.locked else "has changes that are not published: publish them, or take them back"
        raise DataFileError(path, [f"key: the form {form.key!r} {why} in the admin"])
    form = form or Form(live=False)
    try:
        definition = from_json(data)
        form.key, form.title = definition.key, definition.title
        form.department = department_by_code(data["department"], "department", form.department_id)
        form.destination, form.duration_minutes = data["destination"], data["duration_minutes"]
        return filled(form, definition)
    except KeyError as error:
        raise DataFileError(path, [f"{error.args[0]}: is missing"]) from None
    except MALFORMED as error:
        raise DataFileError(path, [str(error)]) from None


def filled(form: Form, definition: Definition) -> Form:
    """Return the form with the steps, questions and texts of a Definition, but its title. LookupError names an unknown type."""
    form.introduction, form.confirmation = safe(definition.introduction), safe(definition.confirmation)
    form.submit_label = definition.submit_label
    form.steps = Form._meta.get_field("steps").stream_block.to_python(thaw(definition))
    for value, name in _rich_texts(form):
        value[name] = RichText(safe(value[name].source))
    return form


def _rich_texts(form: Form) -> Iterator[tuple[Any, str]]:
    """Yield each rich text of the steps as its struct and its name there."""
    for step in form.steps:
        for value in (step.value, *(child.value for child in step.value["questions"])):
            yield from ((value, name) for name, block in value.block.child_blocks.items() if _is_rich(block))


def _is_rich(block: blocks.Block) -> bool:
    return isinstance(block, blocks.RichTextBlock)


def safe(text: str) -> str:
    """Return HTML as it is where an editor could have written it, else what is left of it: no editor's filter saw the file."""
    cleaned = nh3.clean(text, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes=URL_SCHEMES)
    return text if unescape(cleaned).replace("<br>", "<br/>") == unescape(text) else cleaned


def _written(actor: Actor, form: Form, *, publish: bool) -> Form:
    is_new = form.pk is None
    if is_new:
        form.save()
    form.save_revision(log_action=not is_new)
    write_audit(actor, "form.read", "form", form.pk, key=form.key, published=publish)
    return _publish(form) if publish else form


def _publish(form: Form) -> Form:
    revision = form.latest_revision
    assert revision is not None  # noqa: S101  # _written has just made it, or the draft that waits is one
    revision.publish()
    form.refresh_from_db()
    return form
