"""Lender offers, credit law, valuation model and rules of this installation, read once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from flask import current_app

from financing import (
    CreditLaw,
    Offer,
    add_months,
    read_law,
    read_offers,
    read_usury,
    with_quarters,
)
from store import clock
from store.config import Settings
from store.markets.dated import DATA
from store.markets.edition import FILES, Edition, edition
from store.memory import remembered
from tradein import Rules, ValuationModel, read_rules


@dataclass(frozen=True, eq=False)
class Tables:
    """What the engines are given beside the customer's answers; itself alone is its equal.

    ``edition`` names the law tables of the markets: what is derived under others is kept apart.
    """

    offers: tuple[Offer, ...]
    law: CreditLaw
    model: ValuationModel
    rules: Rules
    rules_text: str
    edition: Edition = FILES


def tables() -> Tables:
    """Return the running installation's tables; production takes nothing invented.

    Elsewhere invented offers and usury ceilings are renewed by rule up to the present quarter.
    """
    settings: Settings = current_app.extensions["settings"]
    usury = imported_usury(settings.instance)
    stamp = usury.stat().st_mtime_ns if usury.exists() else 0
    until = None if settings.production else quarter_end(clock.today())
    found = read_tables(settings.data, usury, stamp, demonstration_until=until)
    return found if edition() == found.edition else _under(found, edition())


@remembered(size=4, depends="the tables, themselves their key, and the edition by its hashes")
def _under(found: "Tables", used: Edition) -> "Tables":
    return replace(found, edition=used)


def imported_usury(instance: Path) -> Path:
    """Return where `flask market usury import` keeps the ceilings of further quarters."""
    return instance / "usury.csv"


@remembered(
    size=4, depends="folders of this installation, read at start; the ceilings by their stamp"
)
def read_tables(
    folder: Path, usury: Path | None = None, stamp: int = 0, *, demonstration_until: date | None
) -> Tables:
    """Read a folder's lender offers, valuation model and rules, and the market's credit law.

    Args:
        folder: Where the installation's own figures are.
        usury: Imported usury ceilings.
        stamp: When they were imported, 0 where none are: an import is seen without a restart.
        demonstration_until: Until when invented offers and usury ceilings are renewed by rule;
            None: none may be used.
    """
    offers = read_offers((folder / "finance" / "offers.toml").read_text("utf-8"))
    rules_text = (folder / "tradein" / "rules.toml").read_text("utf-8")
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    if usury and stamp:
        law = with_quarters(law, read_usury(usury.read_text("utf-8")))
    if demonstration_until is None:
        offers, law = tuple(one for one in offers if not one.demonstration), law.official()
    else:
        offers = (*offers, *renewed_offers(offers, demonstration_until))
        law = with_repeated_ceilings(law, demonstration_until)
    return Tables(
        offers=offers,
        law=law,
        model=ValuationModel.load((folder / "tradein" / "model.json").read_text("utf-8")),
        rules=read_rules(rules_text),
        rules_text=rules_text,
    )


def quarter_end(day: date) -> date:
    """Return the last day of a day's calendar quarter."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return add_months(first, 3) - timedelta(days=1)


def renewed_offers(offers: tuple[Offer, ...], until: date) -> Iterator[Offer]:
    """Yield what follows the last invented offer of each brand and product, quarter by quarter.

    The terms are those of the offer that ended; key and source say that it was renewed.
    """
    last = {
        (one.brand, one.product): one
        for one in sorted(offers, key=lambda offer: offer.valid_until)
        if one.demonstration
    }
    for offer in last.values():
        starts = offer.valid_until + timedelta(days=1)
        while starts <= until:
            ends = quarter_end(starts)
            yield replace(
                offer,
                key=f"{offer.key}@{starts.isoformat()}",
                valid_from=starts,
                valid_until=ends,
                residuals={
                    group: replace(table, valid_until=max(table.valid_until, ends))
                    for group, table in offer.residuals.items()
                },
                source=f"{offer.source}, renewed by rule on {starts.isoformat()}",
            )
            starts = ends + timedelta(days=1)


def with_repeated_ceilings(law: CreditLaw, until: date) -> CreditLaw:
    """Return the law with its last usury ceilings repeated as demonstration values."""
    quarters = list(law.quarters)
    while quarters and quarters[-1].until_day < until:
        starts, last = quarters[-1].until_day + timedelta(days=1), law.quarters[-1]
        quarters.append(
            replace(
                last,
                key=f"{starts.year}-Q{(starts.month + 2) // 3}",
                demonstration=True,
                source=f"demonstration value: {last.key} repeated by rule",
            )
        )
    return replace(law, quarters=tuple(quarters))
