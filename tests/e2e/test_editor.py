"""An editor builds a form by clicks and typing alone. Guards the parts of Wagtail that form-reading.js knows."""

import re

import pytest
from playwright.sync_api import expect

from forms_app.models import Form
from tests.e2e.accessibility import WCAG, axe
from tests.e2e.form_editor import Editor
from tests.factories import make_department, make_form, question, step, when
from tests.forms_editor.conditions import SENTENCES, steps_with_every_condition
from tests.forms_editor.large import large_steps

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADD = "/cms/snippets/forms_app/form/add/"


def open_editor(page, form=None):
    page.goto(page.address + (f"/cms/snippets/forms_app/form/edit/{form.pk}/" if form else ADD))
    return Editor(page)


def rent_form(publish=True, **more):
    answers = [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]
    first = step("Uw woning", question("radio", "huurt_u", "Huurt u?", choices=answers))
    landlord = question("text", "verhuurder", "Wie verhuurt?", show_if=when("huurt_u", "eq", "ja"))
    form = make_form(first, step("Contract", landlord), publish=publish, **more)
    Form.objects.filter(pk=form.pk).update(department=make_department())
    return form


def test_two_steps_and_a_condition_are_built_and_published_by_clicks_alone(desk):
    editor = open_editor(desk)
    editor.title("Premie voor huurders")
    editor.add_step("Uw woning")
    rents = editor.add_question(0, "Eén antwoord kiezen", "Huurt u?", ["Ja", "Nee"])
    assert editor.name_of(rents) == "huurt_u"
    assert editor.keys_of(rents) == ["ja", "nee"]
    editor.add_step("Huurcontract")
    landlord = editor.add_question(1, "Korte tekst", "Wie verhuurt?")
    editor.add_condition(landlord, "Huurt u?", value="Ja")
    expect(landlord.locator(".sn-sentence").first).to_have_text("Toon als ‘Huurt u?’ is gelijk aan ‘Ja’.")
    expect(landlord.locator(".sn-form-summary").first).to_contain_text("verplicht · Toon als ‘Huurt u?’")
    editor.details()
    editor.publish()
    assert "gepubliceerd" in editor.message()
    definition = Form.objects.get(key="premie-voor-huurders").current_version().definition
    assert [item.title for item in definition.steps] == ["Uw woning", "Huurcontract"]
    rule = definition.questions["wie_verhuurt"].show_if.conditions[0]
    assert (rule.question, rule.operator, rule.value) == ("huurt_u", "eq", "ja")


def test_the_picker_offers_comparisons_and_values_that_fit_the_question(desk):
    editor = open_editor(desk)
    editor.add_step("Stap")
    editor.add_question(0, "Getal", "Hoeveel mensen?")
    editor.add_question(0, "Datum", "Sinds wanneer?")
    last = editor.add_question(0, "Korte tekst", "Naam")
    row = editor.add_condition(last, "Hoeveel mensen?", "is groter dan", "3")
    assert row.get_by_label("Antwoord").get_attribute("type") == "number"
    row = editor.add_condition(last, "Sinds wanneer?", "is voor", "2020-01-01")
    assert row.get_by_label("Antwoord").get_attribute("type") == "date"
    offered = row.get_by_label("Vraag").locator("option").all_inner_texts()
    assert offered == ["Kies een vraag", "Hoeveel mensen?", "Sinds wanneer?"]
    sentence = last.locator(".sn-sentence").first
    expect(sentence).to_contain_text(" en ")
    last.locator("[data-contentpath=match] select").select_option(label="aan een van de voorwaarden is voldaan")
    expect(sentence).to_contain_text(" of ")


def test_the_editor_says_each_condition_in_the_sentence_that_the_preview_says(desk):
    editor = open_editor(desk, make_form(*steps_with_every_condition(), publish=False))
    summaries = [
        summary.split(" · ")[-1] for summary in editor.questions(1).locator(".sn-form-summary").all_text_contents()
    ]
    assert summaries == [sentence for _name, _operator, _value, sentence in SENTENCES]
    for number in (13, 20):  # a number with decimals, a date: opened, the controls keep what is stored
        editor.open(editor.question(1, number))
        editor.open(editor.question(1, number).locator("[data-contentpath=show_if]").first)
        expect(editor.question(1, number).locator(".sn-sentence").first).to_have_text(SENTENCES[number][3])


def test_a_condition_follows_new_labels_and_names_and_tells_when_its_question_is_gone(desk):
    form = rent_form(publish=False)
    editor = open_editor(desk, form)
    rents, landlord = editor.question(0, 0), editor.question(1, 0)
    summary = landlord.locator(".sn-form-summary").first
    expect(summary).to_contain_text("‘Huurt u?’ is gelijk aan ‘Ja’")
    editor.open(rents)
    rents.locator("[data-contentpath=label] input").first.fill("Bent u huurder?")
    expect(summary).to_contain_text("‘Bent u huurder?’ is gelijk aan ‘Ja’")
    expect(rents.locator("[data-contentpath=name] input").first).to_have_value("bent_u_huurder")
    editor.act(editor.step(1), "MOVE_UP")
    expect(editor.question(0, 0).locator(".sn-form-summary").first).to_contain_text("⚠")
    editor.act(editor.step(0), "MOVE_DOWN")
    expect(editor.question(1, 0).locator(".sn-form-summary").first).not_to_contain_text("⚠")
    editor.act(editor.question(0, 0), "DELETE")
    expect(editor.question(1, 0).locator(".sn-form-summary").first).to_contain_text("⚠ ‘Bent u huurder?’")
    editor.open(editor.question(1, 0))
    editor.open(editor.question(1, 0).locator("[data-contentpath=show_if]").first)
    expect(editor.question(1, 0).locator(".sn-condition .error-message").first).to_have_text(
        "Deze vraag bestaat niet meer."
    )


def test_duplicates_get_fresh_names_and_their_conditions_stay_inside_the_copy(desk):
    form = rent_form(publish=False)
    editor = open_editor(desk, form)
    editor.act(editor.question(0, 0), "DUPLICATE")
    expect(editor.question(0, 1).locator("[data-contentpath=name] input").first).to_have_value("huurt_u_2")
    editor.act(editor.question(0, 1), "DELETE")
    editor.add_question(1, "Korte tekst", "Straat")
    editor.add_condition(editor.question(1, 1), "Wie verhuurt?", "is ingevuld")
    editor.act(editor.step(1), "DUPLICATE")
    names = [editor.question(2, number).locator("[data-contentpath=name] input").first for number in (0, 1)]
    expect(names[0]).to_have_value("verhuurder_2")
    expect(names[1]).to_have_value("straat_2")
    inside = editor.question(2, 1).locator("input[type=hidden][name$=question]").first
    expect(inside).to_have_value("verhuurder_2")


def test_a_question_moves_to_another_step_with_its_name_and_its_rule(desk):
    form = rent_form()
    editor = open_editor(desk, form)
    landlord = editor.question(1, 0)
    editor.open(landlord)
    editor.move(landlord, "Stap 1: Uw woning")
    expect(editor.questions(0)).to_have_count(2)
    expect(editor.question(0, 1).locator(".sn-form-summary").first).to_contain_text("‘Huurt u?’ is gelijk aan ‘Ja’")
    editor.add_question(1, "Korte tekst", "Nog iets")
    editor.publish()
    assert "gepubliceerd" in editor.message()
    definition = form.current_version().definition
    assert [question.name for question in definition.steps[0].questions] == ["huurt_u", "verhuurder"]


def test_published_names_wear_a_padlock_and_follow_no_label(desk):
    editor = open_editor(desk, rent_form())
    rents = editor.question(0, 0)
    editor.open(rents)
    rents.locator("[data-contentpath=label] input").first.fill("Bent u huurder?")
    name = rents.locator("[data-contentpath=name]").first
    expect(name.locator(".sn-name__lock")).to_contain_text("ligt vast")
    expect(name.locator("input")).to_have_value("huurt_u")
    assert name.locator(".sn-name__pencil").count() == 0
    extra = editor.add_question(0, "Korte tekst", "Verhuurder")
    expect(extra.locator("[data-contentpath=name] input").first).to_have_value("verhuurder_2")
    name.locator("input").evaluate("input => { input.value = 'gekraakt'; }")
    editor.save()
    assert any("ligt vast" in text for text in editor.errors())


def test_publishing_lists_every_error_and_jumps_to_the_first(desk):
    editor = open_editor(desk, rent_form())
    editor.step(1).locator("[data-contentpath=title] input").first.fill("")
    landlord = editor.question(1, 0)
    editor.open(landlord)
    landlord.locator("[data-contentpath=label] input").first.fill("")
    editor.publish()
    assert len(editor.errors()) >= 2
    desk.get_by_role("button", name=re.compile("fout")).first.click()
    expect(desk.locator("*:focus")).to_have_count(1)
    expect(editor.step(1).locator("[data-contentpath=title] .error-message").first).to_be_in_viewport()


def test_a_pasted_label_stays_whole_and_an_emoji_needs_no_name_from_anybody(desk):
    editor = open_editor(desk)
    editor.add_step("Stap")
    asked = editor.add_question(0, "Eén antwoord kiezen", "🙂", ["👍", "👎"])
    assert editor.name_of(asked) == "vraag"
    assert editor.keys_of(asked) == ["antwoord", "antwoord_2"]
    box = asked.locator("[data-contentpath=label] input").first
    assert box.get_attribute("maxlength") is None
    box.fill("Waar woont u? " * 20)
    assert len(box.input_value()) == 280


def test_the_first_error_is_shown_wherever_it_hides(desk):
    form = rent_form(publish=False)
    form.destination = ""
    form.save_revision()
    editor = open_editor(desk, form)
    editor.publish()
    desk.get_by_role("tab", name="Stappen en vragen").click()
    desk.get_by_role("button", name=re.compile("fout")).first.click()
    expect(desk.locator("#id_destination")).to_be_focused()
    expect(desk.locator("#id_destination")).to_be_in_viewport()


def test_the_first_error_in_a_folded_question_is_unfolded(desk):
    editor = open_editor(desk, rent_form())
    landlord = editor.question(1, 0)
    editor.open(landlord)
    landlord.locator("[data-contentpath=label] input").first.fill("")
    editor.publish()
    landlord = editor.question(1, 0)
    toggle = landlord.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "true":
        toggle.click()
    expect(landlord.locator("[data-contentpath=label] input").first).not_to_be_visible()
    desk.get_by_role("button", name=re.compile("fout")).first.click()
    expect(landlord.locator("[data-contentpath=label] input").first).to_be_focused()


def test_all_of_it_works_by_keyboard(desk):
    editor = open_editor(desk, rent_form(publish=False))
    toggle = editor.question(1, 0).locator("[data-panel-toggle]").first
    toggle.focus()
    desk.keyboard.press("Enter")
    expect(editor.question(1, 0).locator("[data-contentpath=label] input").first).to_be_visible()
    rule = editor.question(1, 0).locator("[data-contentpath=show_if] [data-panel-toggle]").first
    rule.focus()
    desk.keyboard.press("Enter")
    pick = editor.question(1, 0).get_by_label("Antwoord").first
    pick.focus()
    desk.keyboard.press("ArrowDown")
    expect(editor.question(1, 0).locator(".sn-form-summary").first).to_contain_text("‘Nee’")
    add = editor.step(0).locator("[data-contentpath=questions] button.c-sf-add-button").last
    add.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".w-combobox input")).to_be_visible()
    desk.keyboard.press("Tab")
    desk.keyboard.type("Korte")
    expect(desk.locator(".w-combobox [role=option]")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(editor.questions(0)).to_have_count(2)
    expect(editor.question(0, 1).locator("[data-contentpath=label] input").first).to_be_focused()
    desk.keyboard.type("Naam")
    expect(editor.question(0, 1).locator("[data-contentpath=name] input").first).to_have_value("naam")


def test_a_form_of_95_questions_sleeps_until_it_is_opened_and_loses_nothing(desk):
    form = make_form(*large_steps(), key="groot")
    editor = open_editor(desk, form)
    asleep = desk.locator("input[name$='-asleep']")
    assert asleep.count() == 95
    middle = editor.question(5, 3)
    editor.open(middle)
    label = middle.locator("[data-contentpath=label] input").first
    label.press("End")
    label.press_sequentially(" Echt")
    assert asleep.count() == 94
    editor.publish()
    assert "gepubliceerd" in editor.message()
    questions = form.current_version().definition.questions
    assert len(questions) == 95
    assert [name for name, item in questions.items() if item.label.endswith("Echt")] == ["vraag_43"]


def test_yes_and_no_stand_apart_and_the_title_is_whole_on_the_narrowest_phone(desk):
    form = rent_form(key="verhuurdersverklaring")
    desk.set_viewport_size({"width": 320, "height": 700})
    desk.goto(f"{desk.address}/cms/snippets/forms_app/form/unpublish/{form.pk}/")
    yes = desk.get_by_role("button", name="Ja, intrekken").bounding_box()
    no = desk.get_by_role("link", name="Nee, niet intrekken").bounding_box()
    assert yes["x"] == no["x"]
    assert no["y"] - (yes["y"] + yes["height"]) >= 8
    assert desk.locator(".w-header__title").evaluate("title => title.getBoundingClientRect().right <= innerWidth")
    assert desk.locator(".w-header__title").evaluate("title => title.scrollWidth <= title.clientWidth")


@pytest.mark.parametrize("title", ["Verklaring van de verhuurder voor een huurpremie", "M" * 60])
def test_the_history_of_a_form_shows_its_whole_title_on_a_phone(desk, title):
    form = rent_form()
    form.title = title
    form.save_revision()
    desk.set_viewport_size({"width": 390, "height": 700})
    desk.goto(f"{desk.address}/cms/snippets/forms_app/form/history/{form.pk}/")
    shown = desk.locator(".w-breadcrumbs__sublabel").last
    expect(shown).to_have_text(title)
    box, header = shown.bounding_box(), desk.locator(".w-slim-header").bounding_box()
    assert (
        box["x"] + box["width"]
        <= desk.locator(".w-slim-header .w-header-button, .w-slim-header a").last.bounding_box()["x"]
    )
    assert header["y"] <= box["y"]
    assert box["y"] + box["height"] <= header["y"] + header["height"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_editor_the_list_the_answers_and_the_home_page_have_no_axe_violations(desk, width):
    form = rent_form()
    desk.set_viewport_size({"width": width, "height": 900})
    faults_by_page = {}
    listed = "/cms/snippets/forms_app/form/"
    pages = (f"{listed}edit/{form.pk}/", f"{listed}antwoorden/{form.pk}/", "/cms/formulieren/inlezen/")
    for address in ("/cms/", listed, *pages):
        desk.goto(desk.address + address)
        if "edit" in address:
            editor = Editor(desk)
            editor.open(editor.question(1, 0))
            editor.open(editor.question(1, 0).locator("[data-contentpath=show_if]").first)
            expect(editor.question(1, 0).locator(".sn-sentence").first).to_be_visible()
        faults_by_page[address] = [
            (item["id"], [node["target"] for node in item["nodes"]][:3]) for item in axe(desk, *WCAG)
        ]
    assert [item for item in faults_by_page.items() if item[1]] == []
