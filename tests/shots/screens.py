"""What is taken: the main screens of the demo city, and the pattern library."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from bench.front import ROOT
from tests.shots.camera import LIGHT, WINDOW, Camera

PUBLIC = {
    "home": "/",
    "search": "/zoeken/?q=verhuizen",
    "search-nothing": "/zoeken/?q=xyzzyq",
    "theme": "/thema/BurgerOverheid/",
    "a-z": "/a-z/",
    "product": "/producten/adreswijziging/",
    "places": "/plaatsen/",
    "error": "/dev/patterns/portal-alone/404/1/",
}
ADDRESS = "/dev/patterns/"
FORM = ("form-start", "form-errors", "form-step", "form-check", "form-done", "tracking")
STORIES = ROOT / "site" / "demo" / "data" / "stories.json"
STEP = "uw-nieuwe-adres"


def public(camera: Camera) -> None:
    """Take the pages that everybody sees."""
    page = camera.visitor()
    for name, path in PUBLIC.items():
        if camera.wants(name):
            page.goto(camera.site + path)
            camera.take(page, name)


def form(camera: Camera) -> None:
    """Fill in a form of the demo from its start to the page of its case."""
    if not camera.wants(*FORM):
        return
    story = next(each for each in json.loads(STORIES.read_text()) if each["form"] == "adreswijziging")
    page = camera.visitor()
    page.goto(f"{camera.site}/formulieren/adreswijziging/")
    camera.take(page, "form-start")
    page.locator("main form [type=submit]").last.click()
    press_on(page)
    camera.take(page, "form-errors")
    while "/controle/" not in page.url:
        fill_in(page, story["answers"])
        if STEP in page.url:
            camera.take(page, "form-step")
        before = page.url
        press_on(page)
        assert page.url != before, page.locator("[data-errors]").inner_text()
        assert not page.locator("[data-errors]").count(), page.url
    camera.take(page, "form-check")
    page.locator("main form [type=submit]").last.click()
    camera.take(page, "form-done")
    page.get_by_role("link", name="Volg uw").first.click()
    camera.take(page, "tracking")


def press_on(page: Page) -> None:
    """Go on to the next step."""
    page.get_by_role("button", name="Volgende stap").last.click()


def fill_in(page: Page, answers: dict[str, Any]) -> None:
    """Answer what shows on a step, as somebody of the demo did; an answer may make another question show."""
    done: set[str] = set()
    while True:
        shown = [each for each in page.locator("[data-question]").all() if each.is_visible()]
        names = {str(each.get_attribute("data-question")): each for each in shown}
        new = [name for name in names if name not in done]
        if not new:
            return
        answer(names[new[0]], answers.get(new[0]))
        page.wait_for_timeout(300)  # the script asks the server which questions show now
        done.add(new[0])


def answer(question: Locator, given: object) -> None:
    """Answer one question; nothing where the story has no answer and none is asked."""
    if isinstance(given, dict):
        for box, value in zip(question.locator("input[type=text]").all(), given.values(), strict=False):
            box.fill(str(value))
    elif question.locator("input[inputmode=numeric]").count() == 3:
        day = datetime.date.today() - datetime.timedelta(days=3)
        for box, part in zip(question.locator("input").all(), (day.day, day.month, day.year), strict=True):
            box.fill(str(part))
    elif question.locator("input[type=radio]").count():
        wanted = question.locator(f"input[type=radio][value='{given}']")
        (wanted if wanted.count() else question.locator("input[type=radio]")).first.check()
    elif question.locator("input[type=checkbox]").count():
        question.locator("input[type=checkbox]").first.check()
    elif question.locator("input:not([type=file]), textarea").count():
        question.locator("input, textarea").first.fill(str(given or "Jonas Willems"))


def admin(camera: Camera) -> None:
    """Take what colleagues work with."""
    if camera.wants("admin-login"):
        page = camera.visitor()
        page.goto(f"{camera.site}/cms/login/")
        camera.take(page, "admin-login")
    if camera.wants("admin-home", "admin-inbox", "admin-case"):
        page = camera.colleague("behandelaar")
        camera.take(page, "admin-home")
        page.goto(f"{camera.site}/cms/snippets/cases/case/")
        camera.take(page, "admin-inbox", extent=WINDOW)
        page.locator("a[href*='/cases/case/edit/']").first.click()
        camera.take(page, "admin-case", extent=WINDOW)
    if camera.wants("admin-editor-home", "admin-product"):
        page = camera.colleague("redacteur")
        camera.take(page, "admin-editor-home")
        page.goto(f"{camera.site}/cms/vinden/?q=adreswijziging")
        page.locator("a[href*='/cms/pages/'][href*='/edit/']").first.click()
        camera.take(page, "admin-product", extent=WINDOW)


def library(camera: Camera) -> None:
    """Take every component, a picture for each, and the whole pages and mails."""
    page = camera.visitor()
    page.goto(f"{camera.site}{ADDRESS}")
    links = page.locator("main a[href*='/dev/patterns/']")
    for path in links.evaluate_all("links => links.map((each) => each.getAttribute('href'))"):
        parts = str(path).removeprefix(ADDRESS).strip("/").split("/")
        name = "-".join(["pattern", *parts])
        if len(parts) > 1 and camera.wants(name):
            page.goto(camera.site + path)
            camera.take(page, name, LIGHT)


SCREENS: list[Callable[[Camera], None]] = [public, form, admin, library]
"""In this order: the form makes a case, which the inbox then has."""
