"""On a product's edit screen: the queries with which people found it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from ground.period import Period
from search.usage.insights import found_with

DAYS = 90
MAX_QUERIES = 15


class FoundWithPanel(Panel):
    """Read only. One query, when an existing product is opened."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Gevonden met deze zoekvragen"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "search/components/found_with.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            pk = self.instance.pk
            context["queries"] = list(found_with("product", str(pk), Period.last(DAYS))[:MAX_QUERIES]) if pk else []
            return context
