"""Lender offers, credit law, valuation model and rules of this installation, read once."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from financing import CreditLaw, Offer, read_law, read_offers, read_usury, with_quarters
from store.config import Settings
from store.markets.dated import DATA
from store.memory import remembered
from tradein import Rules, ValuationModel, read_rules


@dataclass(frozen=True, eq=False)
class Tables:
    """What the engines are given beside the customer's answers; itself alone is its equal."""

    offers: tuple[Offer, ...]
    law: CreditLaw
    model: ValuationModel
    rules: Rules
    rules_text: str


def tables() -> Tables:
    """Return the running installation's tables; production takes nothing invented."""
    settings: Settings = current_app.extensions["settings"]
    usury = imported_usury(settings.instance)
    stamp = usury.stat().st_mtime_ns if usury.exists() else 0
    return read_tables(settings.data, usury, stamp, demonstration=not settings.production)


def imported_usury(instance: Path) -> Path:
    """Return where `flask market usury import` keeps the ceilings of further quarters."""
    return instance / "usury.csv"


@remembered(
    size=4, depends="folders of this installation, read at start; the ceilings by their stamp"
)
def read_tables(
    folder: Path, usury: Path | None = None, stamp: int = 0, *, demonstration: bool
) -> Tables:
    """Read a folder's lender offers, valuation model and rules, and the market's credit law.

    Args:
        folder: Where the installation's own figures are.
        usury: Imported usury ceilings.
        stamp: When they were imported, 0 where none are: an import is seen without a restart.
        demonstration: Whether invented offers and usury ceilings may be used.
    """
    offers = read_offers((folder / "finance" / "offers.toml").read_text("utf-8"))
    rules_text = (folder / "tradein" / "rules.toml").read_text("utf-8")
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    if usury and stamp:
        law = with_quarters(law, read_usury(usury.read_text("utf-8")))
    return Tables(
        offers=tuple(offer for offer in offers if demonstration or not offer.demonstration),
        law=law if demonstration else law.official(),
        model=ValuationModel.load((folder / "tradein" / "model.json").read_text("utf-8")),
        rules=read_rules(rules_text),
        rules_text=rules_text,
    )
