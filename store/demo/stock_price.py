"""What a demonstration stock car costs as it ages."""

from dataclasses import dataclass


# From this many days in stock, this many percent off; steps last 30 days or more.
AGE_DISCOUNTS = ((0, 0), (31, 2), (61, 4), (91, 6), (151, 9), (241, 12))
DEMONSTRATOR_PERCENT = 6  # besides the age
ROUNDED_TO_CENTS = 10_00


@dataclass(frozen=True, kw_only=True)
class StockPrice:
    """What a stock car costs, VAT included.

    Attributes:
        list_price_cents: catalogue price of the configuration.
        discount_percent, discount_cents: the reduction running now, rounded down to 10 euros.
        discount_began_days_ago: age of that reduction; days since the arrival where there is none.
        prior_price_cents: the lowest price of the 30 days before that reduction began, which an
            announced reduction must show (Code de la consommation, L112-1-1).
        price_cents: the price now.
    """

    list_price_cents: int
    discount_percent: int
    discount_cents: int
    discount_began_days_ago: int
    prior_price_cents: int
    price_cents: int


def stock_price(list_price_cents: int, days: int, *, demonstrator: bool) -> StockPrice:
    """Price a stock car by its days in stock; never dearer with age."""
    step = max(i for i, (start, _) in enumerate(AGE_DISCOUNTS) if start <= days)
    began, percent = AGE_DISCOUNTS[step]
    extra = DEMONSTRATOR_PERCENT if demonstrator else 0
    cents = _discount(list_price_cents, percent + extra)
    earlier = _discount(list_price_cents, AGE_DISCOUNTS[step - 1][1] + extra) if step else cents
    return StockPrice(
        list_price_cents=list_price_cents,
        discount_percent=percent + extra,
        discount_cents=cents,
        discount_began_days_ago=days - began,
        prior_price_cents=list_price_cents - earlier,
        price_cents=list_price_cents - cents,
    )


def _discount(cents: int, percent: int) -> int:
    return cents * percent // 100 // ROUNDED_TO_CENTS * ROUNDED_TO_CENTS
