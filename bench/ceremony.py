"""What the ceremony costs, all in one process: `python -m bench.ceremony`.

CPU time is the least of several runs, because other work on the machine only ever adds to it.
"""

import resource
import time
from collections.abc import Callable
from typing import TypeVar

from esign import Authority, Role, Signer, augment, prepare, sign, verify
from store.gateways.pdf import render_purchase_order, signature_typeface
from store.gateways.purchase_order import PurchaseOrder
from store.gateways.purchase_order_words import role_labels
from tests.esign.small_order import AT, CONSENT, RAISED_AT
from tests.store.gateways.purchase_orders import BUYER, CO_BUYER, a_purchase_order


RUNS = 7
MEGA = 1024
Made = TypeVar("Made")


def main() -> None:
    """Print the cost of each act, the memory of the process and the size of the file."""
    authority = Authority.create(AT)
    signer = authority.signer(signature_typeface())
    order = a_purchase_order(buyers=(BUYER, CO_BUYER), co_signed=True)
    ceremony(order, signer)
    print(f"{'memory after the first ceremony':36} {_peak():8.0f} MB")
    printed = measured("print", lambda: render_purchase_order(order))
    fields = order.signature_fields(role_labels("fr"))
    prepared = measured("prepare", lambda: prepare(printed, fields))
    measured("sign B-T", lambda: sign(prepared, Role.BUYER, signer, CONSENT, AT))
    buyer = measured("print, prepare and sign in one call", lambda: ceremony(order, signer))
    print(f"{'memory after 17 printed orders':36} {_peak():8.0f} MB")
    co_buyer = sign(buyer, Role.CO_BUYER, signer, CONSENT, AT)
    dealer = sign(co_buyer, Role.DEALER, signer, CONSENT, AT)
    raised = measured("raise to B-LTA", lambda: augment(dealer, signer, RAISED_AT))
    measured("verify", lambda: verify(raised, None, authority.trust))
    for name, pdf in (("three signatures", dealer), ("the same at B-LTA", raised)):
        print(f"{f'file, {name}':36} {len(pdf) / 1000:8.1f} kB")


def ceremony(order: PurchaseOrder, signer: Signer) -> bytes:
    """Print an order and sign it for the buyer."""
    prepared = prepare(render_purchase_order(order), order.signature_fields(role_labels("fr")))
    return sign(prepared, Role.BUYER, signer, CONSENT, AT)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGA


def measured(name: str, work: Callable[[], Made]) -> Made:
    """Run and print the least CPU time of several runs."""
    made, least = work(), float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        made = work()
        least = min(least, time.process_time() - began)
    print(f"{name:36} {least * 1000:8.1f} ms CPU")
    return made


if __name__ == "__main__":
    main()
