"""The swap that makes room for a blocked choice: what comes, what leaves, and the new price."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from configurator import CarLine, Catalogue, Repair, Summary
from store.catalogue.shelf import engine_of
from store.journeys.basis import basis_of
from store.journeys.choose import UnknownWay, click, ways
from store.journeys.compare import road_difference_cents
from store.journeys.deal import Deal
from store.journeys.lines import DealLine
from store.journeys.situation import Situation
from store.journeys.standing import Standing, standing
from store.journeys.tables import tables
from store.locale import pick
from store.shop.obstacles import reason
from store.shop.wording import option_words


Words = dict[str, str]
CHOSEN = frozenset({"car", "option", "accessory"})  # what the summary of the car lists itself


@dataclass(frozen=True)
class SwapRow:
    """One line of the price that comes or leaves, with what it adds to it.

    `stays` marks what is there before and after at another amount, as a tax on the car.
    """

    label: str
    cents: int
    comes: bool
    stays: bool = False


@dataclass(frozen=True, kw_only=True)
class Swap:
    """A repair to accept or not. `replaced` are the customer's own choices that leave.

    The rows sum exactly to the difference on the road: taxes and discounts that change are lines
    of their own.

    `way` is its place among `ways`; `another` is the next one's place, None where it is alone.
    """

    option: str
    way: int
    another: int | None
    label: Words
    replaced: tuple[Words, ...]
    why: Words
    rows: tuple[SwapRow, ...]
    difference_cents: int
    road_cents: int
    weeks: int
    same_weeks: bool


def offered(found: Situation, option: str, way: int, on: date) -> Swap | None:
    """Return a swap a choice needs, by its place among the ways; None where it needs none.

    Raises:
        UnknownWay: there are not as many ways.
        configurator.UnknownOptionError: no such option in the journey's price list.
        configurator.ContradictionError: no car of this price list has it.
    """
    catalogue, decisions = found.catalogue, found.journey.decisions
    engine = engine_of(catalogue.hash)
    if click(catalogue, engine, decisions, option).repair is None:
        return None
    repairs = ways(catalogue, engine, decisions, option)
    if not 0 <= way < len(repairs):
        raise UnknownWay(way)
    repair = repairs[way]
    other = frozenset(repair.decisions.items())
    then = standing(replace(basis_of(found.journey), decisions=other), on, tables())
    return Swap(
        option=option,
        way=way,
        another=(way + 1) % len(repairs) if len(repairs) > 1 else None,
        label=option_words(catalogue, option),
        replaced=tuple(option_words(catalogue, gone) for gone in _given_up(found, repair)),
        why=reason(found, option),
        rows=tuple(_rows(found, then)),
        difference_cents=road_difference_cents(found.deal, then.deal),
        road_cents=then.deal.road_price_cents,
        weeks=then.plan.weeks,
        same_weeks=then.plan.weeks == found.weeks,
    )


def _given_up(found: Situation, repair: Repair) -> list[str]:
    kept = repair.configuration.options
    return [name for name, yes in found.journey.decisions.items() if yes and name not in kept]


def _rows(found: Situation, then: Standing) -> Iterator[SwapRow]:
    """Yield every line of the price that differs."""
    yield from _car_rows(found.catalogue, found.summary, then.summary)
    yield from _other_rows(found.deal, then.deal)


def _car_rows(catalogue: Catalogue, before: Summary, after: Summary) -> Iterator[SwapRow]:
    """Yield what comes, then what leaves, then what stays at another price."""
    old, new = _priced(before), _priced(after)
    comes = [line for name, line in new.items() if name not in old]
    leaves = [line for name, line in old.items() if name not in new]
    for line in _without_contents(catalogue, comes):
        yield SwapRow(pick(dict(line.label)), line.cents, comes=True)
    for line in _without_contents(catalogue, leaves):
        yield SwapRow(pick(dict(line.label)), -line.cents, comes=False)
    for name, line in new.items():
        if name in old and (change := line.cents - old[name].cents):
            yield SwapRow(pick(dict(line.label)), change, comes=True, stays=True)


def _other_rows(before: Deal, after: Deal) -> Iterator[SwapRow]:
    """Yield every other line of the price that changes: taxes, discounts, preparation."""
    old, new = _others(before), _others(after)
    for key in (*old, *(key for key in new if key not in old)):
        then, now = old.get(key), new.get(key)
        change = (now.cents if now else 0) - (then.cents if then else 0)
        if change:
            label = pick(dict((now or old[key]).label))
            yield SwapRow(label, change, comes=now is not None, stays=bool(then and now))


def _others(deal: Deal) -> dict[tuple[str, str], DealLine]:
    return {(row.kind, row.code): row for row in deal.price_lines if row.kind not in CHOSEN}


def _priced(summary: Summary) -> dict[str, CarLine]:
    return {line.option: line for line in summary.lines}


def _without_contents(catalogue: Catalogue, lines: list[CarLine]) -> Iterator[CarLine]:
    """Yield lines without the contents of packs that come or leave with them."""
    packs = [line.option for line in lines if line.option.startswith("pack.")]
    inside = {name for pack in packs for name in catalogue.option(pack).contains}
    return (line for line in lines if line.option not in inside or line.cents)
