"""How the index is, for the status page."""

from dataclasses import asdict

from portal.lib.health import Health
from search.engines.current import engine


def check() -> Health:
    """Return whether there is an index to search in. Two queries."""
    state = engine().health()
    if not state.generation:
        return Health(True, "nothing is indexed yet", asdict(state))
    building = ", a rebuild runs" if state.building else ""
    return Health(
        True, f"{state.engine}, generation {state.generation}: {state.documents} documents{building}", asdict(state)
    )
