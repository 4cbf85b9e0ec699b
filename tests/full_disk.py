"""A disk that is full, for this process and the programs that it starts."""

import resource
from contextlib import contextmanager


@contextmanager
def files_of_at_most(size):
    """Let every write beyond so many bytes of a file fail, as on a full disk."""
    room = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, room[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, room)
