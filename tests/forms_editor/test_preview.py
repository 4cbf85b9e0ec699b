"""The preview shows the citizen's own pages, also of what is not finished, with the rules in words."""

import pytest

from forms_app.models import Draft, Submission
from tests.factories import make_form, question, step, when
from tests.forms_editor.posting import posted, stored

pytestmark = pytest.mark.django_db

ANSWERS = [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]


@pytest.fixture
def form():
    rent = question("radio", "huurt", "Huurt u?", choices=ANSWERS)
    who = question("text", "verhuurder", "Wie verhuurt?", show_if=when("huurt", "eq", "ja"))
    return make_form(step("Uw woning", rent), step("Uw contract", who, show_if=when("huurt", "filled")), publish=False)


def show(client, form, mode):
    return client.get(f"/cms/snippets/forms_app/form/preview/{form.pk}/?mode={mode}&in_preview_panel=true")


def preview(client, form, mode):
    """Send what is in the editor, as the panel does, and return the preview in a mode."""
    data = posted(stored(form), department=form.department_id, destination=form.destination)
    client.post(f"/cms/snippets/forms_app/form/preview/{form.pk}/", data)
    return show(client, form, mode)


def mode_of(form, number):
    return f"step-{stored(form)[number - 1]['id']}"


def test_there_is_a_mode_for_the_start_each_step_the_check_the_end_and_the_mail(form):
    assert [label for _mode, label in form.preview_modes] == [
        "Startpagina",
        "Stap 1: Uw woning",
        "Stap 2: Uw contract",
        "Nakijken en versturen",
        "Bevestiging",
        "Mail aan de burger",
    ]


def test_each_mode_shows_a_page(editor, form):
    for mode, _label in form.preview_modes:
        page = preview(editor, form, mode_of(form, int(_label[5])) if mode.startswith("step-") else mode)
        assert page.status_code == 200, mode
        assert "Voorbeeld" in page.text, mode


def test_a_hidden_question_shows_with_its_rule_as_a_sentence(editor, form):
    page = preview(editor, form, mode_of(form, 2)).text
    assert "Wie verhuurt?" in page
    assert "Toon als ‘Huurt u?’ is gelijk aan ‘Ja’." in page
    assert "Toon als ‘Huurt u?’ is ingevuld." in page


def test_the_check_page_lists_every_question(editor, form):
    page = preview(editor, form, "check").text
    assert "Huurt u?" in page
    assert "Wie verhuurt?" in page


def test_the_mail_is_the_one_of_the_case_type(editor, form):
    page = preview(editor, form, "mail").text
    assert "ZK-7K4M-92QX-A" in page
    form.destination = ""
    form.save()
    assert "Kies bij Gegevens eerst een zaaktype" in preview(editor, form, "mail").text


@pytest.mark.parametrize("mode", ["step-weg", "../../etc", "<script>", ""])
def test_a_mode_that_does_not_exist_shows_the_start_page(editor, form, mode):
    page = preview(editor, form, mode)
    assert page.status_code == 200
    assert "<h1>Adreswijziging</h1>" in page.text
    assert "<script>" not in page.text.replace("<script src", "")


def test_what_is_typed_but_not_saved_shows_even_without_names_or_titles(editor, form):
    unfinished = [
        step("", question("text", "", ""), question("radio", "", "Kies", choices=[]), question("text", "", "Nog"))
    ]
    unfinished[0]["id"] = "nieuw"
    address = f"/cms/snippets/forms_app/form/preview/{form.pk}/"
    data = posted(unfinished, department=form.department_id, destination="")
    assert editor.post(address, data).json() == {"is_valid": True, "is_available": True}
    page = show(editor, form, "step-nieuw").text
    assert "(vraag zonder tekst)" in page
    assert "(zonder titel)" in page


def test_a_preview_leaves_nothing_behind(editor, form):
    for mode, _label in form.preview_modes:
        preview(editor, form, mode)
    assert Draft.objects.count() == 0
    assert Submission.objects.count() == 0
    form.refresh_from_db()
    assert form.versions.count() == 0


def test_another_departments_preview_stays_closed(outsider, form):
    answer = preview(outsider, form, "start")
    assert answer.status_code in (302, 404)
    assert "Huurt u?" not in answer.text
