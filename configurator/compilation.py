"""From a model or a catalogue to an engine: a circuit where it stays small, else a solver."""

from collections.abc import Mapping
from dataclasses import replace

from configurator.arrangement import arrange
from configurator.backend import Backend
from configurator.catalogue import Catalogue
from configurator.circuit_backend import CircuitBackend
from configurator.compiler import DEFAULT_BUDGET, compile_circuit
from configurator.encoding import encode
from configurator.engine import Engine
from configurator.errors import ModelError, TooLargeError
from configurator.model import Model
from configurator.sat_backend import SatBackend
from configurator.simplify import reduce


def compile_model(
    model: Model, prices: Mapping[str, int] | None = None, *, budget: int = DEFAULT_BUDGET
) -> Engine:
    """Compile a model to an engine.

    Args:
        model: what can be built.
        prices: cents by option, on top of the model's own.
        budget: how much work compiling may take before a solver answers instead; 0 asks for
            the solver at once. ``Engine.backend`` says which it became.

    Raises:
        UnknownOptionError: a price for no option of the model.
        ModelError: the model has no configuration.
    """
    added = {model.variable(option): cents for option, cents in (prices or {}).items()}
    cents = {v: model.prices.get(v, 0) + added.get(v, 0) for v in {*model.prices, *added}}
    ranks = model.ranks or dict.fromkeys(range(1, len(model.options) + 1), 1)
    priced = replace(model, prices=cents, ranks=ranks)
    return Engine(priced, _backend(priced, budget))


def compile_catalogue(catalogue: Catalogue) -> Engine:
    """Compile a catalogue; keep ``Engine.dump`` under ``catalogue.hash``."""
    return compile_model(encode(catalogue.parts))


def _backend(model: Model, budget: int) -> Backend:
    if not model.size:
        raise ModelError("model", 0, "the model has no option")
    reduction = reduce(model.clauses, model.size)
    if reduction is None:
        raise ModelError("model", 0, "the model has no configuration")
    first = dict.fromkeys(abs(reduction.of(v)) for v in model.first)
    first.pop(reduction.size + 1, None)
    clauses = reduction.clauses(model.clauses)
    try:
        gates = compile_circuit(clauses, reduction.size, tuple(first), budget)
    except TooLargeError:
        return SatBackend(model, reduction)
    return CircuitBackend(model, arrange(gates, reduction.size), reduction)
