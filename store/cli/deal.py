"""`flask deal`: the one price of an order, derived again."""

import sys
from collections.abc import Iterator
from hashlib import sha256

import click
from flask.cli import AppGroup
from sqlalchemy import select

from store.extensions import db
from store.journeys.again import Kept, derive_again, differences
from store.journeys.deal import Deal
from store.journeys.law_imports import as_known
from store.journeys.tables import tables
from store.models import Order
from store.orders.named_offers import stored_offers


group = AppGroup("deal", help="The one price of an order.")


@group.command("show")
@click.argument("order")
def show(order: str) -> None:
    """Show the Deal of ORDER, derive it again from the stored versions, compare the bytes."""
    row = db.session.scalars(select(Order).where(Order.number == order)).one_or_none()
    if row is None:
        raise click.ClickException(f"There is no order {order}.")
    frozen = row.deal.encode()
    for line in _lines(Deal.from_json(frozen)):
        click.echo(line)
    with as_known(row.created_at):
        derived = derive_again(_kept(row), tables()).canonical()
    click.echo(f"frozen   {sha256(frozen).hexdigest()}")
    click.echo(f"derived  {sha256(derived).hexdigest()}")
    if row.deal_sha256 != sha256(frozen).hexdigest():
        click.echo(f"the order names another hash: {row.deal_sha256}", err=True)
        sys.exit(1)
    if frozen != derived:
        for path in differences(frozen, derived):
            click.echo(path, err=True)
        sys.exit(1)


def _kept(row: Order) -> Kept:
    deal = Deal.from_json(row.deal)
    return Kept(
        deal=deal,
        trade_in=row.journey.trade_in,
        stock=row.stock_vehicle_id is not None,
        offers=stored_offers(deal),
    )


def _lines(deal: Deal) -> Iterator[str]:
    for row in deal.lines:
        label = next(iter(row.label.values()))
        yield f"{row.cents / 100:>14,.2f}  {label:44.44}  {row.rule}"
    yield f"{deal.road_price_cents / 100:>14,.2f}  {deal.currency}"
    made = deal.versions
    yield f"versions: {made.catalogue} {made.taxes} {made.terms} {made.rates} {made.texts}"
