"""The ways to pay one price side by side, each by when it is paid; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from financing import Quote, Refusal
from store.journeys.deal import Deal, finance_basis_cents
from store.journeys.wishes import FinanceWish


ADJUSTABLE = ("months", "km_per_year", "contribution_cents")
FIRST_EXAMPLE = "loan"
STEP_CENTS = 50_000
EVEN = frozenset({"instalment", "rental"})


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to pay, in cents; `delivery`, `monthly` and `end` parts sum to `total_cents`.

    Attributes:
        product: cash, loan, balloon, loa or lld.
        quoted: The lender's figures; None for cash and for a refusal.
        refusal: Why the lender says no, else None.
        nearest: The answer that removes the refusal, as (name, value), else None.
    """

    product: str
    quoted: Quote | None = None
    refusal: Refusal | None = None
    nearest: tuple[str, int] | None = None
    delivery_cents: int = 0
    monthly_part_cents: int = 0
    end_cents: int = 0
    total_cents: int = 0

    @property
    def is_credit(self) -> bool:
        """Tell whether it has a cost of credit."""
        return self.quoted is not None and self.quoted.apr_percent is not None

    @property
    def apr(self) -> Decimal | None:
        """The rate as the law wants it shown."""
        return self.quoted.example.apr_percent if self.quoted else None


def ways(deal: Deal, wish: FinanceWish, quotes: Mapping[str, Quote | Refusal]) -> tuple[Way, ...]:
    """Return cash, then every product the brand's lenders offer."""
    basis = finance_basis_cents(deal)
    cash = Way(product="cash", delivery_cents=basis, total_cents=basis)
    return (cash, *_credits(deal, wish, quotes))


def _credits(deal: Deal, wish: FinanceWish, quotes: Mapping[str, Quote | Refusal]) -> Iterator[Way]:
    for product, answer in quotes.items():
        if isinstance(answer, Refusal):
            near = _nearest(answer, deal, wish)
            yield Way(product=product, refusal=answer, nearest=near)
        else:
            yield _quoted(product, answer, wish.contribution_cents)


def _quoted(product: str, quoted: Quote, own_cents: int) -> Way:
    delivery, total = quoted.first_cents + own_cents, quoted.total_due_cents + own_cents
    return Way(
        product=product,
        quoted=quoted,
        delivery_cents=delivery,
        monthly_part_cents=total - delivery - quoted.final_cents,
        end_cents=quoted.final_cents,
        total_cents=total,
    )


def _nearest(refusal: Refusal, deal: Deal, wish: FinanceWish) -> tuple[str, int] | None:
    """Return the customer's own answer that would be quoted; the trade-in is not theirs to give.

    Own money is rounded to a step of its slider, away from the refused side.
    """
    for name, value in (refusal.nearest or {}).items():
        if name in ADJUSTABLE and isinstance(value, int):
            own = value
            if name == "contribution_cents":
                own -= deal.trade_in_cents
                up = own > wish.contribution_cents
                own = (own + (STEP_CENTS - 1) * up) // STEP_CENTS * STEP_CENTS
            return (name, own) if own >= 0 else None
    return None


def contribution_limit(deal: Deal, wish: FinanceWish) -> int:
    """Return the highest own money of the slider: most of the price, never under what was given."""
    most = finance_basis_cents(deal) * 6 // 10 // STEP_CENTS * STEP_CENTS
    return max(most, wish.contribution_cents)


def example(chosen: str | None, found: tuple[Way, ...]) -> Quote | None:
    """Return the credit whose legal example is shown: the chosen one, else the plain loan."""
    quoted = {way.product: way.quoted for way in found if way.quoted and way.is_credit}
    if chosen in quoted:
        return quoted[chosen]
    if chosen in {"cash", "lld"}:
        return None
    return quoted.get(FIRST_EXAMPLE) or next(iter(quoted.values()), None)


def monthly_rows(quoted: Quote) -> tuple[tuple[int, int], ...]:
    """Return (capital, interest) of each monthly payment."""
    return tuple(
        (row.principal_cents, row.interest_cents) for row in quoted.schedule if row.kind in EVEN
    )
