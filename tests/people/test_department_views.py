"""Every admin view of what belongs to a department, opened with rows: they are the right ones, and nobody else's."""

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.log_actions import log
from wagtail.models import GroupApprovalTask, ReferenceIndex, Workflow, WorkflowTask
from wagtail.snippets.models import get_snippet_models

from cases.models import CaseType
from forms_app.models import Form
from people.roles import CHIEF_EDITOR, FORM_BUILDER
from people.viewsets import DepartmentSnippetViewSet
from products.models import FrequentQuestion, ProductFormLink
from tests.cases.factories import case_type, staff
from tests.factories import make_department, make_form, question, step
from tests.trees import make_place, make_product

pytestmark = pytest.mark.django_db

OWN, OTHER = "Eigen", "Sluis"


def make_question(name, department):
    return FrequentQuestion.objects.create(
        question=f"{name} vraag", slug=name.lower(), answer="<p>Ja.</p>", department=department, live=False
    )


def make(model, name, department):
    """Return an object of the model with two revisions where it has any, and a log line for each change."""
    if model is CaseType:
        made = case_type(name.lower(), department)
        made.name = f"{name} type"
        made.save()
        log(made, "wagtail.create", user=None)
        log(made, "wagtail.edit", user=None)
        return made
    if model is Form:
        case_type("bestemming", department)
        made = make_form(step("Stap", question("text", "naam", "Hoe heet u?")), key=name.lower(), publish=False)
        made.department, made.title = department, f"{name} formulier"
        made.save()
    else:
        made = make_question(name, department)
    made.save_revision(log_action="wagtail.create")
    setattr(made, "title" if model is Form else "question", f"{name} gewijzigd")
    made.save_revision(log_action=True)
    return made


@pytest.fixture
def own_department():
    return make_department("bevolking", "Bevolking")


@pytest.fixture
def editor(client, own_department):
    client.force_login(staff("redacteur", (CHIEF_EDITOR, FORM_BUILDER), own_department))
    return client


@pytest.fixture(params=[Form, CaseType, FrequentQuestion], ids=lambda model: model.__name__)
def pair(request, own_department, editor):
    """Return the editor's own object and another department's."""
    other = make_department("wegen", "Wegendienst")
    return make(request.param, OWN, own_department), make(request.param, OTHER, other)


def at(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def table(answer):
    return list(answer.context["object_list"])


def test_a_list_shows_what_is_ones_own(editor, pair):
    own, _other = pair
    for name in ("list", "list_results"):
        answer = editor.get(at(type(own), name))
        assert [each.pk for each in table(answer)] == [own.pk]
        assert OTHER not in answer.text


def test_a_list_offers_to_delete_only_what_can_be_deleted(editor, own_department):
    """A form that was ever published is withdrawn, never deleted: its versions explain the submissions."""
    draft = make(Form, OWN, own_department)
    published = make_form(step("Stap", question("text", "naam", "Hoe heet u?")), key="in-gebruik")
    Form.objects.filter(pk=published.pk).update(department=own_department)
    text = editor.get(at(Form, "list")).text
    assert at(Form, "edit", published.pk) in text
    assert at(Form, "delete", draft.pk) in text
    assert at(Form, "delete", published.pk) not in text


def test_the_history_shows_each_change_of_this_one_object(editor, pair):
    own, other = pair
    for name in ("history", "history_results"):
        rows = table(editor.get(at(type(own), name, own.pk)))
        assert [row.action for row in rows] == ["wagtail.edit", "wagtail.create"]
        assert {row.object_id for row in rows} == {str(own.pk)}
        assert editor.get(at(type(own), name, other.pk)).status_code == 404


def test_the_history_is_filtered_on_its_own_rows(editor, pair):
    own, _other = pair
    rows = table(editor.get(at(type(own), "history", own.pk) + "?action=wagtail.create"))
    assert [row.action for row in rows] == ["wagtail.create"]


def test_the_history_of_a_place_shows_each_change(editor):
    place = make_place()
    log(place, "wagtail.create")
    log(place, "wagtail.edit")
    assert len(table(editor.get(at(type(place), "history", place.pk)))) == 2


def test_two_versions_are_compared(editor, pair):
    own, other = pair
    if not hasattr(own, "revisions"):
        pytest.skip("A case type keeps no drafts: its versions are frozen by saving (cases.types).")
    answer = editor.get(at(type(own), "revisions_compare", own.pk, "earliest", "latest"))
    assert "gewijzigd" in answer.text
    assert editor.get(at(type(own), "revisions_compare", other.pk, "earliest", "latest")).status_code == 404


def test_usage_names_what_uses_it(editor, own_department):
    form = make(Form, OWN, own_department)
    page = make_product("Adreswijziging", department=own_department)
    page.form_links = [ProductFormLink(form=form)]
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    answer = editor.get(at(Form, "usage", form.pk))
    assert [source.pk for source, _references in table(answer)] == [page.pk]
    assert ReferenceIndex.get_references_to(form).count() == 1


def test_the_workflows_of_a_form_are_listed(editor, own_department):
    form = make(Form, OWN, own_department)
    workflow = Workflow.objects.create(name="Nazicht")
    task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(form, None)
    rows = list(editor.get(at(Form, "workflow_history", form.pk)).context["workflow_states"])
    assert rows == [state]
    assert editor.get(at(Form, "workflow_history_detail", form.pk, state.pk)).status_code == 200


def test_an_export_holds_what_is_ones_own(editor, pair):
    own, _other = pair
    if not isinstance(own.snippet_viewset.list_export, list):
        pytest.skip("This list has no export.")
    answer = editor.get(at(type(own), "list") + "?export=csv")
    exported = b"".join(answer.streaming_content).decode()
    assert OWN in exported
    assert OTHER not in exported


def test_a_chooser_offers_what_is_ones_own(editor, pair):
    own, other = pair
    try:
        address = reverse(f"{own.snippet_viewset.chooser_viewset.name}:choose")
    except (AttributeError, NoReverseMatch):
        pytest.skip("Nobody picks one: it has no chooser.")
    assert [each.pk for each in editor.get(address).context["results"]] == [own.pk]
    assert editor.get(f"{address}chosen/{other.pk}/").status_code == 404


def routes():
    """Return (model, name of the address) of every view of one object in every viewset of departments."""
    return [
        (model, pattern.name)
        for model in get_snippet_models()
        if isinstance(model.snippet_viewset, DepartmentSnippetViewSet)
        for pattern in model.snippet_viewset.get_urlpatterns()
        if pattern.pattern.converters.keys() == {"pk"} and model.__name__ != "Case"
    ]


@pytest.mark.parametrize(("model", "name"), routes(), ids=lambda value: getattr(value, "__name__", value))
def test_each_view_of_an_object_opens_for_its_department_and_is_not_there_for_another(
    editor, own_department, model, name
):
    own = make(model, OWN, own_department)
    other = make(model, OTHER, make_department("wegen", "Wegendienst"))
    address = at(model, name, other.pk)
    assert editor.get(address).status_code == 404
    assert editor.post(address).status_code == 404
    assert editor.get(at(model, name, own.pk)).status_code in (200, 302, 405)
