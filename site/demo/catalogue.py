"""The catalogue: products come in by the importer and get what IPDC does not know; themes and ordinary pages beside them."""

import datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from counters.models import Place
from demo.files import DATA, data
from forms_app.models import Form
from front.models import AccessibilityAudit, ContentPage, HomePage
from people.models import Department
from portal.start.parts import make_page
from products.models import ImportedInstance, ProductFormLink, ProductPage, RelatedProduct, ThemePage

CATALOGUE = DATA / "catalogue.jsonld"
"""What a city's IPDC export holds; read as the first one of any city is."""
YEAR = datetime.timedelta(days=365)


def load_pages(home: HomePage) -> None:
    """Introduce the themes that have no words yet, and write the ordinary pages that are absent."""
    pages = data("pages")
    for theme in ThemePage.objects.filter(introduction="", theme__in=pages["themes"]):
        theme.introduction = pages["themes"][theme.theme]
        theme.save_revision(clean=False).publish()
    for slug, page in pages["pages"].items():
        if not ContentPage.objects.filter(slug=slug).exists():
            make_page(home, slug, page, publish=True)


def load_audit(today: datetime.date) -> None:
    """Write down what the last look at the site's accessibility found."""
    audit = dict(data("pages")["audit"])
    date = today - datetime.timedelta(days=audit.pop("days_ago"))
    gaps = [{"type": "gap", "value": gap} for gap in audit.pop("gaps")]
    AccessibilityAudit.objects.get_or_create(date=date, defaults={**audit, "gaps": gaps})


def load_products(
    departments: dict[str, Department], places: dict[str, Place], forms: dict[str, Form], today: datetime.date
) -> dict[str, ProductPage]:
    """Return the products by slug, imported, completed and published.

    What is added stands by the last part of a product's IRI, which becomes its address.
    """
    call_command("import_products", str(CATALOGUE), stdout=StringIO())
    facts = data("products")
    imported = ImportedInstance.objects.select_related("page")
    by_slug = {each.iri.rsplit("/", 1)[-1]: each.page for each in imported if each.page}
    for slug, added in facts.items():
        page = by_slug[slug]
        page.slug = slug
        complete(page, added, departments[added["department"]], today)
        page.places = [places[each] for each in added["places"]]
        page.related_links = [RelatedProduct(related=by_slug[each]) for each in added["related"]]
        if form := added["form"]:
            page.form_links = [ProductFormLink(form=forms[form["key"]], label=form["label"], prefill=form["prefill"])]
        page.save_revision().publish()
    return {slug: by_slug[slug] for slug in facts}


def complete(page: ProductPage, added: dict[str, Any], department: Department, today: datetime.date) -> None:
    """Write on the page what IPDC has no place for: whose it is, channels and amounts in their order, terms, review."""
    page.department = department
    page.search_description = page.summary
    page.alternative_titles = "\n".join(added["other_names"])
    page.for_whom, page.life_events, page.icon = added["for_whom"], added["life_events"], added["icon"]
    for procedure, channel in zip(page.procedures, added["channels"], strict=True):
        procedure.value["channel"] = channel
    for cost, cents in zip(page.costs, added["amounts"], strict=True):
        cost.value["amount"] = cents
    for contact in page.contact_points:
        contact.value["name"] = department.name
    time = added["processing_time"]
    page.processing_time_value, page.processing_time_unit = time["value"], time["unit"]
    page.processing_time_note = time["note"]
    page.last_checked = today - datetime.timedelta(days=added["checked_days_ago"])
    page.review_by = page.last_checked + YEAR


def load_top_tasks(home: HomePage, products: dict[str, ProductPage]) -> None:
    """Put the tasks that are asked for most on the front page."""
    if not home.top_tasks:
        tasks = [{"type": "product", "value": products[slug].pk} for slug in data("pages")["top_tasks"]]
        home.top_tasks = HomePage._meta.get_field("top_tasks").stream_block.to_python(tasks)
        home.save_revision().publish()
