"""What went wrong for a visitor, by the code on the page: a line in a file under VAR_DIR, which needs no database.

A line holds nothing of a person: of an error its class and where in the code, never its message, which may repeat what somebody
typed; of an address what is the same for everybody. The log has the message, redacted, under the same request id.
Why files, and why so: docs/decisions/029.
"""

import fcntl
import json
import os
import re
import socket
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import TracebackType

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from ground.addresses import is_private, public_path
from ground.error_codes import comparable, error_code, in_groups, new_request_id
from ground.redaction import redact

TTL = timedelta(days=30)
MAX_FILE_BYTES = 500_000
"""Of a file: a day's errors of one status on one machine. A full one moves aside, in the place of the one before."""
MAX_RECORDS = 2_000
"""The newest, of which a list and the count of the same fault are made."""
MAX_TRACE, MAX_LINE = 40, 200  # lines of a trace; characters of a line, an address or a place
OURS = frozenset(
    {"ground", "records", "people", "library", "counters", "forms_app", "products", "cases", "search", "front", "api"}
    | {"portal", "demo"}
)
THROUGH = "ground.database"
"""Raises what others caused: the place of a fault is who asked it."""

log = structlog.get_logger(__name__)
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\..+\.jsonl(?:\.full)?")


@dataclass(frozen=True, slots=True)
class ErrorRecord:
    """One error. at: ISO 8601, UTC. status: what the visitor got, 0 for a job of the worker. kind: class of the error, or why it
    was refused. place: "cases/actions.py:120 perform"; "" where no code of ours was under way. trace: frames, innermost last.
    """

    code: str
    request_id: str
    at: str
    status: int
    kind: str
    method: str
    address: str
    place: str
    trace: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)

    @property
    def fault(self) -> tuple[int, str, str]:
        """What makes two errors the same fault."""
        return (self.status, _NUMBER.sub("…", self.kind), self.place)


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.VAR_DIR) / "errors"


def record(
    error: BaseException | None, *, request_id: str, status: int, method: str = "", path: str = "", why: str = ""
) -> str:
    """Write an error down and return its code. Never raises: who tells a visitor that something failed must not fail itself.

    why: in words of ours, where no exception says it. path: of an address, or "job purge_drafts".
    """
    code = error_code(request_id)
    try:
        frames = list(_frames(error))
        made = ErrorRecord(
            code=code,
            request_id=request_id,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            status=status,
            kind=(why or (_name(error) if error else ""))[:MAX_LINE],
            method=method[:10],
            address=address_for_everybody(path)[:MAX_LINE],
            place=next((said for module, said in reversed(frames) if _is_ours(module)), "")[:MAX_LINE],
            trace=tuple(said[:MAX_LINE] for _module, said in frames[-MAX_TRACE:]),
        )
        _append(made)
    except Exception:  # a full disk, a folder that is not ours, a bug here: the log still has all of it
        log.warning("error_not_recorded", request_id=request_id, exc_info=True)
    return code


def record_request(request: HttpRequest, error: BaseException | None, status: int, why: str = "") -> str:
    """Write down what went wrong in a request and return its code as a page shows it: "K7M 2QX"."""
    request_id = getattr(request, "request_id", "") or new_request_id()  # none where it failed before it had one
    code = record(error, request_id=request_id, status=status, method=request.method or "", path=request.path, why=why)
    return in_groups(code)


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def address_for_everybody(path: str) -> str:
    """Return an address without what is one visitor's: of a private one its pattern, and the public page it belongs to."""
    if not is_private(path):
        return redact(path)
    try:
        route = resolve(path).route
    except Resolver404:
        route = ""
    # Wagtail's own for all pages says nothing.
    pattern = f"/{route}" if route and "(" not in route else f"/{path.split('/', 2)[1]}/…"
    page = public_path(path)
    return f"{pattern} ({page})" if page not in ("", pattern) else pattern


def _frames(error: BaseException | None) -> Iterator[tuple[str, str]]:
    """Yield (module, line) of the frames of an error and of what caused it, that first; a line with its class before each."""
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for each in causes:
        yield "", f"{_name(each)}:"
        yield from _steps(each.__traceback__)


def _steps(trace: TracebackType | None) -> Iterator[tuple[str, str]]:
    for frame, line in traceback.walk_tb(trace):
        code = frame.f_code
        yield (
            str(frame.f_globals.get("__name__", "")),
            f"{_short(code.co_filename)}:{line} {code.co_name}",
        )


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] in OURS and not module.startswith(THROUGH)


@cache
def _short(file: str) -> str:
    """Return a file's name from the folder on the path that it was imported from."""
    folders = (f"{place}{os.sep}" for place in sys.path if place)
    return file[max((len(place) for place in folders if file.startswith(place)), default=0) :]


def _append(made: ErrorRecord) -> None:
    line = (json.dumps(asdict(made), ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    host = re.sub(r"[^\w-]", "-", socket.gethostname())[:60]
    file = folder() / f"{made.at[:10]}.{made.status}.{host}.jsonl"
    with _alone():
        if file.exists() and file.stat().st_size + len(line) > MAX_FILE_BYTES:
            os.replace(file, file.with_name(f"{file.name}.full"))
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if os.write(descriptor, line) < len(
                line
            ):  # the disk is full: no half line, behind which the next would vanish
                os.ftruncate(descriptor, size)
                raise OSError("the disk is full")
        finally:
            os.close(descriptor)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold off other processes of the machine, for as long as a line takes."""
    descriptor = os.open(folder() / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def newest(limit: int = MAX_RECORDS) -> list[ErrorRecord]:
    """Return what was recorded last, the newest first."""
    return list(islice(_records(), limit))


def find(typed: str) -> list[ErrorRecord]:
    """Return all errors with a code, as somebody writes or hears it; the newest first. [] for what is no code."""
    wanted = comparable(typed)
    return [each for each in _records() if comparable(each.code) == wanted] if wanted else []


def _records() -> Iterator[ErrorRecord]:
    """Yield what is recorded and not too old, the newest first, a day in memory at a time."""
    days: dict[date, list[Path]] = {}
    for day, file in _files():
        days.setdefault(day, []).append(file)
    for day in sorted(days, reverse=True):
        if day >= _first_day():
            yield from sorted(chain.from_iterable(map(_read, days[day])), key=lambda each: each.at, reverse=True)


def _read(file: Path) -> Iterable[ErrorRecord]:
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:  # moved aside, or swept, meanwhile
        return
    for line in lines:
        try:
            values = json.loads(line)
            yield ErrorRecord(**{**values, "trace": tuple(values["trace"])})
        except (ValueError, TypeError, KeyError):  # cut short by a kill, or of a later version
            continue


def _files() -> Iterator[tuple[date, Path]]:
    if folder().is_dir():
        for file in folder().iterdir():
            if match := _NAME.fullmatch(file.name):
                yield date.fromisoformat(match[1]), file


def _first_day() -> date:
    return (datetime.now(UTC) - TTL).date()


def purge() -> int:
    """Delete the files of days that are over since TTL; return how many."""
    old = [file for day, file in _files() if day < _first_day()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
