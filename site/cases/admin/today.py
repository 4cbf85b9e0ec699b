"""The panel on the admin's home page: what must be handled first."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.admin.ui.components import Component

from cases import wording
from cases.admin.case_page import address
from cases.admin.reach import reachable, today_of
from cases.queries import UNASSIGNED
from cases.urgency import LATE

MAX_CASES = 6


class TodayPanel(Component):
    """The most pressing cases that are the user's own or nobody's yet."""

    name = "today"
    order = 10
    template_name = "cases/admin/today.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        today = today_of(request)
        running = reachable(request.user).running()
        mine = running.filter(Q(handler=request.user) | UNASSIGNED)
        rows = [
            (case, address("edit", case.pk), wording.due_in_words(case.next_due, today))
            for case in mine.by_urgency()[:MAX_CASES]
        ]
        return {
            "rows": rows,
            "inbox": address("list"),
            "late": mine.of_urgency(LATE, today).count(),
            "user": request.user,
        }
