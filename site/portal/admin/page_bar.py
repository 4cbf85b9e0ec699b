"""Wagtail's bar of one page, for the page's own script to put on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import Userbar
from wagtail.models import Page


@require_safe
def page_bar(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the bar with what this user may do with the page. 404 for one that is not there, or that no visitor ever sees."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=pk).specific_deferred  # the root has no bar
    return HttpResponse(Userbar(object=page).render_html({"request": request}))
