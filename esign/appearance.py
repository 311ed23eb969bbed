"""The visible signature: a few lines drawn as outlines, so that no font need be embedded."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fontTools.misc.transform import Transform  # type: ignore[import-untyped]
from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.stamp import StaticStampStyle
from typing_extensions import override

from esign.errors import ConsentError, DocumentError


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


class _OutlinePen(BasePen):  # type: ignore[misc]  # fontTools publishes no types
    """Collects PDF path operators; quadratic curves become cubic in the base class."""

    def __init__(self, glyphs: Any, transform: Transform) -> None:  # noqa: ANN401 fontTools publishes no types
        super().__init__(glyphs)
        self.transform = transform
        self.operators: list[str] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        moved = [self.transform.transformPoint(point) for point in points]
        self.operators.append(" ".join([*(f"{x:.2f} {y:.2f}" for x, y in moved), operator]))

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


def stamp(lines: list[Line], typeface: bytes, width: float, height: float) -> StaticStampStyle:
    """Draw the lines over a hairline at the foot of the box.

    Args:
        lines: What to write, from top to bottom.
        typeface: Content of a TrueType or OpenType font.
        width: Of the box, in points.
        height: Of the box, in points.

    Raises:
        DocumentError: The font cannot be read.
        ConsentError: The font has no sign for a letter.
    """
    try:
        font = TTFont(BytesIO(typeface), lazy=True)
    except TTLibError as error:
        raise DocumentError("typeface", "it is not a font") from error
    operators = ["0.05 0.06 0.07 rg 0.52 0.55 0.6 RG 0.5 w", f"0 0.5 m {width:.2f} 0.5 l S"]
    for line in lines:
        operators.extend(_outlines(font, line, width))
    content = RawContent(
        "\n".join(operators).encode("ascii"), box=BoxConstraints(width=width, height=height)
    )
    whole_box = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins())
    return StaticStampStyle(
        background=content, background_layout=whole_box, border_width=0, background_opacity=1.0
    )


def _outlines(font: TTFont, line: Line, width: float) -> Iterator[str]:
    glyphs = font.getGlyphSet()
    names = list(_glyph_names(font, line.text))
    length = sum(glyphs[name].width for name in names)
    scale = min(line.size / font["head"].unitsPerEm, width / max(length, 1))
    x = 0.0
    for name in names:
        pen = _OutlinePen(glyphs, Transform(scale, 0, 0, scale, x, line.baseline))
        glyphs[name].draw(pen)
        yield from pen.operators
        x += glyphs[name].width * scale
    yield "f"


def _glyph_names(font: TTFont, text: str) -> Iterator[str]:
    cmap = font.getBestCmap()
    for letter in text:
        if ord(letter) not in cmap:
            raise ConsentError("name", f"the font has no sign for U+{ord(letter):04X}")
        yield cmap[ord(letter)]
