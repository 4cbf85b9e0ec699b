"""From an Instance to the values of a product page.

Pure. `page_values` gives JSON: one entry per page field, in the form that `products.page_values` reads from and writes
to a page. Fields that the model does not have (for whom, processing time, life events, places, forms) are not in it:
an import never touches them.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from products.ipdc.instance import ContactPoint, Instance, Procedure, Titled, Website
from products.ipdc.texts import first_paragraph, plain

FREE = re.compile(r"((dit|het|de aanvraag|deze dienst|de dienstverlening) is )?(gratis|kosteloos)\.?", re.IGNORECASE)

Json = Any


def page_values(instance: Instance) -> dict[str, Json]:
    """Values for each page field that an instance has a say in."""
    summary, rest = first_paragraph(instance.description_html)
    costs = [_titled(cost) for cost in instance.costs]
    is_free = len(costs) == 1 and bool(FREE.fullmatch(plain(" ".join(_words(instance.costs[0]))).text))
    return {
        "title": fit(instance.title, 255),
        "summary": summary,
        "description": rest + instance.additional_description_html + _advantages(instance.financial_advantages),
        "conditions": [
            _block("condition", **_titled(requirement))
            for requirement in instance.requirements
            if requirement.title or requirement.description_html
        ],
        "evidence": [
            _block("evidence", **_titled(evidence))
            for requirement in instance.requirements
            for evidence in requirement.evidence
        ],
        "procedures": [_procedure(procedure) for procedure in instance.procedures],
        "is_free": is_free,
        "costs": [] if is_free else [_block("cost", amount=None, **cost) for cost in costs],
        "exceptions": instance.exceptions_html,
        "legal_basis": [
            *([{"type": "text", "value": instance.regulation_html}] if instance.regulation_html else []),
            *[_block("link", **_link(website)) for website in instance.legal_resources],
        ],
        "more_information": [_block("link", **_link(website)) for website in instance.websites],
        "contact_points": [_contact(point) for point in instance.contact_points],
        "keywords": "\n".join(instance.keywords),
        "themes": list(instance.themes),
        "product_type": instance.product_type,
        "audiences": list(instance.audiences),
        "competent_levels": list(instance.competent_levels),
        "competent_authorities": list(instance.competent_authorities),
        "executing_levels": list(instance.executing_levels),
        "executing_authorities": list(instance.executing_authorities),
        "your_europe": list(instance.your_europe),
        "valid_from": instance.starts_on.isoformat() if instance.starts_on else None,
        "valid_until": instance.ends_on.isoformat() if instance.ends_on else None,
        "ipdc_concept_id": instance.concept_iri,
        "ipdc_instance_id": instance.iri,
        "product_number": instance.product_number,
    }


def fit(text: str, length: int) -> str:
    """Text cut at a word to at most `length` signs, with "…" when something was cut."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _block(kind: str, **value: Json) -> dict[str, Json]:
    return {"type": kind, "value": value}


def _titled(part: Titled) -> dict[str, Json]:
    return {"title": fit(part.title, 200), "description": part.description_html}


def _words(part: Titled) -> tuple[str, ...]:
    """What a cost says beyond a heading such as "Kostprijs"."""
    return (part.description_html,) if part.description_html else (part.title,)


def _procedure(procedure: Procedure) -> dict[str, Json]:
    """The model has no channel. A procedure with an online form is online; others say it in their text."""
    links = [_link(website) for website in procedure.websites]
    return _block("procedure", channel="online" if links else "any", links=links, **_titled(procedure))


def _link(website: Website) -> dict[str, Json]:
    title = website.title or urlsplit(website.url).netloc.removeprefix("www.")
    return {"title": fit(title, 200), "url": website.url, "description": fit(website.description, 300)}


def _contact(point: ContactPoint) -> dict[str, Json]:
    return _block(
        "contact",
        name="",
        email=point.email,
        phone=point.phone,
        url=point.url or point.hours_url,
        opening_hours=fit(point.opening_hours, 300),
        address=fit(str(point.address), 200) if point.address else "",
    )


def _advantages(advantages: tuple[Titled, ...]) -> str:
    """What the citizen gets; the page has no field of its own for it."""
    return "".join(
        (f"<h3>{_escaped(advantage.title)}</h3>" if advantage.title else "") + advantage.description_html
        for advantage in advantages
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
