"""Two deals side by side: what changed, and what another month would cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from store.journeys.deal import Deal, make_deal
from store.journeys.lines import DealLine
from store.journeys.request import DealRequest
from store.journeys.wording import wording
from store.markets import unknown_table


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A line or total that differs; None: it was not there."""

    code: str
    label: Mapping[str, str]
    old_cents: int | None
    new_cents: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The same car registered in another month; ``unknown`` names the law not yet verified."""

    this: Deal
    other_month: date
    other: Deal | None
    unknown: str | None

    @property
    def difference_cents(self) -> int | None:
        """How much more the other month costs; None when it is not known."""
        return self.other.road_price_cents - self.this.road_price_cents if self.other else None


def difference(old: Deal, new: Deal) -> tuple[Change, ...]:
    """Return every line whose amount differs, then the monthly payment; empty if nothing does."""
    before, after = _by_code(old), _by_code(new)
    changes = [
        Change(
            code=key[1],
            label=(after.get(key) or before[key]).label,
            old_cents=before[key].cents if key in before else None,
            new_cents=after[key].cents if key in after else None,
        )
        for key in (*before, *(key for key in after if key not in before))
        if key not in before or key not in after or before[key].cents != after[key].cents
    ]
    if (old.monthly_cents, old.months) != (new.monthly_cents, new.months):
        changes.append(
            Change(
                code="monthly",
                label=wording(new.request.market)("label", "monthly"),
                old_cents=old.monthly_cents,
                new_cents=new.monthly_cents,
            )
        )
    return tuple(changes)


def road_difference_cents(old: Deal, new: Deal) -> int:
    """Return how much dearer on the road the new deal is; negative when it is cheaper."""
    return new.road_price_cents - old.road_price_cents


def compare_registration(request: DealRequest, other_month: date) -> Comparison:
    """Price a request as asked and for another registration month.

    Finance is left out of the other deal: a lender's quote belongs to one price only.
    """
    this = make_deal(request)
    month = other_month.replace(day=1)
    other = make_deal(replace(request, registration_month=month, finance=None))
    if other.unknown:
        table = unknown_table(other.unknown[0].rule)
        return Comparison(this=this, other_month=month, other=None, unknown=table)
    return Comparison(this=this, other_month=month, other=other, unknown=None)


def _by_code(deal: Deal) -> dict[tuple[str, str], DealLine]:
    return {(row.kind, row.code): row for row in deal.lines}
