"""A product as schema.org GovernmentService and questions as FAQPage, for search engines and other readers of the page.

Follows the mapping of IPDC-LPDC to schema.org: plain text only (tags stripped), amounts in euro, links only to what is
public. The page escapes it for its script element.
"""

import re
from collections.abc import Iterable
from typing import Any

from ground.frame import Frame, full_name
from products.codelists import code_list
from products.ipdc.texts import plain
from products.models import FrequentQuestion, ProductPage

ISO_UNITS = {"calendar_days": "D", "weeks": "W", "months": "M"}


def government_service(page: ProductPage, city: Frame) -> dict[str, Any]:
    """Return the product as JSON-LD; a property without a value is left out. Four queries, none where its lists are read already.

    city tells how to reach the city.
    """
    url = page.full_url or ""
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{url}#dienst",
        "name": page.title,
        "alternateName": _lines(page.alternative_titles),
        "description": page.summary or plain(page.description).text[:300],
        "url": url,
        "mainEntityOfPage": _web_page(page, url),
        "identifier": _identifiers(page),
        "serviceType": _labels("types", [page.product_type])[:1],
        "category": _labels("themes", page.themes),
        "audience": [{"@type": "Audience", "audienceType": label} for label in _labels("audiences", page.audiences)],
        "provider": _provider(page, city),
        "areaServed": {"@type": "AdministrativeArea", "name": city.city_name},
        "availableChannel": _channels(page),
        "offers": _offers(page),
        "subjectOf": [
            {"@type": "Legislation", "name": block.value["title"], "url": block.value["url"]}
            for block in page.legal_basis
            if block.block_type == "link"
        ],
    }
    filled: dict[str, Any] = _filled(data)
    return filled


def faq_page(questions: Iterable[FrequentQuestion]) -> dict[str, Any]:
    """Return the questions of one page with their answers as JSON-LD."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "nl-BE",
        "mainEntity": [
            {
                "@type": "Question",
                "name": each.question,
                "acceptedAnswer": {"@type": "Answer", "text": plain(each.answer).text},
            }
            for each in questions
        ],
    }


def _web_page(page: ProductPage, url: str) -> dict[str, Any]:
    return {
        "@type": "WebPage",
        "@id": url,
        "inLanguage": "nl-BE",
        "keywords": ", ".join(_lines(page.keywords)),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else "",
        "lastReviewed": page.last_checked.isoformat() if page.last_checked else "",
    }


def _identifiers(page: ProductPage) -> list[dict[str, str]]:
    known = {"IPDC-productnummer": page.product_number, "IPDC-instantie": page.ipdc_instance_id}
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in known.items() if value]


def _provider(page: ProductPage, city: Frame) -> list[dict[str, Any]]:
    """Return the city with its contact data and those of the product, then the competent authorities that have a name."""
    name = full_name(city.city_name)
    contact_points = [
        {
            "@type": "ContactPoint",
            "name": block.value["name"],
            "telephone": block.value["phone"],
            "email": block.value["email"],
            "url": block.value["url"],
            "hoursAvailable": block.value["opening_hours"],
        }
        for block in page.contact_points
    ]
    authorities = {each.name: each.iri for each in page.competent_authorities.all() if each.name}
    the_city = {
        "@type": "GovernmentOrganization",
        "@id": authorities.pop(name, ""),
        "name": name,
        "telephone": city.phone,
        "email": city.email,
        "address": city.address,
        "contactPoint": contact_points,
    }
    others = [{"@type": "GovernmentOrganization", "@id": iri, "name": name} for name, iri in authorities.items()]
    return [the_city, *others]


def _channels(page: ProductPage) -> list[dict[str, Any]]:
    """Each way to ask: its forms and links, the places where one can go."""
    duration = _duration(page)
    forms = [
        {
            "@type": "ServiceChannel",
            "name": link.label or link.form.title,
            "serviceUrl": _absolute(page, link.form.get_absolute_url()),
            "processingTime": duration,
        }
        for link in page.form_links.all()
        if link.is_live
    ]
    links = [
        {"@type": "ServiceChannel", "name": link["title"], "serviceUrl": link["url"], "processingTime": duration}
        for block in page.procedures
        for link in block.value["links"]
    ]
    places = [
        {
            "@type": "ServiceChannel",
            "name": place.name,
            "servicePhone": {"@type": "ContactPoint", "telephone": place.phone} if place.phone else None,
            "serviceLocation": {
                "@type": "Place",
                "name": place.name,
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": place.street,
                    "postalCode": place.postal_code,
                    "addressLocality": place.city,
                    "addressCountry": "BE",
                },
            },
        }
        for place in page.places.all()
    ]
    return [*forms, *links, *places]


def _offers(page: ProductPage) -> list[dict[str, Any]]:
    dates = {
        "validFrom": page.valid_from.isoformat() if page.valid_from else "",
        "validThrough": page.valid_until.isoformat() if page.valid_until else "",
    }
    if page.is_free:
        return [{"@type": "Offer", "price": "0.00", "priceCurrency": "EUR", **dates}]
    return [
        {
            "@type": "Offer",
            "name": block.value["title"],
            "price": f"{block.value['amount'] / 100:.2f}",
            "priceCurrency": "EUR",
            **dates,
        }
        for block in page.costs
        if block.value["amount"] is not None
    ]


def _duration(page: ProductPage) -> str:
    """ISO 8601 duration; "" for working days and "at once", which it cannot say."""
    unit = ISO_UNITS.get(page.processing_time_unit)
    return f"P{page.processing_time_value}{unit}" if unit and page.processing_time_value else ""


def _absolute(page: ProductPage, path: str) -> str:
    root = re.match(r"https?://[^/]+", page.full_url or "")
    return (root.group(0) if root else "") + path


def _labels(name: str, codes: list[str]) -> list[str]:
    known = code_list(name)
    return [known[code].label for code in codes or [] if code in known]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _filled(value: Any) -> Any:  # noqa: ANN401  # JSON of any depth
    """Return the value without empty properties; a node that holds nothing but its type goes too."""
    if isinstance(value, dict):
        kept = {key: filled for key, part in value.items() if (filled := _filled(part)) not in ("", None, [], {})}
        return kept if kept.keys() - {"@type"} else {}
    if isinstance(value, list):
        return [filled for part in value if (filled := _filled(part)) not in ("", None, [], {})]
    return value
