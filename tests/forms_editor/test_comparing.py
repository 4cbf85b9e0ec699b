"""Two versions of a form compared: what people see, only what changed, as sentences."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from forms_app.editing.differences import differences
from forms_app.models import Form
from tests.factories import make_case_type, make_department, make_form, question, step, when

pytestmark = pytest.mark.django_db

YES_NO = [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]


def version(*steps):
    """Return an unsaved form with these steps; the same names have the same ids."""
    form = Form(title="Test", key="test")
    form.steps = Form._meta.get_field("steps").stream_block.to_python([{**item, "id": item["id"]} for item in steps])
    return form


def step_of(*questions, id_="s1", title="Uw verhuis", **more):
    return {**step(title, *questions, **more), "id": id_}


def text(name="naam", label="Hoe heet u?", **more):
    return question("text", name, label, **more)


NUMBER = question("number", "aantal", "Hoeveel mensen?", minimum=1, decimals=0)
DATE = question("date", "dag", "Welke dag?", earliest="2026-01-31", period="any")


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ([step_of(text())], [step_of(text())], []),
        (
            [step_of(DATE)],
            [step_of({**DATE, "value": {**DATE["value"], "is_birth_date": False}})],
            [],
        ),  # older than the option
        ([step_of(text())], [step_of(text(label="Uw naam?"))], ["De vraag ‘Hoe heet u?’ luidt nu ‘Uw naam?’."]),
        ([step_of(text())], [step_of(text(required=False))], ["‘Hoe heet u?’ is niet meer verplicht."]),
        ([step_of(text())], [step_of(text(personal_data=True))], ["‘Hoe heet u?’ is nu een persoonsgegeven."]),
        (
            [step_of(text())],
            [step_of(text(), NUMBER)],
            ["Nieuwe vraag in stap ‘Uw verhuis’: ‘Hoeveel mensen?’ (Getal)."],
        ),
        ([step_of(text(), NUMBER)], [step_of(text())], ["De vraag ‘Hoeveel mensen?’ is verwijderd."]),
        ([step_of(text(), NUMBER)], [step_of(NUMBER, text())], ["De vragen staan in een andere volgorde."]),
        ([step_of(text())], [step_of(text(), title="Verhuis")], ["De stap ‘Uw verhuis’ heet nu ‘Verhuis’."]),
        (
            [step_of(NUMBER)],
            [step_of(question("number", "aantal", "Hoeveel mensen?", minimum=2.5, decimals=0))],
            ["‘Hoeveel mensen?’, Kleinste waarde: ‘2,5’ (was: ‘1’)"],
        ),
        (
            [step_of(DATE)],
            [step_of(question("date", "dag", "Welke dag?", earliest=None, period="future"))],
            [
                "‘Welke dag?’, Welke datums mogen?: ‘Vandaag of later’ (was: ‘Elke datum’)",
                "‘Welke dag?’, Niet vroeger dan: ‘leeg’ (was: ‘31 januari 2026’)",
            ],
        ),
        (
            [step_of(NUMBER, text(show_if=when("aantal", "gt", "100")))],
            [step_of(NUMBER, text(show_if=when("aantal", "lt", "100")))],
            [
                "‘Hoe heet u?’: Toon als ‘Hoeveel mensen?’ is kleiner dan ‘100’."
                " (was: Toon als ‘Hoeveel mensen?’ is groter dan ‘100’.)"
            ],
        ),
        (
            [step_of(DATE, text())],
            [step_of(DATE, text(show_if=when("dag", "gt", "2026-12-31")))],
            ["‘Hoe heet u?’: Toon als ‘Welke dag?’ is na ‘31 december 2026’. (was: Altijd tonen.)"],
        ),
        (
            [step_of(question("radio", "huurt", "Huurt u?", choices=YES_NO))],
            [step_of(question("radio", "huurt", "Huurt u?", choices=[*YES_NO[:1], {"label": "Soms", "key": "soms"}]))],
            ["‘Huurt u?’: het antwoord ‘Nee’ is verwijderd.", "‘Huurt u?’: nieuw antwoord ‘Soms’."],
        ),
        (
            [step_of(text()), step_of(NUMBER, id_="s2", title="Mensen")],
            [step_of(text(), NUMBER), step_of(id_="s2", title="Mensen")],
            ["‘Hoeveel mensen?’ staat nu in stap ‘Uw verhuis’ (was: ‘Mensen’)."],
        ),
    ],
)
def test_each_change_is_one_sentence(old, new, sentences):
    assert differences(version(*old), version(*new)) == sentences


def test_the_compare_view_shows_sentences_and_names_and_nothing_stored(administrator):
    form = make_form(step("Stap", NUMBER, text(show_if=when("aantal", "gt", "100"))), publish=False)
    first = form.latest_revision
    form.steps = Form._meta.get_field("steps").stream_block.to_python(
        [{**step("Stap", NUMBER, text(show_if=when("aantal", "lt", "100"))), "id": form.steps[0].id}]
    )
    form.destination = make_case_type("bewonerskaart").code
    form.department = make_department("techniek", "Techniek")
    form.duration_minutes = 10
    second = form.save_revision()
    page = administrator.get(
        reverse("wagtailsnippets_forms_app_form:revisions_compare", args=[form.pk, first.pk, second.pk])
    )
    rows = BeautifulSoup(page.content, "html.parser").select(".listing tbody tr")
    shown = {
        row.select_one(".title").get_text(strip=True): row.select_one(".comparison").get_text(" ", strip=True)
        for row in rows
    }
    assert shown["Stappen en vragen:"].startswith("‘Hoe heet u?’: Toon als ‘Hoeveel mensen?’ is kleiner dan ‘100’.")
    assert "Bewonerskaart" in shown["Zaaktype:"]
    assert shown["Tijd om in te vullen:"] == "10"
    assert set(shown) == {"Stappen en vragen:", "Zaaktype:", "Dienst:", "Tijd om in te vullen:"}
    for stored in ("aantal / gt", "aantal", "gt", "None", "techniek "):
        assert stored not in " ".join(shown.values()).split(" ")
