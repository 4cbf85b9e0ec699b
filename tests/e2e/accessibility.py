"""What a page must be, whatever it says: clean for axe, no sideways scrolling, targets that a finger can hit."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that judge colours: all that another scheme changes."""
OF_WHOLE_PAGES = (
    *("heading-order", "landmark-unique", "landmark-complementary-is-top-level"),
    *("region", "landmark-one-main", "page-has-heading-one"),
)
"""The rules of axe on how the parts of a page go together: they say nothing of a mail, or of components below each other."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
VIEWS = ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark"))
"""Widths and colour schemes in which a page is looked at. One load serves all: loading costs more than looking."""
SETTLED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  for (const each of document.getAnimations()) if (each.effect.getComputedTiming().iterations !== Infinity) each.finish();
  await frame();
}"""
"""Two frames later, no transition still on its way to the colours that are judged."""
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


def axe(page: Page, *tags: str, but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the rules with these tags, but for some, that the page breaks, as axe tells of them."""
    return _run(page, {"type": "tag", "values": tags}, but)


def colours(page: Page) -> list[dict[str, Any]]:
    """Return the rules for colours that the page breaks."""
    return _run(page, {"type": "rule", "values": COLOURS})


def _run(page: Page, rules: dict[str, Any], but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    if not page.evaluate("'axeOfTests' in window"):  # Wagtail's pages have an axe of their own, of another version
        page.evaluate(f"{AXE_SCRIPT}; window.axeOfTests = window.axe;")
    # Without more axe would fetch every style sheet anew each time, the parts of ours by addresses that are not there, for a
    # rule that is an experiment and does not run.
    options = {
        "runOnly": rules,
        "rules": {name: {"enabled": False} for name in but},
        "resultTypes": ["violations"],
        "preload": {"assets": ["media"]},
    }
    violations: list[dict[str, Any]] = page.evaluate(
        "async (options) => (await axeOfTests.run(options)).violations", options
    )
    return violations


def faults(page: Page, but: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with the page as it stands, in words; empty when nothing is. but: rules of axe that are not asked."""
    wrong = in_words(axe(page, *WCAG, "best-practice", but=but))
    if overflow(page):
        wrong.append(f"scrolls sideways by {overflow(page)} px")
    wrong += [f"small target {each}" for each in page.evaluate(SMALL_TARGETS)]
    return wrong


def in_words(violations: list[dict[str, Any]]) -> list[str]:
    """Return what axe tells of, each in a line."""
    return [
        f"axe {each['id']}: {each['nodes'][0]['html'][:120]} {each['nodes'][0]['failureSummary']}"
        for each in violations
    ]


def views(page: Page, *wanted: tuple[int, str]) -> Iterator[str]:
    """Show the page as it stands in each view, one after the other, and yield the name of each."""
    for width, scheme in wanted:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(SETTLED)
        yield f"{width} px, {scheme}"


def faults_in_views(page: Page, but: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with the page as it stands, in any of the views: all in light, in dark what colours decide."""
    return [
        f"{view}: {fault}"
        for view in views(page, *VIEWS)
        for fault in (in_words(colours(page)) if view.endswith("dark") else faults(page, but))
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, width)


def space_out(page: Page) -> None:
    """Give text the spacing that a reader may ask for (WCAG 1.4.12)."""
    page.evaluate(SPACING)
