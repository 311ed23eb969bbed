"""The papers of an accepted order, laid out for its dealer."""

from dataclasses import dataclass

from store import clock
from store.dealer.forms.papers import ObjectionForm
from store.models import Order
from store.orders.lifecycle import State
from store.papers.folder import SHOWN, Filed, folder


@dataclass(frozen=True, kw_only=True)
class OnDesk:
    """One paper, with the form of a refusal where it waits for an answer."""

    filed: Filed
    objection: ObjectionForm | None


def paper_desk(order: Order, sent: ObjectionForm | None = None) -> list[OnDesk]:
    """Return the papers for the dealer's page, none before the order is accepted.

    Args:
        order: An order of this dealer.
        sent: The refusal that needs another look, instead of a fresh form.
    """
    if State(order.state) not in SHOWN:
        return []
    return [
        OnDesk(filed=one, objection=_objection(one, sent)) for one in folder(order, clock.today())
    ]


def _objection(one: Filed, sent: ObjectionForm | None) -> ObjectionForm | None:
    if one.state != "received":
        return None
    if sent is not None and sent.kind == one.rule.key:
        return sent
    return ObjectionForm(one.rule.key, sent=False)
