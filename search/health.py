"""How the index is, for the status page."""

from dataclasses import asdict

from portal.lib.health import Health
from search.engines.base import EngineHealth
from search.engines.current import engine


def check() -> Health:
    """Return whether there is an index to search in, and who answers. Two queries, and a request where a node is set.

    A node that is down is no failure of search: the database answers, and the line says so.
    """
    state = engine().health()
    if not state.generation:
        return Health(True, "nothing is indexed yet", asdict(state))
    return Health(True, _line(state), asdict(state))


def _line(state: EngineHealth) -> str:
    building = ", a rebuild runs" if state.building else ""
    held = f"generation {state.generation}: {state.documents} documents{building}"
    return (
        f"database answers instead of {state.engine}: {state.instead}; {held}"
        if state.instead
        else (f"{state.engine}, {held}")
    )
