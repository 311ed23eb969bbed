"""What the customer reviewed and is about to sign."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from esign import sha256_hex
from store.database import new_verification_id
from store.journeys.deal import Deal


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the customer reviewed and is about to sign.

    Attributes:
        deal: THE price, whose hash the customer saw on the review page.
        buyer: Names, address and so on, as the signed order keeps them.
        summary: What lists show of the order, copied once.
        delivery_by: Latest day of delivery.
        render: Order number -> the PDF, prepared for signature (`esign.prepare`).
        part_exchange: The car given in exchange as `store.orders.part_exchange.declared` keeps
            it, empty without one.
        verification_id: What `render` prints as the address of the verification page.
    """

    deal: Deal
    buyer: Mapping[str, Any]
    summary: Mapping[str, Any]
    delivery_by: date
    render: Callable[[str], bytes]
    part_exchange: Mapping[str, Any] = field(default_factory=dict)
    verification_id: str = field(default_factory=new_verification_id)

    @cached_property
    def document(self) -> bytes:
        """The canonical bytes of the Deal, written once."""
        return self.deal.canonical()

    @cached_property
    def sha256(self) -> str:
        """Their hash, hexadecimal."""
        return sha256_hex(self.document)
