"""The files of an order: what was signed, and what anybody needs to check it."""

from flask import Response, abort
from flask.typing import ResponseReturnValue

from store import clock
from store.gateways.registry import gateways
from store.models import Order, OrderDocument
from store.orders.documents import document, latest_signed
from store.orders.events import chain
from store.orders.evidence import latest_evidence
from store.orders.lifecycle import State
from store.security import signed_in
from store.shop.order_ownership import order_to_sign, own_order
from store.shop.orders import pages


PDF, JSON, PEM = "application/pdf", "application/json", "application/x-pem-file"


@pages.get("/trust/root.pem")
def trust_root() -> ResponseReturnValue:
    """Serve what anybody needs to verify our documents: the roots, and what was revoked."""
    return send_file(gateways().trust.root, PEM, "volant-root.pem")


@pages.get("/trust/revoked.crl")
def revocation_list() -> ResponseReturnValue:
    """Serve the revocation lists of the authorities, signed now (RFC 5280, PEM)."""
    content = gateways().trust.authority.lists(clock.now())
    return send_file(content, PEM, "volant-revoked.crl")


@pages.get("/orders/<order_id>/documents/draft")
def draft(order_id: str) -> ResponseReturnValue:
    """Show the purchase order before it is signed, to whoever may sign it."""
    order = order_to_sign(order_id)
    if order.state != State.READY:
        abort(404)
    content = gateways().archive.get(document(order.id, "draft").name)
    return send_file(content, PDF, f"{order.number}-draft.pdf")


@pages.get("/orders/<order_id>/documents/<any(order, signed, proof, evidence, trust, deal):kind>")
@signed_in
def download(order_id: str, kind: str) -> ResponseReturnValue:
    """Download the signed order, the buyer's own, its evidence sealed or bare, the root, the Deal.

    `python -m esign verify <order> --evidence <evidence> --trust <trust>` checks the download.
    """
    order = own_order(order_id)
    if order.signed_at is None:
        abort(404)
    return send_file(*_content(order, kind))


def _content(order: Order, kind: str) -> tuple[bytes, str, str]:
    outside, name = gateways(), order.number
    if kind == "evidence":
        return chain(order.id).dump(), JSON, f"{name}-evidence.json"
    if kind == "trust":
        return outside.trust.root, PEM, "volant-root.pem"
    if kind == "deal":
        return order.deal.encode(), JSON, f"{name}-deal.json"
    row, end = _printed(order, kind), "-evidence" if kind == "proof" else ""
    return outside.archive.get(row.name), PDF, f"{name}{end}.pdf"


def _printed(order: Order, kind: str) -> OrderDocument:
    if kind == "proof":
        return latest_evidence(order.id) or abort(404)
    return latest_signed(order.id) if kind == "order" else document(order.id, "signed")


def send_file(content: bytes, media_type: str, name: str) -> Response:
    """Return a private file to be saved."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
