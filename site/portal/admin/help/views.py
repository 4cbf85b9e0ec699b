"""Handleiding: the guides, where one works."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ground.admin_page import page_head
from portal import paths
from portal.admin.help.chapters import chapter, chapters
from portal.admin.help.searching import find


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Show the chapters and their sections, or the sections that hold the words of `q`."""
    words = request.GET.get("q", "").strip()
    context = {**page_head(gettext("Handleiding"), "help"), "words": words, "chapters": chapters(), "hits": find(words)}
    return render(request, "portal/admin/help.html", context)


@require_safe
def one_chapter(request: HttpRequest, chapter_code: str) -> HttpResponse:
    """Show a chapter whole."""
    shown = chapter(chapter_code)
    if shown is None:
        raise Http404
    above = (reverse("help"), gettext("Handleiding"))
    context = {**page_head(shown.title, "help", above), "chapter": shown, "chapters": chapters()}
    return render(request, "portal/admin/help_chapter.html", context)


@require_safe
@cache_control(private=True, max_age=86_400)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of a chapter: docs/hulp/pictures, written by `make shots`."""
    files = {file.stem: file for file in (paths.HELP / "pictures").glob("*.png")}
    if name not in files:
        raise Http404
    return FileResponse(files[name].open("rb"), content_type="image/png")


def urls() -> list[URLPattern]:
    """Give the guides their addresses."""
    return [
        path("hulp/", contents, name="help"),
        path("hulp/<slug:chapter_code>/", one_chapter, name="help_chapter"),
        path("hulp/pictures/<slug:name>.png", picture, name="help_picture"),
    ]
