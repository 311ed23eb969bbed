"""Compiling in a process of its own, bounded in time and memory."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from configurator.compilation import compile_model
from configurator.engine import Engine
from configurator.errors import EngineFormatError
from configurator.model import Model


@dataclass(frozen=True)
class Limits:
    """What compiling may take.

    Attributes:
        seconds: of processor time, and of waiting.
        megabytes: of address space.
    """

    seconds: int = 60
    megabytes: int = 2_000


def compile_apart(
    model: Model, prices: Mapping[str, int] | None = None, limits: Limits | None = None
) -> Engine:
    """Compile as ``compile_model`` does, but so that no crash or excess reaches the caller.

    Where the process fails or passes its limits a solver answers: ``Engine.backend`` is ``sat``
    and ``Engine.note`` says why.

    Raises:
        UnknownOptionError: a price for no option of the model.
        ModelError: the model has no configuration.
    """
    allowed = limits or Limits()
    solver = compile_model(model, prices, budget=0)
    command = [sys.executable, "-m", "configurator.bounded", str(allowed.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, no foreign word
            [*command, str(allowed.megabytes)],
            input=solver.dump(),
            capture_output=True,
            timeout=4 * allowed.seconds,
            cwd=Path(__file__).parents[1],
            check=True,
        )
        return Engine.load(done.stdout)
    except subprocess.TimeoutExpired:
        reason = f"compiling did not end within {allowed}"
    except subprocess.CalledProcessError as error:
        reason = f"compiling ended with status {error.returncode} within {allowed}"
    except EngineFormatError as error:
        reason = f"compiling gave no circuit: {error}"
    solver.note = reason
    return solver
