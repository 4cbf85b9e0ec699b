"""Our packages from the bottom up, and what their files import: what the tests of the architecture share."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = [
    "ground",
    "records",
    "people",
    "library",
    "counters",
    "forms_app",
    "products",
    "cases",
    "search",
    "front",
    "api",
    "portal",
    "demo",
]
"""Each may know those before it. The import contract in pyproject.toml says the same the other way round."""
LATE = re.compile(r"# Late: \w+ \w+")
FLOOR = {app: number for number, app in enumerate(FLOORS)}


def folder_of(app: str) -> Path:
    """Return the folder of a package of ours."""
    return ROOT / app if (ROOT / app).is_dir() else ROOT / "site" / app


@dataclass(frozen=True)
class Import:
    """One imported module of ours; is_late is True inside a function, is_explained when a comment beside it or above says why."""

    importer: str
    line: int
    module: str
    is_late: bool
    is_explained: bool
    function: str


@cache
def modules() -> dict[str, Path]:
    """Return every module of ours but migrations: {"cases.queries": Path}."""
    files = {}
    for app in FLOORS:
        folder = folder_of(app)
        for file in sorted(folder.rglob("*.py")):
            if "migrations" not in file.parts:
                parts = [app, *file.relative_to(folder).with_suffix("").parts]
                files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return files


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of a module of ours by one of ours, those for types alone left out."""
    return tuple(each for module, file in modules().items() for each in _imports_of(module, file))


def _imports_of(module: str, file: Path) -> Iterator[Import]:
    source = file.read_text()
    lines, tree = source.split("\n"), ast.parse(source)
    for_types, functions = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for_types |= set(map(id, ast.walk(node)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.update({id(inner): node.name for inner in ast.walk(node)})
    for node in ast.walk(tree):
        if id(node) in for_types or not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        explained = _is_explained(lines, node.lineno - 1)
        for target in _targets(node):
            if target in modules() and target != module:
                yield Import(module, node.lineno, target, id(node) in functions, explained, functions.get(id(node), ""))


def _is_explained(lines: list[str], number: int) -> bool:
    """Return whether "# Late: <why>" stands beside an import, or above it and the imports right before it."""
    if LATE.search(lines[number]):
        return True
    while lines[number].lstrip().startswith(("from ", "import ")):
        number -= 1
    return bool(LATE.match(lines[number].lstrip()))


def _targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif node.module and not node.level:
        for name in node.names:
            inner = f"{node.module}.{name.name}"
            yield inner if inner in modules() else node.module
