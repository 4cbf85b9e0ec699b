"""A form with a condition of every kind with every operator, and the sentence that each must be."""

import json
from pathlib import Path

from tests.factories import question, step, when

ANSWERS = [{"label": "Ja, ik huur", "key": "ja"}, {"label": "Nee", "key": "nee"}]
ASKED = {
    "text": question("text", "straat", "Welke straat?"),
    "choice": question("radio", "huurt", "Huurt u?", choices=ANSWERS),
    "choices": question("checkboxes", "dieren", "Welke dieren?", choices=ANSWERS),
    "number": question("number", "aantal", "Hoeveel mensen?", decimals=2),
    "date": question("date", "dag", "Welke dag?"),
    "file": question("file", "bewijs", "Welk bewijs?"),
}
CASES = json.loads((Path(__file__).parents[1] / "data" / "conditions.json").read_text(encoding="utf-8"))
"""What is said of conditions and their values: the editor's script is tested on the same cases (tests/js)."""
SENTENCES = [tuple(case) for case in CASES["conditions"]]


def steps_with_every_condition():
    """Return two steps: the questions that are asked about, and a question under each condition."""
    under = [
        question("text", f"onder_{number}", f"Onder {number}?", show_if=when(name, operator, value))
        for number, (name, operator, value, _sentence) in enumerate(SENTENCES)
    ]
    return [step("Gevraagd", *ASKED.values()), step("Onder een voorwaarde", *under)]
