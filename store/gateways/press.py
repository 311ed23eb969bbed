"""The press: printing and the cutting of typefaces, loaded when first used.

WeasyPrint and fontTools are a quarter of a process's start and 27 MB of its memory, and most
processes never print: they are imported by name at the first page
(docs/decisions/2026-11-21-press.md).
"""

from importlib import import_module

from store.gateways.credit_sheet import CreditSheet
from store.gateways.evidence_sheet import EvidenceSheet
from store.gateways.purchase_order import PurchaseOrder


def print_order(order: PurchaseOrder) -> bytes:
    """Print a purchase order: see `store.gateways.pdf.render_purchase_order`."""
    printed: bytes = import_module("store.gateways.pdf").render_purchase_order(order)
    return printed


def print_sheet(sheet: CreditSheet) -> bytes:
    """Print the information sheet of a credit: see `store.gateways.sheet_pdf.render_sheet`."""
    printed: bytes = import_module("store.gateways.sheet_pdf").render_sheet(sheet)
    return printed


def print_evidence(sheet: EvidenceSheet) -> bytes:
    """Print the evidence of an order: see `store.gateways.evidence_pdf.render_evidence`."""
    printed: bytes = import_module("store.gateways.evidence_pdf").render_evidence(sheet)
    return printed


def signature_typeface() -> bytes:
    """Return the typeface a visible signature is drawn with."""
    typefaces = import_module("store.gateways.typefaces")
    cut: bytes = typefaces.cut(typefaces.SIGNATURE)
    return cut
