"""A product goes live by many doors; by none of them while it lacks something or contradicts itself."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from ground.actor import SYSTEM
from people.models import User
from products import actions
from products.errors import IncompleteProduct
from products.models import ImportedInstance, ProductPage
from products.models.product import ProductFormLink, RelatedProduct
from products.publishing import problems
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db

ADDRESS = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])


@pytest.fixture
def make(index):
    """Return a maker of drafts below the index."""

    def make_draft(title="Bewonerskaart", **values):
        page = ProductPage(title=title, live=False, has_unpublished_changes=True, **values)
        index.add_child(instance=page)
        page.save_revision()
        return page

    return make_draft


def is_live(page):
    return ProductPage.objects.get(pk=page.pk).live


BLOCK = {"type": "condition", "value": {"title": "", "description": ""}}
LINK = {"type": "link", "value": {"title": "", "url": "https://www.sint-niklaas.be", "description": ""}}
PROCEDURE = {"type": "procedure", "value": {"channel": "any", "title": "", "description": "", "links": [LINK["value"]]}}
COST = {"type": "cost", "value": {"amount": 500, "title": "", "description": ""}}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"conditions": [BLOCK]}, "Voorwaarden: Vul een titel of uitleg in, of verwijder dit blok."),
        ({"more_information": [LINK]}, "Meer informatie: Dit is een verplicht veld."),
        ({"procedures": [PROCEDURE]}, "Hoe aanvragen?: Dit is een verplicht veld."),
        ({"costs": [COST], "is_free": True}, "Gratis: U kruiste “gratis” aan"),
        ({"valid_from": date(2026, 5, 1), "valid_until": date(2026, 4, 30)}, "Aan te vragen tot en met: Deze dag valt"),
        ({"last_checked": date(2026, 5, 1), "review_by": date(2026, 4, 30)}, "Na te kijken voor: Deze dag valt"),
        ({"processing_time_value": 5}, "Eenheid: Kies ook"),
        ({"processing_time_unit": "weeks"}, "Duurtijd: Vul ook een getal in"),
    ],
)
def test_what_lacks_or_contradicts_itself_is_named_with_its_field_and_not_published(make, values, reason):
    page = make(**values)
    with pytest.raises(IncompleteProduct) as refused:
        page.get_latest_revision().publish()
    [title, message] = refused.value.reasons
    assert title == "‘Bewonerskaart’ kan nog niet gepubliceerd worden."
    assert message.startswith(reason)
    assert refused.value.address == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not is_live(page)


def test_a_row_without_what_it_leads_to_keeps_a_product_from_being_published(make):
    page = make()
    page.form_links.add(ProductFormLink(form=None))
    page.related_links.add(RelatedProduct(related=None))
    assert problems(page) == [
        "Formulier van de Stadswinkel: Kies een formulier, of verwijder de rij.",
        "Misschien ook nuttig: Kies een product, of verwijder de rij.",
    ]


def test_an_answer_of_another_form_keeps_a_product_from_being_published(make):
    page = make()
    form = make_form(step("Naam", question("text", "naam", "Hoe heet u?")), key="vergunning")
    page.form_links.add(ProductFormLink(form=form, prefill="anders/wie:zelf"))
    assert problems(page) == [
        "Formulier van de Stadswinkel: Dit antwoord hoort bij een ander formulier. Kies er een van dit formulier."
    ]


def test_what_is_complete_is_published(make):
    page = make(costs=[COST], processing_time_unit="at_once", valid_from=date(2026, 5, 1), valid_until=date(2026, 5, 1))
    page.get_latest_revision().publish()
    assert is_live(page)


def test_publishing_many_at_once_publishes_none_when_one_lacks_something_and_says_which(admin_client, make):
    good, bad = make("Goed"), make("Fout", conditions=[BLOCK])
    query = f"?id={good.pk}&id={bad.pk}&next=/cms/"
    answer = admin_client.post(ADDRESS + query, {"include_descendants": ""}, follow=True)
    assert "‘Fout’ kan nog niet gepubliceerd worden." in answer.text
    assert "Vul een titel of uitleg in" in answer.text
    assert (is_live(good), is_live(bad)) == (False, False)
    admin_client.post(f"{ADDRESS}?id={good.pk}&next=/cms/", {"include_descendants": ""})
    assert is_live(good)


def test_approving_the_last_task_of_a_workflow_publishes_nothing_that_lacks_something(admin_client, index, make):
    page = make(conditions=[BLOCK])
    workflow = Workflow.objects.create(name="Nazien")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Nazien"), sort_order=0)
    state = workflow.start(page, User.objects.get(is_superuser=True)).current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = admin_client.post(address, {"comment": ""}, follow=True)
    assert "Vul een titel of uitleg in" in answer.text
    assert not is_live(page)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_what_lacks_something_is_not_scheduled_either(make):
    page = make(conditions=[BLOCK], go_live_at=timezone.now() + timedelta(days=1))
    with pytest.raises(IncompleteProduct):
        page.get_latest_revision().publish()
    assert page.get_latest_revision().approved_go_live_at is None


WRONG_TIME = {"title": "Bewonerskaart", "processing_time_value": 5}


@pytest.mark.parametrize(("values", "is_complete"), [({"title": "Bewonerskaart"}, True), (WRONG_TIME, False)])
def test_an_import_publishes_what_is_complete_and_keeps_the_rest_as_a_draft(index, values, is_complete):
    page = actions.create_imported(SYSTEM, index, "https://voorbeeld.be/id/1", values, publish=True)
    assert (page.live, is_live(page)) == (is_complete, is_complete)
    imported = ImportedInstance.objects.get(page=page)
    assert actions.publish_imported(SYSTEM, imported, page) == is_complete
    assert is_live(page) == is_complete


def test_a_search_word_for_a_public_page_that_lacks_something_waits_as_a_draft(index, make, admin_user):
    page = make()
    page.get_latest_revision().publish()
    ProductPage.objects.filter(pk=page.pk).update(processing_time_value=5)
    page.refresh_from_db()
    page.save_revision()
    ProductPage.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    page.refresh_from_db()
    assert actions.add_keyword(SYSTEM, admin_user, page, "parkeren") == "draft"
    assert ProductPage.objects.get(pk=page.pk).keywords == ""
