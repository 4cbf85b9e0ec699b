"""What an office document brings along: one with a program, another file, or something fetched from elsewhere is refused.

Each part is judged by its content, whatever its name: markup is read by expat, anything else by its first bytes. Word says
what a part is in content types and relationships (ECMA-376, part 2), OpenDocument in its elements (ODF 1.3).
"""

import re
import zipfile
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from ground.broken_zip import BROKEN_ZIP
from records.errors import Unacceptable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
MAIN = f"{WORD}.main+xml"

MAX_ENTRIES = 5000
MAX_UNPACKED = 200_000_000
MAX_MARKUP = 40_000_000
"""Bytes of markup in all: some 2,000 pages."""
CHUNK = 64 * 1024
MARKUP_ENDS = (".xml", ".rels")
"""How the name of a part ends that office programs read as markup: such a part is markup here too, or empty."""

PROGRAMS = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # OLE: macros, older office files, packages
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00",
    b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"MSCF", b"ITSF", b"{\\rtf", b"%PDF-", b"!<arch>",
)  # fmt: skip
"""How what is no picture, font or markup begins: programs, archives and other documents."""

BAD_TYPES = re.compile(
    r"(?i)macroenabled|vbaproject|vbadata|oleobject|activex|/control\b|/package$|\.package\b|/afchunk$|/frame$|"
    r"/subdocument$|mailmerge|recipientdata|toolbars|keymap|extensibility|webextension|/attachedtoolbars$"
)
"""Content types and kinds of relationships: macros, embedded files and programs, foreign pages, add-ins."""

FIELDS = frozenset({"DDE", "DDEAUTO", "LINK", "INCLUDETEXT", "INCLUDE", "IMPORT", "DATABASE", "CONTROL", "HTMLCONTROL"})
"""Words with which a field of Word starts a program or fetches another file."""

LINKS = re.compile(r"(?i)(https?|mailto|tel|ftp|file):|[^:]*\Z")
"""What a link may lead to, which opens only at a click."""
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(.*)", re.DOTALL)
"""One letter before a colon is a drive."""

SCRIPT = re.compile(r"(?i)\s*(vnd\.sun\.star\.script|macro|javascript|vbscript):")
BAD_ELEMENTS = frozenset({
    "event-listener", "execute-macro", "dde-connection", "dde-connection-decl", "dde-source", "dde-link", "applet",
    "plugin", "floating-frame", "object-ole", "library-embedded", "library-linked", "module", "auto-reload",
    "encryption-data", "section-source", "table-source",
})  # fmt: skip
"""Of OpenDocument: what runs, loads or hides something, by its name without the namespace."""
LINKING = frozenset({"a"})
"""Elements of OpenDocument that open their address only at a click."""
FOLDERS = ("basic/", "scripts/", "dialogs/")


def check(file: IO[bytes]) -> str:
    """Return which document a zip file is; raises Unacceptable for any other, and for one with something active in it."""
    try:
        with zipfile.ZipFile(file) as archive:
            _require_whole(archive, file)
            kind = _kind(archive)
            parser = _Word() if kind == WORD else _OpenDocument()
            left = MAX_MARKUP
            for entry in archive.infolist():
                if not entry.is_dir():
                    left -= _read(archive, entry, parser, left)
            parser.finish()
            return kind
    except (*BROKEN_ZIP, expat.ExpatError):
        raise Unacceptable("broken") from None


def _require_whole(archive: zipfile.ZipFile, file: IO[bytes]) -> None:
    """Raise unless it is one plain archive: nothing before or behind it, nothing twice, no password, no absurd size."""
    entries = archive.infolist()
    names = [entry.filename.casefold() for entry in entries]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unacceptable("locked")
    is_odd = len(set(names)) < len(names) or min((entry.header_offset for entry in entries), default=1) > 0
    is_odd = is_odd or archive.comment != b"" or any(name.startswith("/") or ".." in name.split("/") for name in names)
    file.seek(-22, 2)  # an archive without a comment ends so
    if is_odd or not file.read(4) == b"PK\x05\x06":
        raise Unacceptable("kind")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unacceptable("kind")


def _kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return WORD
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 100:
        raise Unacceptable("kind")
    if archive.read("mimetype") != OPEN_DOCUMENT.encode():
        raise Unacceptable("kind")
    if any(name.casefold().startswith(FOLDERS) for name in names):
        raise Unacceptable("active")
    return OPEN_DOCUMENT


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, document: "_Document", left: int) -> int:
    """Let the document look at one part and return how many bytes of markup it had."""
    with archive.open(entry) as part:
        head = part.read(CHUNK)
        if head.startswith(PROGRAMS):
            raise Unacceptable("active")
        if not is_markup(head):
            if head and entry.filename.casefold().endswith(MARKUP_ENDS):
                raise Unacceptable("broken")  # a reader might still read it, in EBCDIC for instance; expat does not
            return 0
        parser = _parser()
        document.begin(parser)
        count = 0
        while head:
            count += len(head)
            if count > left:
                raise Unacceptable("broken")
            parser.Parse(head, False)
            head = part.read(CHUNK)
        parser.Parse(b"", True)
        document.end_of_part()
        return count


def is_markup(head: bytes) -> bool:
    """Return whether a part is XML, in any of the encodings in which expat reads it."""
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n").startswith(b"<")


def _parser() -> expat.XMLParserType:
    """Return a parser that reads no entity and nothing from outside."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    return parser


def _refuse(*_args: object) -> int:
    raise Unacceptable("active")


class _Document:
    """Looks at each part in turn; raises Unacceptable."""

    def begin(self, parser: expat.XMLParserType) -> None:
        """Prepare for a part."""
        parser.StartElementHandler = self.start

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end_of_part(self) -> None:
        """Conclude a part."""

    def finish(self) -> None:
        """Conclude the last part."""


class _Word(_Document):
    """Content types, relationships and fields."""

    def __init__(self) -> None:
        self.main_types: set[str] = set()
        self.has_main = False

    def begin(self, parser: expat.XMLParserType) -> None:
        super().begin(parser)
        self.parser = parser
        self.fields: list[list[str] | None] = []
        parser.EndElementHandler = self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "Relationship":
            _check_relationship(attributes)
            self.has_main |= attributes.get("Type", "").endswith("/officeDocument")
        elif local in ("Override", "Default"):
            kind = attributes.get("ContentType", "")
            if BAD_TYPES.search(kind):
                raise Unacceptable("active")
            if kind.endswith(".main+xml"):
                self.main_types.add(kind)
        elif local == "fldChar":
            self._mark(_attribute(attributes, "fldCharType"))
        elif local == "fldSimple":
            _check_field(_attribute(attributes, "instr"))
        elif local in ("instrText", "delInstrText") and self.fields and self.fields[-1] is not None:
            self.parser.CharacterDataHandler = self.fields[-1].append
        elif local in ("OLEObject", "object", "control") and name.startswith(WORD_NAMESPACES):
            raise Unacceptable("active")

    def end(self, name: str) -> None:
        self.parser.CharacterDataHandler = None

    def _mark(self, what: str) -> None:
        """Follow a field: its instruction ends at `separate`, or at `end` when it has no result (None: it is in its result)."""
        if what == "begin":
            if self.fields and self.fields[-1] is not None:
                self.fields[-1].append(NESTED)
            self.fields.append([])
        elif self.fields and what in ("separate", "end"):
            _check_field("".join(self.fields.pop() or ()))
            if what == "separate":
                self.fields.append(None)

    def end_of_part(self) -> None:
        """Read a field that nothing ends as one that ends here."""
        while self.fields:
            self._mark("end")

    def finish(self) -> None:
        if not self.has_main or self.main_types != {MAIN}:
            raise Unacceptable("kind")


NESTED = "\x00"
"""Stands for a field within the instruction of another."""

WORD_NAMESPACES = (
    "urn:schemas-microsoft-com:office:office",
    "http://schemas.openxmlformats.org/wordprocessingml/",
    "http://purl.oclc.org/ooxml/wordprocessingml/",
)


def _check_field(instruction: str) -> None:
    """Raise for a field that starts or fetches something, and for one whose first word is the result of another field."""
    words = instruction.split()
    if not words:
        return
    first = words[0].strip('"').upper()
    if NESTED in first or first in FIELDS:
        raise Unacceptable("active")
    if first == "INCLUDEPICTURE" and any(NESTED in word or is_elsewhere(word.strip('"')) for word in words[1:]):
        raise Unacceptable("external")  # its address may stand behind switches, or come out of another field


def _attribute(attributes: dict[str, str], local: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == local), "")


def _check_relationship(attributes: dict[str, str]) -> None:
    kind, target = attributes.get("Type", ""), attributes.get("Target", "")
    if BAD_TYPES.search(kind):
        raise Unacceptable("active")
    if kind.endswith("/hyperlink"):
        if not LINKS.match(target):
            raise Unacceptable("active")
    elif is_elsewhere(target):
        raise Unacceptable("external")


def is_elsewhere(address: str) -> bool:
    """Return whether an address is on another machine, be it a share; a path on the writer's own disk leads nowhere here.

    >>> [is_elsewhere(text) for text in ("media/1.png", "file:///C:/Sjabloon.dotm", "https://a.example/x.dotm", "//nas/x")]
    [False, False, True, True]
    """
    address = unquote(address).strip().replace("\\", "/").lower()
    if match := SCHEME.match(address):
        if match[1] != "file":
            return True
        address = match[2]
        if address.startswith("///") and not address.startswith("////"):  # file:///path: no machine is named
            return False
    return address.startswith("//") and re.match(r"/+[a-z][:|]", address) is None


class _OpenDocument(_Document):
    """Elements and addresses."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _space, local = name.rpartition(" ")
        if local in BAD_ELEMENTS and ("opendocument" in namespace or "openoffice.org" in namespace):
            raise Unacceptable("locked" if local == "encryption-data" else "active")
        for key, value in attributes.items():
            if SCRIPT.match(value):
                raise Unacceptable("active")
            if key.endswith(" href") and local not in LINKING and is_elsewhere(value):
                raise Unacceptable("external")
