"""What waits is approved by its own department; where it wants four eyes, never by the writer alone."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from wagtail import hooks
from wagtail.models import TaskState, Workflow

from forms_app.permissions import policy as form_policy
from front.models import ContentPage
from front.page_tree import open_to_roles
from people import approval, roles
from people.models import DepartmentApprovalTask
from products.models import ProductIndexPage, ProductPage
from records.service import drain_outbox
from tests.cases.factories import staff
from tests.factories import make_department, make_form, question, step
from tests.products.test_editing import form_data
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db

MODAL = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def own():
    return make_department("bevolking", "Bevolking")


@pytest.fixture
def other():
    return make_department("wegen", "Wegen")


@pytest.fixture
def task():
    return DepartmentApprovalTask.objects.get()


@pytest.fixture
def author(own):
    return staff("auteur", roles.AUTHOR, own, email="auteur@stad.example")


@pytest.fixture
def editor(own):
    return staff("redacteur", roles.EDITOR, own, email="redacteur@stad.example")


@pytest.fixture
def product(own, author):
    """A product of the department, written by the author and handed in."""
    home = make_home()
    open_to_roles(home)
    page = make_product(department=own)
    page.title = "Adres wijzigen"
    page.save_revision(user=author)
    Workflow.objects.get(name="Goedkeuring").start(page, author)
    return ProductPage.objects.get(pk=page.pk)


@pytest.fixture
def ordinary():
    home = make_home()
    open_to_roles(home)
    return home.add_child(instance=ContentPage(title="Contact", slug="contact"))


def actions(task, obj, user):
    return {name for name, _words, _asks in task.get_actions(obj, user)}


def approve(obj, user, action="approve"):
    state = obj.current_workflow_task_state
    state.task.specific.on_action(state, user, action)


def test_there_is_one_workflow_of_one_step_for_the_whole_tree(task):
    assert [each.name for each in Workflow.objects.filter(active=True)] == ["Goedkeuring"]
    assert make_home().get_workflow().name == "Goedkeuring"


def test_an_editor_of_the_department_approves_and_it_is_online(product, editor):
    approve(product, editor)
    product.refresh_from_db()
    assert product.title == "Adres wijzigen"
    assert product.latest_revision == product.live_revision


def test_an_editor_of_another_department_neither_sees_nor_approves_it(product, task, other):
    stranger = staff("ander", roles.EDITOR, other)
    assert actions(task, product, stranger) == set()
    assert not task.get_task_states_user_can_moderate(stranger).exists()
    with pytest.raises(PermissionDenied):
        approve(product, stranger)


def test_who_writes_only_does_not_approve(product, task, own):
    colleague = staff("auteur2", roles.AUTHOR, own)
    assert actions(task, product, colleague) == set()


def test_what_is_of_no_department_the_chief_editors_approve(ordinary, task, editor, other):
    chief = staff("hoofd", roles.CHIEF_EDITOR, other)
    assert actions(task, ordinary, chief) == {"approve", "reject"}
    assert actions(task, ordinary, editor) == set()


@pytest.mark.parametrize("wants_four_eyes", [False, True])
def test_the_writer_approves_alone_only_where_the_department_lets_them(own, editor, task, wants_four_eyes):
    own.needs_four_eyes = wants_four_eyes
    own.save()
    page = make_product(department=own)
    page.save_revision(user=editor)
    Workflow.objects.get(name="Goedkeuring").start(page, editor)
    assert ("approve" in actions(task, page, editor)) is not wants_four_eyes
    if wants_four_eyes:
        with pytest.raises(PermissionDenied):
            approve(page, editor)


def test_with_four_eyes_a_colleague_approves_what_an_editor_wrote(own, editor, task):
    own.needs_four_eyes = True
    own.save()
    page = make_product(department=own)
    page.save_revision(user=editor)
    Workflow.objects.get(name="Goedkeuring").start(page, editor)
    approve(page, staff("collega", roles.EDITOR, own))
    page.refresh_from_db()
    assert page.live_revision == page.latest_revision


@pytest.mark.parametrize("wants_four_eyes", [False, True])
def test_nobody_puts_their_own_text_online_at_once_where_four_eyes_are_wanted(own, editor, wants_four_eyes):
    own.needs_four_eyes = wants_four_eyes
    own.save()
    open_to_roles(make_home())
    product = make_product(department=own)
    form = make_form(step("Stap", question("text", "naam", "Hoe heet u?")), publish=False)
    form.department = own
    form.save()
    assert product.permissions_for_user(editor).can_publish() is not wants_four_eyes
    assert form_policy.user_has_permission_for_instance(editor, "publish", form) is not wants_four_eyes


def test_the_departments_editors_are_mailed_and_who_handed_it_in_is_not(editor, own, other):
    staff("ander", roles.EDITOR, other, email="ander@stad.example")
    writer = staff("schrijft", roles.EDITOR, own, email="schrijft@stad.example")
    page = make_product(department=own)
    page.save_revision(user=writer)
    Workflow.objects.get(name="Goedkeuring").start(page, writer)
    drain_outbox()
    assert [letter.to for letter in mail.outbox] == [["redacteur@stad.example"]]


@pytest.mark.parametrize("wants_four_eyes", [False, True])
def test_making_a_product_puts_it_online_only_where_one_pair_of_eyes_is_enough(client, own, editor, wants_four_eyes):
    own.needs_four_eyes = wants_four_eyes
    own.save()
    open_to_roles(make_home())
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["products", "productpage", ProductIndexPage.objects.get().pk])
    answer = client.post(address, form_data(department=own.pk, **{"action-publish": "1"}), follow=True)
    assert ProductPage.objects.get().live is not wants_four_eyes
    assert ("Bewaard als concept." in answer.text) is wants_four_eyes


@pytest.mark.parametrize("wants_four_eyes", [False, True])
def test_making_a_form_puts_it_online_only_where_one_pair_of_eyes_is_enough(own, editor, wants_four_eyes):
    own.needs_four_eyes = wants_four_eyes
    own.save()
    form = make_form(step("Stap", question("text", "naam", "Hoe heet u?")), publish=False)
    form.department = own
    form.save()
    request = RequestFactory().post("/")
    request.user = editor
    request._messages = CookieStorage(request)
    answers = [hook(request, form) for hook in hooks.get_hooks("before_publish")]
    assert any(answers) is wants_four_eyes


def test_an_editor_who_works_for_no_department_is_not_mailed(editor, own):
    staff("los", roles.EDITOR, email="los@stad.example")
    page = make_product(department=own)
    page.save_revision(user=staff("schrijft", roles.AUTHOR, own))
    assert set(approval.approvers(page)) == {editor}


def test_who_gets_it_back_is_told_why(client, product, editor, author, task):
    client.force_login(editor)
    state = product.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[product.pk, "reject", state.pk])
    assert "Schrijf wat er moet veranderen" in client.post(address, {"comment": " "}, headers=MODAL).text
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    mail.outbox.clear()
    client.post(address, {"comment": "Vermeld de prijs."})
    state.refresh_from_db()
    assert (state.status, state.comment) == (TaskState.STATUS_REJECTED, "Vermeld de prijs.")
    drain_outbox()
    assert any(letter.to == ["auteur@stad.example"] and "Vermeld de prijs." in letter.body for letter in mail.outbox)


def test_what_waits_for_somebody_takes_as_many_queries_for_many(own, author, editor, task, django_assert_num_queries):
    make_home()
    for number in range(6):
        page = make_product(f"Product {number}", department=own)
        page.save_revision(user=author)
        Workflow.objects.get(name="Goedkeuring").start(page, author)
    editor.department_ids()
    editor.has_perm(approval.OWN)
    with django_assert_num_queries(2):
        assert task.get_task_states_user_can_moderate(editor).count() == 6


def test_a_department_that_was_merged_is_approved_by_the_one_that_goes_on(product, own, other):
    own.merged_into = other
    own.save()
    assert approval.may_approve(staff("ander", roles.EDITOR, other), product)
    assert staff("nog", roles.EDITOR, other) in approval.approvers(product)
