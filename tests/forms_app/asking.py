"""A question of each type, asked of a test."""

from django.utils.datastructures import MultiValueDict

from forms_app.definition.structure import Definition, Question, Step
from forms_app.filling.step_form import step_form
from forms_app.seams import Held

CHOICES = {"options": {"choices": ["a", "b"]}, "texts": {"choices.a": "Appel", "choices.b": "Peer"}}
ABROAD = {
    "street": "rue de la Paix",
    "number": "12",
    "box": "",
    "postal_code": "75002",
    "municipality": "Paris",
    "country": "fr",
}


FILE_ID = "0d1c2b3a-1111-4222-8333-444455556666"


# type -> (options and texts, answers in normal form, each with the lines that people see)
CASES = {
    "text": ({}, [("Jonas", ["Jonas"]), ("O'Neill & <b>", ["O'Neill & <b>"]), ("100 % zeker", ["100 % zeker"])]),
    "long_text": ({}, [("een\ntwee", ["een", "twee"])]),
    "number": (
        {"options": {"minimum": 1, "maximum": 5000, "decimals": 2}, "texts": {"unit": "meter"}},
        [(3, ["3 meter"]), (1250.5, ["1250,5 meter"])],
    ),
    "date": (
        {"options": {"period": "any"}},
        [("2024-02-29", ["29 februari 2024"]), ("1931-08-01", ["1 augustus 1931"])],
    ),
    "email": ({}, [("jonas@voorbeeld.be", ["jonas@voorbeeld.be"])]),
    "phone": ({}, [("+3237783000", ["03 778 30 00"]), ("+31205551234", ["+31 20 555 1234"])]),
    "address": (
        {},
        [
            (
                {
                    "street": "Grote Markt",
                    "number": "1",
                    "box": "",
                    "postal_code": "9100",
                    "municipality": "Sint-Niklaas",
                    "country": "BE",
                },
                ["Grote Markt 1", "9100 Sint-Niklaas"],
            ),
            (
                {
                    "street": "Dries",
                    "number": "12A",
                    "box": "3",
                    "postal_code": "9112",
                    "municipality": "Sinaai",
                    "country": "BE",
                },
                ["Dries 12A bus 3", "9112 Sinaai"],
            ),
            (
                {
                    "street": "Damrak",
                    "number": "1",
                    "box": "",
                    "postal_code": "1012 LG",
                    "municipality": "Amsterdam",
                    "country": "NL",
                },
                ["Damrak 1", "1012 LG Amsterdam", "Nederland"],
            ),
            (
                {
                    "street": "Rose Cottage",
                    "number": "",
                    "box": "",
                    "postal_code": "",
                    "municipality": "Nassau",
                    "country": "BS",
                },
                ["Rose Cottage", "Nassau", "Bahama's"],
            ),
        ],
    ),
    "national_number": ({}, [("93051822361", ["93.05.18-223.61"]), ("00012556777", ["00.01.25-567.77"])]),
    "iban": ({}, [("BE68539007547034", ["BE68 5390 0754 7034"]), ("NL91ABNA0417164300", ["NL91 ABNA 0417 1643 00"])]),
    "yes_no": (
        {"options": {"choices": ["yes", "no"]}, "texts": {"choices.yes": "Ja", "choices.no": "Nee"}},
        [("yes", ["Ja"]), ("no", ["Nee"])],
    ),
    "radio": (CHOICES, [("a", ["Appel"])]),
    "place": (CHOICES, [("a", ["Appel"])]),
    "select": (CHOICES, [("b", ["Peer"])]),
    "checkboxes": (CHOICES, [(["a", "b"], ["Appel", "Peer"]), (["b"], ["Peer"])]),
    "file": ({"options": {"max_files": 2}}, [([FILE_ID], ["1 bestand"])]),
    "content": ({"texts": {"body": "<p>Lees dit.</p>"}}, []),
    "declaration": ({}, [(True, ["Akkoord"])]),
}


ANSWERING = [name for name in CASES if CASES[name][1]]


def ask(type_name, required=True, label="Uw 100 % antwoord", **more):
    return Question("vraag", type_name, label, required=required, **{**CASES.get(type_name, ({},))[0], **more})


def clean(question, data):
    """Return (errors, normal form) of what a browser posts."""
    step = Step("stap", "Stap", questions=(question,))
    held = {FILE_ID: Held("file", FILE_ID, "", "a.pdf")}
    posted = MultiValueDict({key: values if isinstance(values, list) else [values] for key, values in data.items()})
    form = step_form(step)(data=posted, definition=Definition("k", "T", (step,)), known={}, held=held)
    return [str(text) for text in form.errors.get("vraag", [])], form.answers.get("vraag")


def clean_form(question):
    step = Step("stap", "Stap", questions=(question,))
    return step_form(step)(definition=Definition("k", "T", (step,)), known={})


def typed(type_name, text, **options):
    question = ask(type_name, **({"options": {**CASES[type_name][0].get("options", {}), **options}} if options else {}))
    return clean(question, {"vraag": text})
