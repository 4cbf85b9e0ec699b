"""A form with its case type and mails goes from one city to another: shown first, and whole or not at all."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from cases.bundle import BundleRefused, NotAllowed, as_data, read
from cases.models import Case, CaseType, CaseTypeVersion
from counters.models import Place
from forms_app.models import Form, FormVersion, Submission
from ground.actor import SYSTEM
from ground.data_files import as_text
from people.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, HANDLER
from records.models import AuditLine, MailText
from records.service import mail_kinds, mail_texts
from tests.cases.factories import form_for, make_case, staff
from tests.factories import make_department, make_form, question, step
from tests.forms_editor.conftest import signed_in
from tests.junk import JUNK, places_in, put

pytestmark = pytest.mark.django_db
READ = "/cms/formulieren/inlezen/"
KEY = "adreswijziging"
SUBJECT = "Uw {soort} is binnen ({nummer})"


def write_subject(subject=SUBJECT):
    kind = mail_kinds["case.opened"]
    parts = {part.name: str(part.default) for part in kind.parts} | {"subject": subject}
    mail_texts.save(SYSTEM, kind, parts, mail_texts.written(kind).lock_version)


@pytest.fixture
def form():
    write_subject()
    return form_for(KEY)


@pytest.fixture
def data(form):
    """Return the bundle of another city: nothing of it stands here, but the department."""
    data = as_data(form)
    forget()
    return data


def forget():
    FormVersion.objects.all().delete()
    Form.objects.all().delete()
    CaseTypeVersion.objects.all().delete()
    CaseType.objects.all().delete()
    MailText.objects.all().delete()


def take(data, **more):
    text = data if isinstance(data, str) else as_text(data)
    return read(SYSTEM, text, "bundel.json", **more)


def counts():
    kinds = (Form, FormVersion, CaseType, CaseTypeVersion, MailText, AuditLine)
    return [kind.objects.count() for kind in kinds]


def refusal(data, **more):
    before = counts()
    with pytest.raises(BundleRefused) as refused:
        take(data, **more)
    assert counts() == before
    return refused.value


def states(report):
    return [part.state for part in report.parts]


def sentences(report):
    return [sentence for part in report.parts for sentence in part.sentences]


def test_a_bundle_comes_out_as_it_went_in(data):
    report = take(data)
    assert states(report) == ["new", "new", "changed"]
    form = Form.objects.get()
    assert as_data(form) == data
    assert (form.live, form.has_unpublished_changes, form.versions.count()) == (False, True, 0)
    assert CaseType.objects.get().versions.count() == 1
    assert (
        mail_texts.texts("case.opened", {"soort": "aanvraag", "nummer": "1"})["subject"] == "Uw aanvraag is binnen (1)"
    )
    written = set(AuditLine.objects.values_list("action", flat=True))
    assert written >= {"form.read", "case_type.read", "mail_text.changed"}


def test_what_is_only_shown_changes_nothing(data):
    before = counts()
    report = take(data, dry_run=True)
    assert report.changes_something
    assert counts() == before


def test_a_bundle_that_says_nothing_new_changes_nothing(form):
    data, before = as_data(form), counts()
    report = take(data)
    assert states(report) == ["same", "same", "same"]
    assert not report.changes_something
    assert counts() == before


def other(form):
    """Return the bundle of a form in which a little of each part is another."""
    data = json.loads(as_text(as_data(form)))
    texts = data["form"]["texts"]["nl"]
    texts["title"], texts["questions.naam.label"] = "Verhuizen", "Uw naam?"
    data["form"]["duration_minutes"] = 15
    data["case_type"] |= {"end_term": [30, "calendar_days"], "noun": "report", "legal_basis": "Wet"}
    status = data["case_type"]["workflow"]["statuses"][1]
    status["label"], status["citizen_text"] = "Bezig", "Wij zijn bezig."
    data["case_type"]["workflow"]["transitions"][0]["label"] = "Pak op"
    data["mail_texts"]["case.opened"]["subject"] = "Dag ({nummer})"
    return data


def test_each_change_is_said_in_words(form):
    report = take(other(form), dry_run=True)
    assert states(report) == ["changed", "changed", "changed"]
    assert sentences(report) == [
        "Titel: ‘Verhuizen’ (was: ‘Adreswijziging’)",
        "Tijd om in te vullen: ‘15’ (was: ‘leeg’)",
        "De vraag ‘Hoe heet u?’ luidt nu ‘Uw naam?’.",
        "Hoe noemt de burger het?: ‘melding’ (was: ‘aanvraag’)",
        "Klaar binnen: ‘30’ (was: ‘20’)",
        "Werkdagen of kalenderdagen: ‘kalenderdagen’ (was: ‘werkdagen’)",
        "Rechtsgrond: ‘Wet’ (was: ‘leeg’)",
        "Status ‘Ontvangen’, stappen hierna: ‘Pak op (naar Bezig); Weiger (naar Geweigerd)’"
        " (was: ‘Begin te behandelen (naar In behandeling); Weiger (naar Geweigerd)’)",
        "Status ‘Bezig’, Naam voor medewerkers: ‘Bezig’ (was: ‘In behandeling’)",
        "Status ‘Bezig’, Uitleg voor de burger: ‘Wij zijn bezig.’ (was: ‘De wijkagent komt bij u langs.’)",
        "Status ‘Wacht op burger’, stappen hierna: ‘Ga verder (naar Bezig)’ (was: ‘Ga verder (naar In behandeling)’)",
        "Mail ‘Ontvangst van een zaak’, Onderwerp: ‘Dag ({nummer})’ (was: ‘Uw {soort} is binnen ({nummer})’)",
    ]


def test_a_form_that_is_there_becomes_a_draft_and_a_running_case_keeps_its_way(form):
    case = make_case()
    data = other(form)
    take(data)
    form, case = Form.objects.get(), Case.objects.get(pk=case.pk)
    assert (form.live, form.title, form.has_unpublished_changes) == (True, "Adreswijziging", True)
    assert form.get_latest_revision_as_object().title == "Verhuizen"
    assert form.versions.count() == 1
    assert as_data(form) == data
    assert case.type_version.workflow.status("in_progress").label == "In behandeling"
    assert case.type_version.case_type.current_version().number == 2


def test_a_yes_is_about_what_was_shown(form):
    def title():
        kept = Form.objects.get()
        kept.title = "Anders"
        kept.save_revision().publish()

    def case_type():
        kept = CaseType.objects.get()
        kept.name = "Anders"
        kept.save()

    for change in (title, case_type, lambda: write_subject("Anders {nummer}")):
        data = other(form)
        shown = take(data, dry_run=True).before
        change()
        assert "Intussen wijzigde een collega" in refusal(data, shown=shown).reasons[0]
    take(other(form), shown=take(other(form), dry_run=True).before)


def test_a_draft_that_nobody_published_and_a_lock_are_not_written_over(form):
    data = other(form)
    form.locked = True
    form.save()
    assert "is vergrendeld" in refusal(data).reasons[0]
    form.locked = False
    form.save()
    form.title = "Nog niet klaar"
    form.save_revision()
    assert "nog niet gepubliceerd" in refusal(data).reasons[0]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("form", "department"), "maan", "De dienst met code ‘maan’ bestaat hier niet"),
        (("case_type", "department"), "maan", "De dienst met code ‘maan’ bestaat hier niet"),
        (("case_type", "place"), "maan", "het loket met code ‘maan’"),
        (("case_type", "code"), "ander", "brengt het zaaktype ‘ander’ mee"),
        (("case_type",), None, "Het formulier leidt naar het zaaktype ‘adreswijziging’"),
        (("mail_texts",), {"parking.extended": {}}, "de mail ‘parking.extended’"),
        (("schema",), 2, "Dit bestand komt van een nieuwere versie van Stadswinkel."),
    ],
)
def test_what_this_city_has_not_is_named_with_its_remedy(data, place, value, said):
    error = refusal(put(data, place, value))
    assert len(error.reasons) == 1
    assert said in error.reasons[0]


def test_a_question_of_a_kind_that_is_not_installed_is_named(data):
    data["form"]["structure"]["steps"][0]["questions"][0]["type"] = "horoscope"
    assert "(horoscope) die hier niet geïnstalleerd is" in refusal(data).reasons[0]


def test_a_counter_is_known_by_its_code_and_called_as_it_is_here():
    Place.objects.create(slug="parkstraat", name="Parkstraat", street="Parkstraat 20", postal_code="9100")
    data = as_data(make_form(step("Waar?", question("place", "loket", "Welk loket?", places=["parkstraat"]))))
    forget()
    Place.objects.update(name="Stadhuis")
    take(data)
    assert as_data(Form.objects.get())["form"]["texts"]["nl"]["questions.loket.choices.parkstraat"] == "Stadhuis"
    assert states(take(data)) == ["same", "same", "same"]
    forget()
    Place.objects.update(slug="elders")
    assert "laat kiezen uit ‘parkstraat’, dat hier niet bestaat" in refusal(data).reasons[0]


def test_parts_of_an_older_schema_are_read():
    data = json.loads(as_text(as_data(make_form(step("Stuur op", question("file", "bewijs", "Bewijs", max_files=3))))))
    options = data["form"]["structure"]["steps"][0]["questions"][0]["options"]
    options["most"] = options.pop("max_files")
    data["form"]["schema_version"] = data["case_type"]["schema"] = 1
    for name in ("purpose", "legal_basis", "receivers"):
        del data["case_type"][name]
    forget()
    take(data)
    assert as_data(Form.objects.get())["form"]["structure"]["steps"][0]["questions"][0]["options"] == {"max_files": 3}


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '"a"', "{}", "[" * 100_000, '{"form": 1}', '{"form": {}, "a": "\\u0000"}']
)
def test_what_is_no_bundle_is_refused(text):
    assert refusal(text).reasons


@pytest.mark.parametrize("part", ["form", "case_type", "mail_texts"])
def test_whatever_stands_anywhere_a_bundle_is_understood_or_refused(data, part):
    for path in places_in({part: data[part]}):
        for junk in JUNK:
            given = put(data, path, junk)
            try:
                take(as_text(given).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass"))
            except BundleRefused:
                assert not Form.objects.exists(), (path, junk)
                assert not CaseType.objects.exists(), (path, junk)
                assert not MailText.objects.exists(), (path, junk)
                continue
            assert without_empty(as_data(Form.objects.get())) == without_empty(given), (path, junk)
            forget()


def without_empty(data):
    """Return a bundle without mails that say what ours say: such a text is not kept."""
    texts = {}
    for code, parts in data["mail_texts"].items():
        own = {name: text for name, text in parts.items() if text != str(mail_kinds[code].part(name).default)}
        texts |= {code: own} if own else {}
    return data | {"mail_texts": texts}


def test_a_mail_that_could_not_be_filled_is_refused(data):
    data["mail_texts"]["case.opened"]["subject"] = "Dag {naam}"
    error = refusal(data)
    assert error.reasons == ["De mail ‘Ontvangst van een zaak’ kan dit niet zeggen."]
    assert "{naam} bestaat niet" in error.details[0]


def test_what_cannot_be_published_is_refused_with_its_place(data):
    rule = {"match": "all", "conditions": [{"question": "weg", "operator": "filled", "value": ""}]}
    data["form"]["structure"]["steps"][0]["questions"][1]["show_if"] = rule
    assert "Stap 1, vraag 2 (Wat is uw e-mailadres?): Deze vraag bestaat niet meer." in refusal(data).details


def builder(*departments):
    return staff("bouwer", FORM_BUILDER, *departments)


def test_who_may_not_change_both_is_refused(data):
    elsewhere = make_department("milieu", "Milieu")
    for user in (
        staff("elders", FORM_BUILDER, elsewhere),
        staff("redacteur", EDITOR, make_department()),
        staff("behandelaar", HANDLER, make_department()),
    ):
        before = counts()
        with pytest.raises(NotAllowed):
            take(data, user=user)
        assert counts() == before
    take(data, user=builder(make_department()))


def test_a_form_does_not_move_out_of_reach_by_a_file(form):
    make_department("milieu", "Milieu")
    data = other(form)
    with pytest.raises(NotAllowed):
        take(put(data, ("form", "department"), "milieu"), user=builder(make_department()))


def test_texts_of_mails_are_left_by_who_may_not_change_them(form):
    data = other(form)
    report = take(data, user=builder(make_department()))
    assert states(report) == ["changed", "changed", "left"]
    assert MailText.objects.get().parts["subject"] == SUBJECT
    both = staff("allebei", (FORM_BUILDER, CHIEF_EDITOR), make_department())
    Form.objects.get().get_latest_revision().publish()
    assert states(take(data, user=both)) == ["same", "same", "changed"]
    assert MailText.objects.get().parts["subject"] == "Dag ({nummer})"


def upload(client, data):
    text = data if isinstance(data, str) else as_text(data)
    return client.post(READ, {"file": SimpleUploadedFile("bundel.json", text.encode(), "application/json")})


def test_the_admin_shows_the_differences_and_takes_them_after_a_yes(form):
    client, data = signed_in(builder(make_department())), other(form)
    before = counts()
    page = upload(client, data)
    assert "De vraag ‘Hoe heet u?’ luidt nu ‘Uw naam?’." in page.text
    assert "u mag teksten van mails niet wijzigen" in page.text
    assert counts() == before
    carried = page.context["sure"].initial
    answer = client.post(READ, carried)
    assert answer.url == f"/cms/snippets/forms_app/form/edit/{form.pk}/"
    assert Form.objects.get().get_latest_revision_as_object().title == "Verhuizen"
    again = client.post(READ, carried)
    assert "Intussen wijzigde een collega iets" in again.text


def test_the_admin_says_what_is_wrong_and_writes_nothing(form):
    client, before = signed_in(builder(make_department())), counts()
    assert "Dit bestand is geen JSON." in upload(client, "{").text
    assert "Kies een bestand." in client.post(READ, {}).text
    assert "geen tekst in UTF-8" in client.post(READ, {"file": SimpleUploadedFile("a.json", b"\xff\xfe")}).text
    assert "Kies het opnieuw." in client.post(READ, {"shown": "x", "name": "a.json"}).text
    assert counts() == before


def test_a_file_may_be_as_large_as_is_said(form):
    client, text = signed_in(builder(make_department())), as_text(other(form))
    padded = text + " " * (2_000_000 - len(text.encode()))
    assert "is groter dan 1,9 MB" in upload(client, f"{padded} ").text
    page = upload(client, padded.replace(" " * 1000, "\n" * 1000))
    carried = {
        name: value.replace("\n", "\r\n") for name, value in page.context["sure"].initial.items()
    }  # as browsers do
    assert client.post(READ, carried).status_code == 302


def test_the_file_is_handed_out_beside_the_form(form):
    client = signed_in(builder(make_department()))
    address = f"/cms/formulieren/{form.pk}/bestand/"
    for page in ("/cms/snippets/forms_app/form/", f"/cms/snippets/forms_app/form/edit/{form.pk}/"):
        assert f'href="{address}"' in client.get(page).text
    assert f'href="{READ}"' in client.get("/cms/snippets/forms_app/form/").text
    answer = client.get(address)
    assert answer.json() == as_data(form)
    assert answer["Content-Disposition"].startswith('attachment; filename="adreswijziging-')


@pytest.mark.parametrize("role", [EDITOR, HANDLER, ADMINISTRATOR])
def test_to_other_roles_and_departments_the_files_are_not_there(form, role):
    client = signed_in(staff("iemand", role, make_department()))
    elsewhere = signed_in(builder(make_department("milieu", "Milieu")))
    address = f"/cms/formulieren/{form.pk}/bestand/"
    assert [each.status_code for each in (client.get(READ), client.get(address), elsewhere.get(address))] == [404] * 3


def test_the_commands_show_first_and_change_when_told(form, tmp_path):
    out = StringIO()
    call_command("export_bundle", KEY, stdout=out)
    file = tmp_path / "bundel.json"
    file.write_text(out.getvalue())
    forget()
    for options, said in (([], "nothing is changed yet: --yes does it"), (["--yes"], "adreswijziging is a draft")):
        out = StringIO()
        call_command("import_bundles", str(file), *options, stdout=out)
        assert said in out.getvalue()
        assert Form.objects.exists() == bool(options)
    with pytest.raises(CommandError, match="no-such"):
        call_command("export_bundle", "no-such")
    file.write_text("{}")
    with pytest.raises(CommandError, match=r"bundel\.json: In dit bestand staat geen formulier"):
        call_command("import_bundles", str(file), "--yes")


def test_nothing_of_citizens_goes_along(form):
    make_case("Jonas Geheim")
    assert Submission.objects.exists()
    assert "Geheim" not in as_text(as_data(Form.objects.get()))
