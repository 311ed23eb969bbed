"""Web fonts from the installed font packages: cut to Latin, to the axes in use, as WOFF2.

All five families are under the SIL Open Font License 1.1.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont


# Basic Latin, Latin-1, Latin Extended-A, and the signs of amounts, quotes, arrows and CO2.
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2009, 0x202F, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2082, 0x2083, 0x2122),
    *(0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0x00D7),
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "pnum", "subs"]
STAMP = "built.json"


@dataclass(frozen=True)
class Recipe:
    """How a family is cut: its package, its file, the axes kept as {tag: (low, high)}."""

    package: str
    file: str
    axes: tuple[tuple[str, float, float], ...]

    def key(self, source: bytes) -> str:
        """Return what the result depends on, as a hash."""
        text = f"{self!r}{CHARACTERS}{FEATURES}".encode()
        return hashlib.sha256(text + source).hexdigest()


RECIPES = {
    "archivo": Recipe(
        "fontpkg_archivo", "Archivo[wdth,wght].ttf", (("wdth", 62, 100), ("wght", 400, 750))
    ),
    "outfit": Recipe("fontpkg_outfit", "Outfit[wght].ttf", (("wght", 400, 700),)),
    "figtree": Recipe("fontpkg_figtree", "Figtree[wght].ttf", (("wght", 400, 700),)),
    "cormorant": Recipe("fontpkg_cormorant", "Cormorant[wght].ttf", (("wght", 300, 600),)),
    "jost": Recipe("fontpkg_jost", "Jost[wght].ttf", (("wght", 300, 600),)),
}


def build_fonts(target: Path, say: Callable[[str], None]) -> list[Path]:
    """Make the WOFF2 files in `target`; those that are up to date are left alone.

    Args:
        target: the folder, made when missing.
        say: told one line a font.

    Returns:
        The font files, made or found.
    """
    target.mkdir(parents=True, exist_ok=True)
    stamp = target / STAMP
    built: dict[str, str] = json.loads(stamp.read_text()) if stamp.is_file() else {}
    for name, recipe in RECIPES.items():
        with as_file(files(recipe.package) / "files" / recipe.file) as source:
            key = recipe.key(source.read_bytes())
            wanted = target / f"{name}.woff2"
            if wanted.is_file() and built.get(name) == key:
                say(f"font {name}: up to date")
                continue
            _cut(source, recipe, wanted)
        built[name] = key
        stamp.write_text(json.dumps(built, indent=1))
        say(f"font {name}: {wanted.stat().st_size / 1024:.0f} kB")
    return [target / f"{name}.woff2" for name in RECIPES]


def _cut(source: Path, recipe: Recipe, wanted: Path) -> None:
    """Cut the characters first, then the axes: the instancer has less to do."""
    options = Options(layout_features=FEATURES, notdef_outline=True, hinting=False)
    options.drop_tables += ["DSIG", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    limits = {tag: (low, high) for tag, low, high in recipe.axes}
    unfinished = wanted.with_suffix(".part")
    with TTFont(source, lazy=True) as font:
        subsetter.subset(font)
        cut = instantiateVariableFont(font, limits, inplace=True)
        cut.flavor = "woff2"
        cut.save(unfinished)
    unfinished.replace(wanted)
