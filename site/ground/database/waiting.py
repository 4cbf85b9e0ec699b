"""How long a request waits for the database, and how to tell that it waited in vain.

Only the processes of the web ask for this (portal.wsgi): migrations, imports and the worker wait as long as DATABASES says.
"""

from typing import Any

from django.db import OperationalError

LOCK_NOT_AVAILABLE, QUERY_CANCELED = "55P03", "57014"
"""PostgreSQL's codes: https://www.postgresql.org/docs/15/errcodes-appendix.html"""


def limit_waits(database: dict[str, Any], *, lock: int, statement: int) -> None:
    """Let each connection that is made from now on wait `lock` seconds for others, and work `statement` seconds at one thing.

    `database` is one of settings.DATABASES. SQLite has no limit for a statement: its readers wait for nobody.
    """
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("postgresql"):
        ours = f"-c lock_timeout={lock}s -c statement_timeout={statement}s"
        options["options"] = f"{ours} {options.get('options', '')}".rstrip()  # what DATABASE_URL says wins
    else:
        options["timeout"] = lock


def waited_in_vain(error: BaseException | None) -> bool:
    """Return whether an error says that others held the database for too long; nothing was written then."""
    if not isinstance(error, OperationalError):
        return False
    # SQLite's words, whether the queue of writers or its own lock made us wait (ground.database.sqlite).
    if "database is locked" in str(error):
        return True
    return getattr(error.__cause__, "sqlstate", None) in (LOCK_NOT_AVAILABLE, QUERY_CANCELED)
