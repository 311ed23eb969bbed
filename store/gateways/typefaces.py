"""The brands' typefaces, cut from installed variable fonts to the few styles a document uses.

A static cut embeds small and is the same every time; the layout engine's own cutting of variable
fonts writes the time of day into the file. Each cut is made once a process.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection
from fontTools.varLib.instancer import (
    instantiateVariableFont,
)

from store.typed_text import ALPHABET


# Latin with its European extensions, the spaces, dashes, quotes and signs of both languages.
LETTERS = (
    *range(0x20, 0x180),
    *(0x02BC, 0x1E9E, 0x2002, 0x2009, 0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C),
    *(0x201D, 0x201E, 0x2022, 0x2026, 0x202F, 0x2032, 0x2082, 0x20AC, 0x2122, 0x2190, 0x2192),
    *(0x2212, 0x2248, 0x2264, 0x2265),
)
OTHER_LETTERS = ALPHABET - set(LETTERS)
"""What the store takes in a text and no brand's typeface is cut to: the fallback draws it."""


@dataclass(frozen=True)
class Cut:
    """One style of one font.

    Attributes:
        family: Name the stylesheet calls it by.
        weight: Weight the stylesheet calls it by, a multiple of 100.
        package: Which `fontpkg_*` package holds the variable font.
        file: File name in that package.
        axes: Place on the font's own axes, as (tag, value).
        letters: Code points it is cut to, those the font has.
    """

    family: str
    weight: int
    package: str
    file: str
    axes: tuple[tuple[str, float], ...]
    letters: tuple[int, ...] = field(default=LETTERS, repr=False)

    @property
    def address(self) -> str:
        """What the stylesheet loads, `face:<family>-<weight>-<package>`."""
        return f"face:{self.family}-{self.weight}-{self.package}".lower()

    @property
    def rule(self) -> str:
        """The @font-face rule."""
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight};'
            f' src: url("{self.address}") }}'
        )


ARCHIVO, FIGTREE = ("archivo", "Archivo[wdth,wght].ttf"), ("figtree", "Figtree[wght].ttf")
OUTFIT, JOST = ("outfit", "Outfit[wght].ttf"), ("jost", "Jost[wght].ttf")
CORMORANT = ("cormorant", "Cormorant[wght].ttf")
BRANDS: Mapping[str, tuple[Cut, ...]] = {
    "peugeot": (
        Cut("Text", 400, *ARCHIVO, (("wdth", 100), ("wght", 400))),
        Cut("Text", 600, *ARCHIVO, (("wdth", 100), ("wght", 600))),
        Cut("Display", 700, *ARCHIVO, (("wdth", 70), ("wght", 700))),
    ),
    "citroen": (
        Cut("Text", 400, *FIGTREE, (("wght", 400),)),
        Cut("Text", 600, *FIGTREE, (("wght", 600),)),
        Cut("Display", 700, *OUTFIT, (("wght", 560),)),
    ),
    "ds": (
        Cut("Text", 400, *JOST, (("wght", 400),)),
        Cut("Text", 600, *JOST, (("wght", 540),)),
        Cut("Display", 700, *CORMORANT, (("wght", 420),)),
    ),
}
NOTO = ("noto_sans", "NotoSans[wdth,wght].ttf")
FALLBACK: tuple[Cut, ...] = (
    Cut("Fallback", 400, *NOTO, (("wdth", 100), ("wght", 400)), tuple(sorted(ALPHABET))),
    Cut("Fallback", 600, *NOTO, (("wdth", 100), ("wght", 600)), tuple(sorted(ALPHABET))),
)
"""Behind every brand's own, in a document that has letters these lack."""
SIGNATURE = Cut("Signature", 500, *FIGTREE, (("wght", 480),))
LAYOUT = ("GDEF", "GPOS", "GSUB")
VARIATIONS = ("HVAR", "MVAR", "STAT", "avar", "fvar", "gvar")


@cache
def cut(wanted: Cut) -> bytes:
    """Make one static style.

    Raises:
        FileNotFoundError: The package is there without the font file.
        ModuleNotFoundError: The package is not installed.
    """
    source = (files(f"fontpkg_{wanted.package}") / "files" / wanted.file).read_bytes()
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    if wanted.letters is not LETTERS:
        _drop(font, LAYOUT)  # it stands in for single words; its kerning is half of the work
    options = Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted.letters)
    subsetter.subset(font)
    static = instantiateVariableFont(font, dict(wanted.axes), inplace=True)
    output = BytesIO()
    static.save(output)
    return output.getvalue()


@cache
def signature() -> bytes:
    """Bind the brand's style and the fallback to a font collection (ISO 14496-22, 5.1).

    The fallback is the variable font's own master without its variations: nothing is cut.
    """
    bound, output = TTCollection(), BytesIO()
    package, file = NOTO
    source = (files(f"fontpkg_{package}") / "files" / file).read_bytes()
    fallback = TTFont(BytesIO(source), recalcTimestamp=False, lazy=True)
    _drop(fallback, (*LAYOUT, *VARIATIONS))
    bound.fonts = [TTFont(BytesIO(cut(SIGNATURE)), recalcTimestamp=False), fallback]
    bound.save(output)
    return output.getvalue()


def _drop(font: TTFont, tables: tuple[str, ...]) -> None:
    for tag in tables:
        if tag in font:
            del font[tag]


def rules(brand: str, text: str) -> str:
    """Return the @font-face rules a text needs: the fallback only where the brand's lack a letter.

    A document in plain French stays what it was, byte for byte.
    """
    fallback = () if set(map(ord, text)).isdisjoint(OTHER_LETTERS) else FALLBACK
    return "\n".join(one.rule for one in (*BRANDS[brand], *fallback))


def by_address() -> dict[str, Cut]:
    """Every style by the address under which a stylesheet loads it."""
    return {one.address: one for cuts in (*BRANDS.values(), FALLBACK) for one in cuts}
