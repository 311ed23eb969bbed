"""A compiled engine as bytes: a magic word, then compressed JSON; reading executes nothing."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from configurator.backend import Backend
from configurator.circuit import Circuit, Level, make_level
from configurator.circuit_backend import CircuitBackend
from configurator.errors import EngineFormatError
from configurator.model import Constraint, Model
from configurator.sat_backend import SatBackend


_MAGIC = b"VOLANT-ENGINE-1\n"
_MAX_BYTES = 400_000_000


def dump(model: Model, backend: Backend) -> bytes:
    """Write a model and its circuit, if it has one."""
    content = {
        "options": model.options,
        "hidden": model.hidden,
        "clauses": model.clauses,
        "owners": model.owners,
        "constraints": [(c.id, c.kind, dict(c.sentence)) for c in model.constraints],
        "prices": list(model.prices.items()),
        "ranks": list(model.ranks.items()),
        "first": model.first,
        "groups": model.groups,
        "levels": _levels(backend.circuit) if isinstance(backend, CircuitBackend) else None,
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return _MAGIC + zlib.compress(written, 6)


def load(data: bytes) -> tuple[Model, Backend]:
    """Read what ``dump`` wrote.

    Raises:
        EngineFormatError: other, truncated or inconsistent bytes.
    """
    if not data.startswith(_MAGIC):
        raise EngineFormatError("not an engine of this format")
    try:
        content = json.loads(_unpack(data[len(_MAGIC) :]))
        model = _model(content)
        levels = content["levels"]
        return model, SatBackend(model) if levels is None else _circuit(model, levels)
    except (zlib.error, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise EngineFormatError(f"a damaged engine: {error}") from error


def _unpack(data: bytes) -> bytes:
    stream = zlib.decompressobj()
    unpacked = stream.decompress(data, _MAX_BYTES)
    if not stream.eof:
        raise EngineFormatError("a truncated or oversized engine")
    return unpacked


def _model(content: Mapping[str, Any]) -> Model:
    model = Model(
        options=tuple(content["options"]),
        hidden=int(content["hidden"]),
        clauses=tuple(tuple(clause) for clause in content["clauses"]),
        owners=tuple(content["owners"]),
        constraints=tuple(Constraint(*c) for c in content["constraints"]),
        prices=dict(content["prices"]),
        ranks=dict(content["ranks"]),
        first=tuple(content["first"]),
        groups=tuple(tuple(group) for group in content["groups"]),
    )
    literals = {abs(literal) for clause in model.clauses for literal in clause}
    if not literals <= set(range(1, model.size + 1)) or len(model.owners) != len(model.clauses):
        raise EngineFormatError("clauses and variables do not fit")
    return model


def _levels(circuit: Circuit) -> list[tuple[bool, list[list[int]]]]:
    return [
        (level.conjunctions, [c.tolist() for c in np.split(level.children, level.offsets[1:])])
        for level in circuit.levels
    ]


def _circuit(model: Model, rows: list[tuple[bool, list[list[int]]]]) -> CircuitBackend:
    levels: list[Level] = []
    start = 2 * model.size
    for conjunctions, children in rows:
        if not all(row and min(row) >= 0 and max(row) < start for row in children):
            raise EngineFormatError("a gate does not stand on lower gates")
        levels.append(make_level(conjunctions, start, children))
        start += len(children)
    return CircuitBackend(Circuit(model.size, tuple(levels)))
