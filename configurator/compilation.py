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
    model: Model,
    prices: Mapping[str, int] | None = None,
    *,
    popularity: Mapping[str, int] | None = None,
    budget: int = DEFAULT_BUDGET,
) -> Engine:
    """Compile a model to an engine.

    Args:
        model: what can be built.
        prices: cents by option, on top of the model's own.
        popularity: how often an option is chosen, in any unit.
        budget: how much work compiling may take before a solver answers instead; 0 asks for
            the solver at once. ``Engine.backend`` says which it became, ``Engine.note`` why.

    Raises:
        UnknownOptionError: a price for no option of the model.
        ModelError: the model has no configuration.
    """
    added = {model.variable(option): cents for option, cents in (prices or {}).items()}
    cents = {v: model.prices.get(v, 0) + added.get(v, 0) for v in {*model.prices, *added}}
    often = {model.variable(option): times for option, times in (popularity or {}).items()}
    ranks = model.ranks or dict.fromkeys(range(1, len(model.options) + 1), 1)
    full = replace(model, prices=cents, ranks=ranks, popularity={**model.popularity, **often})
    return Engine(full, *backend_of(full, budget))


def compile_catalogue(catalogue: Catalogue) -> Engine:
    """Compile a catalogue; keep ``Engine.dump`` under ``catalogue.hash``."""
    return compile_model(encode(catalogue.parts))


def backend_of(model: Model, budget: int) -> tuple[Backend, str]:
    """Return the method that answers for a model, and why it is no circuit.

    Raises:
        ModelError: the model has no option or no configuration.
    """
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
    except TooLargeError as error:
        return SatBackend(model, reduction), str(error)
    return CircuitBackend(model, arrange(gates, reduction.size), reduction), ""
