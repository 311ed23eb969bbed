"""The brands of the installation: a skin, a catalogue, a seller."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Brand:
    """`key` names the skin and stands in addresses; `scheme` is the light its home opens in."""

    key: str
    name: str
    scheme: str = "auto"


BRANDS = {
    brand.key: brand
    for brand in (
        Brand("peugeot", "Peugeot", "dark"),
        Brand("citroen", "Citroën", "light"),
        Brand("ds", "DS", "light"),
    )
}
