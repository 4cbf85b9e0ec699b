"""What editors make, as JSON files to keep and to hand on. A file is understood wholly, or refused.

Whoever reads one builds the thing, writes that out again and compares (`differences`): so a misspelt name, a value of another
type and an option that no longer exists are each refused with their place.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Model, QuerySet, TextField

from ground.versions import Schema

MALFORMED = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What reading data of another shape than was meant raises."""
M = TypeVar("M", bound=Model)
MAX_KNOWN = 50
MAX_BYTES = 2_000_000
"""Of one file; a form of 95 questions is 60 KB."""


class DataFileError(Exception):
    """The file cannot be taken as it is; reasons say what and where, str() names the file too."""

    def __init__(self, path: Path, reasons: list[str]) -> None:
        super().__init__("\n".join(f"{path}: {reason}" for reason in reasons))
        self.path, self.reasons = path, reasons


def read(path: Path, schema: Schema) -> dict[str, Any]:
    """Return the object in a JSON file, of whatever schema, in the shape of today. Raises DataFileError where there is none."""
    try:
        data = loads(text_of(path))
    except (ValueError, RecursionError) as error:
        raise DataFileError(path, [f"is no JSON: {error}"]) from None
    if not isinstance(data, dict):
        raise DataFileError(path, [f"holds no object but {_short(data)}"])
    return in_schema(path, data, schema)


def in_schema(path: Path, data: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """Return an object of whatever schema in the shape of today. Raises DataFileError for one that is none."""
    try:
        return schema.read(data)
    except KeyError as error:
        raise DataFileError(path, [f"{error.args[0]}: is missing"]) from None
    except MALFORMED as error:
        raise DataFileError(path, [str(error)]) from None


def text_of(path: Path) -> str:
    """Return the text of a file. Raises DataFileError where it cannot be opened, is too large, or is no text."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DataFileError(path, [f"is larger than {MAX_BYTES} bytes"])
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(path, [f"cannot be opened: {error.strerror}"]) from None
    except ValueError as error:
        raise DataFileError(path, [f"is no JSON: {error}"]) from None


def loads(text: str) -> Any:  # noqa: ANN401  # JSON of any shape
    """Return what JSON says. ValueError or RecursionError where it is none, or holds what no database keeps."""
    data = json.loads(text, parse_constant=_no_number)
    if "\\u0000" in as_text(data).encode().decode():  # encode() refuses half a sign
        raise ValueError("it holds the sign U+0000, which no database keeps")
    return data


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def as_text(data: object) -> str:
    """Return the text of a file: the same data always gives the same."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def by_code(rows: QuerySet[M], field: str, code: object, place: str) -> M:
    """Return the row that a file names by its code. LookupError tells the place, the code and which ones there are."""
    row = rows.filter(**{field: code}).first() if isinstance(code, str) else None
    if row is None:
        known = ", ".join(rows.order_by(field).values_list(field, flat=True)[:MAX_KNOWN]) or "none"
        raise LookupError(f"{place}: {_short(code)} is unknown. Known: {known}")
    return row


def differences(given: object, understood: object, place: str = "") -> Iterator[str]:
    """Yield where what a file gives is not what was understood of it: "workflow.statuses[1].act: 'sent', expected ''"."""
    if isinstance(given, dict) and isinstance(understood, dict):
        for name in [*understood, *(name for name in given if name not in understood)]:
            where = f"{place}.{name}" if place else str(name)
            if name not in given:
                yield f"{where}: is missing, expected {_short(understood[name])}"
            elif name not in understood:
                yield f"{where}: {_short(given[name])} has no meaning here"
            else:
                yield from differences(given[name], understood[name], where)
    elif isinstance(given, list) and isinstance(understood, list) and len(given) == len(understood):
        for number, (mine, theirs) in enumerate(zip(given, understood, strict=True)):
            yield from differences(mine, theirs, f"{place}[{number}]")
    elif isinstance(given, str) and isinstance(understood, str) and given.strip() == understood.strip():
        pass  # a form of the admin takes spaces away that code may have written: "De reden is: "
    elif type(given) is not type(understood) or given != understood:
        yield f"{place}: {_short(given)}, expected {_short(understood)}"


def refusals(
    given: dict[str, Any], instance: Model, blocks: str, as_data: Callable[[Any], dict[str, Any]]
) -> list[str]:
    """Return why a file may not become the instance: what the admin would refuse, else what of the file is not found back.

    blocks is its StreamField. It is compared when cleaned, so that what must be text is text, and left as it was written.
    """
    written = getattr(instance, blocks)
    try:
        return _refused(instance, blocks) or list(differences(given, as_data(instance)))
    finally:
        setattr(instance, blocks, written)


def _refused(instance: Model, blocks: str) -> list[str]:
    reasons = [
        f"{field.name}: {_short(getattr(instance, field.attname))} cannot stand here"
        for field in instance._meta.concrete_fields
        if field.name != blocks and _is_wrongly_empty(field, getattr(instance, field.attname))
    ]
    value = getattr(instance, blocks)
    try:  # full_clean leaves the blocks of a StreamField alone
        setattr(instance, blocks, value.stream_block.clean(value))
    except ValidationError as error:
        reasons += _reasons_in(error, blocks)
    except MALFORMED as error:  # a value of a type that no form of the admin could bring
        reasons.append(f"{blocks}: {error}")
    try:
        instance.full_clean()
    except ValidationError as error:
        reasons += _reasons_in(error)
    return reasons


def _is_wrongly_empty(field: "models.Field[Any, Any]", value: object) -> bool:
    """Whether the value is an emptiness of another kind, such as [] for a text: full_clean passes over whatever is empty."""
    is_text = isinstance(field, CharField | TextField)
    if value is None:
        return is_text and not field.null
    return value in field.empty_values and not (is_text and value == "")


def _reasons_in(error: ValidationError | str, place: str = "") -> Iterator[str]:
    """Yield each message of Django's and Wagtail's nested errors after its place: "statuses[1].label: Vul dit in."."""
    if isinstance(error, str):
        yield f"{place}: {error}"
    elif hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            for each in errors:
                yield from _reasons_in(each, name)
    elif hasattr(error, "block_errors"):
        for key, child in error.block_errors.items():
            yield from _reasons_in(child, f"{place}[{key}]" if isinstance(key, int) else f"{place}.{key}")
        for each in getattr(error, "non_block_errors", ()):
            yield from _reasons_in(each, place)
    else:
        yield from (f"{place}: {message}" for message in error.messages)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
