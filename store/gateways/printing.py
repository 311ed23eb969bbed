"""The printing process, `python -m store.gateways.printing FD`: see `store.gateways.press`."""

import sys
from collections.abc import Callable, Sequence

import esign
from store.gateways.beside import serve
from store.gateways.evidence_pdf import render_evidence
from store.gateways.pdf import PdfError, render_purchase_order, signature_typeface
from store.gateways.purchase_order import PurchaseOrder
from store.gateways.sheet_pdf import render_sheet


def prepared_order(order: PurchaseOrder, fields: Sequence[esign.Field]) -> bytes:
    """Print a purchase order and add its signature fields: see `esign.prepare`."""
    return esign.prepare(render_purchase_order(order), fields)


WORKS: dict[str, Callable[..., bytes]] = {
    "order": render_purchase_order,
    "prepared": prepared_order,
    "sheet": render_sheet,
    "evidence": render_evidence,
    "typeface": signature_typeface,
}


if __name__ == "__main__":
    serve(int(sys.argv[1]), WORKS, PdfError)
