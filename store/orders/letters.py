"""Letters and dealer-system messages an order owes; what they say is in templates/mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from esign.evidence import written
from store.extensions import transaction
from store.models import Dealer, Order
from store.orders.belonging import belongs
from store.orders.outbox import SECRETS, Lane, owe


DEALER_LOCALE = "fr"
AWAITED = frozenset({"code", "token"})
WHOLE = frozenset({"order.offered", "order.accepted"})


@dataclass(frozen=True, kw_only=True)
class Post:
    """A letter to owe.

    `template` names templates/mail/<template>.txt and .html; `reference` makes its key, so the
    same letter is owed once; `facts` are given to the template, and so are `secrets`, which are
    forgotten once delivered; `attach` are document kinds. A letter with a code or a link that
    somebody waits for goes in the lane of the codes; one of many at once says `Lane.CAMPAIGNS`.
    `useless_after`: from when on its code opens nothing.
    """

    template: str
    reference: str
    to: str
    locale: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    attach: Sequence[str] = ()
    order_id: str | None = None
    lane: Lane | None = None
    useless_after: datetime | None = None


def owe_letter(post: Post, at: datetime) -> bool:
    """Owe an e-mail inside the caller's transaction; returns whether it is new."""
    payload = {
        "template": post.template,
        "to": post.to,
        "locale": post.locale,
        "facts": dict(post.facts),
        "attach": list(post.attach),
        SECRETS: dict(post.secrets),
    }
    awaited = Lane.CODES if AWAITED & post.secrets.keys() else Lane.LETTERS
    return owe(
        "mail",
        f"mail:{post.template}:{post.reference}",
        payload,
        post.order_id,
        at,
        lane=post.lane or awaited,
        useless_after=post.useless_after,
    )


def send(post: Post, at: datetime) -> bool:
    """Owe a letter that has no other cause than itself, in a transaction of its own."""
    with transaction():
        return owe_letter(post, at)


def write_customer(
    order: Order,
    template: str,
    at: datetime,
    *,
    suffix: str = "",
    facts: Mapping[str, Any] | None = None,
    attach: Sequence[str] = (),
) -> None:
    """Owe the buyer a letter about the order; `suffix` tells repeats of a template apart.

    An address that nobody proved yet gets none: its owner may not be who typed it.
    """
    if not belongs(order):
        return
    post = Post(
        template=template,
        reference=f"{order.id}{suffix}",
        to=order.account.email,
        locale=order.account.locale,
        facts=facts or {},
        attach=attach,
        order_id=order.id,
    )
    owe_letter(post, at)


def write_dealer(
    order: Order,
    dealer: Dealer,
    template: str,
    at: datetime,
    *,
    suffix: str = "",
    facts: Mapping[str, Any] | None = None,
    attach: Sequence[str] = (),
) -> None:
    """Owe a dealer a letter; only the one who is asked gets the order's PDF."""
    post = Post(
        template=template,
        reference=f"{order.id}:{dealer.id}{suffix}",
        to=dealer.email,
        locale=DEALER_LOCALE,
        facts=facts or {},
        attach=attach,
        order_id=order.id,
    )
    owe_letter(post, at)


def tell_system(order: Order, dealer: Dealer, event: str, at: datetime) -> None:
    """Owe the dealer's own system a message, where it has one.

    Only the dealer who is asked, or has accepted, is told who buys what; others the number alone.
    """
    if not dealer.webhook_url:
        return
    key = f"webhook:{event}:{order.id}:{dealer.id}:{written(at)}"
    said: dict[str, Any] = {"id": order.id, "number": order.number, "state": str(order.state)}
    if event in WHOLE:
        said |= _whole(order)
    body = {"event": event, "id": key, "at": written(at), "order": said}
    owe("webhook", key, {"dealer_id": dealer.id, "body": body}, order.id, at)


def _whole(order: Order) -> dict[str, Any]:
    return {
        "brand": order.brand,
        "market": order.market,
        "terms": order.terms,
        "deal_json": order.deal,
        "deal_sha256": order.deal_sha256,
        "buyer": order.buyer,
        "summary": order.summary,
        "road_price_cents": order.road_price_cents,
        "deposit_cents": order.deposit_cents,
        "delivery_by": order.delivery_by.isoformat(),
        "documents": [{"kind": one.kind, "sha256": one.sha256} for one in order.documents],
    }
