"""Random deals by a seed, the same in every process.

`python -m tests.store.journeys.random_deals COUNT SEED` prints one hash over all of them.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from random import Random  # noqa: TID251  examples by seed, not secrets

from store.journeys.deal import Deal, make_deal
from store.journeys.parts import CarItem, Delivery, Service
from store.journeys.refusals import DealError
from store.journeys.request import DealRequest
from store.journeys.terms import terms_on
from store.markets import Household, TaxedVehicle
from tests.store.journeys.deals import BASE, LOAN, LYON, SAINT_DENIS, SPRING, TODAY, TRADE_IN, text


KINDS = ("public", "business", "employee", "beneficiary", "fleet")
ENERGIES = ("petrol", "diesel", "phev", "hev", "bev", "e85", "lpg", "mhev")


def random_deals(count: int, seed: int = 1) -> Iterator[Deal]:
    """Yield deals; a request that is rightly refused is replaced by another."""
    draw = Random(seed)
    made = 0
    while made < count:
        try:
            deal = make_deal(random_request(draw))
        except DealError:
            continue
        made += 1
        yield deal


def random_request(draw: Random) -> DealRequest:
    extras = tuple(
        CarItem(
            option=f"o{number}",
            label=text(f"Option {number}"),
            cents=draw.randint(-50_000, 400_000),
            kind=draw.choice(("option", "accessory")),
        )
        for number in range(draw.randint(0, 8))
    )
    terms = terms_on(draw.choice(KINDS), TODAY)
    spring = replace(SPRING, stacks_with=tuple(rule.code for rule in terms.rules))
    loan = replace(LOAN, credit_cents=draw.randint(0, 1_500_000))
    offer = replace(TRADE_IN, offer_cents=draw.randint(0, 1_500_000))
    return replace(
        BASE,
        items=(replace(BASE.items[0], cents=draw.randint(900_000, 9_000_000)), *extras),
        vehicle=TaxedVehicle(
            co2_g=draw.choice((draw.randint(0, 260), Decimal(draw.randint(0, 26_000)) / 100)),
            mass_kg=draw.randint(900, 2600),
            fiscal_cv=draw.randint(1, 40),
            energy=draw.choice(ENERGIES),
            electric_range_km=draw.randint(0, 90),
        ),
        place=draw.choice((LYON, SAINT_DENIS)),
        delivery=Delivery(
            kind=draw.choice(("dealer", "home")),
            dealer_key="d",
            dealer_name="D",
            region=draw.choice(("84", "11", "04", "03")),
            fee_cents=draw.randint(0, 60_000),
        ),
        household=Household(children=draw.randint(0, 5), wheelchair=draw.random() < 0.1),
        terms=terms,
        offers=draw.choice(((), (spring,))),
        services=draw.choice(((), (Service(code="s", label=text("S"), cents=9_999, vat=False),))),
        trade_in=draw.choice((None, offer)),
        finance=draw.choice((None, loan)),
        deposit_cents=draw.choice((None, 0, 30_000)),
    )


def faults_of(deal: Deal) -> tuple[str, ...]:
    """Return what is wrong with a deal: sums, VAT, floats, or other bytes when derived again."""
    taxed = [row for row in deal.lines if row.vat_rate is not None]
    percent = taxed[0].vat_rate or Decimal(0)
    exact = sum(row.cents for row in taxed) * percent / (100 + percent)
    checks = {
        "price lines": sum(row.cents for row in deal.price_lines) == deal.road_price_cents,
        "payment lines": sum(row.cents for row in deal.payment_lines) == deal.road_price_cents,
        "net and VAT": all(row.net_cents + row.vat_cents == row.cents for row in deal.lines),
        "VAT of the lines": sum(row.vat_cents for row in deal.lines) == deal.vat_cents,
        "VAT of the whole": abs(deal.vat_cents - exact) <= Decimal("0.5"),
        "no float": not _floats(deal),
        "same bytes": make_deal(Deal.from_json(deal.canonical()).request).canonical()
        == deal.canonical(),
    }
    return tuple(name for name, right in checks.items() if not right)


def _floats(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_floats, value.values()))
    if isinstance(value, tuple | list):
        return any(map(_floats, value))
    slots = getattr(type(value), "__dataclass_fields__", {})
    return isinstance(value, float) or any(_floats(getattr(value, name)) for name in slots)


def one_hash(count: int, seed: int) -> str:
    whole = sha256()
    for deal in random_deals(count, seed):
        whole.update(deal.canonical())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(one_hash(int(sys.argv[1]), int(sys.argv[2])))
