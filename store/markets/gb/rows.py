"""The rows of the British tables; amounts in pence, as their names say."""

from dataclasses import dataclass

from store.markets.dated import Dated


@dataclass(frozen=True, kw_only=True, slots=True)
class VedRow(Dated):
    """First-year vehicle excise duty: each band's last gram and its pence; the last has no end."""

    bands: list[dict[str, int]]
    standard_pence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeRow(Dated):
    """First registration fee, in pence."""

    pence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplementRow(Dated):
    """Expensive-car supplement, due from the second to the sixth year, in pence a year."""

    pence: int
    price_pence: int
    electric_price_pence: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BritishVatRow(Dated):
    """VAT of new cars in the whole country; ``percent`` is a decimal text."""

    percent: str
