"""The tables of French registration taxes and VAT, as dated rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from store.markets.dated import Dated, pick, pick_holding, read_rows, read_toml
from store.markets.edition import Edition, edition, overlaid
from store.markets.errors import UnknownLaw
from store.markets.rows import (
    AidRow,
    AllowanceRow,
    Co2ClassRow,
    Co2Row,
    FixedRow,
    MassRow,
    PayrollRow,
    RegionalRow,
    VatRow,
)


R = TypeVar("R", bound=Dated)
NATIONAL = ("malus_co2", "malus_mass", "allowance", "fixed", "payroll", "ev_aid", "co2_class")


@dataclass(frozen=True, kw_only=True, slots=True)
class Law:
    """Every dated table of the market."""

    vat: tuple[VatRow, ...]
    malus_co2: tuple[Co2Row, ...]
    malus_mass: tuple[MassRow, ...]
    allowance: tuple[AllowanceRow, ...]
    fixed: tuple[FixedRow, ...]
    payroll: tuple[PayrollRow, ...]
    ev_aid: tuple[AidRow, ...]
    co2_class: tuple[Co2ClassRow, ...]
    regional: Mapping[str, tuple[RegionalRow, ...]]
    names: Mapping[str, str]
    areas: Mapping[str, str]

    def regional_on(self, region: str, on: date) -> RegionalRow:
        """Return a region's rate on a day; raises UnknownLaw."""
        return pick(self.regional.get(region, ()), on, f"regional:{region}")

    def vat_on(self, region: str, on: date) -> VatRow:
        """Return the VAT of a car handed over in a region; raises UnknownLaw."""
        area = self.areas.get(region)
        if area is None:
            raise UnknownLaw(f"vat:{region}", on)
        return pick_holding((row for row in self.vat if row.area == area), on, f"vat:{region}")

    def tables(self) -> dict[str, tuple[Dated, ...]]:
        """Return every table by name: one for each region, and for each area's VAT."""
        found: dict[str, tuple[Dated, ...]] = {name: getattr(self, name) for name in NATIONAL}
        found |= {f"regional:{code}": rows for code, rows in self.regional.items()}
        return found | {
            f"vat:{area}": tuple(row for row in self.vat if row.area == area)
            for area in sorted(set(self.areas.values()))
        }


def french_law() -> Law:
    """Return the French tables of the edition in use, read once."""
    return _law_of(edition())


@lru_cache(maxsize=8)
def _law_of(used: Edition) -> Law:
    taxes, regions = read_toml("fr", "taxes"), read_toml("fr", "regions")
    rates = _rows(used, RegionalRow, "regional", regions["rate"])
    return Law(
        vat=_rows(used, VatRow, "vat", taxes["vat"]),
        malus_co2=_rows(used, Co2Row, "malus_co2", taxes["malus_co2"]),
        malus_mass=_rows(used, MassRow, "malus_mass", taxes["malus_mass"]),
        allowance=_rows(used, AllowanceRow, "allowance", taxes["allowance"]),
        fixed=_rows(used, FixedRow, "fixed", taxes["fixed"]),
        payroll=_rows(used, PayrollRow, "payroll", taxes["payroll"]),
        ev_aid=_rows(used, AidRow, "ev_aid", taxes["ev_aid"]),
        co2_class=_rows(used, Co2ClassRow, "co2_class", taxes["co2_class"]),
        regional={
            r["code"]: tuple(x for x in rates if x.region == r["code"]) for r in regions["region"]
        },
        names={region["code"]: region["name"] for region in regions["region"]},
        areas={region["code"]: region["area"] for region in regions["region"]},
    )


def _rows(
    used: Edition, kind: type[R], name: str, tables: Sequence[Mapping[str, Any]]
) -> tuple[R, ...]:
    return overlaid("FR", name, read_rows(kind, tables, name), used)


def known_until(law: Law) -> date:
    """Return the last day on which every registration tax of any car is verified."""
    scales = [row for row in law.malus_co2 if row.verified]
    tables = (scales, law.malus_mass, law.allowance, law.fixed, *law.regional.values())
    return min(rows[-1].until or date.max for rows in tables)
