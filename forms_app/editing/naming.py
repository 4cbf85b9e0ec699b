"""Names for what comes without one: a question, or an answer to choose. The editor's script proposes the same (form-names.js)."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from forms_app.definition.wire import RESERVED_NAMES

MAX_LENGTH = 50
ACCENTS = re.compile("[\u0300-\u036f]")


def give_names(questions: Iterable[Any]) -> None:
    """Name each question value, and each answer in it, that has a label and no name: nobody is asked for what a script fills in.

    questions: the struct values of a whole form, whose names differ from each other.
    """
    values = list(questions)
    taken = {str(value["name"]) for value in values} | set(RESERVED_NAMES)
    for value in values:
        if not value["name"]:
            value["name"] = proposal(value["label"], "vraag", taken)
            taken.add(value["name"])
        choices = list(value.get("choices") or ())
        keys = {str(choice["key"]) for choice in choices}
        for choice in choices:
            if not choice["key"]:
                choice["key"] = proposal(choice["label"], "antwoord", keys)
                keys.add(choice["key"])


def proposal(label: object, fallback: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: "op_welke_datum_2"; the fallback for a label without a Latin letter, "" for an empty one.

    label is what was posted, so it may be anything.
    """
    label = str(label or "")
    plain = ACCENTS.sub("", unicodedata.normalize("NFD", label)).lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain)
    name = re.sub(r"^[_0-9]+|_+$", "", words)[:MAX_LENGTH].rstrip("_") or (fallback if label.strip() else "")
    wanted, number = name, 2
    while name and name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name
