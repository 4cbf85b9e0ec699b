"""The guides for who works in the admin: Markdown in docs/hulp/, a file a chapter, in the order of CHAPTERS."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import PurePosixPath

from django.utils.html import strip_tags
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal import paths
from portal.admin.help.addresses import chapter_address, picture_address

CHAPTERS = (
    "beginnen",
    "producten",
    "formulieren",
    "zaken",
    "zaaktypes",
    "zoeken",
    "collegas",
    "instellingen",
    "gegevens",
)
"""The names of the files, without their suffix, as they stand in addresses."""
TABLE = '<div class="sn-help__table" tabindex="0">\n<table>\n'
"""A table slides within itself where it is wider than the window, by keyboard as well."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading: html of ours, and its text as it is searched."""

    title: str
    address: str
    html: str
    text: str

    @property
    def anchor(self) -> str:
        """The id of its heading; "" for what stands before the first section."""
        return self.address.partition("#")[2]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file. introduction: what stands before its first section, under the chapter's own title."""

    introduction: Section
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Its name."""
        return self.introduction.title

    @property
    def address(self) -> str:
        """Where it is read."""
        return self.introduction.address


def chapter(code: str) -> Chapter | None:
    """Return a chapter; None for one that is not there. Read once a process."""
    return _read(code) if code in CHAPTERS else None


def chapters() -> list[Chapter]:
    """Return all chapters in their order."""
    return [_read(code) for code in CHAPTERS]


@cache
def _read(code: str) -> Chapter:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", lambda *_args: TABLE)
    markdown.add_render_rule("table_close", lambda *_args: "</table>\n</div>\n")
    tokens = markdown.parse((paths.HELP / f"{code}.md").read_text(encoding="utf-8"))
    for token in tokens:
        for child in token.children or ():
            _point_into_admin(child)
    address = chapter_address(code)

    def section(heading: str, address: str, part: Sequence[Token]) -> Section:
        html = str(markdown.renderer.render(part, markdown.options, {}))
        return Section(heading, address, html, " ".join(unescape(strip_tags(html)).split()))

    (title, opening), *others = _parts(tokens)
    return Chapter(
        section(title, address, opening),
        tuple(section(heading, f"{address}#{slugify(heading)}", part) for heading, part in others),
    )


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """Yield (heading, tokens below it) for each heading of the first and second level."""
    starts = [
        number for number, token in enumerate(tokens) if token.type == "heading_open" and token.tag in ("h1", "h2")
    ]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start + 1].content, tokens[start + 3 : end]


def _point_into_admin(token: Token) -> None:
    """Let a link to another file lead to its chapter, as it leads to the file where the files are read; a picture likewise."""
    if token.type == "image":
        token.attrSet("src", picture_address(PurePosixPath(str(token.attrGet("src"))).stem))
    name, hash_sign, anchor = str(token.attrGet("href") or "").partition("#")
    if token.type == "link_open" and name.endswith(".md"):
        token.attrSet("href", chapter_address(name.removesuffix(".md")) + hash_sign + anchor)
