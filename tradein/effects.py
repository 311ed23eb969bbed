"""The effects an artefact keeps: one market's, rounded, the most telling ones within a size."""

from collections.abc import Mapping

import numpy as np

from tradein.sparse import Sparse


DECIMALS = 4
BYTES = 400_000
BYTES_OF_A_NUMBER = 9
BYTES_OF_A_BEND = 5


def for_market(effects: Mapping[str, float], market: str) -> dict[str, float]:
    """One market's effects: shared plus own, rounded; those that round to nothing are dropped."""
    final: dict[str, float] = {}
    for name, value in effects.items():
        shared, _at, of_market = name.partition("@")
        if of_market in ("", market):
            final[shared] = final.get(shared, 0.0) + value
    rounded = ((name, round(value, DECIMALS)) for name, value in sorted(final.items()))
    return {name: value for name, value in rounded if value}


def most_telling(effects: Mapping[str, float], matrix: Sparse) -> dict[str, float]:
    """The effects that move the sales' prices most for the bytes they take, within BYTES."""
    moved = np.bincount(
        matrix.columns, np.abs(matrix.values).astype(float), minlength=len(matrix.names)
    )
    seen = dict(zip(matrix.names, moved.tolist(), strict=True))
    order = sorted(effects, key=lambda n: (-abs(effects[n]) * seen.get(n, 0.0) / _size(n), n))
    kept, room = set[str](), BYTES
    for name in order:
        room -= _size(name)
        if room < 0:
            break
        kept.add(name)
    return {name: effect for name, effect in effects.items() if name in kept}


def _size(name: str) -> int:
    """About how many bytes an effect takes; the first bend of a curve pays for its name."""
    rest = name.partition("|")[2]
    bent, _at, knot = rest.partition("^")
    return BYTES_OF_A_BEND if knot not in ("", "0") else len(bent) + BYTES_OF_A_NUMBER
