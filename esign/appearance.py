# mypy: allow-untyped-calls
"""The visible signature: a few lines drawn as outlines, so that no font need be embedded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any
from unicodedata import normalize

from fontTools.pens.basePen import BasePen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.ttCollection import TTCollection
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticContentStamp, StaticStampStyle
from typing_extensions import override

from esign.errors import ConsentError, DocumentError


# Steps an em: a step is 0.05 points in the largest line, and nobody sees a smaller one.
GRID = 250
# Ems by which a curve that stands for several may leave them: a quarter of a step.
NEAR = 0.001
KEPT_CHAINS = 8
COLLECTION = b"ttcf"
WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        text: What is written, of one line.
        size: In points; made smaller if the line is wider than the box.
        baseline: In points above the lower edge of the box.
    """

    text: str
    size: float
    baseline: float


class _OutlinePen(BasePen):
    """Collects PDF path operators, which have cubic curves only."""

    def __init__(self, glyphs: Mapping[str, Any], scale: float) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []
        self._scale = scale

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        # Whole steps of a coarse grid: equal letters are equal bytes, which deflate folds together.
        grid = (f"{x * self._scale:.0f} {y * self._scale:.0f}" for x, y in points)
        self.operators.append(" ".join([*grid, operator]))

    @override
    def _moveTo(self, point: tuple[float, float]) -> None:
        self._write("m", point)

    @override
    def _lineTo(self, point: tuple[float, float]) -> None:
        self._write("l", point)

    @override
    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self._write("c", *points)

    @override
    def _closePath(self) -> None:
        self._write("h")


class _CompressedStamp(StaticContentStamp):
    @override
    def as_form_xobject(self) -> StreamObject:
        form = super().as_form_xobject()
        form.compress()
        return form


class _CompressedStyle(StaticStampStyle):
    @override
    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]
    ) -> StaticContentStamp:
        return _CompressedStamp(writer=writer, style=self, box=box)


class _Face:
    """A typeface whose letters are drawn once."""

    def __init__(self, font: TTFont) -> None:
        self._glyphs = font.getGlyphSet()
        self._names: dict[int, str] = font.getBestCmap() or {}
        head: Any = font["head"]  # its fields come from the file
        self._scale = GRID / head.unitsPerEm
        self._near = NEAR * head.unitsPerEm
        self.letter = cache(self._letter)

    def has(self, text: str) -> bool:
        """Tell whether the typeface has every letter of a text."""
        return all(ord(letter) in self._names for letter in text)

    def _letter(self, letter: str) -> tuple[str, int]:
        """Return the path of a letter and how far it moves on, in steps of the grid."""
        glyph = self._glyphs[self._names[ord(letter)]]
        pen = _OutlinePen(self._glyphs, self._scale)
        glyph.draw(Qu2CuPen(pen, self._near, all_cubic=True))  # half as many curves as one each
        return "\n".join(pen.operators), round(glyph.width * self._scale)


def stamp(lines: list[Line], typeface: bytes, width: float, height: float) -> StaticStampStyle:
    """Draw the lines over a hairline at the foot of the box.

    Args:
        lines: What to write, from top to bottom.
        typeface: Content of a TrueType or OpenType font, or of a collection of them (ISO 14496-22,
            5.1): a chain, in which a later font draws the words the earlier ones cannot.
        width: Of the box, in points.
        height: Of the box, in points.

    Raises:
        DocumentError: The font cannot be read.
        ConsentError: No font of the chain has a sign for a letter.
    """
    chain = _chain(typeface)
    operators = ["0.05 0.06 0.07 rg 0.52 0.55 0.6 RG 0.5 w", f"0 0.5 m {width:.2f} 0.5 l S"]
    for line in lines:
        operators.extend(_outlines(chain, line, width))
    content = RawContent(
        "\n".join(operators).encode("ascii"), box=BoxConstraints(width=width, height=height)
    )
    whole_box = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins())
    return _CompressedStyle(
        background=content, background_layout=whole_box, border_width=0, background_opacity=1.0
    )


@lru_cache(maxsize=KEPT_CHAINS)
def _chain(typeface: bytes) -> tuple[_Face, ...]:
    try:
        if typeface.startswith(COLLECTION):
            return tuple(map(_Face, TTCollection(BytesIO(typeface), lazy=True)))
        return (_Face(TTFont(BytesIO(typeface), lazy=True)),)
    except TTLibError as error:
        raise DocumentError("typeface", "it is not a font") from error


def _drawn(chain: tuple[_Face, ...], text: str) -> Iterator[tuple[str, int]]:
    """Yield path and advance of each letter; a word is of one typeface where one has all of it."""
    for word in WORDS.findall(normalize("NFC", text)):
        whole = _first_with(chain, word)
        for letter in word:
            face = whole or _first_with(chain, letter)
            if face is None:
                raise ConsentError("name", f"the font has no sign for U+{ord(letter):04X}")
            yield face.letter(letter)


def _first_with(chain: tuple[_Face, ...], text: str) -> _Face | None:
    return next((face for face in chain if face.has(text)), None)


def _outlines(chain: tuple[_Face, ...], line: Line, width: float) -> Iterator[str]:
    letters = list(_drawn(chain, line.text))
    length = sum(advance for _, advance in letters)
    scale = min(line.size / GRID, width / max(length, 1))
    yield f"q {scale:.6f} 0 0 {scale:.6f} 0 {line.baseline:.2f} cm"
    for path, advance in letters:
        yield path
        yield f"f 1 0 0 1 {advance} 0 cm"
    yield "Q"
