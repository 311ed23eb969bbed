"""The public page behind the code on a purchase order: whether the document is the true one."""

from contextlib import closing

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from esign import Report
from store.extensions import limiter
from store.locale import choose
from store.models import Order
from store.orders.proof import order_of_hash, report_of, report_on
from store.shop.orders import pages


LARGEST = 480_000  # bytes; our own files are a quarter of it


@pages.get("/verification/<sha256>")
@limiter.limit("60/minute")
def verification(sha256: str) -> ResponseReturnValue:
    """Show what was checked of the order's own file."""
    order = _order(sha256)
    return _page(order, report_of(order))


@pages.post("/verification/<sha256>")
@limiter.limit("20/minute")
def verify_copy(sha256: str) -> ResponseReturnValue:
    """Check the copy somebody holds; it is read once and kept nowhere."""
    order, content = _order(sha256), _sent()
    if not content or len(content) > LARGEST:
        return _page(order, report_of(order), refused=True), 422
    return _page(order, report_on(order, content), copy=True)


def _sent() -> bytes:
    """Return what was sent, a byte more than the largest copy at most; none where nothing was."""
    sent = request.files.get("copy")
    if sent is None:
        return b""
    with closing(sent):
        content: bytes = sent.read(LARGEST + 1)
    return content


def _order(sha256: str) -> Order:
    order = order_of_hash(sha256)
    if order is None:
        abort(404)
    g.brand_key = order.brand
    return order


def _page(order: Order, report: Report, *, copy: bool = False, refused: bool = False) -> str:
    return render_template(
        "shop/order/verification.html",
        order=order,
        report=report,
        lines=report.lines(choose()),
        copy=copy,
        refused=refused,
    )
