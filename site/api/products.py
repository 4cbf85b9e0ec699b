"""A product page as plain data."""

from typing import Any

from django.http import HttpRequest
from wagtail.rich_text import expand_db_html

from ground.public import published_now
from products.models import ProductPage


def line_of(request: HttpRequest, page: ProductPage) -> dict[str, Any]:
    """Return a product as it stands in a list."""
    return {
        "slug": page.slug,
        "title": page.title,
        "summary": page.summary,
        "url": request.build_absolute_uri(page.get_url(request)),
        "themes": page.themes,
        "audiences": page.audiences,
    }


def detail_of(request: HttpRequest, page: ProductPage) -> dict[str, Any]:
    """Return a whole product."""
    return {
        **line_of(request, page),
        "alternative_titles": page.alternative_titles.splitlines(),
        "description": expand_db_html(page.description),
        "for_whom": expand_db_html(page.for_whom),
        "conditions": [_titled(block.value) for block in page.conditions],
        "evidence": [_titled(block.value) for block in page.evidence],
        "procedures": [{**_titled(block.value), "channel": block.value["channel"]} for block in page.procedures],
        "is_free": page.is_free,
        "costs": [{**_titled(block.value), "amount": block.value["amount"]} for block in page.costs],
        "processing_time": " ".join(
            str(part)
            for part in (page.processing_time_value, page.get_processing_time_unit_display())
            if part not in (None, "")
        ),
        "exceptions": expand_db_html(page.exceptions),
        "forms": [
            {
                "key": link.form.key,
                "label": link.label or link.form.title,
                "url": request.build_absolute_uri(link.form.get_absolute_url()),
            }
            for link in page.form_links.select_related("form").filter(published_now("form__"))
        ],
        "keywords": page.keywords.splitlines(),
        "product_type": page.product_type,
        "life_events": page.life_events,
        "last_checked": page.last_checked,
        "valid_from": page.valid_from,
        "valid_until": page.valid_until,
        "ipdc_concept_id": page.ipdc_concept_id,
        "ipdc_instance_id": page.ipdc_instance_id,
    }


def _titled(value: Any) -> dict[str, str]:
    description = getattr(value["description"], "source", value["description"]) or ""
    return {"title": value["title"] or "", "description": expand_db_html(description)}
