"""Writing into the page tree: themes, products and ordinary pages, each published through Wagtail's own door."""

import datetime
from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from counters.models import Place
from demo import pages
from demo.places import PHONE
from demo.products import PRODUCTS, Product
from demo.texts import html, line
from forms_app.models import Form
from front.models import ContentPage, HomePage, as_text
from front.page_tree import publish_below
from people.models import Department
from products.models import Authority, ProductFormLink, ProductIndexPage, ProductPage, RelatedProduct, ThemePage

CITY_IRI = "https://data.vlaanderen.be/id/organisatie/OVO002237"
YEAR = datetime.timedelta(days=365)


def load_pages(home: HomePage) -> None:
    """Introduce the themes that have no words yet, and write the ordinary pages that are absent."""
    for page in ThemePage.objects.filter(introduction="", theme__in=pages.THEMES):
        page.introduction = line(pages.THEMES[page.theme])
        page.save_revision(clean=False).publish()
    for data in pages.CONTENT_PAGES:
        if not ContentPage.objects.filter(slug=data.slug).exists():
            publish_below(
                home,
                ContentPage(
                    title=data.title,
                    slug=data.slug,
                    introduction=line(data.introduction),
                    body=as_text(html(data.body)),
                    search_description=line(data.introduction),
                ),
            )


def load_products(
    departments: dict[str, Department], places: dict[str, Place], forms: dict[str, Form], today: datetime.date
) -> dict[str, ProductPage]:
    """Return the products by slug, made and published where absent; related ones are linked in a second round."""
    index = ProductIndexPage.objects.get()
    city, _ = Authority.objects.get_or_create(iri=CITY_IRI, defaults={"name": "Stad Sint-Niklaas"})
    found: dict[str, ProductPage] = {page.slug: page for page in ProductPage.objects.child_of(index)}
    new = [data for data in PRODUCTS if data.slug not in found]
    for data in new:
        page = product_page(data, departments[data.department], today)
        page.live = False
        index.add_child(instance=page)
        found[data.slug] = page
    for data in new:
        page = found[data.slug]
        page.places = [places[slug] for slug in data.places]
        page.executing_authorities = [city]
        if data.form:
            known = f"{data.form.key}/{data.form.prefill}" if data.form.prefill else ""
            page.form_links = [ProductFormLink(form=forms[data.form.key], label=data.form.label, prefill=known)]
        page.related_links = [RelatedProduct(related=found[slug]) for slug in data.related]
        page.save_revision(clean=False).publish()  # add_child has cleaned it
    return found


def load_top_tasks(home: HomePage, products: dict[str, ProductPage]) -> None:
    """Put the tasks that are asked for most on the front page."""
    if not home.top_tasks:
        home.top_tasks = _stream(HomePage, "top_tasks", [("product", products[slug].pk) for slug in pages.TOP_TASKS])
        home.save_revision().publish()


def product_page(data: Product, department: Department, today: datetime.date) -> ProductPage:
    """Return an unsaved page of the product, without what only a saved page can have (places, forms, related)."""
    checked = today - datetime.timedelta(days=data.checked_days_ago)
    value, unit = data.time
    return ProductPage(
        title=data.title,
        slug=data.slug,
        search_description=line(data.summary),
        alternative_titles="\n".join(data.other_names),
        summary=line(data.summary),
        description=html(data.description),
        for_whom=html(data.for_whom),
        conditions=_product_stream("conditions", _items("condition", data.conditions)),
        evidence=_product_stream("evidence", _items("evidence", data.evidence)),
        procedures=_product_stream(
            "procedures",
            [
                ("procedure", {"channel": way.channel, "title": way.title, "description": html(way.text), "links": []})
                for way in data.ways
            ],
        ),
        is_free=not data.costs,
        costs=_product_stream(
            "costs",
            [
                ("cost", {"amount": cost.cents, "title": cost.title, "description": html(cost.text)})
                for cost in data.costs
            ],
        ),
        processing_time_value=value,
        processing_time_unit=unit,
        processing_time_note=line(data.time_note),
        exceptions=html(data.exceptions),
        legal_basis=_product_stream("legal_basis", [("text", html(data.legal))] if data.legal else []),
        more_information=_product_stream(
            "more_information", [("link", {"title": title, "url": url, "description": ""}) for title, url in data.links]
        ),
        contact_points=_product_stream(
            "contact_points",
            [("contact", {"name": department.name, "email": department.email, "phone": PHONE})],
        ),
        keywords="\n".join(data.keywords),
        icon=data.icon,
        themes=list(data.themes),
        product_type=data.product_type,
        audiences=list(data.audiences),
        life_events=list(data.life_events),
        competent_levels=list(data.levels),
        executing_levels=["Lokaal"],
        department=department,
        last_checked=checked,
        review_by=checked + YEAR,
    )


def _items(kind: str, items: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(kind, {"title": item.title, "description": html(item.text)}) for item in items]


def _product_stream(field: str, values: list[tuple[str, Any]]) -> Any:
    return _stream(ProductPage, field, values)


def _stream(model: type[Page], field: str, values: list[tuple[str, Any]]) -> Any:
    """Return a StreamValue from (block type, raw value) pairs."""
    block = model._meta.get_field(field).stream_block
    return block.to_python([{"type": kind, "value": value} for kind, value in values])
