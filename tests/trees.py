"""A small public site to test with: front page, indexes, themes, products and a place."""

import datetime
from typing import Any

from wagtail.models import Page, Site

from counters.models import Place
from front.models import HomePage
from people.models import CitySettings
from products.models import ProductIndexPage, ProductPage, ThemeIndexPage, ThemePage
from tests.factories import make_department


def public_pages(product: str = "adreswijziging", place: str = "stadswinkel") -> list[str]:
    """Return the addresses of one public page of each kind, of these slugs: what is true of every page is asked of them."""
    lists = [
        "/",
        "/producten/",
        "/thema/",
        "/thema/BouwenWonen/",
        "/doelgroep/Burger/",
        "/a-z/",
        "/vragen/",
        "/plaatsen/",
    ]
    return [*lists, f"/producten/{product}/", f"/plaatsen/{place}/"]


def make_home() -> HomePage:
    """Return the front page with its indexes and one theme, made when absent, as the root of the default site."""
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Regel uw zaken bij de stad", slug="start", introduction="Zoek."))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    home.add_child(instance=ProductIndexPage(title="Diensten", slug="producten"))
    themes = home.add_child(instance=ThemeIndexPage(title="Thema’s", slug="thema"))
    themes.add_child(
        instance=ThemePage(title="Bouwen en wonen", slug="BouwenWonen", theme="BouwenWonen", introduction="Uw woning.")
    )
    return home


def make_product(title: str = "Adreswijziging", slug: str = "", **fields: Any) -> ProductPage:
    """Return a published product below /producten/."""
    make_home()
    values: dict[str, Any] = {
        "summary": "Verhuist u? Geef uw nieuw adres aan.",
        "themes": ["BouwenWonen"],
        "audiences": ["Burger"],
        "is_free": True,
        "processing_time_value": 15,
        "processing_time_unit": "working_days",
        "department": make_department(),
        "last_checked": datetime.date(2026, 11, 2),
        **fields,
    }
    page = ProductPage(title=title, slug=slug or title.lower().replace(" ", "-"), **values)
    return ProductIndexPage.objects.get().add_child(instance=page)


def make_place(name: str = "Stadswinkel", **fields: Any) -> Place:
    """Return a place that is open on weekdays from 8.15 till 12.15."""
    values = {
        "slug": name.lower(),
        "street": "Parkstraat 1",
        "postal_code": "9100",
        "city": "Sint-Niklaas",
        "phone": "03 778 30 00",
        **fields,
    }
    place = Place.objects.create(name=name, **values)
    for weekday in range(5):
        place.opening_rules.create(weekday=weekday, opens=datetime.time(8, 15), closes=datetime.time(12, 15))
    place.save()
    return place


def make_city(**fields: Any) -> CitySettings:
    """Return the contact data of the default site."""
    return CitySettings.objects.update_or_create(site=Site.objects.get(), defaults=fields)[0]
