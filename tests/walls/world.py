"""Two departments with everything that one must not show the other, each thing under a name that occurs nowhere else."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowTask

from api.auth import make_client
from forms_app.models import Form
from library.models import File, Picture
from people.models import Team, User
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD
from products.models import ProductPage
from records.models import OutboxMessage, StoredFile
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.trees import make_city, make_home, make_place, make_product

PEOPLE = {
    "editor": (CHIEF_EDITOR, "bevolking"),
    "handler": (HANDLER, "bevolking"),
    "lead": (LEAD, "bevolking"),
    "clerk": (COUNTER, "bevolking"),
    "outsider": (HANDLER, "wegen"),
    "without department": (CHIEF_EDITOR, None),
    "without role": (None, "bevolking"),
}


@dataclass
class World:
    """What was made: ids by kind, the elsewhere's first."""

    ids: dict[str, list[int | str]] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


def make_world() -> World:
    """Return the world. "Sluis" marks what is of the other department, "Eigen" of one's own."""
    own, other = make_department("bevolking", "Bevolking"), make_department("wegen", "Wegendienst")
    home = make_home()
    make_city()
    world = World()
    for name, (role, code) in PEOPLE.items():
        world.people[name] = staff(name.replace(" ", "-"), role, *([make_department(code)] if code else []))
    world.people["administrator"] = staff("beheerder", None, is_superuser=True)
    let_editors_in(home)
    products = [_product("Sluisproduct", "Sluisconcept", other), _product("Eigenproduct", "Eigenconcept", own)]
    cases = [
        make_case("Wannes Sluismans", "sluis@voorbeeld.be", code="sluiszaaktype", department=other),
        make_case("Jonas Eigenaars", "eigen@voorbeeld.be", code="eigenzaaktype", department=own),
    ]
    forms = [Form.objects.get(key="sluiszaaktype"), Form.objects.get(key="eigenzaaktype")]
    for form, title in zip(forms, ("Sluisformulier", "Eigenformulier"), strict=True):
        form.title = title
        form.save_revision(log_action=True).publish()
        form.title = f"{title}concept"
        form.save_revision(log_action=True)
    workflow = Workflow.objects.create(name="Nazicht")
    task = GroupApprovalTask.objects.create(name="Nakijken", active=True)
    task.groups.set(Group.objects.filter(role__code=CHIEF_EDITOR))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)  # workflow_tasks.create only remembers it
    states = [workflow.start(product, world.people["administrator"]) for product in products]
    form_states = [workflow.start(form, world.people["administrator"]) for form in forms]
    files = [
        StoredFile.objects.create(
            file=ContentFile(b"geheim", name="x"), name="sluisbestand.pdf", content_type="application/pdf", size=6,
            sha256="0", owner_kind="submission", owner_id=str(case.submission_id),
        )
        for case in cases
    ]  # fmt: skip
    for case in cases:
        case.notes.create(
            text="Sluisnota" if case is cases[0] else "Eigennota",
            at=timezone.now(),
            author=world.people["administrator"],
        )
    image = Picture.objects.create(title="Sluisbeeld", file=get_test_image_file())
    document = File.objects.create(title="Sluisdocument", file=ContentFile(b"x", name="x.txt"))
    client, _token = make_client("Sluissysteem", [])
    world.ids = {
        "page": [page.pk for page in products] + [home.pk, products[0].get_parent().pk],
        "form": [form.pk for form in forms],
        "case": [case.pk for case in cases],
        "casetype": [case.type_version.case_type_id for case in cases],
        "page_revision": [page.latest_revision_id for page in products],
        "form_revision": [form.latest_revision_id for form in forms],
        "mail": list(OutboxMessage.objects.order_by("created_at").values_list("pk", flat=True)),
        "file": [file.pk for file in files],
        "image": [image.pk],
        "document": [document.pk],
        "apiclient": [client.pk],
        "user": [user.pk for user in world.people.values()][:2],
        "place": [make_place().pk],
        "department": [other.pk],
        "team": [Team.objects.create(department=other, name="Sluisteam", lead=world.people["outsider"]).pk],
        "task": [task.pk],
        "workflow": [workflow.pk],
        "page_state": [state.pk for state in states],
        "form_state": [state.pk for state in form_states],
        "page_task_state": [state.current_task_state_id for state in states],
        "form_task_state": [state.current_task_state_id for state in form_states],
        "group": list(Group.objects.values_list("pk", flat=True)[:1]),
    }
    return world


def let_editors_in(home: Page) -> None:
    group = Group.objects.get(role__code=CHIEF_EDITOR)
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _product(title: str, draft: str, department: Any) -> ProductPage:
    page = make_product(title, department=department)
    page.save_revision(log_action=True).publish()
    page.title = draft
    page.save_revision(log_action=True)
    return ProductPage.objects.get(pk=page.pk)
