"""The font that viewers set what is typed into a form in: all of code page 1252, so that any of its letters can come.

A simple font in WinAnsiEncoding is what every viewer knows how to write in. Letters beyond it are drawn in fonts of the
viewer's own; the value of the field holds them as they were typed.
"""

from __future__ import annotations

import zlib
from hashlib import blake2b
from io import BytesIO

from msgspec import Struct

from bmcgen.backends.pdf.values import decimal
from bmcgen.text.fonts import Face

_FIRST, _LAST = 32, 255
_TABLES = {"GlyphOrder", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post"}
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_KEPT = 2
"""How many fonts of a face are remembered."""


class FormFont(Struct, frozen=True):
    """A compressed font program with its length, and the beginnings of the two dictionaries of its font."""

    program: bytes
    length: int
    descriptor: str
    font: str


def form_font(face: Face) -> FormFont:
    """The letters of a face in code page 1252."""
    return face.derived(_form_font, _KEPT)(None)


def _form_font(face: Face, _: None) -> FormFont:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    letters = {code: bytes([code]).decode("cp1252", "replace") for code in range(_FIRST, _LAST + 1)}
    # Non-breaking spaces and soft hyphens look like those that break.
    letters |= {0xA0: " ", 0xAD: "-"}
    font = TTFont(BytesIO(face.program), lazy=True, recalcTimestamp=False)
    for table in set(font.keys()) - _TABLES:
        del font[table]
    subsetter = Subsetter(Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True))
    subsetter.populate(unicodes=[ord(letter) for letter in letters.values() if face.has(letter)])
    subsetter.subset(font)
    # What tells letters by code alone would not be taken for a font in WinAnsiEncoding.
    font["cmap"].tables = [each for each in font["cmap"].tables if each.isUnicode() and each.platformID == 3][:1]
    out = BytesIO()
    font.save(out, reorderTables=None)
    program = out.getvalue()
    parsed = face.font.parsed
    about = parsed.descriptor
    tag = "".join(chr(65 + byte % 26) for byte in blake2b(program, digest_size=6).digest())
    base = f"/{tag}+{parsed.postscript_name}"
    widths = " ".join(decimal(parsed.advances.get(ord(each), parsed.default_advance)) for each in letters.values())
    return FormFont(
        zlib.compress(program),
        len(program),
        f"<</Type/FontDescriptor/FontName{base}/Flags {about.flags & ~_SYMBOLIC | _NONSYMBOLIC}"
        f"/FontBBox[{' '.join(map(decimal, about.bbox))}]/ItalicAngle {decimal(about.italic_angle)}"
        f"/Ascent {decimal(about.ascent)}/Descent {decimal(about.descent)}/CapHeight {decimal(about.cap_height)}"
        f"/StemV {decimal(about.stem_v)}/MissingWidth {decimal(about.missing_width)}",
        f"<</Type/Font/Subtype/TrueType/BaseFont{base}/Encoding/WinAnsiEncoding/FirstChar {_FIRST}/LastChar {_LAST}"
        f"/Widths[{widths}]",
    )
