"""The process that ``configurator.apart`` starts: an engine in, the compiled engine out."""

import resource
import sys

from configurator.compilation import backend_of
from configurator.engine import Engine


_ENDLESS = sys.maxsize  # the process has limits of its own


def main(seconds: int, megabytes: int) -> None:
    """Read a solver's engine from standard input, write the compiled one to standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    model = Engine.load(sys.stdin.buffer.read()).model
    backend, note = backend_of(model, _ENDLESS)
    sys.stdout.buffer.write(Engine(model, backend, note).dump())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
