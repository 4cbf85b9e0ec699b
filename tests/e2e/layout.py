"""Where a page sticks out: of the window, or one of its parts of the part that holds it."""

from playwright.sync_api import Page

# The boxes of elements and the lines of text, each against the nearest block that holds it. What is placed by hand
# (position), drawn (svg) or hidden from sight is left out; what scrolls by itself may reach from edge to edge of the window.
STICKS_OUT = """() => {
  const told = new Set();
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) told.add(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  const name = (each) => [each.tagName.toLowerCase(), ...each.classList].join(".");
  const style = (each) => getComputedStyle(each);
  const left_out = (each) => each.closest("svg, option, textarea, .sn-hidden, .sn-skip, .w-sr-only") || !each.checkVisibility();
  const is_block = (each) => !["inline", "contents"].includes(style(each).display);
  const block = (each) => { while (!is_block(each)) each = each.parentElement; return each; };
  const judge = (boxes, holder, what) => {
    if (/auto|scroll/.test(style(holder).overflowX) || style(holder).clipPath === "inset(50%)") return;
    const room = holder.getBoundingClientRect();
    const wide = [...boxes].filter((box) => box.width);
    const by = Math.max(...wide.flatMap((box) => [box.right - room.right, room.left - box.left]));
    if (by > 1) told.add(`${what} sticks ${Math.round(by)} px out of ${name(holder)}`);
  };
  for (const each of document.body.querySelectorAll("*")) {
    if (left_out(each) || ["absolute", "fixed"].includes(style(each).position)) continue;
    const scrolls = /auto|scroll/.test(style(each).overflowX);
    judge(each.getClientRects(), scrolls ? document.body : block(each.parentElement), name(each));
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || left_out(text.parentElement)) continue;
    range.selectNodeContents(text);
    judge(range.getClientRects(), block(text.parentElement), `“${text.data.trim().slice(0, 30)}”`);
  }
  return [...told];
}"""
LINES = """(mark) => [...document.querySelectorAll("body *")]
  .filter((each) => !each.children.length && each.checkVisibility() && each.textContent.trim() === mark)
  .map((each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return range.getClientRects().length;
  })"""


def sticks_out(page: Page) -> list[str]:
    """Return what sticks out of the window or of its parent, in words; empty when nothing does."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    measured: list[str] = page.evaluate(STICKS_OUT)
    return measured


def lines_of(page: Page, text: str) -> list[int]:
    """Return over how many lines each element breaks that holds exactly this text."""
    measured: list[int] = page.evaluate(LINES, text)
    return measured


def enlarge(page: Page, percent: int) -> None:
    """Show text at a size (WCAG 1.4.4)."""
    page.evaluate("(percent) => { document.documentElement.style.fontSize = `${percent}%`; }", percent)
