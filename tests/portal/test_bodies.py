"""What the front reads of a body without a socket: when the disk is full, and when it goes on for ever."""

import asyncio
import errno
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.server.bodies import Bodies, Limits
from portal.server.refused import Refused


def run_apart(coroutine):
    """Run it in a thread of its own: a browser test of the same process leaves a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(coroutine)).result()


def test_a_body_for_which_the_disk_has_no_room_is_refused(monkeypatch):
    def full(self, part):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    bodies = Bodies(Limits())

    async def receive():
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def read():
        async with bodies.read({"headers": [(b"content-length", b"1")]}, "/", "192.0.2.1", receive):
            raise AssertionError("it was not stored")

    with pytest.raises(Refused, match="503"):
        run_apart(read())
    assert (bodies.bytes, bodies.open.total()) == (0, 0)


def test_a_body_ends_in_time_at_any_rate():
    async def read(max_time):
        left = iter(range(14, -1, -1))

        async def receive():
            await asyncio.sleep(0.02)
            return {"type": "http.request", "body": b"x" * 1_000, "more_body": next(left) > 0}

        bodies = Bodies(Limits(grace=0.05, min_rate=1_000, max_time=max_time))
        async with bodies.read({"headers": [(b"content-length", b"15000")]}, "/", "192.0.2.1", receive) as body:
            return body.length

    with pytest.raises(Refused, match="408"):
        run_apart(read(0.1))
    assert run_apart(read(60.0)) == 15_000
