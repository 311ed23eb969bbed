"""A compiled engine as bytes: a magic word, then compressed JSON; reading executes nothing."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from configurator.backend import Backend
from configurator.circuit import Circuit
from configurator.circuit_backend import CircuitBackend
from configurator.errors import EngineFormatError
from configurator.levels import Kind
from configurator.model import Constraint, Model
from configurator.reduction import Reduction
from configurator.sat_backend import SatBackend


_MAGIC = b"VOLANT-ENGINE-2\n"
_MAX_BYTES = 400_000_000


def dump(model: Model, backend: Backend, note: str) -> bytes:
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
        "weeks": list(model.weeks.items()),
        "extra_weeks": list(model.extra_weeks.items()),
        "popularity": list(model.popularity.items()),
        "note": note,
        "classes": backend.reduction.size,
        "meaning": backend.reduction.meaning,
        "levels": _levels(backend.circuit) if isinstance(backend, CircuitBackend) else None,
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return _MAGIC + zlib.compress(written, 6)


def load(data: bytes) -> tuple[Model, Backend, str]:
    """Read what ``dump`` wrote.

    Raises:
        EngineFormatError: other, truncated or inconsistent bytes.
    """
    if not data.startswith(_MAGIC):
        raise EngineFormatError("not an engine of this format")
    try:
        content = json.loads(_unpack(data[len(_MAGIC) :]))
        model = _model(content)
        reduction = _reduction(content, model)
        levels, note = content["levels"], str(content["note"])
        if levels is None:
            return model, SatBackend(model, reduction), note
        return model, CircuitBackend(model, _circuit(reduction, levels), reduction), note
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
        weeks=dict(content["weeks"]),
        extra_weeks=dict(content["extra_weeks"]),
        popularity=dict(content["popularity"]),
    )
    literals = {abs(literal) for clause in model.clauses for literal in clause}
    if not literals <= set(range(1, model.size + 1)) or len(model.owners) != len(model.clauses):
        raise EngineFormatError("clauses and variables do not fit")
    return model


def _levels(circuit: Circuit) -> list[tuple[str, list[list[int]]]]:
    return [(level.kind, level.below.rows()) for level in circuit.levels]


def _reduction(content: Mapping[str, Any], model: Model) -> Reduction:
    size, meaning = int(content["classes"]), tuple(map(int, content["meaning"]))
    if len(meaning) != model.size or not all(1 <= abs(x) <= size + 1 for x in meaning):
        raise EngineFormatError("classes and variables do not fit")
    return Reduction(size, meaning)


def _circuit(reduction: Reduction, levels: list[tuple[Kind, list[list[int]]]]) -> Circuit:
    start = 2 * reduction.size
    for kind, rows in levels:
        if kind not in {"and", "or", "block"}:
            raise EngineFormatError(f"unknown gates: {kind!r}")
        if not rows or not all(row and min(row) >= 0 and max(row) < start for row in rows):
            raise EngineFormatError("a gate does not stand on lower gates")
        start += len(rows)
    if len(levels[-1][1]) != 1:
        raise EngineFormatError("there is no single root")
    return Circuit.of(reduction.size, levels)
