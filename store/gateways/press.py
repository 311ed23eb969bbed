"""The presses: processes beside this one, in which documents are printed and pictures painted.

To print takes a third of a second of Python and 75 MB, to paint a second under the interpreter's
lock: in a web process it would hold up every other visitor (docs/decisions/2026-11-21-press.md,
2026-12-01-slow-work.md). A process is started at the first page, again whenever it has died, and
anew after some pages: WeasyPrint's typefaces leave 0.4 MB a document behind in Pango.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from esign import Field
from store.drawing import PictureSpec
from store.extensions import visitor
from store.gateways.credit_sheet import CreditSheet
from store.gateways.evidence_sheet import EvidenceSheet
from store.gateways.purchase_order import PurchaseOrder
from store.gateways.turns import SHEETS, QueueFull


ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60
PRINTING, PAINTING = "store.gateways.printing", "store.gateways.painting"
RENEWED_AFTER = 100


class PressError(RuntimeError):
    """The press stopped or went silent while it printed; the next page starts another one."""


class Press:
    """A process that prints or paints, made when it is needed.

    `trouble` says why it did not do the last work.
    """

    def __init__(self, renewed_after: int = RENEWED_AFTER, module: str = PRINTING) -> None:
        self.renewed_after = renewed_after
        self.module = module
        self.forget()

    @property
    def pid(self) -> int | None:
        """The process that prints, once there is one."""
        return self._process.pid if self._process else None

    def forget(self) -> None:
        """Leave the process to whoever started it: after a fork it is the parent's."""
        self._alone = Lock()
        self._answers = 0
        self.trouble = ""
        self._pipe: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, work: str, *said: object) -> bytes:
        """Have one thing printed.

        Args:
            work: A key of the works of the process.
            said: What it is asked with.

        Raises:
            QueueFull: Others were served for a minute.
            PressError: The process died or said nothing for a minute.
            PdfError, RasterError: The document or picture cannot be made.
        """
        if not self._alone.acquire(timeout=PATIENCE_SECONDS):
            raise QueueFull(f"{self.module} is busy")
        try:
            answer = self._asked(work, said)
            self._count()
        finally:
            self._alone.release()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stop(self) -> None:
        """Close the press, waiting for it to end."""
        with self._alone:
            self._end()

    def _asked(self, work: str, said: tuple[object, ...], again: int = 1) -> bytes | Exception:
        """Have it printed, by a second press where the first one was killed."""
        try:
            pipe = self._pipe or self._start()
            pipe.send((work, said))
            if not pipe.poll(PATIENCE_SECONDS):
                raise TimeoutError(f"nothing for {PATIENCE_SECONDS} s")
            answer: bytes | Exception = pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            if again and isinstance(error, EOFError | ConnectionError):
                return self._asked(work, said, again - 1)
            self.trouble = f"{type(error).__name__}: {error}"
            raise PressError(f"the press stopped while it printed: {error}") from error
        self.trouble = ""
        return answer

    def _count(self) -> None:
        self._answers += 1
        if self._answers >= self.renewed_after:
            self._end()

    def _start(self) -> Connection:
        self._answers = 0
        self._pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-m", self.module, str(theirs.fileno())]
            self._process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])  # noqa: S603  our own command
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._pipe = self._process = None


PRESS = Press()
EASEL = Press(module=PAINTING)
for _press in (PRESS, EASEL):
    os.register_at_fork(after_in_child=_press.forget)
    atexit.register(_press.stop)


def print_order(order: PurchaseOrder) -> bytes:
    """Print a purchase order: see `store.gateways.pdf.render_purchase_order`."""
    return PRESS.ask("order", order)


def prepare_order(order: PurchaseOrder, fields: Sequence[Field]) -> bytes:
    """Print a purchase order with its signature fields: see `esign.prepare`."""
    return PRESS.ask("prepared", order, fields)


def print_sheet(sheet: CreditSheet) -> bytes:
    """Print the information sheet of a credit: see `store.gateways.sheet_pdf.render_sheet`.

    Raises:
        QueueFull, QuotaExceeded: Too many are asked for, by all or by this visitor.
    """
    with SHEETS.turn(visitor()):
        return PRESS.ask("sheet", sheet)


def print_evidence(sheet: EvidenceSheet) -> bytes:
    """Print the evidence of an order: see `store.gateways.evidence_pdf.render_evidence`."""
    return PRESS.ask("evidence", sheet)


def signature_typeface() -> bytes:
    """Return the typeface a visible signature is drawn with."""
    return PRESS.ask("typeface")


def paint_picture(spec: PictureSpec) -> bytes:
    """Paint a car: see `store.drawing.painted`."""
    return EASEL.ask("picture", spec)
