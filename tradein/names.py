"""Brand and model names brought to one spelling, so that two countries' listings meet.

The same car is "Série 3" in France, "seria-3" in Poland and "320" in Germany. A name is turned
into a slug; a model also has a family, the name under which its cousins share what the market says
of them.
"""

import re
import unicodedata
from functools import lru_cache


BRAND_ALIASES = {
    "vw": "volkswagen",
    "mercedes": "mercedes-benz",
    "mercedes-amg": "mercedes-benz",
    "ds-automobiles": "ds",
    "citroen-ds": "ds",
    "alfa": "alfa-romeo",
    "landrover": "land-rover",
    "range-rover": "land-rover",
    "land": "land-rover",
    "aston": "aston-martin",
    "rolls": "rolls-royce",
    "skoda-auto": "skoda",
    "vauxhall": "opel",
}
ROMAN = re.compile(r"-(?:ii|iii|iv|v|vi|vii|viii|ix)(?=-|$)")
BMW = re.compile(r"^([1-8])\d{2}(?:-|$)")
BMW_SERIES = re.compile(r"^ser(?:ie|ia)-([1-8])")
MERCEDES = re.compile(r"^(?:klasa-|classe-)?([a-z]{1,3})(?:-\d+|-klasse|-class)?(?:-|$)")
DS = re.compile(r"^(?:automobiles-)?ds-?(\d)")
BODY_WORDS = re.compile(
    r"-(?:berline|limousine|sportback|cabrio|cabriolet|fastback|sportsvan|allspace|serie|break|sw|avant)\b"
)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Citroën C4 Picasso" -> "citroen-c4-picasso"."""
    plain = (
        unicodedata.normalize("NFKD", text.replace("œ", "oe")).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=4096)
def brand_slug(text: str) -> str:
    """The one spelling of a brand's name."""
    name = slug(text)
    return BRAND_ALIASES.get(name, name)


@lru_cache(maxsize=16384)
def family(brand: str, model: str) -> str:
    """The name a model shares with its body styles, generations and foreign spellings.

    Args:
        brand: A brand slug.
        model: A model slug.
    """
    if brand == "bmw":
        found = BMW.match(model) or BMW_SERIES.match(model)
        return f"serie-{found[1]}" if found else model
    if brand == "mercedes-benz":
        found = MERCEDES.match(model)
        return found[1] if found else model
    found = DS.match(model)
    if found and brand in {"ds", "citroen"}:
        return f"ds{found[1]}"
    return BODY_WORDS.sub("", ROMAN.sub("", model))


@lru_cache(maxsize=16384)
def words(version: str) -> tuple[str, ...]:
    """The words of a version, each once: "1.2 PureTech GT" -> ("1.2", "puretech", "gt")."""
    plain = unicodedata.normalize("NFKD", version.lower()).encode("ascii", "ignore").decode()
    found = re.findall(r"\d+[.,]\d+|[a-z0-9]+", plain)
    return tuple(dict.fromkeys(word.replace(",", ".") for word in found))
