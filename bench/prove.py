"""The long proofs: `make prove [CLICKS=…]`. The tests run the same code on a smaller sample."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.flips import missed_flips
from bench.sealing import sealed_by_two
from configurator import Catalogue, compile_catalogue
from tests.configurator.test_sessions import CATALOGUES, check


CLICKS_A_SESSION = 40
USUAL_CLICKS = 3_500
FLIPS = 2_000
ORDERS = 1_000


def main(clicks: int) -> None:
    """Check every option's state after each of `clicks` clicks against a SAT solver."""
    checked: Counter[str] = Counter()
    sessions = -(-clicks // (CLICKS_A_SESSION * len(CATALOGUES)))
    for file in CATALOGUES:
        engine = compile_catalogue(Catalogue.load(file.read_text("utf-8")))
        for number in range(sessions):
            check(engine, (file.stem, number), CLICKS_A_SESSION)
            checked[file.stem] += CLICKS_A_SESSION * len(engine.options)
        print(f"{file.stem:24} {checked[file.stem]:9,} click-states, 0 wrong")
    print(f"{'all':24} {checked.total():9,} click-states, 0 wrong")


def signatures() -> None:
    """Flip bits of a signed order, and seal many orders before a failing timestamp authority."""
    print(f"{'signed order':24} {FLIPS:9,} flipped bits, {missed_flips(FLIPS)} missed")
    with tempfile.TemporaryDirectory(prefix="volant-prove-") as folder:
        tally = sealed_by_two(f"sqlite:///{folder}/volant.db", Path(folder), ORDERS)
    print(
        f"{'orders before 2 workers':24} {tally.orders:9,} sealed {tally.sealed:,}, "
        f"twice {tally.twice}, tried again {tally.failures:,}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_CLICKS)
    signatures()
