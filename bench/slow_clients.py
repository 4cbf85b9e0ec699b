"""Clients that hold the server as long as they can: `python -m bench.slow_clients bodies 127.0.0.1 8000 200 120`.

Each of them that is sent away comes back a second later.
"""

import asyncio
import contextlib
import sys
import time

POST = b"POST /zoeken/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
BEGINNINGS = {
    "bodies": POST + b"\r\n",
    "spread bodies": POST + b"X-Forwarded-For: 198.51.100.%d\r\n\r\n",
    "headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "idle": b"",
}


async def hold(kind: str, host: str, port: int, number: int, until: float) -> None:
    """Keep one connection busy with almost nothing."""
    beginning = BEGINNINGS[kind]
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(beginning % number if b"%d" in beginning else beginning)
            while time.monotonic() < until and not reader.at_eof():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(1000), 1.0)
                if beginning:
                    writer.write(b"x")
                    await writer.drain()
            writer.close()
        await asyncio.sleep(1.0)


async def main(kind: str, host: str, port: str, count: str, seconds: str) -> None:
    """Hold `count` connections for so many seconds."""
    until = time.monotonic() + float(seconds)
    await asyncio.gather(*(hold(kind, host, int(port), number, until) for number in range(int(count))))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
