"""Each admin form on the demo city's own content: what a page shows can be saved twice, and nothing pasted is cut off."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from wagtail.admin.viewsets import viewsets
from wagtail.blocks import ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PreviewableMixin, RevisionMixin, get_page_models
from wagtail.snippets.views.snippets import SnippetViewSet

from api.models import ApiClient
from forms_app.models import Form
from library.models import Brand
from people.models import CitySettings, Department, Team, User
from tests.admin_sweep.sweep import Editor, content_of, undone
from tests.forms_editor.conftest import signed_in

SNIPPETS = {
    viewset.model._meta.label: viewset
    for viewset in viewsets.viewsets
    if isinstance(viewset, SnippetViewSet) and viewset.model._meta.label != "cases.Case"
}
PAGES = {model._meta.label: model for model in get_page_models() if model is not Page}
SETTINGS = {"people.CitySettings": CitySettings, "library.Brand": Brand}
EVERYTHING = [*SNIPPETS, *PAGES, *SETTINGS]
FILLED_WITH_NONSENSE = [name for name in EVERYTHING if name != "forms_app.Form"]
"""Every type of question is in test_forms.py."""


@pytest.fixture(autouse=True)
def city(demo_city, db):
    return demo_city


@pytest.fixture
def client(city):
    client = signed_in(User.objects.filter(is_superuser=True).first())
    client.raise_request_exception = False
    return client


def a_team():
    """Return a team: the demo city has none."""
    department = Department.objects.filter(staff__is_active=True).first()
    team, _is_new = Team.objects.get_or_create(name="Team Noord", department=department)
    team.members.set(department.staff.filter(is_active=True)[:1])
    return team


def richest_of(label):
    """Return the object of the demo city with the most in it: saving all forty products would tell no more."""
    if label == "api.ApiClient":
        return ApiClient.objects.get_or_create(name="Buurtapp")[0]
    if label == "people.Team":
        return a_team()
    model = SETTINGS.get(label) or PAGES.get(label) or SNIPPETS[label].model
    return max(model.objects.all(), key=lambda instance: len(str(content_of(instance))))


def with_every_block(instance):
    """Return the object, its draft with at least one of each block that its fields of blocks may have."""
    fields = [field for field in instance._meta.get_fields() if isinstance(field, StreamField)]
    if not fields or not isinstance(instance, RevisionMixin):
        return instance
    draft = instance.get_latest_revision_as_object()
    for field in fields:
        blocks = getattr(draft, field.name)
        for name, block in field.stream_block.child_blocks.items():
            if name not in [child.block_type for child in blocks]:
                blocks.append((name, block.normalize(block.get_default())))
        for child in blocks:
            for name, row in getattr(child.block, "child_blocks", {}).items():
                if isinstance(row, ListBlock) and not child.value[name]:
                    child.value[name].append(row.child_block.get_default())
    draft.save_revision(clean=False)
    return instance


def draw(control):
    """Return the HTML of a block's control."""
    return control.block.field.widget.render(control.name, None, {"id": control.name})


def every_block(block):
    """Yield every block with a field, at any depth."""
    children = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    for child in children:
        yield from every_block(child)
    if not children and hasattr(block, "field"):
        yield block


def editor_of(client, instance):
    """Return the editor of an object."""
    label, pk = instance._meta.label, instance.pk
    if isinstance(instance, Page):
        edit = reverse("wagtailadmin_pages:edit", args=[pk])
        return Editor(client, edit, reverse("wagtailadmin_pages:preview_on_edit", args=[pk]))
    if label in SETTINGS:
        args = [*label.lower().split("."), instance.site_id]
        return Editor(client, reverse("wagtailsettings:edit", args=args), None, False)
    viewset = SNIPPETS[label]
    preview = viewset.get_url_name("preview_on_edit") if isinstance(instance, PreviewableMixin) else None
    return Editor(
        client,
        reverse(viewset.get_url_name("edit"), args=[pk]),
        reverse(preview, args=[pk]) if preview else None,
        isinstance(instance, RevisionMixin),
    )


@pytest.mark.parametrize("label", EVERYTHING)
def test_saving_twice_what_the_page_shows_changes_nothing(client, label):
    instance = richest_of(label)
    with undone():
        faults = editor_of(client, instance).saved_twice(lambda: content_of(instance), awake=True)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("awake", [False, True], ids=["asleep", "awake"])
def test_each_form_of_the_city_saves_twice_with_its_panels_open_and_closed(client, awake):
    with undone():
        for form in Form.objects.all():
            assert editor_of(client, form).saved_twice(lambda form=form: content_of(form), awake=awake) == []


@pytest.mark.parametrize("label", FILLED_WITH_NONSENSE)
def test_nonsense_in_any_field_is_refused_in_words_and_stays_on_the_page(client, label):
    with undone():
        faults = list(editor_of(client, with_every_block(richest_of(label))).filled_with_nonsense())
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("label", EVERYTHING)
def test_no_field_of_an_editor_cuts_off_what_is_pasted(client, label):
    editor = editor_of(client, richest_of(label))
    page = editor.open(awake=True)
    drawn = [page.html, *(BeautifulSoup(draw(control), "html.parser") for control in page.controls)]
    assert [str(element)[:200] for html in drawn for element in html.select("[maxlength]")] == []


def test_no_block_of_any_page_or_form_cuts_off_what_is_pasted():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                cut = [
                    block
                    for block in every_block(field.stream_block)
                    if "maxlength" in block.field.widget.render("x", None, {"id": "x"})
                ]
                assert cut == [], (model, field.name)
