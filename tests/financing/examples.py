"""One lender's offers and one country's law, small enough to reckon with by hand."""

from dataclasses import replace
from datetime import date

from financing import CreditLaw, Offer, Quote, QuoteRequest, Refusal, quote, read_law, read_offers


LAW_TEXT = """
country = "FR"

[[regime]]
key = "before"
from = 2011-05-01
until = 2026-11-19
min_cents = 20000
max_cents = 7500000
rated = ["loan", "balloon"]
withdrawal_days = 14
source = "the law before"
warning = { fr = "Un crédit vous engage.", en = "A credit commits you." }

[[regime]]
key = "after"
from = 2026-11-20
min_cents = 0
max_cents = 10000000
rated = ["loan", "balloon", "loa"]
withdrawal_days = 14
source = "the law after"
warning = { fr = "Attention !", en = "Caution!" }

[[usury]]
quarter = "2026-Q1"
bands = [
  { up_to_cents = 300000, percent = 23.56 },
  { up_to_cents = 600000, percent = 15.87 },
  { percent = 8.67 },
]
source = "official"

[[usury]]
quarter = "2026-Q4"
bands = [
  { up_to_cents = 300000, percent = 23.56 },
  { up_to_cents = 600000, percent = 15.87 },
  { percent = 8.67 },
]
demonstration = true
source = "repeated"
"""

OFFERS_TEXT = """
[[residual]]
key = "hatch"
months = [12, 36, 60]
km = [10000, 20000, 40000]
percent = [[74.0, 70.0, 62.0], [58.0, 52.0, 40.0], [44.0, 36.0, 22.0]]
safety_percent = 100
reference_price_cents = 2500000
author = "test"
valid_from = 2026-01-01
valid_until = 2027-12-31
source = "test"

[[offer]]
key = "loan"
lender = "Bank"
brand = "peugeot"
product = "loan"
rates = { 12 = 0, 24 = 3.90, 48 = 5.23, 60 = 5.90 }
min_cents = 100000
max_cents = 12000000
insurance_percent_month = 0.08
valid_from = 2026-01-01
valid_until = 2026-12-31
demonstration = false
source = "test"

[[offer]]
key = "balloon"
lender = "Bank"
brand = "peugeot"
product = "balloon"
rates = { 24 = 3.90, 48 = 5.23 }
min_cents = 100000
max_cents = 7500000
instalments_less = 1
residuals = ["hatch"]
excess_km_cents = 20
insurance_percent_month = 0.08
valid_from = 2026-01-01
valid_until = 2026-12-31
demonstration = false
source = "test"

[[offer]]
key = "loa"
lender = "Bank"
brand = "peugeot"
product = "loa"
rates = { 24 = 3.90, 48 = 5.23 }
min_cents = 100000
max_cents = 12000000
first_rental_percent = 10
residuals = ["hatch"]
excess_km_cents = 20
valid_from = 2026-01-01
valid_until = 2026-12-31
demonstration = false
new_only = true
source = "test"

[[offer]]
key = "lld"
lender = "Bank"
brand = "peugeot"
product = "lld"
rates = { 24 = 3.90, 48 = 5.23 }
min_cents = 100000
max_cents = 12000000
residuals = ["hatch"]
excess_km_cents = 20
services_cents = 3000
services = { fr = "Entretien", en = "Maintenance" }
valid_from = 2026-01-01
valid_until = 2026-12-31
demonstration = false
source = "test"
"""

LAW: CreditLaw = read_law(LAW_TEXT)
OFFERS: dict[str, Offer] = {offer.key: offer for offer in read_offers(OFFERS_TEXT)}
DAY = date(2026, 11, 24)

WISH = QuoteRequest(
    product="loan",
    price_cents=25_000_00,
    contribution_cents=5_000_00,
    months=48,
    km_per_year=15_000,
    start=DAY,
    first_due=None,
    vehicle_group="hatch",
    new_vehicle=True,
)


def wish(product: str = "loan", **changes: object) -> QuoteRequest:
    return replace(WISH, product=product, **changes)


def answer(product: str = "loan", *, offer: Offer | None = None, **changes: object):
    return quote(wish(product, **changes), offer or OFFERS[product], LAW)


def quoted(product: str = "loan", *, offer: Offer | None = None, **changes: object) -> Quote:
    found = answer(product, offer=offer, **changes)
    assert isinstance(found, Quote), found
    return found


def refused(product: str = "loan", *, offer: Offer | None = None, **changes: object) -> Refusal:
    found = answer(product, offer=offer, **changes)
    assert isinstance(found, Refusal), found
    return found
