"""RDF files as graphs: N-Triples, Turtle and JSON-LD, plain or gzipped, without ever using the network.

`files` finds them, `load` reads one. What cannot be read raises SourceError, whose text says which file and why.
"""

import gzip
import json
import logging
import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.plugins.parsers.ntriples import NTGraphSink, W3CNTriplesParser

from products.ipdc.formats import FORMATS

CONTEXTS = Path(__file__).parent.parent / "data"
MAX_BYTES = 64 * 1024 * 1024
"""Largest unpacked file. All of seven municipalities is 8 MB and takes 120 MB of memory as a graph."""

MAX_TEXT = 200_000
"""Longest text, or line of N-Triples: the longest of 572 real products has 9 577 signs. rdflib looks at a long line again for
each 2 KB of it, two megabytes take minutes."""

rdflib.NORMALIZE_LITERALS = False  # a date keeps its nine digits of a second, a text its own form
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # it logs a traceback for each odd date; we report those


class SourceError(Exception):
    """A source that cannot be read at all; the text names it and says what is wrong."""

    def __init__(self, source: object, reason: str) -> None:
        self.source, self.reason = str(source), reason
        super().__init__(f"{source}: {reason}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """`broken_lines` counts lines of N-Triples that could not be read, `broken_subjects` whom they were about."""

    graph: Graph
    broken_lines: int = 0
    broken_subjects: frozenset[str] = field(default=frozenset())


def files(sources: Iterable[str | Path]) -> Iterator[Path]:
    """Each file, and for a folder the RDF files in it by name. What does not exist is yielded for `load` to refuse."""
    for source in map(Path, sources):
        if source.is_dir():
            yield from sorted(path for path in source.iterdir() if path.is_file() and _format(path)) or [source]
        else:
            yield source


def load(path: Path) -> Loaded:
    """Return the graph in one file.

    Raises SourceError when it is absent, of an unknown kind, larger than MAX_BYTES, not text, or not RDF. Broken
    lines of N-Triples are skipped and counted as long as others can be read.
    """
    rdf_format = _format(path)
    if path.is_dir():
        raise SourceError(path, f"a folder without files of these kinds: {', '.join(sorted(FORMATS))}, plain or .gz")
    if not rdf_format:
        raise SourceError(path, f"unknown kind of file; use {', '.join(sorted(FORMATS))}, plain or .gz")
    text = _text(path)
    if rdf_format == "nt":
        return _triples(path, text)
    graph = Graph()
    try:
        if rdf_format == "json-ld":
            document = json.loads(text)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7 calls its own deprecated class
                graph.parse(data=json.dumps(_with_local_contexts(path, document)), format="json-ld")
        else:
            graph.parse(data=text, format=rdf_format)
    except json.JSONDecodeError as error:
        raise SourceError(path, f"no valid JSON: {error.msg} (line {error.lineno})") from error
    except BadSyntax as error:
        raise SourceError(path, f"no valid Turtle (line {error.lines + 1})") from error
    except (ParserError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SourceError(path, f"no valid RDF: {type(error).__name__} {str(error)[:120]}".strip()) from error
    return _without_long_texts(graph)


def _format(path: Path) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return FORMATS.get(suffixes[-1]) if suffixes else None


def _text(path: Path) -> str:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError(path, "no such file") from error
    except (OSError, EOFError, zlib.error) as error:  # gzip.BadGzipFile is an OSError
        raise SourceError(path, f"cannot be read: {error}") from error
    if len(raw) > MAX_BYTES:
        raise SourceError(path, f"larger than {MAX_BYTES // 1024 // 1024} MB unpacked; split it")
    if not raw.strip():
        raise SourceError(path, "empty file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path, f"no UTF-8 text (byte {error.start})") from error


def _triples(path: Path, text: str) -> Loaded:
    graph = Graph()
    lines = re.split(r"[\r\n]+", text)  # not splitlines(): a text may hold a U+2028
    if all(len(line) <= MAX_TEXT for line in lines):
        try:
            graph.parse(data=text, format="nt")
            return Loaded(graph)
        except (ParserError, ValueError):
            graph = Graph()  # read again, line by line
    broken = 0
    subjects: set[str] = set()
    parser = W3CNTriplesParser(NTGraphSink(graph))
    for line in lines:
        try:
            if len(line) > MAX_TEXT:
                raise ParserError("too long")
            parser.parsestring(line + "\n")
        except (ParserError, ValueError):
            broken += 1
            subject = re.match(r"\s*<([^>\s]+)>", line)
            if subject:
                subjects.add(subject.group(1))
    if not len(graph):
        raise SourceError(path, "no valid N-Triples: not one line could be read")
    return Loaded(graph, broken, frozenset(subjects))


def _without_long_texts(graph: Graph) -> Loaded:
    """Return the graph without texts that nobody wrote by hand; whom they were about counts as broken, as in N-Triples."""
    long = [triple for triple in graph if isinstance(triple[2], rdflib.Literal) and len(triple[2]) > MAX_TEXT]
    for triple in long:
        graph.remove(triple)
    return Loaded(graph, len(long), frozenset(str(subject) for subject, _, _ in long))


def _with_local_contexts(path: Path, document: object) -> object:
    """Return the document with each known remote context replaced by the copy in data/; an unknown one is refused."""
    if isinstance(document, list):
        return [_with_local_contexts(path, item) for item in document]
    if not isinstance(document, dict):
        return document
    return {
        key: _context(path, value) if key == "@context" else _with_local_contexts(path, value)
        for key, value in document.items()
    }


def _context(path: Path, value: object) -> object:
    if isinstance(value, list):
        return [_context(path, item) for item in value]
    if isinstance(value, dict):
        return _with_local_contexts(path, value)
    if not isinstance(value, str):
        return value
    name = value.rsplit("/", 1)[-1]
    known = {file.name for file in CONTEXTS.glob("*.jsonld")}
    if name not in known:
        raise SourceError(path, f"unknown JSON-LD context {value}; known are {', '.join(sorted(known))}")
    return json.loads((CONTEXTS / name).read_text(encoding="utf-8"))["@context"]
