"""The fonts of a PDF, and whether every letter that is shown is there, as wide as it says, and known by its meaning
(ISO 14289-1, 7.21).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont

from tests.accessible.content import Content

_ENTRY = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]+)>")
_SYMBOLIC = 4


def check_fonts(content: Content) -> Iterator[str]:
    for number, font in content.fonts.items():
        for found in _font(font, content.shown[number]):
            yield f"{found} ({str(font.get('/BaseFont', '?'))[1:]})"


def _font(font: pikepdf.Object, shown: set[int]) -> Iterator[str]:
    if font.Subtype != "/TrueType":
        yield f"31-001 there is a font of another kind: {font.Subtype}"
        return
    described = font.get("/FontDescriptor")
    if described is None or "/FontFile2" not in described:
        yield "31-009 a font is not embedded"
        return
    glyphs, advances, tables = _program(described.FontFile2.read_bytes())
    symbolic = bool(int(described.Flags) & _SYMBOLIC)
    if symbolic and "/Encoding" in font:
        yield "31-023 a font of symbols has an encoding"
    if symbolic and len(tables) != 1:
        yield "31-025 a font of symbols has several tables of codes"
    if not symbolic and font.get("/Encoding") not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
        yield "31-018 a font of letters has no encoding"
    first, widths = int(font.FirstChar), [float(width) for width in font.Widths]
    meanings = _meanings(font)
    for code in sorted(shown):
        glyph = glyphs.get(code, 0) if symbolic else glyphs.get(ord(bytes([code]).decode("cp1252", "replace")), 0)
        if not glyph:
            yield f"31-030 code {code} shows a glyph that is not there"
            continue
        width = widths[code - first] if 0 <= code - first < len(widths) else -1
        if abs(width - advances[glyph]) > 1:
            yield f"31-016 code {code} is {width:g} wide in the file and {advances[glyph]:g} in its font"
        meaning = meanings.get(code, "") if symbolic or "/ToUnicode" in font else "x"
        if not meaning:
            yield f"10-001 nothing says what code {code} means"
        elif set(meaning) & {"\0", "\ufeff", "\ufffe"}:
            yield f"31-028 code {code} means no letter"
        elif any("\ue000" <= char <= "\uf8ff" for char in meaning):
            yield f"19005-2:6.2.11.7.3 code {code} means a letter of private use"


def _meanings(font: pikepdf.Object) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    found = _ENTRY.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in found}


@lru_cache(256)
def _program(data: bytes) -> tuple[dict[int, int], list[float], list[tuple[int, int]]]:
    """The glyph of each code, the advance of each glyph in thousandths of an em, and the tables of codes."""
    program = TTFont(BytesIO(data), lazy=True)
    order = {name: number for number, name in enumerate(program.getGlyphOrder())}
    tables = program["cmap"].tables
    chosen = {code: order[name] for table in tables for code, name in table.cmap.items()}
    em = program["head"].unitsPerEm
    metrics = program["hmtx"].metrics
    return chosen, [metrics[name][0] * 1000 / em for name in order], [(t.platformID, t.platEncID) for t in tables]
