"""ReportLab's TrueType parser: the only module of this room that touches it, and all of it that the room relies on.

ReportLab documents neither the attributes of `TTFontFace` nor its `makeSubset`, so another release may change them. The
tests of this module fail, part by part, when one does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from threading import Lock

from msgspec import Struct
from reportlab.pdfbase.ttfonts import TTFontFace

TRIED = ("4.2.5", "5.1.0")
"""The oldest and the newest release that this has been tried with."""


class FontDescriptor(Struct, frozen=True):
    """What the font descriptor of a PDF says of a font (ISO 32000-1, 9.8), in 1/1000 em, as ReportLab works it out."""

    flags: int
    bbox: tuple[float, float, float, float]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    stem_v: float
    missing_width: float


class ParsedFont:
    """A TrueType font as ReportLab parses it: `glyphs` has the glyph index of each code point, `advances` its advance
    width in 1/1000 em, `default_advance` that of a code point without a glyph. Raises whatever ReportLab raises for a
    font that it cannot read.
    """

    def __init__(self, data: bytes) -> None:
        self._face = face = TTFontFace(BytesIO(data))
        self.postscript_name: str = face.name.decode("ascii")
        self.glyph_count: int = face.numGlyphs
        self.units_per_em: int = face.unitsPerEm
        self.glyphs: Mapping[int, int] = face.charToGlyph
        self.advances: Mapping[int, float] = face.charWidths
        self.default_advance: float = face.defaultWidth
        _mend_advances(face)
        # ReportLab moves one reading position while it cuts a subset.
        self._lock = Lock()

    @property
    def descriptor(self) -> FontDescriptor:
        face = self._face
        left, bottom, right, top = face.bbox
        return FontDescriptor(
            face.flags,
            (left, bottom, right, top),
            face.italicAngle,
            face.ascent,
            face.descent,
            face.capHeight,
            face.stemV,
            face.defaultWidth,
        )

    def subset(self, codes: Sequence[int]) -> bytes:
        """A font file with the glyphs of these code points, each at its index in `codes`."""
        with self._lock:
            return bytes(self._face.makeSubset(codes))


def _mend_advances(face: TTFontFace) -> None:
    """Glyphs behind the last full entry of `hmtx` have its advance width; ReportLab copies that into subsets in
    thousandths of an em, not in the units of the font.
    """
    face.seek_table("hhea")
    face.skip(34)
    count = face.read_ushort()
    advance = face.hmetrics[count - 1][0]
    face.hmetrics[count:] = [(advance, bearing) for _, bearing in face.hmetrics[count:]]
