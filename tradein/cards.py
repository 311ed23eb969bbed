"""What a fitted model shows of the brands and models it knows."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set as AbstractSet
from statistics import median

from tradein.evidence import ModelCard
from tradein.rows import Sale


LEAST_VERSION = 2
LEAST_BRAND = 10
MOST_VERSIONS = 40
MOST_NAMES = 2_000
SHORT = 3
CODES = frozenset(
    [
        "cla",
        "clc",
        "clk",
        "cls",
        "gla",
        "glb",
        "glc",
        "gle",
        "glk",
        "gls",
        "slc",
        "slk",
        "sls",
        "amg",
        "gti",
        "gtd",
        "gte",
        "gti",
        "rcz",
        "tts",
        "rs3",
        "cvt",
        "hrv",
        "crv",
        "mkx",
        "gtv",
        "qx3",
        "eqa",
        "eqb",
        "eqc",
        "eqv",
        "vii",
        "viii",
        "iii",
        "suv",
    ]
)
SPELLINGS = {
    "alfa-romeo": "Alfa Romeo",
    "aston-martin": "Aston Martin",
    "bmw": "BMW",
    "byd": "BYD",
    "citroen": "Citroën",
    "ds": "DS",
    "kia": "Kia",
    "fiat": "Fiat",
    "ford": "Ford",
    "jeep": "Jeep",
    "land-rover": "Land Rover",
    "lada": "Lada",
    "mercedes-benz": "Mercedes-Benz",
    "mg": "MG",
    "mini": "MINI",
    "rolls-royce": "Rolls-Royce",
    "seat": "SEAT",
    "skoda": "Škoda",
    "serie": "Série",
    "leon": "León",
    "up": "up!",
    "cee-d": "Cee'd",
    "pro-cee-d": "Pro Cee'd",
    "ion": "iOn",
}


def shown(name: str) -> str:
    """A slug as people write it: "c3-aircross" -> "C3 Aircross", "t-roc" -> "T-Roc"."""
    if name in SPELLINGS:
        return SPELLINGS[name]
    parts = name.split("-")
    hyphen = "-" if len(parts) == len("ab") and len(parts[0]) == 1 and parts[1].isalpha() else " "
    return hyphen.join(SPELLINGS.get(part) or _word(part) for part in parts)


def _word(part: str) -> str:
    coded = any(character.isdigit() for character in part) or len(part) < SHORT
    coded = coded or part in CODES
    return part.upper() if coded else part.capitalize()


def brand_names(sales: Sequence[Sale], market: str) -> dict[str, str]:
    """The shown name of each brand, as the target market writes it if it uses capitals.

    A brand with under ten sales is left out: it is not known.
    """
    names: dict[str, str] = {}
    for sale in sales:
        brand = sale.car.spelling.brand
        if sale.car.market == market and not sale.brand.islower():
            names[brand] = sale.brand
        names.setdefault(brand, shown(brand))
    counts = Counter(sale.car.spelling.brand for sale in sales)
    return {brand: name for brand, name in names.items() if counts[brand] >= LEAST_BRAND}


def model_cards(sales: Sequence[Sale], market: str) -> dict[str, ModelCard]:
    """A card for each model seen, from all markets' sales; of versions, those seen most often."""
    groups: dict[str, list[Sale]] = defaultdict(list)
    for sale in sales:
        groups[sale.car.key].append(sale)
    local = Counter((s.car.key, s.version) for s in sales if s.version and s.car.market == market)
    often = {seen for seen, count in local.most_common(MOST_NAMES) if count >= LEAST_VERSION}
    return {key: _card(some, market, often) for key, some in sorted(groups.items())}


def _card(sales: Sequence[Sale], market: str, often: AbstractSet[tuple[str, str]]) -> ModelCard:
    car = sales[0].car
    local = [sale for sale in sales if sale.car.market == market]
    fuels = Counter(sale.car.fuel for sale in local or sales).most_common()
    gearboxes = Counter(sale.car.gearbox for sale in local or sales).most_common()
    versions = Counter(sale.version for sale in local if sale.version).most_common(MOST_VERSIONS)
    written = next((sale.model for sale in local if not sale.model.islower()), "")
    alias = car.spelling.family != car.spelling.model
    return ModelCard(
        name=written if written and not written.isdigit() else shown(car.spelling.model),
        count=len(sales),
        local=len(local),
        listed=bool(local) or not alias,
        hp=float(median(sale.car.hp for sale in local or sales)),
        fuel=fuels[0][0],
        gearbox=gearboxes[0][0],
        fuels=tuple(fuel for fuel, _count in fuels),
        versions=tuple(name for name, _count in versions if (car.key, name) in often),
    )
