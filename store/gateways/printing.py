"""The printing process: `python -m store.gateways.printing FD`, started by `store.gateways.press`.

It answers one request after the other on the connection it is given, and ends when nobody holds
the other end any more: a killed store leaves no process behind.
"""

import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from traceback import format_exception

from store.gateways.evidence_pdf import render_evidence
from store.gateways.pdf import PdfError, render_purchase_order, signature_typeface
from store.gateways.sheet_pdf import render_sheet


WORKS: dict[str, Callable[..., bytes]] = {
    "order": render_purchase_order,
    "sheet": render_sheet,
    "evidence": render_evidence,
    "typeface": signature_typeface,
}


def main(descriptor: int) -> None:
    """Serve until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the store is asked to stop, and then closes
    with Connection(descriptor) as store:
        while True:
            try:
                work, said = store.recv()
            except EOFError:
                return
            store.send(answer(work, *said))


def answer(work: str, *said: object) -> bytes | PdfError:
    """Do one piece of work; what went wrong goes back as an answer, its place in the code noted."""
    try:
        done = WORKS[work](*said)
    except PdfError as error:
        return error
    except Exception as error:  # noqa: BLE001  the process outlives a page that cannot be printed
        return PdfError("".join(format_exception(error)))
    return done


if __name__ == "__main__":
    main(int(sys.argv[1]))
