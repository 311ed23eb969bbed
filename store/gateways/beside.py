"""A process beside the store: answers one request after the other on a connection it is given.

It ends when nobody holds the other end any more: a killed store leaves no process behind.
"""

import os
import signal
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from traceback import format_exception


NICE = 10  # a tenth of the share of a process that answers visitors, where both want the processor
Works = Mapping[str, Callable[..., bytes]]


def serve(descriptor: int, works: Works, failure: type[Exception]) -> None:
    """Serve until the other end is closed.

    Args:
        descriptor: The connection's file descriptor.
        works: What can be asked for, by name.
        failure: Sent back as it is; any other error goes back as one, its place in the code noted.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the store is asked to stop, and then closes
    os.nice(NICE)
    with Connection(descriptor) as store:
        while True:
            try:
                work, said = store.recv()
            except EOFError:
                return
            store.send(_answer(works[work], said, failure))


def _answer(
    work: Callable[..., bytes], said: tuple[object, ...], failure: type[Exception]
) -> bytes | Exception:
    try:
        done = work(*said)
    except failure as error:
        return error
    except Exception as error:  # noqa: BLE001  the process outlives what cannot be made
        return failure("".join(format_exception(error)))
    return done
