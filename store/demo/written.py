"""What a played purchase leaves on disk for whoever wants to look at it."""

import json
from pathlib import Path

from store.gateways.registry import gateways
from store.models import Order
from store.orders.documents import latest_signed
from store.orders.events import chain


def write_out(order: Order, folder: Path) -> None:
    """Write an order's signed PDF, its evidence, the trust root and the Deal."""
    folder.mkdir(parents=True, exist_ok=True)
    outside = gateways()
    signed = outside.archive.get(latest_signed(order.id).name)
    (folder / f"{order.number}.pdf").write_bytes(signed)
    (folder / "evidence.json").write_bytes(chain(order.id).dump())
    (folder / "root.pem").write_bytes(outside.trust.root)
    deal = json.dumps(json.loads(order.deal), ensure_ascii=False, indent=2)
    (folder / "deal.json").write_text(deal)
