"""Plain text as writers type it, to the HTML of Wagtail's rich text. Pure."""

import re
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


def html(text: str) -> str:
    """Return paragraphs and lists: a blank line ends a paragraph, "- " begins an item, "## " a heading.

    Lines of one paragraph or item are joined. [words](address) is a link. Empty text gives "".
    """
    return "".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()) if block.strip())


def line(text: str) -> str:
    """Return the text on one line: the writer's line breaks have no meaning."""
    return " ".join(text.split())


def _block(block: str) -> str:
    lines = [part.strip() for part in block.strip().splitlines()]
    if lines[0].startswith("## "):
        heading = f"<h2>{_inline(lines[0][3:])}</h2>"
        return heading + (_block("\n".join(lines[1:])) if lines[1:] else "")
    start = next((number for number, part in enumerate(lines) if part.startswith("- ")), len(lines))
    before = f"<p>{_inline(' '.join(lines[:start]))}</p>" if start else ""
    return before + (_items(lines[start:]) if start < len(lines) else "")


def _items(lines: list[str]) -> str:
    items: list[str] = []
    for part in lines:
        if part.startswith("- "):
            items.append(part[2:])
        else:
            items[-1] += f" {part}"
    return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"


def _inline(text: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))
