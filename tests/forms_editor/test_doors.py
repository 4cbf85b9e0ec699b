"""A form goes live by many doors; by none of them wrong, and by each of them frozen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowContentType, WorkflowTask
from wagtail.models.workflows import GroupApprovalTask

from forms_app.errors import InvalidDefinition
from forms_app.models import Form, FormVersion
from tests.factories import make_form, question, step, when
from tests.forms_editor.posting import EDIT, errors_of, posted, save, stored

pytestmark = pytest.mark.django_db

NAME = question("text", "naam", "Hoe heet u?")
WRONG = step("Stap", NAME, question("text", "straat", "Straat?", show_if=when("weg", "eq", "x")))


@pytest.fixture
def draft():
    return make_form(step("Wie bent u?", NAME), publish=False)


@pytest.fixture
def wrong():
    return make_form(WRONG, key="fout", publish=False)


def assert_untouched(form):
    form.refresh_from_db()
    assert not form.live
    assert form.first_published_at is None
    assert FormVersion.objects.filter(form=form).count() == 0


def test_publishing_a_revision_freezes(draft):
    draft.latest_revision.publish()
    assert draft.versions.get().number == 1


def test_publishing_a_wrong_revision_changes_nothing_and_says_where(wrong):
    with pytest.raises(InvalidDefinition, match=r"Stap 1, vraag 2 \(Straat\?\): Deze vraag bestaat niet meer"):
        wrong.latest_revision.publish()
    assert_untouched(wrong)


def test_scheduling_a_wrong_form_is_refused_at_once(wrong):
    wrong.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(InvalidDefinition):
        wrong.save_revision().publish()
    assert_untouched(wrong)


def test_a_scheduled_form_is_frozen_when_it_goes_live_not_before(draft):
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    assert FormVersion.objects.count() == 0
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    draft.refresh_from_db()
    assert draft.live
    assert draft.versions.count() == 1


def test_scheduling_in_the_editor_keeps_the_live_version(editor, draft):
    draft.latest_revision.publish()
    steps = stored(draft)
    steps[0]["value"]["questions"][0]["value"]["label"] = "Wat is uw naam?"
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    assert errors_of(save(editor, draft, steps, publish=True, go_live_at=later)) == {}
    assert draft.versions.get().definition.questions["naam"].label == "Hoe heet u?"


def make_workflow():
    from django.contrib.auth.models import Group
    from django.contrib.contenttypes.models import ContentType

    from people.roles import CHIEF_EDITOR

    task = GroupApprovalTask.objects.create(name="Nakijken")
    task.groups.add(Group.objects.get(role__code=CHIEF_EDITOR))
    workflow = Workflow.objects.create(name="Redactie")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0)
    kind = ContentType.objects.get_for_model(Form)
    WorkflowContentType.objects.create(workflow=workflow, content_type=kind)
    return workflow


def approve(client, form):
    state = form.current_workflow_task_state
    address = f"/cms/snippets/forms_app/form/workflow/action/{form.pk}/approve/{state.pk}/"
    return client.post(address, {"comment": ""}, follow=True)


def test_an_approval_publishes_and_freezes(editor, draft):
    from people.models import User

    make_workflow().start(draft, User.objects.get(username="redacteur"))
    approve(editor, draft)
    draft.refresh_from_db()
    assert draft.live
    assert draft.versions.count() == 1


def test_an_approval_of_a_wrong_form_tells_why_and_leaves_all_as_it_was(editor, wrong):
    from people.models import User

    make_workflow().start(wrong, User.objects.get(username="redacteur"))
    answer = approve(editor, wrong)
    assert answer.status_code == 200
    assert "Deze vraag bestaat niet meer." in answer.text
    assert_untouched(wrong)
    assert wrong.current_workflow_state is not None
    assert wrong.current_workflow_task_state.status == "in_progress"


def test_going_back_to_an_older_version_keeps_the_names(editor, draft):
    draft.latest_revision.publish()
    first = draft.latest_revision
    steps = stored(draft)
    steps[0]["value"]["questions"].append(question("text", "straat", "Straat?"))
    assert errors_of(save(editor, draft, steps, publish=True)) == {}
    old = first.as_object()
    address = f"/cms/snippets/forms_app/form/history/{draft.pk}/revisions/{first.pk}/revert/"
    data = posted(
        stored(Form.objects.get(pk=old.pk))[:1], department=draft.department_id, destination=draft.destination
    )
    answer = editor.post(address, {**data, "action-publish": "1"})
    assert errors_of(answer) == {}
    assert draft.versions.order_by("-number").first().definition.questions["naam"].label == "Hoe heet u?"


def test_a_form_that_was_published_is_withdrawn_and_starts_no_new_draft(editor, draft):
    draft.latest_revision.publish()
    assert Client().get("/formulieren/adreswijziging/").status_code == 200
    editor.post(f"/cms/snippets/forms_app/form/unpublish/{draft.pk}/")
    draft.refresh_from_db()
    assert not draft.live
    assert Client().post("/formulieren/adreswijziging/start/").status_code != 302
    assert draft.versions.count() == 1


def test_wagtails_own_api_does_not_offer_forms(administrator, draft):
    from wagtail.api.v3.registry import registry

    from people.models import User

    assert not registry.has("forms_app.Form")
    assert User.objects.filter(is_superuser=True).exists()
    assert administrator.get("/api/wagtail/v3/snippets/forms_app.Form/").status_code in (401, 404, 422)


def test_a_copy_is_a_form_of_its_own(editor, draft):
    draft.latest_revision.publish()
    page = editor.get(f"/cms/snippets/forms_app/form/copy/{draft.pk}/")
    assert "Kopie van Adreswijziging" in page.text
    data = posted(
        stored(draft), title="Kopie", key="kopie", department=draft.department_id, destination=draft.destination
    )
    assert editor.post("/cms/snippets/forms_app/form/add/", {**data, "action-publish": "1"}).status_code == 302
    copy = Form.objects.get(key="kopie")
    assert copy.pk != draft.pk
    assert copy.live
    assert list(copy.current_version().definition.questions) == ["naam"]
    assert EDIT.format(copy.pk) != EDIT.format(draft.pk)
