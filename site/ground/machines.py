"""Who reads a page without being a person, as far as its user agent says so."""

import re
from functools import lru_cache

MACHINE = re.compile(
    r"bot|crawl|spider|slurp|monitor|uptime|pingdom|scanner|curl|wget|python|java/|go-http", re.IGNORECASE
)
MAX_READ = 400
"""Letters of a user agent that are read: it says it at its beginning or nowhere."""


@lru_cache(maxsize=1000)
def is_machine(user_agent: str) -> bool:
    """Return whether a user agent says that it is no browser of a person; browsers send a handful, so each is read once.

    >>> is_machine("Mozilla/5.0 (compatible; Googlebot/2.1)"), is_machine("Mozilla/5.0 (X11; Linux)"), is_machine("")
    (True, False, False)
    """
    return MACHINE.search(user_agent[:MAX_READ]) is not None


@lru_cache(maxsize=1000)
def is_machine_header(user_agent: bytes) -> bool:
    """Return the same of a header as the server reads it."""
    return is_machine(user_agent.decode("latin-1"))
