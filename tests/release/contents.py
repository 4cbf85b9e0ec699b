"""What the database of a release holds beside the demo city, and what must work of it after each later migration."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image as Pillow
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Comment, Page, Revision, Workflow, WorkflowState

from cases.models import Case, CaseTypeVersion
from forms_app.models import Draft, Form, FormVersion, Submission
from forms_app.service import submission_sink
from front.models import ContentPage, HomePage
from front.models import as_text as text
from people.models import User
from records.models import OutboxMessage, StoredFile
from records.service import drain_outbox
from search.models import AskedQuery, GoldenQuery, Synonym
from search.service import rebuild, search
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.records.files import png

HALF_FILLED = "release-bewijs"
SCHEDULED = "release-gepland"


def make() -> None:
    """Fill an empty, migrated database."""
    call_command("setup", demo=True, no_static=True, verbosity=0)
    home = HomePage.objects.get()
    editor = User.objects.filter(is_superuser=True).first()
    assert editor is not None
    ordinary = home.add_child(
        instance=ContentPage(title="Sporthal", slug="sporthal", body=text("<p>Open elke dag.</p>"))
    )
    ordinary.save_revision(user=editor).publish()
    ordinary.title = "Sporthal en zwembad"
    ordinary.save_revision(user=editor)
    Comment.objects.create(page=ordinary, user=editor, text="Klopt het uur?", contentpath="body")
    ordinary.create_alias(parent=home, update_slug="sporthal-alias")
    planned = home.add_child(
        instance=ContentPage(title="Kermis", slug="kermis", live=False, body=text("<p>In mei.</p>"))
    )
    planned.go_live_at = timezone.now() + timedelta(days=3650)
    planned.save_revision(user=editor).publish()
    reviewed = home.add_child(instance=ContentPage(title="Markt", slug="markt", body=text("<p>Op donderdag.</p>")))
    reviewed.save_revision(user=editor)
    Workflow.objects.filter(active=True).first().start(reviewed, editor)  # type: ignore[union-attr]  # the demo has one
    Redirect.objects.create(old_path="/oud-adres", redirect_page=ordinary, is_permanent=True)
    make_form(
        step("Bewijs", question("text", "naam", "Hoe heet u?"), question("file", "bewijs", "Uw bewijs", max_files=3)),
        step("Meer", question("long_text", "uitleg", "Uitleg?", required=False)),
        key=HALF_FILLED,
    )
    citizen = Citizen(HALF_FILLED).start()
    citizen.send(naam="Ewa Łuczak", bewijs=SimpleUploadedFile("bewijs.png", png()))
    later = make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key=SCHEDULED)
    later.title = "Gepland"
    later.go_live_at = timezone.now() + timedelta(days=3650)
    later.save_revision(user=editor).publish()
    get_image_model().objects.create(title="Foto", file=ContentFile(photograph(), name="foto.jpg"))
    get_document_model().objects.create(
        title="Reglement", file=ContentFile(b"%PDF-1.7\n1 0 obj\n", name="reglement.pdf")
    )


def photograph() -> bytes:
    """Return a JPEG with what a camera writes into it."""
    exif = Pillow.Exif()
    exif[0x010F] = "Camera"  # maker
    exif[0x0112] = 6  # turned
    packed = io.BytesIO()
    Pillow.new("RGB", (40, 20), "red").save(packed, "JPEG", exif=exif)
    return packed.getvalue()


# --- what must work ----------------------------------------------------------------------------------------------------


def frozen_versions_are_read() -> str:
    for version in FormVersion.objects.all():
        assert version.definition.steps, version
    for kind in CaseTypeVersion.objects.all():
        assert kind.workflow.statuses, kind
        assert kind.end_term.amount, kind
    return f"{FormVersion.objects.count()} of forms, {CaseTypeVersion.objects.count()} of case types"


def half_filled_drafts_go_on_with_their_files() -> str:
    draft = Draft.objects.get(version__form__key=HALF_FILLED)
    assert draft.answers["naam"] == "Ewa Łuczak"
    [file_id] = draft.answers["bewijs"]
    stored = StoredFile.objects.get(pk=file_id)
    with stored.file.open("rb") as file:
        assert file.read() == png()
    return "name and picture are there"


def a_limit_of_files_stays_what_the_editor_set() -> str:
    form = Form.objects.get(key=HALF_FILLED)
    for each in (form, *(revision.as_object() for revision in form.revisions.all())):
        [step_with_file, *_rest] = each.steps
        assert step_with_file.value["questions"][1].value["max_files"] == 3, each
    for version in form.versions.all():
        assert version.definition.questions["bewijs"].options == {"max_files": 3}
    return "3, in the form, its revisions and its frozen version"


def each_case_opens_by_its_link_and_shows_its_status() -> str:
    states = set()
    for submission in Submission.objects.filter(case__isnull=False)[:60]:
        receipt = submission_sink.get().receipt(submission)
        path = receipt.tracking_url.partition("//")[2].partition("/")[2]
        answer = Client().get(f"/{path}", follow=True)
        assert answer.status_code == 200, receipt.reference
        assert receipt.reference in answer.text
        states.add(Case.objects.get(submission=submission).status)
    assert len(states) >= 4, states
    return f"{len(states)} different statuses"


def unsent_messages_leave() -> str:
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.QUEUED)
    number = waiting.count()
    assert number
    waiting.update(available_at=timezone.now() - timedelta(minutes=1))
    while waiting.exists():
        before = waiting.count()
        drain_outbox()
        assert waiting.count() < before, "a message stays behind"
    return f"{number} messages"


def every_stored_file_is_there() -> str:
    for stored in StoredFile.objects.all():
        with stored.file.open("rb") as file:
            assert len(file.read()) == stored.size, stored
    return f"{StoredFile.objects.count()} files"


def public_pages_answer() -> str:
    pages = list(Page.objects.live().public().filter(depth__gt=1))
    for page in pages:
        assert Client().get(page.get_url()).status_code == 200, page
    return f"{len(pages)} pages"


def an_ordinary_page_keeps_draft_comment_alias_and_redirect() -> str:
    page = ContentPage.objects.get(slug="sporthal")
    assert page.title == "Sporthal"
    assert page.get_latest_revision_as_object().title == "Sporthal en zwembad"
    assert page.wagtail_admin_comments.get().text == "Klopt het uur?"
    assert ContentPage.objects.get(slug="sporthal-alias").alias_of_id == page.pk
    assert Client().get("/oud-adres").status_code == 301
    assert "Open elke dag." in Client().get(page.get_url()).text
    return "all four"


def what_was_scheduled_is_published_at_its_hour() -> str:
    past = timezone.now() - timedelta(minutes=1)
    form_type = ContentType.objects.get_for_model(Form)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")
    assert ContentPage.objects.get(slug="kermis").live
    assert "In mei." in Client().get(ContentPage.objects.get(slug="kermis").get_url()).text
    assert Form.objects.get(key=SCHEDULED).title == "Gepland", form_type
    return "a page and a form"


def a_workflow_under_way_goes_on() -> str:
    state = WorkflowState.objects.get(status=WorkflowState.STATUS_IN_PROGRESS)
    step = state.current_task_state
    step.task.specific.on_action(step, User.objects.get(username="redacteur"), "approve")
    assert ContentPage.objects.get(slug="markt").live
    return "approved by an editor of before, and published"


OF_AN_EDITOR = """
    cases.add_casetype cases.change_casetype counters.add_place counters.change_place counters.delete_place
    forms_app.add_form forms_app.change_form forms_app.delete_form forms_app.publish_form forms_app.lock_form
    forms_app.unlock_form people.add_closingday people.change_closingday people.delete_closingday
    people.change_citysettings products.add_authority products.change_authority products.add_frequentquestion
    products.change_frequentquestion products.delete_frequentquestion products.publish_frequentquestion
    search.view_insights search.change_popularity search.add_synonym search.change_synonym search.delete_synonym
    search.add_promotion search.change_promotion search.delete_promotion search.add_goldenquery
    search.change_goldenquery search.delete_goldenquery wagtailadmin.access_admin
"""
"""What the role Redacteurs gave in 0.1.0, but for what Wagtail keeps by page and by collection."""


def nobody_loses_a_right() -> str:
    editor = User.objects.get(username="redacteur")
    assert [right for right in OF_AN_EDITOR.split() if not editor.has_perm(right)] == []
    may = HomePage.objects.get().permissions_for_user(editor)
    assert may.can_publish()
    assert may.can_edit()
    assert set(editor.groups.values_list("role__code", flat=True)) == {"chief_editor", "form_builder", "administrator"}
    for username, code in (("behandelaar", "handler"), ("teamleider", "lead"), ("balie", "counter")):
        assert list(User.objects.get(username=username).groups.values_list("role__code", flat=True)) == [code]
    return "each colleague has the roles of today"


def pictures_and_documents_are_served() -> str:
    picture = get_image_model().objects.get(title="Foto")
    rendition = picture.get_rendition("width-10")
    assert rendition.width == 10
    document = get_document_model().objects.get(title="Reglement")
    answer = Client().get(document.url)
    assert b"".join(answer.streaming_content).startswith(b"%PDF"), document.url
    return "a picture and a document"


def search_finds_by_the_rules_of_editors() -> str:
    rebuild()
    assert Synonym.objects.exists()
    assert GoldenQuery.objects.exists()
    assert AskedQuery.objects.exists()
    results = search("rijbewijs")
    assert results.count
    return f"{results.count} for rijbewijs"


CHECKS: tuple[Callable[[], Any], ...] = (
    frozen_versions_are_read,
    half_filled_drafts_go_on_with_their_files,
    a_limit_of_files_stays_what_the_editor_set,
    each_case_opens_by_its_link_and_shows_its_status,
    every_stored_file_is_there,
    unsent_messages_leave,
    search_finds_by_the_rules_of_editors,
    public_pages_answer,
    an_ordinary_page_keeps_draft_comment_alias_and_redirect,
    what_was_scheduled_is_published_at_its_hour,
    a_workflow_under_way_goes_on,
    nobody_loses_a_right,
    pictures_and_documents_are_served,
)
