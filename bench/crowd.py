"""A cold start before a crowd, and pages with many price lists: `python -m bench.crowd`.

First sixty-four visitors open the home at once, right after the start; then sixty-three more models
are put in force and each page is opened until it is warm: its CPU time a request, in milliseconds.
"""

import tempfile
import threading
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, process_time

from bench.__main__ import environment
from bench.serving import free_port, serving
from bench.stores import opened
from store import clock
from store.catalogue.importing import import_catalogue
from store.demo.load import FOLDER


VISITORS = 64
LISTS = 70
ROUNDS = 9
HOME = "/"
PAGES = (HOME, "/peugeot/", "/peugeot/models", "/peugeot/208", "/stock", "/guide", "/compare")
OK = 200


def cold(port: int) -> tuple[float, float]:
    """Have everybody open the home at once; return the median and the 95th percentile, seconds."""
    times: list[float] = []
    gate = threading.Barrier(VISITORS)

    def visit() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        gate.wait()
        began = perf_counter()
        connection.request("GET", HOME)
        answer = connection.getresponse()
        answer.read()
        if answer.status == OK:
            times.append(perf_counter() - began)

    threads = [threading.Thread(target=visit) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) != VISITORS:
        raise RuntimeError(f"only {len(times)} of {VISITORS} visitors saw the home")
    return sorted(times)[VISITORS // 2], sorted(times)[int(VISITORS * 0.95)]


def more_lists() -> None:
    """Put copies of the demonstration's price lists in force, as models of their own."""
    texts = [path.read_text("utf-8") for path in sorted((FOLDER / "catalogues").glob("*.toml"))]
    for number in range(LISTS - len(texts)):
        text, mark = texts[number % len(texts)], f"-{number}"
        lines = [
            line[:-1] + mark + '"' if line.startswith(("key = ", "slug = ")) else line
            for line in text.splitlines()
        ]
        import_catalogue("\n".join(lines), None, clock.now())


def main() -> None:
    """Seed a store and print."""
    with tempfile.TemporaryDirectory(prefix="volant-bench-") as folder:
        instance, port = Path(folder), free_port()
        with opened(instance):
            pass
        environ = environment(instance) | {"PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with serving("store:create_app()", environ, port):
            print(
                "home, {} at once, cold   p50 {:5.2f} s  p95 {:5.2f} s".format(
                    VISITORS, *cold(port)
                )
            )
            print(
                "home, {} at once, warm   p50 {:5.2f} s  p95 {:5.2f} s".format(
                    VISITORS, *cold(port)
                )
            )
        with opened(instance) as app:
            more_lists()
            client = app.test_client()
            for page in PAGES:
                status, spent = 0, []
                for _round in range(ROUNDS):
                    began = process_time()
                    status = client.get(page).status_code
                    spent.append((process_time() - began) * 1000)
                warm = sorted(spent[1:])[len(spent) // 2]
                said = f"first {spent[0]:7.1f} ms  then {warm:6.1f} ms"
                print(f"{LISTS} price lists, {page:18} {status}  {said}")


if __name__ == "__main__":
    main()
