"""From an Instance to the values of a product page.

`page_values` gives JSON: one entry per page field, in the form that `products.page_values` reads from and writes to a page.
What a field takes from one property as it is, its row in products.field_table says; what is made of several properties, or of a
part of one, is made here. Fields of neither kind (for whom, processing time, life events, places, forms) are not in it: an
import never touches them.
"""

import re
from typing import Any

from products.field_table import FIELD_TABLE
from products.ipdc.instance import ContactPoint, Instance, Procedure, Remark, Titled, Website
from products.ipdc.texts import deeper, first_paragraph, link_text, plain

FREE = re.compile(r"((dit|het|de aanvraag|deze dienst|de dienstverlening) is )?(gratis|kosteloos)\.?", re.IGNORECASE)

Json = Any
PROPERTIES = {row.name: row.ipdc for row in FIELD_TABLE if row.ipdc}
NO_CONTACT: dict[str, Json] = {"name": "", "email": "", "phone": "", "url": "", "opening_hours": "", "address": ""}


def page_values(instance: Instance, remarks: list[Remark] | None = None) -> dict[str, Json]:
    """Values for each page field that an instance has a say in. Each text that had to be cut is added to `remarks`."""
    return _Mapper([] if remarks is None else remarks).values(instance)


class _Mapper:
    """Maps one instance, and notes what is cut."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.remarks = remarks

    def fit(self, text: str, length: int, field: str) -> str:
        """Return the text, cut at a word where it is longer than the page's field."""
        if len(text) > length:
            self.remarks.append(Remark("cut", field, text[:200]))
        return fit(text, length)

    def values(self, instance: Instance) -> dict[str, Json]:
        summary, rest = first_paragraph(instance.description_html)
        costs = [self.titled(cost, "costs") for cost in instance.costs]
        is_free = len(costs) == 1 and bool(FREE.fullmatch(plain(" ".join(_words(instance.costs[0]))).text))
        shaped = {
            "title": self.fit(instance.title, 255, "title"),
            "summary": summary,
            "description": rest + instance.additional_description_html + _advantages(instance.financial_advantages),
            "conditions": [
                _block("condition", **self.titled(requirement, "conditions"))
                for requirement in instance.requirements
                if requirement.title or requirement.description_html
            ],
            "evidence": [
                _block("evidence", **self.titled(evidence, "evidence"))
                for requirement in instance.requirements
                for evidence in requirement.evidence
            ],
            "procedures": [self.procedure(procedure) for procedure in instance.procedures],
            "is_free": is_free,
            "costs": [] if is_free else [_block("cost", amount=None, **cost) for cost in costs],
            "legal_basis": [
                *([{"type": "text", "value": instance.regulation_html}] if instance.regulation_html else []),
                *[_block("link", **self.link(website, "legal_basis")) for website in instance.legal_resources],
            ],
            "more_information": [
                _block("link", **self.link(website, "more_information")) for website in instance.websites
            ],
            "contact_points": [block for point in instance.contact_points for block in self.contacts(point)],
            "keywords": "\n".join(instance.keywords),
            "ipdc_instance_id": instance.iri,
        }
        values = {**shaped, **{field: self.straight(field, value) for field, value in instance.fields.items()}}
        return {row.name: values[row.name] for row in FIELD_TABLE if row.name in values}

    def straight(self, field: str, value: Json) -> Json:
        """Return what comes from one property as it is, cut to the length of its field."""
        source = PROPERTIES[field]
        if not source.max_length or not isinstance(value, str):
            return value
        fitting = self.fit(value, source.max_length, field)
        return fitting if fitting == value or source.read != "iri" else ""  # a part of an address is of no use

    def titled(self, part: Titled, field: str) -> dict[str, Json]:
        """Lower the headings of a part over which the page puts one: a procedure, and a cost that has a title."""
        is_below = field == "procedures" or (field == "costs" and part.title)
        text = deeper(part.description_html) if is_below else part.description_html
        return {"title": self.fit(part.title, 200, field), "description": text}

    def procedure(self, procedure: Procedure) -> dict[str, Json]:
        """Take a procedure with an online form for online: the model has no channel, and others say it in their text."""
        links = [self.link(website, "procedures") for website in procedure.websites]
        channel = "online" if links else "any"
        return _block("procedure", channel=channel, links=links, **self.titled(procedure, "procedures"))

    def link(self, website: Website, field: str) -> dict[str, Json]:
        title = link_text(website.title or website.url, website.url)
        return {
            "title": self.fit(title, 200, field),
            "url": website.url,
            "description": self.fit(website.description, 300, field),
        }

    def contacts(self, point: ContactPoint) -> list[dict[str, Json]]:
        """One block, and one for each further number or address that stood in the same field."""
        field = "contact_points"
        first = {
            "email": point.email,
            "phone": point.phone,
            "url": point.url or point.hours_url,
            "opening_hours": self.fit(point.opening_hours, 300, field),
            "address": self.fit(str(point.address), 200, field) if point.address else "",
        }
        more = [{"email": email} for email in point.more_emails] + [{"phone": phone} for phone in point.more_phones]
        return [_block("contact", **{**NO_CONTACT, **part}) for part in (first, *more)]


def fit(text: str, length: int) -> str:
    """Text cut at a word to at most `length` signs, with "…" when something was cut."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _block(kind: str, **value: Json) -> dict[str, Json]:
    return {"type": kind, "value": value}


def _words(part: Titled) -> tuple[str, ...]:
    """Return what a cost says beyond a heading such as "Kostprijs"."""
    return (part.description_html,) if part.description_html else (part.title,)


def _advantages(advantages: tuple[Titled, ...]) -> str:
    """Return what the citizen gets; the page has no field of its own for it."""
    return "".join(
        (f"<h3>{_escaped(advantage.title)}</h3>" if advantage.title else "") + deeper(advantage.description_html)
        for advantage in advantages
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
