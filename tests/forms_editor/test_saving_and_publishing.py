"""An editor saves a draft and publishes: a draft may be incomplete, a published form never wrong."""

import re
from pathlib import Path

import pytest

from forms_app.definition.wire import RESERVED_NAMES, Wire
from forms_app.editing.blocks import NAME
from forms_app.models import FormVersion
from tests.factories import make_case_type, make_form, question, step, when
from tests.forms_editor.posting import draft_of, errors_of, save, stored

pytestmark = pytest.mark.django_db

RENT = {"choices": [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]}


@pytest.fixture
def form():
    first = step("Uw woning", question("radio", "huurt", "Huurt u?", **RENT), question("text", "naam", "Hoe heet u?"))
    return make_form(
        first, step("Contract", question("text", "verhuurder", "Wie verhuurt?", show_if=when("huurt", "eq", "ja")))
    )


@pytest.fixture
def draft():
    return make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")), key="nieuw", publish=False)


def test_publishing_freezes_a_version_that_citizens_fill_in(editor, draft):
    answer = save(editor, draft, stored(draft), publish=True, key="nieuw")
    assert errors_of(answer) == {}
    assert list(draft.current_version().definition.questions) == ["naam"]


def test_a_draft_saves_incomplete_and_publishing_it_lists_every_error_beside_its_block(editor, draft):
    steps = [step("", question("text", "", ""), question("radio", "keuze", "Wat kiest u?", choices=[])), step("Leeg")]
    assert errors_of(save(editor, draft, steps, key="nieuw", destination="")) == {}
    assert len(draft_of(draft).steps) == 2
    errors = errors_of(save(editor, draft, steps, publish=True, key="nieuw", destination=""))
    assert set(errors) == {
        ("destination",),
        (0, "title"),
        (0, "questions", 0, "label"),
        (0, "questions", 0, "name"),
        (0, "questions", 1, "choices"),
        (1, "questions"),
    }
    assert FormVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("😀", "vraag"),
        ("Waar woont u?", "waar_woont_u"),
        ("Één café", "een_cafe"),
        ("2 ouders", "ouders"),
        ("naam", "naam_2"),
        ("x" * 80, "x" * 50),
    ],
)
def test_a_question_without_a_name_gets_one_of_its_label_without_a_script_too(editor, draft, label, name):
    choices = [{"label": "😀", "key": ""}, {"label": "Nee", "key": ""}, {"label": "nee!", "key": ""}]
    steps = [
        step("Wie?", question("text", "", "naam"), question("text", "", label)),
        step("Wat?", question("radio", "", "?", choices=choices)),
    ]
    assert errors_of(save(editor, draft, steps, publish=True, key="nieuw")) == {}
    questions = draft.current_version().definition.questions
    assert list(questions) == ["naam", name, "vraag_2" if name == "vraag" else "vraag"]
    assert list(list(questions.values())[2].options["choices"]) == ["antwoord", "nee", "nee_2"]


@pytest.mark.parametrize(("length", "is_refused"), [(200, False), (201, True)])
def test_a_label_that_is_too_long_is_refused_whole_with_its_limit(editor, draft, length, is_refused):
    pasted = "Waar woont u? " * 20
    steps = [step("Stap", question("text", "naam", pasted[:length].strip().ljust(length, "?")))]
    answer = save(editor, draft, steps, key="nieuw")
    errors = errors_of(answer)
    assert ((0, "questions", 0, "label") in errors) == is_refused
    if is_refused:
        assert "200" in errors[(0, "questions", 0, "label")][0]
        assert (
            steps[0]["value"]["questions"][0]["value"]["label"]
            in answer.context["form"]["steps"].value()[0].value["questions"][0].value["label"]
        )


@pytest.mark.parametrize(
    ("kind", "low", "high", "is_refused"),
    [
        ("number", 20, 1, True),
        ("number", 1, 0.5, True),
        ("number", 0, -1, True),
        ("number", 1, 1, False),
        ("number", 1, None, False),
        ("date", "2026-12-31", "2026-12-30", True),
        ("date", "2026-12-31", "2026-12-31", False),
    ],
)
def test_bounds_that_no_answer_fits_are_kept_in_a_draft_and_refused_at_publishing(
    editor, draft, kind, low, high, is_refused
):
    lower, upper = {"number": ("minimum", "maximum"), "date": ("earliest", "latest")}[kind]
    steps = [step("Stap", question(kind, "hoeveel", "Hoeveel?", **{lower: low, upper: high}))]
    assert errors_of(save(editor, draft, steps, key="nieuw")) == {}
    errors = errors_of(save(editor, draft, steps, publish=True, key="nieuw"))
    assert set(errors) == ({(0, "questions", 0, upper)} if is_refused else set())
    assert all("Geen enkel antwoord past" in messages[0] for messages in errors.values())


def test_a_form_without_steps_is_not_published(editor, draft):
    assert errors_of(save(editor, draft, [], publish=True, key="nieuw")) != {}
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.parametrize("publish", [False, True])
def test_a_name_that_is_taken_is_refused_even_in_a_draft(editor, form, publish):
    steps = stored(form)
    steps[1]["value"]["questions"].append(question("text", "naam", "Nog een naam"))
    assert (1, "questions", 1, "name") in errors_of(save(editor, form, steps, publish=publish))


@pytest.mark.parametrize("name", ["answers_digest", "shown", "csrfmiddlewaretoken", "form_id"])
def test_a_name_that_the_wizard_uses_itself_is_refused(editor, draft, name):
    steps = [step("Stap", question("text", name, "Vraag"))]
    assert (0, "questions", 0, "name") in errors_of(save(editor, draft, steps, key="nieuw"))


def test_a_name_that_is_not_a_name_is_refused(editor, draft):
    steps = [step("Stap", question("text", "<script>", "Vraag"))]
    assert (0, "questions", 0, "name") in errors_of(save(editor, draft, steps, key="nieuw"))


@pytest.mark.parametrize("publish", [False, True])
def test_a_published_name_cannot_be_changed_even_in_a_draft(editor, form, publish):
    steps = stored(form)
    steps[0]["value"]["questions"][1]["value"]["name"] = "voornaam"
    errors = errors_of(save(editor, form, steps, publish=publish))
    assert "naam" in errors[(0, "questions", 1, "name")][0]


def test_a_published_name_is_not_given_to_another_question(editor, form):
    steps = stored(form)
    del steps[0]["value"]["questions"][1]
    steps[0]["value"]["questions"].append(question("email", "naam", "Wat is uw e-mailadres?"))
    assert (0, "questions", 1, "name") in errors_of(save(editor, form, steps))


def test_a_published_question_does_not_change_its_type(editor, form):
    steps = stored(form)
    steps[0]["value"]["questions"][1]["type"] = "long_text"
    assert (0, "questions", 1, "name") in errors_of(save(editor, form, steps))


def test_a_label_changes_freely_and_its_name_stays(editor, form):
    steps = stored(form)
    steps[0]["value"]["questions"][1]["value"]["label"] = "Wat is uw naam?"
    steps[0]["value"]["questions"][0]["value"]["choices"][0]["value"]["label"] = "Ja, ik huur"
    assert errors_of(save(editor, form, steps, publish=True)) == {}
    definition = form.current_version().definition
    assert definition.questions["naam"].label == "Wat is uw naam?"
    assert definition.questions["huurt"].choices[0] == ("ja", "Ja, ik huur")


def test_a_published_answer_keeps_its_key(editor, form):
    steps = stored(form)
    steps[0]["value"]["questions"][0]["value"]["choices"][0]["value"]["key"] = "jawel"
    assert (0, "questions", 0, "choices", 0, "key") in errors_of(save(editor, form, steps))


def test_an_answer_that_citizens_chose_stays(editor, form):
    from forms_app.models import Submission

    steps = stored(form)
    answers = steps[0]["value"]["questions"][0]["value"]["choices"]
    answers += [{"type": "item", "value": {"label": "Misschien", "key": "misschien"}}]
    del answers[1]
    assert errors_of(save(editor, form, steps)) == {}
    Submission.objects.create(
        version=form.current_version(), idempotency_key="draft:1", answers={"huurt": "nee"}, channel="web"
    )
    assert (0, "questions", 0, "choices") in errors_of(save(editor, form, steps))


def test_two_answers_do_not_share_a_key(editor, draft):
    double = [{"label": "Ja", "key": "ja"}, {"label": "Jawel", "key": "ja"}]
    errors = errors_of(
        save(editor, draft, [step("Stap", question("radio", "wil", "Wilt u?", choices=double))], key="nieuw")
    )
    assert (0, "questions", 0, "choices", 1, "key") in errors


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (when("weg", "eq", "ja"), "question"),
        (when("later", "eq", "x"), "question"),
        (when("zelf", "eq", "x"), "question"),
        (when("", "", ""), "question"),
        (when("huurt", "lt", "ja"), "operator"),
        (when("huurt", "eq", "misschien"), "value"),
        (when("huurt", "eq", ""), "value"),
    ],
)
def test_a_condition_that_cannot_be_judged_saves_as_draft_and_is_refused_at_publish(editor, draft, rule, field):
    asked = [question("radio", "huurt", "Huurt u?", **RENT), question("text", "zelf", "Vraag", show_if=rule)]
    steps = [step("Stap", *asked, question("text", "later", "Later"))]
    assert errors_of(save(editor, draft, steps, key="nieuw")) == {}
    errors = errors_of(save(editor, draft, steps, key="nieuw", publish=True))
    assert (0, "questions", 1, "show_if", "rows", 0, field) in errors


@pytest.mark.parametrize(
    ("kind", "value"),
    [("number", "nan"), ("number", "inf"), ("date", "20261231"), ("date", "2026-W01-1"), ("date", "²")],
)
def test_a_condition_that_no_answer_can_be_compared_with_is_refused_at_publish(editor, draft, kind, value):
    asked = question(kind, "vraag", "Vraag")
    steps = [step("Stap", asked, question("text", "onder", "Onder", show_if=when("vraag", "gt", value)))]
    errors = errors_of(save(editor, draft, steps, key="nieuw", publish=True))
    assert (0, "questions", 1, "show_if", "rows", 0, "value") in errors


def test_a_condition_of_a_step_on_its_own_questions_is_refused(editor, draft):
    steps = [step("Stap", question("text", "naam", "Naam"), show_if=when("naam", "filled"))]
    errors = errors_of(save(editor, draft, steps, key="nieuw", publish=True))
    assert (0, "show_if", "rows", 0, "question") in errors


def test_only_a_case_type_that_exists_can_be_chosen(editor, draft):
    steps = stored(draft)
    assert ("destination",) in errors_of(save(editor, draft, steps, key="nieuw", destination="verzonnen"))


def test_a_form_whose_case_type_is_gone_is_not_published(editor, draft):
    other = make_case_type("tijdelijk")
    draft.destination = other.code
    draft.save()
    draft.save_revision()
    type(other).objects.filter(pk=other.pk).update(code="hernoemd")
    errors = errors_of(save(editor, draft, stored(draft), key="nieuw", destination="tijdelijk", publish=True))
    assert "tijdelijk" in errors[("destination",)][0]


def test_the_key_is_fixed_once_published(editor, form):
    assert errors_of(save(editor, form, stored(form), key="iets-anders", publish=True)) == {}
    form.refresh_from_db()
    assert form.key == "adreswijziging"


def test_a_key_that_another_form_has_is_refused(editor, form, draft):
    assert ("key",) in errors_of(save(editor, draft, stored(draft), key="adreswijziging"))


@pytest.mark.parametrize("junk", ["[1]", "{", '"x"', '{"choices": 7}', "null", "[" * 100_000])
def test_an_unreadable_question_is_a_bad_request_and_changes_nothing(editor, form, junk):
    from tests.forms_editor.posting import EDIT, posted

    data = posted(stored(form), department=form.department_id, destination=form.destination)
    data["steps-0-value-questions-0-value-asleep"] = junk
    answer = editor.post(EDIT.format(form.pk), data)
    assert answer.status_code in (200, 302, 400)
    assert len(draft_of(form).steps[0].value["questions"]) == 2


def test_no_question_can_have_the_name_of_an_input_that_the_wizard_puts_on_its_pages():
    admin = Path("templates/forms_app/admin")  # no citizen's page
    pages = [page for page in Path("templates/forms_app").rglob("*.html") if admin not in page.parents]
    written = re.compile(r"""<(?:input|button)[^>]* name="(?:([a-z_]+)|{% wire '([A-Z_]+)' %})\"""")
    matches = [match for page in pages for match in written.findall(page.read_text())]
    names = {literal or Wire[name] for literal, name in matches}
    assert {Wire.ANSWERS_DIGEST, Wire.ADD_ITEM, "product"} <= names
    assert {name for name in names if re.fullmatch(NAME, name)} <= RESERVED_NAMES | {
        Wire.ANSWER
    }  # the start page asks nothing
