"""Products and questions in the admin's one search box: to edit for who may, to read for other editors."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from people.roles import EDITOR, HANDLER, group_of
from products.models import FrequentQuestion, ProductPage
from tests.cases.factories import staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(index):
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group_of(EDITOR), page=index.get_parent(), permission=permission)
    made = index.add_child(
        instance=ProductPage(title="Bewonerskaart", slug="bewonerskaart", department=make_department())
    )
    question = FrequentQuestion(
        question="Hoe lang geldt een bewonerskaart?", slug="hoe-lang", department=make_department()
    )
    question.save()
    call_command("update_index", verbosity=0)
    return made


def shown(user):
    groups = signed_in(user).get("/cms/vinden/", {"q": "bewonerskaart"}).context["groups"]
    return {group.label: [(hit.title, hit.address) for hit in group.hits] for group in groups}


def test_an_editor_finds_products_and_questions_of_their_own_to_edit(product):
    hits = shown(staff("ria", EDITOR, make_department()))
    assert hits["Producten"] == [("Bewonerskaart", f"/cms/pages/{product.pk}/edit/")]
    assert [title for title, _address in hits["Veelgestelde vragen"]] == ["Hoe lang geldt een bewonerskaart?"]


def test_another_departments_product_is_read_where_it_is_online(product):
    editor = staff("rob", EDITOR, make_department("wegen"))
    assert shown(editor)["Producten"] == [("Bewonerskaart", product.get_url())]
    product.unpublish()
    assert "Producten" not in shown(editor)


def test_who_has_no_right_on_pages_finds_none(product):
    assert shown(staff("han", HANDLER, make_department())) == {}
