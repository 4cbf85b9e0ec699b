"""Pages of the pattern library, for those who write templates and style sheets; the browser test walks through them."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ground.libraries.csp import use_another_policy
from portal.pattern_library import collected

MAIL_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["'self'", "data:"]}
"""The styles of a mail stand on its elements."""


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List all patterns by group."""
    return render(request, "portal/pattern_library/index.html", {"groups": collected.groups()})


@never_cache
@require_safe
def group(request: HttpRequest, group: str, name: str = "") -> HttpResponse:
    """Show the patterns of a group below each other, or one of them by its name."""
    patterns = [shown for shown in _group_or_404(group) if name in ("", shown.name)]
    if not patterns or patterns[0].pattern.look in collected.ALONE:
        raise Http404
    parts = [
        {
            "title": in_words(shown.name),
            "template": shown.pattern.template,
            "look": shown.pattern.look,
            "css": shown.pattern.css,
            "states": collected.side_by_side(request, shown.pattern, number),
        }
        for number, shown in enumerate(patterns)
    ]
    if patterns[0].pattern.look == "site":
        return render(request, "portal/pattern_library/group.html", {"title": in_words(name or group), "parts": parts})
    response = render(
        request, "portal/pattern_library/admin_group.html", {"title": in_words(name or group), "parts": parts}
    )
    use_another_policy(response, settings.ADMIN_CONTENT_SECURITY_POLICY)
    return response


@never_cache
@require_safe
def alone(request: HttpRequest, group: str, name: str, place: int) -> HttpResponse:
    """Show a state of a whole page or of a mail, counted from 1, as whoever gets it sees it."""
    patterns = [shown.pattern for shown in _group_or_404(group) if shown.name == name]
    if not patterns or patterns[0].look not in collected.ALONE or not 0 < place <= len(patterns[0].states):
        raise Http404
    response = HttpResponse(collected.rendered(request, patterns[0], patterns[0].states[place - 1]))
    if patterns[0].look == "mail":
        use_another_policy(response, MAIL_POLICY)
    return response


def in_words(name: str) -> str:
    """Return a name of an address with spaces, where a line may break."""
    return re.sub(r"[-_]", " ", name)


def _group_or_404(name: str) -> list[collected.Shown]:
    try:
        return collected.groups()[name]
    except KeyError:
        raise Http404 from None
