"""The product's edit screen: tabs, and in the first one the fields in the order in which citizens read (products.field_table)."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page

from products.field_rows import FieldRow, Tab
from products.field_table import FIELD_TABLE

HOW_TO_WRITE = HelpPanel(
    content=_(
        "<p>Schrijf zoals u het aan het loket zegt: korte zinnen, “u”, gewone woorden. Wat u leeg laat, ziet de burger "
        "niet. Rechts ziet u de pagina terwijl u schrijft.</p>"
    ),
    heading=_("Zo schrijft u een product"),
)


def panels_of(tab: Tab) -> Iterator[Panel]:
    """Yield the panels of a tab, those of one group in one."""
    for group, rows in groupby((row for row in FIELD_TABLE if row.tab == tab), key=lambda row: row.group):
        panels = list(_on_lines(rows))
        if group is None:
            yield from panels
        else:
            yield MultiFieldPanel(panels, heading=group.heading, help_text=group.help_text, classname=group.classname)


def _on_lines(rows: Iterable[FieldRow]) -> Iterator[Panel]:
    lines: list[list[Panel]] = []
    for row in rows:
        if row.is_beside:
            lines[-1].append(_panel(row))
        else:
            lines.append([_panel(row)])
    return (FieldRowPanel(line) if len(line) > 1 else line[0] for line in lines)


def _panel(row: FieldRow) -> Panel:
    if row.panel is not None:
        return row.panel
    options: dict[str, Any] = {"help_text": row.help_text, "heading": row.heading, "widget": row.widget}
    return FieldPanel(row.name, **{name: value for name, value in options.items() if value})


FINDING_TAB = ObjectList(list(panels_of("finding")), heading=_("Vinden"))

PRODUCT_TABS = TabbedInterface(
    [
        ObjectList([HOW_TO_WRITE, *panels_of("reading")], heading=_("Wat de burger leest")),
        FINDING_TAB,
        ObjectList(list(panels_of("managing")), heading=_("Beheer")),
        ObjectList([*Page.promote_panels, *Page.settings_panels], heading=_("Adres en planning")),
    ]
)


def add_to_finding(panel: Panel) -> None:
    """Add a panel below the tab "Vinden": for an app above this one, from its AppConfig.ready()."""
    FINDING_TAB.children = [*FINDING_TAB.children, panel]
