# mypy: allow-untyped-calls
"""The visible signature: a few lines drawn as outlines, so that no font need be embedded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont, TTLibError
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticContentStamp, StaticStampStyle
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

    def __init__(self, glyphs: Mapping[str, Any]) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        # Whole font units: equal letters are equal bytes, which deflate folds together.
        self.operators.append(" ".join([*(f"{x:.0f} {y:.0f}" for x, y in points), operator]))

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
    return _CompressedStyle(
        background=content, background_layout=whole_box, border_width=0, background_opacity=1.0
    )


def _outlines(font: TTFont, line: Line, width: float) -> Iterator[str]:
    glyphs = font.getGlyphSet()
    names = list(_glyph_names(font, line.text))
    length = sum(glyphs[name].width for name in names)
    scale = min(line.size / font["head"].unitsPerEm, width / max(length, 1))
    yield f"q {scale:.6f} 0 0 {scale:.6f} 0 {line.baseline:.2f} cm"
    for name in names:
        pen = _OutlinePen(glyphs)
        glyphs[name].draw(pen)
        yield from pen.operators
        yield f"f 1 0 0 1 {glyphs[name].width:.0f} 0 cm"
    yield "Q"


def _glyph_names(font: TTFont, text: str) -> Iterator[str]:
    cmap = font.getBestCmap()
    for letter in text:
        if ord(letter) not in cmap:
            raise ConsentError("name", f"the font has no sign for U+{ord(letter):04X}")
        yield cmap[ord(letter)]
