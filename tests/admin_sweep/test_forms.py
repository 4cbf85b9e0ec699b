"""Every type of question, in the form editor: each option empty, filled, nonsense; its panel open and closed."""

import json

import pytest

from forms_app.models import Form
from forms_app.questions import question_types
from people.roles import CHIEF_EDITOR
from tests.admin_sweep.sweep import Editor, as_posted, content_of
from tests.factories import make_form, question, step, when
from tests.forms_editor.conftest import make_person, signed_in

pytestmark = pytest.mark.django_db

ANSWERS = [{"label": "Ja", "key": "ja"}, {"label": "Nee", "key": "nee"}]


def every_question():
    """Return a question of each registered type, all but the first under a condition."""
    made = []
    for number, (name, type_) in enumerate(question_types().items()):
        own = {"choices": ANSWERS, "text": "<p>Neem uw kaart mee.</p>"}
        more = {option: own[option] for option, _block in type_.extra_blocks() if option in own}
        if number:
            more["show_if"] = when("vraag_0", "filled")
        made.append(question(name, f"vraag_{number}", f"Vraag {number}?", **more))
    return made


@pytest.fixture
def form():
    intro = step("Stap", *every_question())
    return make_form(intro, step("Later", question("text", "later", "Nog iets?"), show_if=when("vraag_0", "eq", "x")))


@pytest.fixture
def desk(form):
    client = signed_in(make_person("redacteur", CHIEF_EDITOR))
    client.raise_request_exception = False
    edit = f"/cms/snippets/forms_app/form/edit/{form.pk}/"
    return Editor(client, edit, f"/cms/snippets/forms_app/form/preview/{form.pk}/")


@pytest.mark.parametrize("awake", [False, True], ids=["asleep", "awake"])
def test_saving_twice_what_the_page_shows_changes_nothing(desk, form, awake):
    assert desk.saved_twice(lambda: content_of(form), awake=awake) == []


def test_opening_every_panel_changes_nothing(desk, form):
    assert desk.saved_twice(lambda: content_of(form), awake=False) == []
    before = content_of(form)
    assert desk.saved_twice(lambda: content_of(form), awake=True) == []
    after = content_of(form)
    assert {name for name in before if before[name] != after[name]} <= {"steps"}  # rich text gets its editor's keys


def test_nonsense_in_any_option_is_refused_in_words_and_stays_on_the_page(desk):
    faults = list(desk.filled_with_nonsense())
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("kind", list(question_types()))
def test_a_new_question_with_every_option_empty_autosaves_and_previews(desk, form, kind):
    steps = [step("Stap", question(kind, "nieuw", "Nieuw?"))]
    page = _with_steps(form, steps, desk)
    named = ("-title", "-label", "-name")
    options = [control.name for control in page.controls if not control.name.endswith(named)]
    data = page.post(**{name: as_posted(page, name, "") for name in options})
    autosave = desk.client.post(desk.edit, data, headers={"accept": "application/json"})
    assert autosave.status_code == 200, autosave.content
    assert desk.client.post(desk.preview, data).json() == {"is_valid": True, "is_available": True}
    assert desk.client.get(desk.preview).status_code == 200


def test_a_sleeping_question_with_nonsense_inside_is_refused_in_words(desk, form):
    page = desk.open()
    name = next(name for name, value in page.pairs if name.endswith("-asleep") and "decimals" in value)
    value = json.loads(dict(page.pairs)[name])
    for field in ("minimum", "decimals", "label", "show_if"):
        for nonsense in ("onzin", "1.0", "", None, [], {}, 10**400, True):
            data = page.post(**{name: json.dumps({**value, field: nonsense})})
            for headers in ({}, {"accept": "application/json"}):
                answer = desk.client.post(desk.edit, data, headers=headers)
                assert answer.status_code in (200, 302, 400), (field, nonsense, answer.exc_info)


def _with_steps(form, steps, desk):
    form = Form.objects.get(pk=form.pk)
    form.steps = Form._meta.get_field("steps").stream_block.to_python(steps)
    form.save_revision()
    return desk.open(awake=True)
