"""How the index is, for the status page."""

from dataclasses import asdict

from ground.health import Health
from search.engines.base import EngineHealth
from search.engines.current import engine
from search.meaning import vectors
from search.meaning.current import encoder


def check() -> Health:
    """Return whether there is an index to search in, and who answers. Two queries, and a request where a node is set.

    Where a model reads meaning, a third: how many documents it has yet to read.

    A node that is down is no failure of search: the database answers, and the line says so.
    """
    state = engine().health()
    if not state.generation:
        return Health(True, "nothing is indexed yet", asdict(state))
    model = encoder()
    if model is None:
        return Health(True, _line(state), asdict(state))
    waiting = vectors.missing().count()
    left = f", {waiting} documents still to be read" if waiting else ""
    return Health(True, f"{_line(state)}; meaning by {model.name}{left}", {**asdict(state), "unread": waiting})


def _line(state: EngineHealth) -> str:
    building = f", a rebuild began at {state.building} (if it was stopped, run rebuild_index)" if state.building else ""
    held = f"generation {state.generation}: {state.documents} documents{building}"
    return (
        f"database answers instead of {state.engine}: {state.instead}; {held}"
        if state.instead
        else (f"{state.engine}, {held}")
    )
