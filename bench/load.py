"""Requests over kept connections, bounded in number: requests a second and the 95th percentile."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from time import perf_counter


CONNECTIONS = 2
WARM = 30


@dataclass(frozen=True)
class Ask:
    """One request; `body` is a form already encoded."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str = ""
    expected: int = 200


@dataclass(frozen=True)
class Rate:
    """What a run measured."""

    per_second: float
    p95_ms: float


def measure(
    port: int, ask: Callable[[int], Ask], count: int, connections: int = CONNECTIONS
) -> Rate:
    """Send `count` requests over a few connections at once and time each."""
    _client(port, ask, range(WARM), [])
    times: list[float] = []
    shares = [range(n, count, connections) for n in range(connections)]
    threads = [threading.Thread(target=_client, args=(port, ask, share, times)) for share in shares]
    began = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = perf_counter() - began
    if len(times) != count:
        raise RuntimeError(f"only {len(times)} of {count} requests were answered as expected")
    return Rate(count / took, sorted(times)[int(count * 0.95)] * 1000)


def _client(port: int, ask: Callable[[int], Ask], numbers: range, times: list[float]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for number in numbers:
        one = ask(number)
        began = perf_counter()
        connection.request(one.method, one.path, one.body or None, dict(one.headers))
        answer = connection.getresponse()
        answer.read()
        times.append(perf_counter() - began)
        if answer.status != one.expected:
            raise RuntimeError(f"{one.path} answered {answer.status}")
    connection.close()
