"""The icon of a product and of a theme: chosen from pictures, the theme's by default, not the same twice in a row by accident."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from people.models import User
from products.codelists import code_list
from products.icons import ICON_GROUPS, NO_THEME, THEME_ICONS, apart, icon_names
from products.listings import product_cards, theme_cards
from products.lists import product_list
from products.models import ProductPage, ThemePage
from tests.trees import make_product

SPRITE = Path(finders.find("img/icons.svg"))


def product_icon(page):
    """Return the icon that lists show of a product."""
    [card] = product_cards([page])
    return card.icon


@pytest.fixture
def admin():
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    return client


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def chosen(html):
    """Return the values of the icons that are checked."""
    return re.findall(r'<input type="radio" name="icon" value="([^"]*)"[^>]*\bchecked', html)


def test_each_icon_that_can_be_chosen_is_drawn_and_has_a_name_of_its_own():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))
    assert set(icon_names()) | {NO_THEME} <= drawn
    labels = [str(label) for _group, icons in ICON_GROUPS for _name, label in icons]
    assert len(set(icon_names())) == len(icon_names()) == len(set(labels))
    assert max(map(len, icon_names())) <= ProductPage._meta.get_field("icon").max_length


def test_each_theme_has_an_icon_that_no_other_has():
    assert set(THEME_ICONS) == set(code_list("themes"))
    assert set(THEME_ICONS.values()) <= set(icon_names())
    assert len(set(THEME_ICONS.values())) == len(THEME_ICONS)


@pytest.mark.parametrize(
    ("signs", "shown"),
    [
        ([], []),
        ([("", "leaf")], ["leaf"]),
        ([("", "leaf"), ("", "leaf"), ("", "leaf")], ["leaf", "", ""]),
        ([("", "leaf"), ("", "bike"), ("", "leaf")], ["leaf", "bike", "leaf"]),
        ([("leaf", "leaf"), ("", "leaf")], ["leaf", ""]),
        ([("", "leaf"), ("leaf", "leaf")], ["", "leaf"]),
        ([("", "leaf"), ("", "leaf"), ("id", "leaf"), ("", "leaf")], ["leaf", "", "id", "leaf"]),
        ([("id", "leaf"), ("id", "bike")], ["id", "id"]),  # their editors chose so, and were told
    ],
)
def test_neighbours_show_the_same_icon_only_where_an_editor_chose_it(signs, shown):
    assert apart(signs) == shown


@pytest.mark.django_db
def test_a_product_has_its_own_icon_else_that_of_its_first_theme():
    page = make_product("Kaart")
    assert product_icon(make_product("Kids-ID", icon="mood-kid")) == "mood-kid"
    assert product_icon(page) == "home-2"
    ThemePage.objects.update(icon="crane")
    assert product_icon(page) == "crane"
    assert [card.icon for card in theme_cards()] == ["crane"]
    assert (
        product_icon(make_product("Los", themes=[])) == NO_THEME == product_icon(make_product("Vreemd", themes=["X"]))
    )


@pytest.mark.django_db
def test_a_list_of_products_without_icons_of_their_own_shows_that_of_the_theme_once():
    for title, icon in (("Een", ""), ("Twee", ""), ("Vier", "crane"), ("Zes", "")):
        make_product(title, icon=icon)
    [group] = product_list(None, theme="BouwenWonen").groups
    assert [card.icon for card in group.cards] == ["home-2", "", "crane", "home-2"]


@pytest.mark.django_db
def test_an_editor_sees_each_picture_the_themes_first_and_who_has_it_already(admin):
    page = make_product("Kaart")
    make_product("Reispas", icon="e-passport")
    make_product("Boek", icon="feather")
    make_product("Testament", icon="feather")
    html = admin.get(edit(page)).text
    cards = re.findall(r'<label class="sn-icons__card">(.*?)</label>', html, re.S)
    assert len(cards) == 1 + len(icon_names())
    assert "Zoals het thema" in cards[0]
    assert "#home-2" in cards[0]
    assert chosen(html) == [""]
    noted = {re.search(r'value="([^"]*)"', card)[1]: re.search(r"<small>(.*?)</small>", card) for card in cards}
    assert {icon: note[1] for icon, note in noted.items() if note} == {
        "e-passport": "al bij Reispas",
        "feather": "al bij 2 andere",
    }


@pytest.mark.django_db
def test_the_icon_of_a_theme_is_chosen_on_its_page_and_shows_on_the_front_page(admin):
    make_product("Kaart")
    page = ThemePage.objects.get()
    assert chosen(admin.get(edit(page)).text) == [""]
    data = {"title": page.title, "slug": page.slug, "theme": page.theme, "introduction": "", "icon": "crane"}
    admin.post(edit(page), {**data, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, "action-publish": "1"})
    assert chosen(admin.get(edit(page)).text) == ["crane"]
    assert "#crane" in Client().get("/").text
    refused = admin.post(
        edit(page), {**data, "icon": "kasteel", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    )
    assert "kasteel" in refused.text
    assert ThemePage.objects.get().icon == "crane"


def migrate(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("products", name)])


@pytest.mark.django_db(transaction=True)
def test_icons_of_before_get_their_new_names_also_in_drafts_and_back():
    pages = [make_product(icon, icon=icon) for icon in ("id", "users-group", "camera", "gavel")]
    pages[1].icon = "signature"
    draft = pages[1].save_revision()
    migrate("0002_uploaded_products")
    try:
        assert stored(pages, draft) == ["card", "users", "camera", "", "pen"]  # there was no hammer yet
    finally:
        migrate("0003_named_pictures")
    assert stored(pages, draft) == ["id", "users-group", "camera", "", "signature"]


def stored(pages, draft):
    """Return the icons of the rows and that of the draft."""
    rows = dict(ProductPage.objects.values_list("pk", "icon"))
    return [*(rows[page.pk] for page in pages), Revision.objects.get(pk=draft.pk).content["icon"]]
