"""A form with a condition of every kind with every operator, and the sentence that each must be."""

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
SENTENCES = [
    ("straat", "eq", "Markt", "Toon als ‘Welke straat?’ is gelijk aan ‘Markt’."),
    ("straat", "ne", "100%", "Toon als ‘Welke straat?’ is niet gelijk aan ‘100%’."),
    ("straat", "filled", "", "Toon als ‘Welke straat?’ is ingevuld."),
    ("straat", "empty", "", "Toon als ‘Welke straat?’ is niet ingevuld."),
    ("huurt", "eq", "ja", "Toon als ‘Huurt u?’ is gelijk aan ‘Ja, ik huur’."),
    ("huurt", "ne", "nee", "Toon als ‘Huurt u?’ is niet gelijk aan ‘Nee’."),
    ("huurt", "filled", "", "Toon als ‘Huurt u?’ is ingevuld."),
    ("huurt", "empty", "", "Toon als ‘Huurt u?’ is niet ingevuld."),
    ("dieren", "has", "ja", "Toon als ‘Welke dieren?’ bevat ‘Ja, ik huur’."),
    ("dieren", "has_not", "nee", "Toon als ‘Welke dieren?’ bevat niet ‘Nee’."),
    ("dieren", "filled", "", "Toon als ‘Welke dieren?’ is ingevuld."),
    ("dieren", "empty", "", "Toon als ‘Welke dieren?’ is niet ingevuld."),
    ("aantal", "eq", "3", "Toon als ‘Hoeveel mensen?’ is gelijk aan ‘3’."),
    ("aantal", "ne", "2.50", "Toon als ‘Hoeveel mensen?’ is niet gelijk aan ‘2,5’."),
    ("aantal", "lt", "-1", "Toon als ‘Hoeveel mensen?’ is kleiner dan ‘-1’."),
    ("aantal", "gt", "100", "Toon als ‘Hoeveel mensen?’ is groter dan ‘100’."),
    ("aantal", "gt", "0.0000001", "Toon als ‘Hoeveel mensen?’ is groter dan ‘0,0000001’."),
    ("aantal", "filled", "", "Toon als ‘Hoeveel mensen?’ is ingevuld."),
    ("aantal", "empty", "", "Toon als ‘Hoeveel mensen?’ is niet ingevuld."),
    ("dag", "eq", "2026-03-01", "Toon als ‘Welke dag?’ is op ‘1 maart 2026’."),
    ("dag", "lt", "2020-01-01", "Toon als ‘Welke dag?’ is voor ‘1 januari 2020’."),
    ("dag", "gt", "2026-12-31", "Toon als ‘Welke dag?’ is na ‘31 december 2026’."),
    ("dag", "filled", "", "Toon als ‘Welke dag?’ is ingevuld."),
    ("dag", "empty", "", "Toon als ‘Welke dag?’ is niet ingevuld."),
    ("bewijs", "filled", "", "Toon als ‘Welk bewijs?’ is ingevuld."),
    ("bewijs", "empty", "", "Toon als ‘Welk bewijs?’ is niet ingevuld."),
]


def steps_with_every_condition():
    """Return two steps: the questions that are asked about, and a question under each condition."""
    under = [
        question("text", f"onder_{number}", f"Onder {number}?", show_if=when(name, operator, value))
        for number, (name, operator, value, _sentence) in enumerate(SENTENCES)
    ]
    return [step("Gevraagd", *ASKED.values()), step("Onder een voorwaarde", *under)]
