"""Fouten: what went wrong for visitors, looked up by the code on their page. Never a trace: that is for `manage.py errors`."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ground import error_journal
from ground.admin_page import page_head
from ground.error_codes import comparable, in_groups
from ground.error_journal import ErrorRecord
from people.permissions import AnyUser

VIEW = "records.view_heartbeat"
PER_PAGE = 50
MAX_TYPED = 100


def may_see(user: AnyUser) -> bool:
    """Return whether the user looks after how the product runs."""
    return bool(user.has_perm(VIEW))


@dataclass(frozen=True, slots=True)
class Row:
    """An error, its code as it is read out, and how often the same fault is among the newest."""

    error: ErrorRecord
    code: str
    same: int


@require_safe
def errors_view(request: HttpRequest) -> HttpResponse:
    """Show the errors with the code of `q`, else the newest. Asks the database for nothing of them."""
    typed = request.GET.get("q", "").strip()[:MAX_TYPED]
    newest = error_journal.newest()
    same = Counter(each.fault for each in newest)
    matching = error_journal.find(typed) if typed else newest
    listing = Paginator(matching, PER_PAGE).get_page(request.GET.get("p") if not typed else 1)
    context = {
        **page_head(gettext("Fouten"), "warning"),
        "typed": typed,
        "is_code": bool(comparable(typed)),
        "rows": [Row(each, in_groups(each.code), same[each.fault]) for each in listing],
        "listing": listing,
        "max_records": error_journal.MAX_RECORDS,
        "days": error_journal.TTL.days,
    }
    return render(request, "portal/admin/errors.html", context)
