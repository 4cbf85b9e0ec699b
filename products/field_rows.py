"""What a row of the table of a product's fields says (products.field_table), and to whom."""

from dataclasses import dataclass
from typing import Literal

from django.forms import Widget
from django.utils.functional import Promise
from wagtail.admin.panels import Panel

Text = str | Promise
Tab = Literal["reading", "finding", "managing"]
Weight = Literal["title", "alternative_titles", "keywords", "summary", "body"]
"""A part of what search knows of a product, from what counts most to what counts least."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together on the edit screen, below one heading."""

    heading: Text
    help_text: Text = ""
    classname: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the product page: its anchor, its heading, and the template in products/sections that draws it."""

    id: str
    heading: Text
    template: str

    @property
    def template_name(self) -> str:
        """Return "products/sections/rich_text.html"."""
        return f"products/sections/{self.template}.html"


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an IPDC-LPDC instance that a field takes as it is.

    path: "lpdc:exception", its prefix one of products.ipdc.graph.PREFIXES. read: how, one of products.ipdc.reader.READ.
    max_length: of the field, where it has one.
    """

    path: str
    read: str
    code_list: str = ""
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of ProductPage, or a list that stands on its page, and who reads it.

    >>> FieldRow("exceptions", "reading", search="body", is_in_api=True).search
    'body'
    """

    name: str
    tab: Tab | None = None
    """Of the edit screen; None where no editor fills it in there."""
    help_text: Text = ""
    heading: Text = ""
    widget: Widget | type[Widget] | None = None
    panel: Panel | None = None
    """Where it needs another panel than a FieldPanel of name, help text, heading and widget."""
    group: Group | None = None
    is_beside: bool = False
    """Whether it stands on one line with the row before it, in the same group."""
    section: Section | None = None
    """Where citizens read it; rows that share a section stand in it together."""
    search: Weight | None = None
    is_in_api: bool = False
    """Whether the API gives it in a product's detail, under its own name (site/api/products.py)."""
    is_lines: bool = False
    """Whether a text holds one thing a line; the API gives a list."""
    ipdc: Property | None = None
    """What an import puts into it; what it makes of several properties, or of a part of one, stands in products.ipdc.mapping."""
