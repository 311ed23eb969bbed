"""The printing process, `python -m store.gateways.printing FD`: see `store.gateways.press`."""

import sys
from collections.abc import Callable

from store.gateways.beside import serve
from store.gateways.evidence_pdf import render_evidence
from store.gateways.pdf import PdfError, render_purchase_order, signature_typeface
from store.gateways.sheet_pdf import render_sheet


WORKS: dict[str, Callable[..., bytes]] = {
    "order": render_purchase_order,
    "sheet": render_sheet,
    "evidence": render_evidence,
    "typeface": signature_typeface,
}


if __name__ == "__main__":
    serve(int(sys.argv[1]), WORKS, PdfError)
