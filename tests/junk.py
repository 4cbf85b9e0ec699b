"""Values that are wrong wherever they stand, and the places where one can stand in nested data."""

JUNK = (None, True, -1, 10**40, "", "x" * 300, "\ud800", "a\x00b", [], [[]], {"a": 1}, float("nan"))


def places_in(value, path=()):
    """Yield the path to each value, the containers among them; the last of a list stands for all of it."""
    items = value.items() if isinstance(value, dict) else list(enumerate(value))[-1:] if isinstance(value, list) else ()
    for key, child in items:
        yield (*path, key)
        yield from places_in(child, (*path, key))


def put(data, path, value):
    """Return a copy of the data with another value at the path."""
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = put(data[path[0]], path[1:], value)
    return copy
