"""Bulk actions of the whole admin act on what the list shows, and on so much at once as one transaction may hold."""

from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import Page

from people.bulk import MAX_AT_ONCE
from people.models import User
from products.models import FrequentQuestion
from tests.cases.factories import staff
from tests.factories import make_department
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db
QUESTIONS = "/cms/snippets/products/frequentquestion/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(staff("beheerder", None, is_superuser=True, is_staff=True))
    return client


def whole_list(action, address):
    return f"/cms/bulk/{action}/?id=all&next={quote(address)}"


@pytest.fixture
def products():
    make_home()
    return make_product("Rijbewijs"), make_product("Reispas")


def live(*pages):
    return [Page.objects.get(pk=page.pk).live for page in pages]


def test_pages_on_a_filtered_list_are_taken_down_and_no_other(client, products):
    licence, passport = products
    owner = User.objects.create_user("eigenaar")
    Page.objects.filter(pk=licence.pk).update(owner=owner)
    client.post(whole_list("wagtailcore/page/unpublish", f"/cms/producten/?owner={owner.pk}"))
    assert live(licence, passport) == [False, True]


def test_below_a_page_only_what_the_explorer_shows_is_taken_down(client, products):
    home, index = make_home(), products[0].get_parent()
    client.post(whole_list("wagtailcore/page/unpublish", f"/cms/pages/{index.pk}/"))
    assert live(*products, index, home) == [False, False, True, True]


def test_a_list_of_products_does_not_stand_for_pages_that_are_none(client, products):
    client.post(whole_list("wagtailcore/page/unpublish", "/cms/producten/"))
    assert live(*products, make_home()) == [False, False, True]


def test_colleagues_of_a_search_are_changed_and_no_other(client):
    an, tom = staff("an", None, first_name="An"), staff("tom", None, first_name="Tom")
    client.post(whole_list("people/user/set_active_state", "/cms/users/?q=tom"), {"mark_as_active": "False"})
    assert [User.objects.get(pk=user.pk).is_active for user in (an, tom)] == [True, False]


def test_more_at_once_than_one_transaction_may_hold_is_refused_in_words(client):
    rows = [
        FrequentQuestion(question=f"Vraag {number}", slug=f"v{number}", answer="Ja", department=make_department())
        for number in range(MAX_AT_ONCE + 1)
    ]
    FrequentQuestion.objects.bulk_create(rows)
    answer = client.post(whole_list("products/frequentquestion/delete", QUESTIONS), follow=True)
    assert FrequentQuestion.objects.count() == MAX_AT_ONCE + 1
    assert f"U koos {MAX_AT_ONCE + 1} items. Dit kan met hoogstens {MAX_AT_ONCE} tegelijk." in answer.text
    FrequentQuestion.objects.first().delete()
    client.post(whole_list("products/frequentquestion/delete", QUESTIONS))
    assert FrequentQuestion.objects.count() == 0
