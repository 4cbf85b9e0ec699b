"""A form goes into a file and comes out of it the same; a file that says anything else than it means is refused."""

import json
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Revision

from counters.models import Place
from forms_app.definition.structure import from_json, to_json
from forms_app.editing.files import as_data, changes, read
from forms_app.editing.freezing import define
from forms_app.editing.thawing import thaw
from forms_app.models import Form, FormVersion
from forms_app.questions import question_type, question_types
from ground.actor import SYSTEM
from ground.data_files import DataFileError, as_text
from ground.versions import digest
from records.models import AuditLine
from tests.factories import make_case_type, make_department, make_form, question, step, when
from tests.junk import JUNK, places_in, put

pytestmark = pytest.mark.django_db

CHOICES = {"choices": [{"label": "Appel", "key": "a"}, {"label": "Peer", "key": "b"}]}
# type -> each of its own options, set to something that is not what an editor begins with
FILLED = {
    "text": {"meaning": "given-name"},
    "number": {"minimum": 1.5, "maximum": 5000.0, "decimals": 2, "unit": "meter"},
    "date": {"period": "past", "earliest": "2020-01-31", "latest": "2024-02-29", "is_birth_date": True},
    "email": {"is_own": False},
    "phone": {"is_own": False},
    "address": {"is_own": True},
    "national_number": {"authorisation": "KB van 1 mei"},
    "radio": CHOICES,
    "checkboxes": CHOICES,
    "select": CHOICES,
    "place": {"places": ["parkstraat", "belsele"]},
    "file": {"max_files": 3},
    "content": {"text": "<p>Lees &amp; <b>onthoud</b> dit.</p>"},
}
TYPES = list(question_types())


@pytest.fixture
def places():
    for slug in ("parkstraat", "belsele", "sinaai"):
        Place.objects.create(slug=slug, name=slug.capitalize(), street="Dries 3", postal_code="9112")


def form_of(*steps):
    """Return an unsaved form with these steps."""
    form = Form(key="proef", title="Proef", department=make_department(), introduction="<p>Houd klaar:</p>")
    form.steps = Form._meta.get_field("steps").stream_block.to_python([{"id": str(uuid4()), **each} for each in steps])
    return form


def frozen(form):
    return to_json(define(form))


def test_what_a_file_changes_is_said_whatever_ids_the_editor_gave_to_answers():
    rows = [{"type": "item", "id": str(uuid4()), "value": choice} for choice in CHOICES["choices"]]
    form = form_of(step("Begin", question("radio", "soort", "Welke?", choices=rows)))
    data = frozen(form)
    assert changes(form, form_of(*thaw(from_json(data)))) == []
    data["texts"]["nl"]["questions.soort.choices.a"] = "Kers"
    assert changes(form, form_of(*thaw(from_json(data)))) == ["‘Welke?’: het antwoord ‘Appel’ luidt nu ‘Kers’."]


@pytest.mark.parametrize("name", TYPES)
def test_the_contract_sets_each_option_of_a_type(name):
    extra = dict(question_type(name).extra_blocks())
    filled = FILLED.get(name, {})
    assert set(filled) == set(extra)
    assert [key for key, block in extra.items() if block.get_default() == filled[key]] == []


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("is_filled", [True, False])
def test_blocks_freeze_thaw_and_freeze_to_the_same(name, is_filled, places):
    shared = {"help_text": "Uitleg.", "required": False, "personal_data": True, "purpose": "Om u te vinden."}
    options = FILLED.get(name, {}) | shared if is_filled else {}
    first = question("yes_no", "eerst", "Eerst?")
    asked = question(name, "vraag", "Vraag?", **options, show_if=when("eerst", "eq", "yes"))
    before = frozen(form_of(step("Begin", first), step("Vervolg", asked, show_if=when("eerst", "filled"))))
    after = frozen(form_of(*thaw(from_json(before))))
    assert digest(after) == digest(before)
    again = thaw(from_json(before))
    assert again == thaw(from_json(before))


@pytest.fixture
def data():
    """Return the data of a form that is not there."""
    make_case_type()
    form = form_of(
        step("Wie?", question("yes_no", "meerderjarig", "Bent u 18?"), question("text", "naam", "Uw naam")),
        step("Wat?", question("radio", "soort", "Welke?", **CHOICES, show_if=when("meerderjarig", "eq", "yes"))),
    )
    form.destination, form.duration_minutes, form.submit_label = "adreswijziging", 5, "Verstuur"
    form.confirmation = '<p>Kijk op <a href="https://stad.example/?a=1&amp;b=2">onze site</a><br/>of bel “ons”.</p>'
    return as_data(form)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "proef.json"

    def write(data):
        path.write_text(as_text(data), errors="surrogatepass")
        return path

    return write


def refusal(path, **more):
    before = Form.objects.count(), Revision.objects.count()
    with pytest.raises(DataFileError) as refused:
        read(SYSTEM, path, **more)
    assert (Form.objects.count(), Revision.objects.count()) == before
    assert str(path) in str(refused.value)
    return refused.value.reasons


def test_what_was_written_is_read_as_the_same_draft(data, file):
    form = Form.objects.get(pk=read(SYSTEM, file(data)).pk)
    assert as_data(form) == data
    assert not form.live
    assert not FormVersion.objects.exists()
    assert AuditLine.objects.get(action="form.read").detail == {"key": "proef", "published": False}


@pytest.fixture
def data_of_0_1(data):
    """Return the data of a form with a question for files, as 0.1.0 wrote it."""
    form = form_of(
        step("Bewijs", question("file", "bewijs", "Uw bewijs", max_files=3), question("yes_no", "ja", "Ja?"))
    )
    form.destination = "adreswijziging"
    text = as_text(as_data(form)).replace('"max_files"', '"most"')
    return json.loads(text) | {"schema_version": 1}


def test_a_file_of_0_1_keeps_its_limit_of_files(data_of_0_1, file):
    form = read(SYSTEM, file(data_of_0_1))
    assert form.steps[0].value["questions"][0].value["max_files"] == 3
    assert as_data(form)["structure"]["steps"][0]["questions"][0]["options"] == {"max_files": 3}


def test_a_version_frozen_by_0_1_keeps_its_limit_of_files(data_of_0_1, client):
    form = make_form(step("Bewijs", question("file", "bewijs", "Uw bewijs")))
    FormVersion.objects.filter(form=form).update(data=data_of_0_1, hash=digest(data_of_0_1))
    version = form.versions.get()
    assert version.definition.questions["bewijs"].options == {"max_files": 3}
    given = client.get(f"/api/v1/forms/{form.key}/").json()["definition"]
    assert given["structure"] == to_json(version.definition)["structure"]
    assert given["schema_version"] == 2


@pytest.mark.parametrize("place", [("structure",), ("structure", "steps"), ("structure", "steps", 0, "questions")])
def test_a_file_of_0_1_that_lacks_a_part_is_refused(data_of_0_1, file, place):
    *parents, last = place
    within = data_of_0_1
    for each in parents:
        within = within[each]
    del within[last]
    assert refusal(file(data_of_0_1)) == [f"{last}: is missing"]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_a_file_of_0_1_is_refused_and_no_error(data_of_0_1, file, junk):
    data_of_0_1["structure"]["steps"] = junk
    assert refusal(file(data_of_0_1))


def test_asked_to_it_is_published_as_what_the_file_says(data, file):
    form = read(SYSTEM, file(data), publish=True)
    assert form.live
    assert form.versions.get().data == to_json(from_json(data))


def test_reading_again_changes_nothing(data, file):
    read(SYSTEM, file(data), publish=True)
    before = Revision.objects.count(), AuditLine.objects.count()
    read(SYSTEM, file(data), publish=True)
    assert (Revision.objects.count(), AuditLine.objects.count(), FormVersion.objects.count()) == (*before, 1)


def test_a_draft_that_says_the_same_is_published_when_asked(data, file):
    read(SYSTEM, file(data))
    assert read(SYSTEM, file(data), publish=True).live


def test_a_form_that_is_there_gets_a_draft_or_a_version(data, file):
    read(SYSTEM, file(data), publish=True)
    data["texts"]["nl"]["questions.naam.label"] = "Uw hele naam"
    form = read(SYSTEM, file(data))
    assert form.live
    assert as_data(Form.objects.get()) != data
    assert as_data(form.get_latest_revision_as_object()) == data
    read(SYSTEM, file(data), publish=True)
    assert [version.number for version in FormVersion.objects.order_by("number")] == [1, 2]
    assert FormVersion.objects.get(number=2).data == to_json(from_json(data))


def test_an_editors_draft_is_never_written_over(data, file):
    form = read(SYSTEM, file(data), publish=True)
    form.title = "Van de redacteur"
    form.save_revision()
    data["duration_minutes"] = 6
    assert refusal(file(data), publish=True) == [
        "key: the form 'proef' has changes that are not published: publish them, or take them back in the admin"
    ]


def test_a_locked_form_is_left_alone(data, file):
    read(SYSTEM, file(data), publish=True)
    Form.objects.update(locked=True)
    assert refusal(file(data | {"duration_minutes": 6})) == ["key: the form 'proef' is locked in the admin"]


def test_what_citizens_have_seen_cannot_be_renamed_by_a_file(data, file):
    read(SYSTEM, file(data), publish=True)
    text = as_text(data).replace('"naam"', '"voornaam"').replace("questions.naam.", "questions.voornaam.")
    assert "De naam ligt vast sinds de publicatie: ‘naam’." in refusal(file(json.loads(text)))[1]


def test_a_form_without_duration_or_introduction_is_read(data, file):
    data["duration_minutes"] = None
    del data["texts"]["nl"]["introduction"]
    assert as_data(read(SYSTEM, file(data))) == data


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"department": "weg"}, "department: 'weg' is unknown. Known: bevolking"),
        ({"schema_version": 3}, "Schema 3 of a form is unknown; this version reads 1 to 2."),
        ({"colour": "red"}, "colour: 'red' has no meaning here"),
        ({"duration_minutes": "5"}, "duration_minutes: '5', expected 5"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_its_place(data, file, change, reason):
    assert refusal(file(data | change)) == [reason]


def test_a_case_type_that_is_not_there_is_refused(data, file):
    reasons = refusal(file(data | {"destination": "weg"}))
    assert "Het zaaktype ‘weg’ bestaat niet. Kies een ander." in reasons


@pytest.mark.parametrize("key", ["key", "structure", "texts", "destination"])
def test_a_file_without_one_of_its_parts_is_refused(data, file, key):
    del data[key]
    assert refusal(file(data)) == [f"{key}: is missing"]


def test_a_type_of_question_that_is_not_registered_is_refused(data, file):
    data["structure"]["steps"][0]["questions"][1]["type"] = "plate"
    assert "Question type 'plate' is not registered" in refusal(file(data))[0]


def test_a_step_without_an_id_is_refused_with_the_one_to_write_there(data, file):
    data["structure"]["steps"][1]["block_id"] = ""
    assert refusal(file(data))[0].startswith("structure.steps[1].block_id: '', expected '")


def test_an_option_that_its_type_does_not_have_is_refused_at_its_place(data, file):
    data["structure"]["steps"][0]["questions"][1]["options"]["max_length"] = 5
    assert refusal(file(data)) == ["structure.steps[0].questions[1].options.max_length: 5 has no meaning here"]


def test_a_text_of_nothing_is_refused(data, file):
    data["texts"]["nl"]["questions.nam.help_text"] = "Typfout"
    assert refusal(file(data)) == ["texts.nl.questions.nam.help_text: 'Typfout' has no meaning here"]


def test_what_the_editor_would_refuse_is_refused_at_its_block(data, file):
    data["texts"]["nl"]["questions.naam.label"] = "n" * 201
    reasons = refusal(file(data))
    assert [reason.split(": ")[0] for reason in reasons] == ["steps[0].questions[1].label"]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Lees <script>alert(1)</script></p>",
        '<p onclick="alert(1)">Lees</p>',
        '<p><a href="javascript:alert(1)">Lees</a></p>',
        '<p><a linktype="page" id="3">Lees</a></p>',
        "<h2>Kop</h2>",
    ],
)
@pytest.mark.parametrize("place", ["introduction", "confirmation", "steps.wie.introduction"])
def test_html_that_no_editor_can_write_is_refused(data, file, html, place):
    data["texts"]["nl"][place] = html
    assert [reason.split(": ")[0] for reason in refusal(file(data))] == [f"texts.nl.{place}"]


def test_whatever_stands_anywhere_a_file_is_understood_or_refused(data, file):
    for path in places_in(data):
        for junk in JUNK:
            changed = put(data, path, junk)
            try:
                form = read(SYSTEM, file(changed))
            except DataFileError:
                continue
            assert as_data(Form.objects.get(pk=form.pk)) == changed, (path, junk)
            form.delete()


def test_the_commands_write_and_read(data, file, capsys):
    call_command("import_forms", str(file(data)))
    assert capsys.readouterr().out.endswith("proef is a draft\n")
    call_command("import_forms", str(file(data)), publish=True)
    assert capsys.readouterr().out.endswith("proef is published\n")
    call_command("export_form", "proef")
    assert json.loads(capsys.readouterr().out) == data
    with pytest.raises(CommandError, match=r"'melding' is unknown\. Known: proef"):
        call_command("export_form", "melding")
    with pytest.raises(CommandError, match=r"proef\.json: texts: is missing"):
        call_command("import_forms", str(file({"schema_version": 2})))


def test_a_form_of_an_editor_is_the_same_after_its_way_through_a_file(file):
    made = make_form(step("Stap", question("email", "email", "Uw e-mail", is_own=True)))
    data = as_data(made)
    with translation.override("nl"):
        assert read(SYSTEM, file(data)).pk == made.pk
    assert FormVersion.objects.count() == 1
