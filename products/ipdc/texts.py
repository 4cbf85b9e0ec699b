"""Clean text out of what other systems stored: plain lines and the small HTML that our rich text fields hold.

Pure. `plain` and `rich` return the text and the codes of the dirt they met; `rich` writes exactly the HTML that
Wagtail's editor writes (b, i, h3, h4, lists without paragraphs inside), so that opening and saving an imported
page in the editor is not taken for a local edit.
"""

import html
import re
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
PLACEHOLDER = re.compile(r"^[\s\-–—_./?*…]*$|^(n\.?v\.?t\.?|nvt|n/a|todo|tbd|xxx+)$", re.IGNORECASE)
ESCAPED_TAG = re.compile(
    r"&(?:amp;)*(?:lt;|#60;|#x3c;)/?(?:p|ul|ol|li|br|strong|b|em|i|a|h[1-6]|div|span|table)\b", re.IGNORECASE
)
KEPT_TAGS = {"p", "br", "ul", "ol", "li", "a", "b", "i", "h3", "h4"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
READ_TAGS = KEPT_TAGS | HEADINGS | {"strong", "em", "div", "tr", "td", "th", "table", "tbody", "thead"}
RENAMED = {"strong": "b", "em": "i", "div": "p", "tr": "p"}
BLOCKS = {"p", "li", *HEADINGS}
RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
VAGUE = re.compile(
    r"(klik\s+)?(hier|(op\s+)?(deze|volgende|onderstaande)\s+(link|website|webpagina|pagina|site)|link|website|webpagina|site|"
    r"(lees|meer)(\s+(meer|info|informatie|lezen|hier\w*))*|info|informatie)",
    re.IGNORECASE,
)


MAX_URL = 1000
"""Longest address that a link of a page may have."""


class Cleaned(NamedTuple):
    """`text` clean, "" when nothing is left; `dirt` the codes of what was met, such as "relative_url"."""

    text: str
    dirt: tuple[str, ...] = ()


def plain(raw: str) -> Cleaned:
    """One line of text without tags, entities, invisible signs or a placeholder such as "-"."""
    text = _with_signs(raw)
    if "<" in text and re.search(r"</?[a-zA-Z!]", text):
        text = nh3.clean(re.sub(r"(?i)<(br|/p|/li|/h\d|/div)\b", r" \g<0>", text), tags=set())
    text = SPACES.sub(" ", INVISIBLE.sub("", html.unescape(text))).strip()
    if PLACEHOLDER.match(text):
        return Cleaned("", ("placeholder",) if text else ())
    return Cleaned(text)


def rich(raw: str) -> Cleaned:
    """HTML with only the tags of our rich text fields; what says nothing ("-", "<p>&nbsp;</p>") becomes ""."""
    text, dirt = _unescaped(raw)
    text = _with_signs(text)
    reader = _Rewriter()
    reader.feed(nh3.clean(text, tags=READ_TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes=_SCHEMES))
    reader.close()
    dirt += tuple(dict.fromkeys(reader.dirt))
    words = plain(reader.html)
    return Cleaned(reader.html if words.text else "", dirt + words.dirt)


def web_address(raw: str) -> Cleaned:
    """Return an http(s) address; "www.…" gets https://, anything else is "" with "invalid_url" (nothing when blank)."""
    text = SPACES.sub("", INVISIBLE.sub("", raw))
    if PLACEHOLDER.match(text):
        return Cleaned("")
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return Cleaned("", ("invalid_url",))
    if parts.scheme.lower() not in {"http", "https"} or "." not in parts.netloc or len(text) > MAX_URL:
        return Cleaned("", ("invalid_url",))
    return Cleaned(text)


def first_paragraph(rich_text: str, limit: int = 300) -> tuple[str, str]:
    """(first paragraph as plain text, the HTML after it).

    The paragraph stays part of the rest when it is not a plain one or longer than `limit` signs: then the first
    sentences that fit are returned, and all of the HTML.
    """
    match = re.match(r"<p>(.*?)</p>", rich_text, re.DOTALL)
    first = plain(match.group(1) if match else rich_text).text
    if match and len(first) <= limit and "<a " not in match.group(1):
        return first, rich_text[match.end() :]
    return _sentences(first, limit), rich_text


def link_text(text: str, href: str) -> str:
    """Return the words of a link such that they say where it goes: "hier" -> "hier (ibz.be)", a bare address -> its site."""
    words = " ".join(text.split())
    goal = re.sub(r"^(mailto|tel):", "", href) if re.match(r"(mailto|tel):", href) else _site(href)
    if re.match(r"https?://\S+$", words, re.IGNORECASE) or re.match(r"www\.[^\s/]+/\S+$", words, re.IGNORECASE):
        return goal or words
    if VAGUE.fullmatch(words.strip(" .:,!?»›>\"'“”‘’")) and goal:
        return f"{words} ({goal})"
    return words


def deeper(rich_text: str) -> str:
    """Return the text with its headings one level down, for under a heading of its own."""
    return re.sub(r"(</?)h3>", r"\1h4>", rich_text)


def _site(href: str) -> str:
    try:
        return urlsplit(href).netloc.rsplit("@", 1)[-1].removeprefix("www.")
    except ValueError:
        return ""


def _with_signs(text: str) -> str:
    """Return raised and lowered figures as signs of their own: m<sup>2</sup> is m², CO<sub>2</sub> is CO₂."""

    def sign(match: re.Match[str]) -> str:
        inside = html.unescape(re.sub(r"<[^>]*>", "", match[2])).strip()
        table = RAISED if match[1].lower() == "sup" else LOWERED
        return inside.translate(table) if re.fullmatch(r"[\d+\-−()]+", inside) else match[2]

    return re.sub(r"<(sup|sub)\b[^>]*>(.*?)</\1\s*>", sign, text, flags=re.IGNORECASE | re.DOTALL)


def _levelled(text: str) -> str:
    """Headings on the two levels that a text may have: the first and the highest on h3, what is below it on h4."""
    levels = re.findall(r"<h([1-6])>", text)
    if not levels:
        return text
    top = min(levels)
    # A text that begins with a smaller heading has its first ones on the top level too: no level is skipped.
    begun = False
    parts = re.split(r"(<h[1-6]>.*?</h[1-6]>)", text, flags=re.DOTALL)
    for index, part in enumerate(parts):
        match = re.fullmatch(r"<h([1-6])>(.*)</h[1-6]>", part, flags=re.DOTALL)
        if match:
            level = 3 if match[1] == top or not begun else 4
            begun = begun or match[1] == top or level == 3
            parts[index] = f"<h{level}>{match[2]}</h{level}>"
    return "".join(parts)


_SCHEMES = {"http", "https", "mailto", "tel"}


def _sentences(text: str, limit: int) -> str:
    """As many whole sentences as fit in `limit` signs; words and "…" when the first one is longer."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text) if match.end() <= limit]
    return text[: ends[-1]] if ends else text[:limit].rsplit(" ", 1)[0] + "…"


def _unescaped(raw: str) -> tuple[str, tuple[str, ...]]:
    """Text whose tags were escaped once or more ("&amp;lt;p&amp;gt;"), as HTML again; three rounds at most."""
    text, dirt = raw, tuple[str, ...]()
    for _ in range(3):
        if not ESCAPED_TAG.search(text) or re.search(r"<(p|ul|ol|li|div|h\d|table)\b", text, re.IGNORECASE):
            break
        text, dirt = html.unescape(text), ("double_escaped",)
    return text, dirt


class _Run(NamedTuple):
    """Text in one look: `href` "" outside a link, `looks` the open b and i; "\n" is a line break."""

    text: str
    href: str
    looks: frozenset[str]


class _Rewriter(HTMLParser):
    """Writes nh3's balanced output again, block by block, in the form that Wagtail's editor gives it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dirt: list[str] = []
        self._out: list[str] = []
        self._runs: list[_Run] = []  # what stands in the open block
        self._tag = ""  # tag of the open block, "" between blocks
        self._lists: list[str] = []
        self._looks: list[str] = []
        self._href = ""
        self._cells = 0

    @property
    def html(self) -> str:
        text = _levelled("".join(self._out).replace("<li></li>", ""))
        return re.sub(r"</(ul|ol)><\1>", "", text)  # the editor makes one list of two in a row

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = RENAMED.get(tag, tag)
        if tag == "table":
            self.dirt.append("table_flattened")
        elif tag in {"td", "th"}:
            if self._cells:
                self._add(" – ")
            self._cells += 1
        elif tag in {"ul", "ol"}:
            self._flush(keep_item=True)
            self._lists.append(tag)
            self._out.append(f"<{tag}>")
        elif tag == "li" or (tag in BLOCKS and not self._lists):
            self._flush()
            self._tag, self._cells = ("p" if tag == "li" and not self._lists else tag), 0
        elif tag == "br" or tag in BLOCKS:  # a paragraph inside a list item is a line of it
            self._add("\n")
        elif tag == "a":
            self._href = self._target(dict(attrs).get("href") or "")
        elif tag in {"b", "i"}:
            self._looks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = RENAMED.get(tag, tag)
        if tag in {"ul", "ol"} and self._lists:
            self._flush()
            self._lists.pop()
            self._out.append(f"</{tag}>" if self._out[-1] != f"<{tag}>" else "")
            if not self._out[-1]:
                del self._out[-2:]
            if self._lists:
                self._out.append("</li>")
        elif tag == "li" or (tag in BLOCKS and not self._lists):
            self._flush()
        elif tag == "a":
            self._href = ""
        elif tag in self._looks:
            self._looks.remove(tag)

    def handle_data(self, data: str) -> None:
        text = SPACES.sub(" ", INVISIBLE.sub("", data))
        if not self._tag and not text.strip():
            return
        if not self._tag:
            self._tag = "li" if self._lists else "p"
        self._add(text)

    def close(self) -> None:
        super().close()
        self._flush()

    def _add(self, text: str) -> None:
        if text != "\n" or self._tag:
            self._runs.append(_Run(text, self._href, frozenset(self._looks)))

    def _target(self, href: str) -> str:
        """Return the address of a link, "" when it cannot be followed from our page."""
        if re.match(r"(mailto|tel):\S", href, re.IGNORECASE):
            return href.strip()
        target, dirt = web_address(href)
        if not target:
            self.dirt.append("relative_url" if dirt and not re.match(r"[a-z]+:", href) else "invalid_url")
        return target

    def _flush(self, keep_item: bool = False) -> None:
        """Write the open block. With `keep_item` a list item stays open: a nested list comes inside it."""
        content = _inline(_telling(self._runs))
        tag, self._tag, self._runs = self._tag, "", []
        if keep_item and self._lists:
            if tag or not content:
                self._out.append(f"<li>{content}")
        elif tag and content:
            self._out.append(f"<{tag}>{content}</{tag}>")


def _telling(runs: list[_Run]) -> list[_Run]:
    """Return runs in which each link's words say where it goes."""
    renamed: list[_Run] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        parts = list(group)
        words = " ".join("".join(part.text for part in parts).split())
        after = link_text(words, href) if href and words else words
        if after == words:
            renamed += parts
        elif after.startswith(words):
            last = max(index for index, part in enumerate(parts) if part.text.strip())
            parts[last] = parts[last]._replace(text=parts[last].text.rstrip() + after[len(words) :])
            renamed += parts
        else:
            renamed.append(parts[0]._replace(text=after))
    return renamed


def _inline(runs: list[_Run]) -> str:
    """HTML of one block: links outside, looks inside them, spaces outside both, as the editor writes it."""
    written: list[_Run] = []
    for run in _trimmed(runs):
        if written and written[-1][1:] == run[1:]:
            written[-1] = run._replace(text=written[-1].text + run.text)
        else:
            written.append(run)
    parts: list[str] = []
    href = ""
    for run in written:
        if run.href != href:
            parts.append("</a>" if href else "")
            parts.append(f'<a href="{html.escape(run.href)}">' if run.href else "")
            href = run.href
        text = html.escape(run.text, quote=False).replace("\n", "<br/>")
        for look in sorted(run.looks, reverse=True):
            text = f"<{look}>{text}</{look}>"
        parts.append(text)
    return "".join(parts) + ("</a>" if href else "")


def _trimmed(runs: list[_Run]) -> list[_Run]:
    """Return runs without doubled or outer spaces and line breaks; a space at the edge of a link or look leaves it."""
    split = [
        _Run(" ", "", frozenset()) if part == " " else run._replace(text=part)
        for run in runs
        for part in re.split(r"(^ | $|\n)", run.text)
        if part
    ]
    trimmed: list[_Run] = []
    for run in split:
        if run.text == "\n":
            run = _Run("\n", "", frozenset())
            while trimmed and trimmed[-1].text == " ":
                trimmed.pop()
        if run.text in {" ", "\n"} and (not trimmed or trimmed[-1].text in {" ", "\n"}):
            continue
        trimmed.append(run)
    while trimmed and trimmed[-1].text in {" ", "\n"}:
        trimmed.pop()
    return _bridged(trimmed)


def _bridged(runs: list[_Run]) -> list[_Run]:
    """Give a space or line break between two runs of one look and link to them."""
    result = list(runs)
    for index in range(1, len(runs) - 1):
        before, after = runs[index - 1], runs[index + 1]
        if runs[index].text in {" ", "\n"} and before.href == after.href:
            result[index] = _Run(runs[index].text, before.href, before.looks & after.looks)
    return result
