"""Cases in the admin's one search box, as the inbox finds them: by number, name or e-mail, within reach."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.permissions import policy, visible_cases
from ground.actor import from_request
from people.permissions import AnyUser
from people.service import Finder, Hit, listed_at
from records.service import write_audit

NAMESPACE = "wagtailsnippets_cases_case"


def sees_cases(user: AnyUser) -> bool:
    """Return whether the user sees any case."""
    return policy.user_has_any_permission(user, ("view", "change"))


def find(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """Return the most pressing cases, closed ones last. Writes that somebody searched and how many it gave, never the words."""
    cases = list(visible_cases(request.user).matching(words).by_urgency()[:limit])
    write_audit(from_request(request), "case.searched", "case", "", fields=["q"], hits=len(cases))
    return [
        Hit(f"{case.reference} {case.title}", reverse(f"{NAMESPACE}:edit", args=[case.pk]), case.status_label)
        for case in cases
    ]


FINDER = Finder(_("Zaken"), 10, sees_cases, find, listed_at(f"{NAMESPACE}:list"))
