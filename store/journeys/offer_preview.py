"""What an offer would do to 50 example deals, before anybody decides on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from configurator import Catalogue
from store.catalogue.shelf import active_range, engine_of
from store.journeys.deal import Deal, make_deal
from store.journeys.offer_rules import applicable
from store.journeys.pricing import Plan, deal_request
from store.journeys.refusals import DealError
from store.journeys.terms import Discount, TermsKind, terms_on
from store.markets import Place


EXAMPLES = 50
KINDS: tuple[TermsKind, ...] = ("public", "business", "employee", "beneficiary")


@dataclass(frozen=True, kw_only=True)
class Example:
    """One deal without and with the offer, amounts in cents; `applies` as its terms declare."""

    model: str
    version: str
    terms: TermsKind
    before_cents: int
    after_cents: int
    applies: bool

    @property
    def change_cents(self) -> int:
        """How much the price on the road changes."""
        return self.after_cents - self.before_cents


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The offer, those that run beside it, and where its examples live."""

    offer: Discount
    others: tuple[Discount, ...]
    market: str
    brand: str
    place: Place


def effect(wanted: Wanted) -> tuple[Example, ...]:
    """Price up to 50 cars on the offer's first day, without it and with it.

    Raises:
        DealError: ``discount_above_price`` where a car would cost less than nothing.
    """
    found: list[Example] = []
    for catalogue, version, kind in _cars(wanted):
        if len(found) == EXAMPLES:
            break
        found.append(_example(wanted, catalogue, version, kind))
    return tuple(found)


def _cars(wanted: Wanted) -> Iterator[tuple[Catalogue, str, TermsKind]]:
    """Yield every version under each kind of terms, all versions and all kinds early."""
    ranges = [
        catalogue
        for catalogue in active_range(wanted.market, wanted.offer.starts, wanted.brand)
        if not wanted.offer.models or catalogue.key in wanted.offer.models
    ]
    cars = [(catalogue, version.option) for catalogue in ranges for version in catalogue.versions]
    for turn in range(len(KINDS)):
        for number, (catalogue, version) in enumerate(cars):
            yield catalogue, version, KINDS[(number + turn) % len(KINDS)]


def _example(wanted: Wanted, catalogue: Catalogue, version: str, kind: TermsKind) -> Example:
    on, offer = wanted.offer.starts, wanted.offer
    terms = terms_on(kind, on, wanted.market)
    summary = catalogue.summarise(engine_of(catalogue.hash).complete({version: True}).options)
    plan = Plan(
        catalogue=catalogue,
        summary=summary,
        on=on,
        month=on.replace(day=1),
        place=wanted.place,
        terms=terms,
        offers=applicable(wanted.others, terms, catalogue.key, on),
    )
    mine = applicable((offer,), terms, catalogue.key, on)
    before = _deal(plan)
    return Example(
        model=catalogue.model,
        version=summary.version.label,
        terms=kind,
        before_cents=before.road_price_cents,
        after_cents=_deal(replace(plan, offers=(*plan.offers, *mine))).road_price_cents,
        applies=bool(mine),
    )


def _deal(plan: Plan) -> Deal:
    return make_deal(deal_request(plan))


__all__ = ["EXAMPLES", "DealError", "Example", "Wanted", "effect"]
