"""Lender offers, credit law, valuation model and rules of this installation, read once."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import current_app

from financing import CreditLaw, Offer, read_law, read_offers
from store.config import Settings
from store.markets.dated import DATA
from tradein import Rules, ValuationModel, read_rules


@dataclass(frozen=True, eq=False)
class Tables:
    """What the engines are given beside the customer's answers; itself alone is its equal."""

    offers: tuple[Offer, ...]
    law: CreditLaw
    model: ValuationModel
    rules: Rules


def tables() -> Tables:
    """Return the running installation's tables; production takes nothing invented."""
    settings: Settings = current_app.extensions["settings"]
    return read_tables(settings.data, demonstration=not settings.production)


@lru_cache(maxsize=4)
def read_tables(folder: Path, *, demonstration: bool) -> Tables:
    """Read a folder's lender offers, valuation model and rules, and the market's credit law.

    Args:
        folder: Where the installation's own figures are.
        demonstration: Whether invented offers and usury ceilings may be used.
    """
    offers = read_offers((folder / "finance" / "offers.toml").read_text("utf-8"))
    law = read_law((DATA / "fr" / "credit.toml").read_text("utf-8"))
    return Tables(
        offers=tuple(offer for offer in offers if demonstration or not offer.demonstration),
        law=law if demonstration else law.official(),
        model=ValuationModel.load((folder / "tradein" / "model.json").read_text("utf-8")),
        rules=read_rules((folder / "tradein" / "rules.toml").read_text("utf-8")),
    )
