"""Print the figures of docs/figures.md: `make bench`."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.deal import deal_milliseconds
from bench.load import Ask, Rate, measure
from bench.orders import PROCESSES, printed_orders, unprinted_orders
from bench.pages import queries_by_page
from bench.serving import Served, free_port, serving
from bench.stores import SECRET, opened
from bench.visitor import Visitor, begin_journey


REQUESTS = 400
STRIDE = 31  # through the options in another order than the page's
MODELS = (
    ("peugeot", "208"), ("peugeot", "3008"), ("peugeot", "408"), ("citroen", "c3"),
    ("citroen", "c5-aircross"), ("ds", "ds-3"), ("ds", "ds-4"),
)  # fmt: skip
COLOURS = ("color.gris-ardoise", "color.bleu-littoral")
MEGA = 1024 * 1024


def main() -> None:
    """Seed a store in a folder of its own, serve it and the bare page, and print."""
    print("one Deal                   {:8.3f} ms p95 {:6.3f} ms".format(*deal_milliseconds()))
    with tempfile.TemporaryDirectory(prefix="volant-bench-") as folder:
        instance = Path(folder)
        environ = environment(instance)
        with opened(instance):
            pass
        bare = _bare(environ, instance)
        print(
            f"{'bare Flask page':26} {bare.per_second:8.0f} requests/s  p95 {bare.p95_ms:6.1f} ms"
        )
        for line in _store(environ, bare):
            print(line)
        for page, queries in queries_by_page(instance):
            print(f"queries of {page:30} {queries:4d}")
        print(f"complete orders, all of their work   {printed_orders(instance):6.1f} a second")
        for processes in (1, PROCESSES):
            for part, rate in unprinted_orders(instance, processes):
                print(f"without PDF work, {processes} process(es), {part:9} {rate:6.1f} a second")


def environment(instance: Path) -> dict[str, str]:
    """Return what a store of the bench is started with."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return kept | {
        "VOLANT_MODE": "demo",
        "RATE_LIMIT": "1000000/minute",  # all the load comes from one address
        "VOLANT_INSTANCE": str(instance),
        "SECRET_KEY": SECRET,
    }


def _bare(environ: dict[str, str], instance: Path) -> Rate:
    target = f"bench.bare:create_bare('{instance / 'volant.db'}')"
    with serving(target, environ, free_port()) as served:
        return measure(served.port, lambda _n: Ask("GET", "/", {}), REQUESTS * 4)


def _store(environ: dict[str, str], bare: Rate) -> Iterator[str]:
    port = free_port()
    environ = environ | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with serving("store:create_app()", environ, port) as served:
        yield f"start to first answer      {served.seconds:8.2f} s"
        model = measure(port, lambda _n: Ask("GET", "/peugeot/208", {}), REQUESTS)
        yield _compared("model page", model, bare)
        visitor = begin_journey(port, "peugeot", "208")
        click = measure(port, lambda n: _click(visitor, COLOURS[n % 2]), REQUESTS)
        yield _compared("click, a car seen before", click, bare)
        click = measure(port, lambda n: _any_click([visitor], n), REQUESTS)
        yield _compared("click, any option", click, bare)
        yield f"memory of the web worker   {_memory(served):8.0f} MB (its own pages and its share)"
        visitors = [begin_journey(port, *model) for model in MODELS]
        click = measure(port, lambda n: _any_click(visitors, n), REQUESTS, connections=1)
        yield _compared("one at a time, every model", click, bare)
        yield f"memory, every model kept   {_memory(served):8.0f} MB"


def _click(visitor: Visitor, option: str) -> Ask:
    body = urlencode({"csrf_token": visitor.token, "option": option, "wanted": "1"})
    return Ask("POST", f"/journeys/{visitor.journey}/choices", visitor.headers, body)


def _any_click(visitors: Sequence[Visitor], n: int) -> Ask:
    visitor = visitors[n % len(visitors)]
    return _click(visitor, visitor.options[n * STRIDE % len(visitor.options)])


def _compared(name: str, rate: Rate, bare: Rate) -> str:
    share = rate.per_second / bare.per_second * 100
    speed = f"{rate.per_second:8.0f} requests/s  p95 {rate.p95_ms:6.1f} ms"
    return f"{name:26} {speed}  {share:5.1f} % of bare"


def _memory(served: Served) -> float:
    """Return the proportional set size of gunicorn's worker: shared pages counted by share."""
    HTTPConnection("127.0.0.1", served.port).close()
    children = Path(f"/proc/{served.pid}/task/{served.pid}/children").read_text().split()
    kilobytes = 0
    for child in children:
        rollup = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
        kilobytes += next(int(row.split()[1]) for row in rollup if row.startswith("Pss:"))
    return kilobytes * 1024 / MEGA


if __name__ == "__main__":
    main()
