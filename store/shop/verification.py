"""The public page behind the code on a purchase order: whether a document is a true one.

It is opened by the id printed on a paper, by the SHA-256 of a file, or by neither; a file is then
looked up by its own bytes. Nothing of an order is shown to who holds no document of it.
"""

from contextlib import closing

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from store.extensions import limiter
from store.locale import choose
from store.models import Order
from store.orders.proof import (
    Copy,
    Proof,
    an_order_of_price,
    order_of_paper,
    proof_of_copy,
    proof_of_hash,
    report_of,
)
from store.shop.orders import pages


LARGEST = 480_000  # bytes; our own files are a quarter of it


@pages.get("/verification")
@pages.get("/verification/<code>")
@limiter.limit("60/minute")
def verification(code: str = "") -> ResponseReturnValue:
    """Show what was checked of the file the code stands for, or ask for a file."""
    return _page(_found(code), code)


@pages.post("/verification")
@pages.post("/verification/<code>")
@limiter.limit("20/minute")
def verify_copy(code: str = "") -> ResponseReturnValue:
    """Check the copy somebody holds; it is read once and kept nowhere."""
    known, content = _found(code), _sent()
    if not content or len(content) > LARGEST:
        return _page(known, code, refused=True), 422
    asked = known.order if known else None
    return _page(proof_of_copy(content, asked), code, asked=asked)


def _sent() -> bytes:
    """Return what was sent, a byte more than the largest copy at most; none where nothing was."""
    sent = request.files.get("copy")
    if sent is None:
        return b""
    with closing(sent):
        content: bytes = sent.read(LARGEST + 1)
    return content


def _found(code: str) -> Proof | None:
    """Return the proof a code leads to; None where it leads to a file that must first be shown."""
    if not code:
        return None
    order = order_of_paper(code)
    if order is not None:
        return Proof(report_of(order), Copy.OURS, order)
    found = proof_of_hash(code)
    if found is None:
        same = an_order_of_price(code)
        g.brand_key = same.brand if same else abort(404)
    return found


def _page(
    proof: Proof | None, code: str, *, asked: Order | None = None, refused: bool = False
) -> str:
    order = proof.order if proof else None
    if order is not None:
        g.brand_key = order.brand
    return render_template(
        "shop/order/verification.html",
        order=order,
        report=proof.report if proof else None,
        finding=_finding(proof) if proof else None,
        named=_named(),
        lines=proof.report.lines(choose()) if proof else (),
        of_a_price=bool(code) and proof is None,
        another=order is not None and asked is not None and order.id != asked.id,
        refused=refused,
    )


def _finding(proof: Proof) -> tuple[str, str]:
    """Say in one sentence what a file is, and of which kind the notice is."""
    if proof.copy is Copy.UNKNOWN:
        said = _(
            "Your copy is not one of the documents we keep. One changed byte is enough, so choose "
            "the file just as you received it."
        )
        return said, "warn" if proof.report.intact else "bad"
    if not proof.report.intact:
        return _("The document we keep does not pass every check."), "bad"
    true = {
        Copy.OURS: _("The document we keep is intact."),
        Copy.LATEST: _("Your copy is the true document, unchanged."),
        Copy.EARLIER: _(
            "Your copy is not the last version. It is a true one, unchanged, and more was signed "
            "after it."
        ),
    }
    return true[proof.copy], "ok"


def _named() -> dict[str, str]:
    return {
        "buyer": _("Buyer"),
        "co_buyer": _("Co-buyer"),
        "dealer": _("Dealer"),
        "document_timestamp": _("Timestamp of the whole document"),
        "seal": _("Seller"),
    }
