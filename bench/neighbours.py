"""What one visitor's slow wishes cost the others: `python -m bench.neighbours`.

Sixty-four visitors click through the configurator at a steady pace; beside them, one after the
other, stand those who ask for sheets, previews, uploads and orders as fast as they are let. Each
line gives the click's 95th percentile, in milliseconds, and its ratio to the quiet run's.
"""

import io
import itertools
import multiprocessing
import os
import random
import re
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
from pathlib import Path
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from bench.__main__ import COLOURS, MODELS, environment
from bench.serving import free_port, serving
from bench.stores import opened
from bench.visitor import Visitor, begin_journey
from store.catalogue.shelf import catalogue_of, every_hash
from store.journeys.look import palette
from tests.store.papers.files import encoded
from tests.store.shop.walking import answers


VISITORS = 64
SECONDS = 8.0
NICE = 10
CLICKS_A_SECOND = 20.0  # of all visitors together
SEEN = re.compile(r'name="seen"[^>]*value="([^"]*)"')
OK, SEE_OTHER = 200, 303
Send = Callable[[int], int]
LARGE = encoded(Image.new("RGB", (7700, 7700), "navy"), "PNG")


@dataclass(frozen=True)
class Shop:
    """A served store: where it listens, its visitors, and a buyer's answers by step."""

    port: int
    visitors: tuple[Visitor, ...]
    answers: Mapping[str, Mapping[str, str]]
    pictures: Iterator[str]


def ask(
    port: int, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
) -> tuple[int, str]:
    """Send one request and return its status and what it says, if that is text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body or None, dict(headers))
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, text


def as_from(number: int, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a request from an address of its own, as a proxy passes it on."""
    return {**headers, "X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"}


def click(shop: Shop, number: int) -> None:
    """Choose another colour."""
    visitor = shop.visitors[number % VISITORS]
    form = {"csrf_token": visitor.token, "option": COLOURS[number // VISITORS % 2], "wanted": "1"}
    headers = as_from(number % VISITORS, visitor.headers)
    path = f"/journeys/{visitor.journey}/choices"
    status, _text = ask(shop.port, "POST", path, headers, urlencode(form).encode())
    if status != OK:
        raise RuntimeError(f"a click was answered {status}")


def clicked(shop: Shop) -> tuple[float, float]:
    """Click at a steady pace and return the median and the 95th percentile, in milliseconds."""
    count = int(SECONDS * CLICKS_A_SECOND)
    times: list[float] = []
    began = perf_counter()

    def one(number: int) -> None:
        start = perf_counter()
        click(shop, number)
        times.append(perf_counter() - start)

    threads = []
    for number in range(count):
        sleep(max(0.0, began + number / CLICKS_A_SECOND - perf_counter()))
        threads.append(threading.Thread(target=one, args=(number,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    if len(times) != count:
        raise RuntimeError(f"only {len(times)} of {count} clicks were answered")
    return sorted(times)[count // 2] * 1000, sorted(times)[int(count * 0.95)] * 1000


@contextmanager
def beside(work: Send, threads: int, pause: float) -> Iterator[Counter[int]]:
    """Send as fast as answers come, or every `pause` seconds, until the block ends.

    From a process of its own that yields to the store, as from another machine: what it costs to
    ask is not what the clicks wait for.
    """
    forked = multiprocessing.get_context("fork")
    stop, told, statuses = forked.Event(), forked.SimpleQueue(), Counter[int]()
    process = forked.Process(target=_send, args=(work, threads, pause, stop, told))
    process.start()
    try:
        yield statuses
    finally:
        stop.set()
        statuses.update(told.get())
        process.join()


def _send(work: Send, threads: int, pause: float, stop: Event, told: SimpleQueue[Any]) -> None:
    os.nice(NICE)
    statuses = Counter[int]()

    def run(first: int) -> None:
        for number in itertools.count(first, threads):
            if stop.wait(pause):
                return
            statuses[work(number)] += 1

    running = [threading.Thread(target=run, args=(first,)) for first in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    told.put(dict(statuses))


def sheets(shop: Shop, _number: int) -> int:
    """Ask for the same credit sheet, from one address."""
    one = shop.visitors[VISITORS]
    path = f"/journeys/{one.journey}/finance/loan/sheet.pdf"
    return ask(shop.port, "GET", path, as_from(900, {"Cookie": one.headers["Cookie"]}))[0]


def previews(shop: Shop, _number: int) -> int:
    """Ask for a preview that was never drawn, as a crawler of links does."""
    return ask(shop.port, "GET", next(shop.pictures), as_from(901, {}))[0]


def uploads(shop: Shop, number: int) -> int:
    """Send a picture of fifty-nine million pixels, from one of four addresses."""
    one = shop.visitors[VISITORS]
    sent = {"csrf_token": one.token, "photo": FileStorage(io.BytesIO(LARGE), "a.png")}
    boundary, body = encode_multipart(sent)
    kind = {"HX-Request": "", "Content-Type": f"multipart/form-data; boundary={boundary}"}
    path = f"/journeys/{one.journey}/trade-in/pictures/front"
    return ask(shop.port, "POST", path, as_from(910 + number % 4, {**one.headers, **kind}), body)[0]


def orders(shop: Shop, number: int) -> int:
    """Take another colour, read the review and have the order printed; two buyers in turn."""
    one = shop.visitors[VISITORS + number % 2]
    colours = [option for option in one.options if option.startswith("color.")]
    said = {"option": colours[number // 2 % len(colours)], "wanted": "1"}
    _post(shop.port, one, "choices", said)
    _status, page = ask(shop.port, "GET", f"/journeys/{one.journey}/review", one.headers)
    found = SEEN.search(page)
    if found is None:
        raise RuntimeError("the buyer has no review")
    return _post(shop.port, one, "orders", {"seen": unescape(found.group(1))})


def _post(port: int, one: Visitor, step: str, values: Mapping[str, str]) -> int:
    form = urlencode({**values, "csrf_token": one.token}).encode()
    plain = {name: value for name, value in one.headers.items() if name != "HX-Request"}
    return ask(port, "POST", f"/journeys/{one.journey}/{step}", plain, form)[0]


SCENES: tuple[tuple[str, Callable[[Shop, int], int], int, float], ...] = (
    ("sheets, 12 at once", sheets, 12, 0.0),
    ("previews, 28 a minute", previews, 1, 60 / 28),
    ("previews, 4 at once", previews, 4, 0.0),
    ("uploads, 8 at once", uploads, 8, 0.0),
    ("two buyers ordering", orders, 2, 0.0),
)


def main() -> None:
    """Seed a store, serve it, and print the click's times quiet and beside each neighbour."""
    with tempfile.TemporaryDirectory(prefix="volant-bench-") as folder:
        instance, port = Path(folder), free_port()
        with opened(instance):
            known, pictures = answers(), list(_pictures())
        environ = environment(instance) | {
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "PROXIES": "1",
            "RATE_LIMIT": "600/minute",
        }
        with serving("store:create_app()", environ, port):
            shop = Shop(port, _visitors(port), known, iter(pictures))
            for buyer in shop.visitors[VISITORS:]:
                for step, values in known.items():
                    if _post(port, buyer, step, values) != SEE_OTHER:
                        raise RuntimeError(f"a buyer's answer was refused: {step}")
            clicked(shop)
            quiet = clicked(shop)
            print(f"{'quiet':24} p50 {quiet[0]:6.1f} ms  p95 {quiet[1]:6.1f} ms")
            for name, work, threads, pause in SCENES:
                with beside(lambda n, work=work: work(shop, n), threads, pause) as statuses:
                    p50, p95 = clicked(shop)
                if not statuses[OK] + statuses[SEE_OTHER]:
                    raise RuntimeError(f"{name}: nothing of it was done, {dict(statuses)}")
                said = ", ".join(
                    f"{count} x {status}" for status, count in sorted(statuses.items())
                )
                ratio = f"{p95 / quiet[1]:4.1f} x quiet"
                print(f"{name:24} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  {ratio}  ({said})")


def _visitors(port: int) -> tuple[Visitor, ...]:
    return tuple(begin_journey(port, *MODELS[0]) for _visitor in range(VISITORS + 2))


def _pictures() -> Iterator[str]:
    """Yield the address of every preview there can be, in an order of no kind."""
    looks = [
        f"/pictures/shared/{words.drawing}.png?"
        + urlencode({"paint": paint.removeprefix("#"), "finish": finish, "wheel": wheel})
        for words in (palette(catalogue_of(hash_)) for hash_ in every_hash())
        for paint, finish in sorted(words.paints)
        for wheel in sorted(words.wheels)
    ]
    random.Random(1).shuffle(looks)
    yield from looks


if __name__ == "__main__":
    main()
