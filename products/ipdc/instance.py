"""One product instance of LPDC/IPDC, as read: what a municipality offers, in frozen values.

All fields of the IPDC-LPDC implementation model's Instance (Informatievlaanderen/ipdc-lpdc f6071c1), with clean
text in one Dutch variant. Fields named *_html hold HTML of our rich text fields, others plain text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = str | list[str] | None
"""What a field of a page holds that comes from one property: a text, codes or addresses, a date or none."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in the source: `code` "unknown_code", `field` "themes", `detail` the value itself."""

    code: str
    field: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code} ({self.field}{': ' + self.detail if self.detail else ''})"


@dataclass(frozen=True, slots=True)
class Website:
    """A link: `url` is always a valid http(s) address."""

    url: str
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Titled:
    """A piece of text with a heading: an evidence, a cost, a financial advantage."""

    title: str = ""
    description_html: str = ""


@dataclass(frozen=True, slots=True)
class Requirement(Titled):
    """A condition, with what proves it."""

    evidence: tuple[Titled, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure(Titled):
    """One way to ask for the product. The model has no channel: `websites` are the online forms."""

    websites: tuple[Website, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """An address; `register_iri` is its place in the Flemish address register, "" when unknown."""

    street: str = ""
    house_number: str = ""
    box: str = ""
    postcode: str = ""
    municipality: str = ""
    country: str = ""
    register_iri: str = ""

    def __str__(self) -> str:
        number = f"{self.house_number} bus {self.box}" if self.box else self.house_number
        lines = (f"{self.street} {number}".strip(), f"{self.postcode} {self.municipality}".strip())
        return ", ".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """How to reach the service; `hours_url` where the source gave a page instead of hours.

    more_emails, more_phones: what stood in the same field beside the first.
    """

    email: str = ""
    phone: str = ""
    url: str = ""
    opening_hours: str = ""
    hours_url: str = ""
    address: Address | None = None
    more_emails: tuple[str, ...] = ()
    more_phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """A product of a municipality. `iri` is its key.

    fields: what goes to a page's field as it is, by the name of the field, in the form that products.page_values writes: those of
    products.field_table that name their property. Dates are days in Brussels. values: of a row of a table, all that it says, by
    field; None for what products.ipdc.mapping maps.
    """

    iri: str
    title: str
    fields: Mapping[str, Json] = field(default_factory=dict)
    description_html: str = ""
    additional_description_html: str = ""
    regulation_html: str = ""
    legal_resources: tuple[Website, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    costs: tuple[Titled, ...] = ()
    financial_advantages: tuple[Titled, ...] = ()
    websites: tuple[Website, ...] = ()
    contact_points: tuple[ContactPoint, ...] = ()
    address: Address | None = None
    keywords: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    publication_media: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    created_by: str = ""
    concept_snapshot_iri: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    sent_at: datetime | None = None
    generated_at: str = ""  # of a snapshot: ISO 8601 with up to nine digits of a second
    version: str = field(default="", compare=False)  # sorts as its snapshots follow each other; "" when unknown
    is_draft: bool = False  # the source has not sent it to IPDC
    review_status: str = ""
    language_variant: str = ""
    copy_of: str = ""
    is_for_merger: bool = False
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
    values: Mapping[str, Any] | None = None
