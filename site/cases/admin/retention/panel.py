"""On the admin's home: how many proposals wait for a records manager."""

from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from cases.models import Disposal


class RetentionPanel(Component):
    """One query; nothing is shown where nothing waits."""

    name = "retention"
    order = 30
    template_name = "cases/admin/retention/panel.html"

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        states = Disposal.State
        number = Disposal.objects.filter(state__in=(states.PROPOSED, states.PACKED)).count()
        words = ngettext(
            "%(number)d voorstel wacht op uw beslissing.", "%(number)d voorstellen wachten op uw beslissing.", number
        )
        return {"number": number, "words": words % {"number": number}, "address": reverse("disposals")}
