"""A card carries the code of what it leads to, by which a page leaves itself out of the list of others."""

import pytest
from django.test import Client, RequestFactory

from products.listings import PUBLIC_AUDIENCES, audience_cards
from products.models import ThemePage
from products.templatetags.products import theme_content
from tests.trees import make_product


@pytest.mark.django_db
def test_an_audience_leads_to_the_others_and_not_to_itself():
    make_product()
    page = Client().get("/doelgroep/Burger/")
    assert [card.code for card in page.context["others"]] == [code for code in PUBLIC_AUDIENCES if code != "Burger"]


@pytest.mark.django_db
def test_a_theme_leads_to_the_others_and_not_to_itself():
    make_product()
    request = RequestFactory().get("/thema/BouwenWonen/")
    page = ThemePage.objects.get(theme="BouwenWonen")
    page.add_sibling(
        instance=ThemePage(title="Mobiliteit", slug="MobiliteitOpenbareWerken", theme="MobiliteitOpenbareWerken")
    )
    assert [card.code for card in theme_content({"request": request}, page).others] == ["MobiliteitOpenbareWerken"]


def test_each_audience_has_its_code_and_address():
    assert all(card.url == f"/doelgroep/{card.code}/" for card in audience_cards())
