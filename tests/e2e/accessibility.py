"""What a page must be, whatever it says: clean for axe, no sideways scrolling, targets that a finger can hit."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# The sizes of what can be clicked, but for links inside a sentence, which WCAG 2.5.8 leaves free.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.closest('p, li:not(nav li)'))
  .filter((each) => !each.matches('.sn-skip, .sn-hidden'))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)"""
SPACING = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`* { line-height: 1.5 !important;
  letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, in words; empty when nothing is."""
    violations: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    found = [
        f"axe {each['id']}: {each['nodes'][0]['html'][:120]} {each['nodes'][0]['failureSummary']}"
        for each in violations
    ]
    if overflow(page):
        found.append(f"scrolls sideways by {overflow(page)} px")
    found += [f"small target {each}" for each in page.evaluate(SMALL_TARGETS)]
    return found


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, width)


def space_out(page: Page) -> None:
    """Give text the spacing that a reader may ask for (WCAG 1.4.12)."""
    page.evaluate(SPACING)
