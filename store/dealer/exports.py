"""The dealer's orders as files, with the same cents as the Deals."""

import json
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from store.clock import PARIS
from store.dealer.ownership import laid_before, own_dealer
from store.dealer.pages import pages
from store.desk.spreadsheet import Amount, Cell, spreadsheet
from store.desk.wording import STATES, payment_words, word
from store.extensions import db
from store.journeys.deal import Deal
from store.models import DealerOffer, Order
from store.security import dealer_only


HEADINGS = (
    "N° de commande",
    "État",
    "Signée le",
    "À accepter avant",
    "Client",
    "E-mail",
    "Téléphone",
    "Commune",
    "Voiture",
    "VIN",
    "Paiement",
    "Voiture TTC (€)",
    "Taxes (€)",
    "Prix sur la route (€)",
    "Reprise (€)",
    "Financé (€)",
    "Acompte (€)",
    "Reste à la livraison (€)",
    "Livraison au plus tard",
    "Empreinte du prix",
)


@pages.get("/exports")
@dealer_only
def exports() -> ResponseReturnValue:
    """Say which files there are and what they hold."""
    return render_template("dealer/exports.html", headings=HEADINGS)


@pages.get("/orders.csv")
@dealer_only
def orders_csv() -> ResponseReturnValue:
    """Send every order of this desk as a table."""
    text = spreadsheet(HEADINGS, (_cells(*found) for found in _orders()), PARIS)
    return _file(text, "text/csv", "commandes.csv")


@pages.get("/orders.json")
@dealer_only
def orders_json() -> ResponseReturnValue:
    """Send every order of this desk with its whole Deal."""
    held = [_plain(*found) for found in _orders()]
    return _file(json.dumps(held, ensure_ascii=False), "application/json", "commandes.json")


def _orders() -> list[tuple[Order, DealerOffer]]:
    query = (
        select(Order, DealerOffer)
        .join(DealerOffer, laid_before(own_dealer().id))
        .order_by(Order.signed_at.desc(), Order.id)
    )
    return [(order, offer) for order, offer in db.session.execute(query)]


def _file(text: str, media_type: str, name: str) -> Response:
    response = Response(text, content_type=f"{media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(order: Order, offer: DealerOffer) -> tuple[Cell, ...]:
    deal, buyer = Deal.from_json(order.deal), order.buyer
    return (
        order.number,
        word(STATES, order.state),
        order.signed_at,
        offer.deadline_at,
        order.summary["buyer"],
        buyer["email"],
        buyer["phone"],
        order.summary["commune"],
        order.summary["car"],
        order.summary["vin"],
        payment_words(order.summary),
        Amount(deal.car_cents),
        Amount(deal.taxes_cents),
        Amount(deal.road_price_cents),
        Amount(deal.trade_in_cents),
        Amount(deal.financed_cents),
        Amount(deal.deposit_cents),
        Amount(deal.due_at_delivery_cents),
        order.delivery_by,
        order.deal_sha256,
    )


def _plain(order: Order, offer: DealerOffer) -> dict[str, Any]:
    return {
        "id": order.id,
        "number": order.number,
        "state": order.state,
        "signed_at": order.signed_at.isoformat() if order.signed_at else None,
        "answer_before": offer.deadline_at.isoformat(),
        "delivery_by": order.delivery_by.isoformat(),
        "buyer": order.buyer,
        "summary": order.summary,
        "deal": json.loads(order.deal),
        "deal_sha256": order.deal_sha256,
    }
