"""The British tables, read once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from store.markets.dated import Dated, read_rows, read_toml
from store.markets.edition import Edition, edition, overlaid
from store.markets.gb.rows import BritishVatRow, FeeRow, SupplementRow, VedRow


@dataclass(frozen=True, kw_only=True, slots=True)
class BritishLaw:
    """Every dated table of the market."""

    ved: tuple[VedRow, ...]
    registration_fee: tuple[FeeRow, ...]
    supplement: tuple[SupplementRow, ...]
    vat: tuple[BritishVatRow, ...]

    def tables(self) -> dict[str, tuple[Dated, ...]]:
        """Return every table by name."""
        return {
            "ved": self.ved,
            "registration_fee": self.registration_fee,
            "supplement": self.supplement,
            "vat": self.vat,
        }

    def known_until(self) -> date:
        """Return the last day on which every registration tax is verified."""
        return min(rows[-1].until or date.max for rows in self.tables().values())


def british_law() -> BritishLaw:
    """Return the tables of the edition in use; raises BrokenTable."""
    return _law_of(edition())


@lru_cache(maxsize=8)
def _law_of(used: Edition) -> BritishLaw:
    taxes = read_toml("gb", "taxes")
    return BritishLaw(
        ved=overlaid("GB", "ved", read_rows(VedRow, taxes["ved"], "ved"), used),
        registration_fee=overlaid(
            "GB",
            "registration_fee",
            read_rows(FeeRow, taxes["registration_fee"], "registration_fee"),
            used,
        ),
        supplement=overlaid(
            "GB", "supplement", read_rows(SupplementRow, taxes["supplement"], "supplement"), used
        ),
        vat=overlaid("GB", "vat", read_rows(BritishVatRow, taxes["vat"], "vat"), used),
    )
