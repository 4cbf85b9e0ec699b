"""Takes pictures of pages in the widths and colour schemes that are asked for, and names them."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

PASSWORD = "stadswinkel-demo-2026"
PHONE, DESK = 390, 1280
HEIGHTS = {PHONE: 844, DESK: 800}
BOTH, LIGHT = ("light", "dark"), ("light",)
WHOLE, WINDOW = True, False
"""The whole page, or only what is seen before scrolling."""


class Camera:
    """A browser with the address of the product, where its pictures go, and which of them are wanted."""

    def __init__(self, browser: Browser, site: str, folder: Path, words: Sequence[str]) -> None:
        self.browser, self.site, self.folder, self.words = browser, site, folder, words
        folder.mkdir(parents=True, exist_ok=True)
        for picture in folder.glob("*.png"):
            picture.unlink()

    def wants(self, *names: str) -> bool:
        """Return whether one of these pictures is wanted: all are when nobody said which."""
        return not self.words or any(name.startswith(word) for name in names for word in self.words)

    def visitor(self) -> Page:
        """Return the window of somebody who never was here."""
        return self.browser.new_context(locale="nl-BE", timezone_id="Europe/Brussels").new_page()

    def colleague(self, username: str) -> Page:
        """Return the window of a colleague of the demo, signed in."""
        page = self.visitor()
        page.goto(f"{self.site}/cms/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[type=submit]").click()
        page.wait_for_url(f"{self.site}/cms/")
        return page

    def take(self, page: Page, name: str, schemes: Sequence[str] = BOTH, *, extent: bool = WHOLE) -> None:
        """Take a page as it stands, on a phone and on a desk."""
        if not self.wants(name):
            return
        for width, height in HEIGHTS.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in schemes:
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
                page.wait_for_load_state("networkidle")
                page.evaluate("async () => { await document.fonts.ready; }")
                page.wait_for_timeout(150)
                page.screenshot(path=self.folder / f"{name}-{width}-{scheme}.png", full_page=extent)
        print(f"  {name}", flush=True)
