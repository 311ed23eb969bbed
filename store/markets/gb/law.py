"""The British tables, read once."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from store.markets.dated import Dated, read_rows, read_toml
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


@cache
def british_law() -> BritishLaw:
    """Return the tables; raises BrokenTable."""
    taxes = read_toml("gb", "taxes")
    return BritishLaw(
        ved=read_rows(VedRow, taxes["ved"], "ved"),
        registration_fee=read_rows(FeeRow, taxes["registration_fee"], "registration_fee"),
        supplement=read_rows(SupplementRow, taxes["supplement"], "supplement"),
        vat=read_rows(BritishVatRow, taxes["vat"], "vat"),
    )
