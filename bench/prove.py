"""The long proofs: `make prove [CLICKS=…]`. The tests run the same code on a smaller sample."""

import sys
from collections import Counter

from configurator import Catalogue, compile_catalogue
from tests.configurator.test_sessions import CATALOGUES, check


CLICKS_A_SESSION = 40
USUAL_CLICKS = 3_500


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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_CLICKS)
