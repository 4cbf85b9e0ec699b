"""The checklist of the first day, on the admin's home: judged anew each time, gone when all is done."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.ui.components import Component

from people.service import checklist


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it stands now; address is "" for what no screen does."""

    code: str
    words: str
    address: str
    is_done: bool


def lines() -> list[Line]:
    """Return all items in the order in which apps registered them."""
    return [
        Line(code, str(item.words), item.address() if item.address else "", item.is_done())
        for code, item in checklist.items()
    ]


class FirstDayPanel(Component):
    """For who looks after the installation."""

    name = "first_day"
    order = 10
    template_name = "portal/admin/first_day.html"

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        all_lines = lines()
        return {
            "waiting": [line for line in all_lines if not line.is_done],
            "done": [line for line in all_lines if line.is_done],
        }
