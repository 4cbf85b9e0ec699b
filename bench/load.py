"""A number of clients that post as fast as they are answered, each over one connection that stays open."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

TIMEOUT = 60


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients got: answers with the wanted status a second, the median and the slow end in ms, and others."""

    per_second: float
    median: float
    slowest: float
    failures: int


def posts(
    port: int, path: str, request: Callable[[], tuple[bytes, dict[str, str]]], clients: int, seconds: float
) -> Load:
    """Post for a while and return what came of it. request: makes a body and its headers, another each time."""
    took: list[float] = []
    failed: list[str] = []
    ends = time.monotonic() + seconds

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        while time.monotonic() < ends:
            body, headers = request()
            began = time.perf_counter()
            try:
                line.request("POST", path, body, headers)
                answer = line.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException) as error:
                failed.append(repr(error))
                line.close()
                continue
            if answer.status == 201:
                took.append(time.perf_counter() - began)
            else:
                failed.append(f"{answer.status} {said[:200]!r}")
        line.close()

    began = time.monotonic()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.monotonic() - began
    if not took:
        raise RuntimeError(f"Nothing was taken: {failed[:3]}")
    took.sort()
    return Load(len(took) / spent, took[len(took) // 2] * 1000, took[int(len(took) * 0.99)] * 1000, len(failed))
