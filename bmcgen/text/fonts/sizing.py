"""Faces of a user's own, set as large as those that ship, whatever part of their em their letters fill.

The sizes that a layout names, and the leading, go by the faces that ship. So another face gets a larger or smaller em,
as `font-size-adjust` gives it in CSS: its small letters become as high as theirs, and its capitals not much higher.
"""

from __future__ import annotations

from bmcgen.text.fonts.file import FontProgram, font_program

X_HEIGHT, CAP_HEIGHT = 0.516, 0.698
"""Of the faces that ship, in ems."""
HIGHEST_CAPITALS = 1.06
"""How high capitals may be, in the height of those that ship."""
LINE = 1.12
"""How far a line may reach from its ascenders to its descenders, in ems, so that lines keep apart."""
LEAST, MOST = 0.7, 1.4
_UNITS_AT = 18
_EM = range(16, 16385)


def sizing(font: FontProgram) -> float:
    """By how much the letters of a family are to be enlarged, by its regular face; 1 if that has no Latin letters."""
    small, capital, tall, deep = (font.boxes[char] for char in "xHdp")
    if not (small and capital and tall and deep) or min(small[3], capital[3]) <= 0:
        return 1.0
    em = font.parsed.units_per_em
    reach = (tall[3] - deep[1]) / em
    wanted = X_HEIGHT / (small[3] / em)
    found = min(wanted, HIGHEST_CAPITALS * CAP_HEIGHT / (capital[3] / em), LINE / reach if reach > 0 else wanted)
    return min(max(found, LEAST), MOST)


def enlarged(font: FontProgram, times: float, stem: str) -> FontProgram:
    """The font with letters so many times as large in the same size."""
    units = round(font.parsed.units_per_em / times)
    if units == font.parsed.units_per_em or units not in _EM:
        return font
    data = bytearray(font.data)
    at = font.place_of(b"head") + _UNITS_AT
    data[at : at + 2] = units.to_bytes(2, "big")
    return font_program(bytes(data), stem, trusted=True)
