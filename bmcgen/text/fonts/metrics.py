"""The vertical metrics of a font, from its own tables; heights that it does not state are measured on H and x.

Source: OpenType specification, tables OS/2, hhea, post, loca and glyf.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from struct import unpack_from

from msgspec import Struct

Box = tuple[int, int, int, int]
"""The left, bottom, right and top of an outline, in font units."""
_USE_TYPO_METRICS = 1 << 7
_HIGHEST = 2.0
"""Ems; no letter is as high as that, so a font that says so is mistaken."""
_USUAL_CAP_HEIGHT, _USUAL_X_HEIGHT = 0.7, 0.5
_USUAL_ASCENDER, _USUAL_DESCENDER = 0.8, -0.2
_USUAL_UNDERLINE, _USUAL_THICKNESS = -0.1, 0.05


class FontMetrics(Struct, frozen=True):
    """Heights above the baseline in ems, negative below it. `underline_position` is that of the underline's top."""

    cap_height: float
    x_height: float
    ascender: float
    descender: float
    underline_position: float
    underline_thickness: float


def read_metrics(tables: Mapping[bytes, bytes], units_per_em: int, height: Callable[[str], int | None]) -> FontMetrics:
    """The metrics in the tables `OS/2` (may be missing or short), `hhea` and `post`. `height` says how high the outline
    of a character reaches, in font units; None where the font does not have it.

    Ascender and descender are those of hhea, unless OS/2 asks for its typographic ones (bit 7 of fsSelection) or hhea
    has none. A font with neither a stated height nor the letter has the usual one.
    """
    os2, hhea, post = tables.get(b"OS/2", b""), tables[b"hhea"], tables[b"post"]
    (version,) = unpack_from(">H", os2) if len(os2) >= 78 else (0,)
    stated = unpack_from(">hh", os2, 86) if version >= 2 and len(os2) >= 90 else (0, 0)
    (selection,) = unpack_from(">H", os2, 62) if len(os2) >= 78 else (0,)
    typographic = unpack_from(">hh", os2, 68) if len(os2) >= 78 else (0, 0)
    ordinary = unpack_from(">hh", hhea, 4)
    ascender, descender = typographic if selection & _USE_TYPO_METRICS or not any(ordinary) else ordinary
    position, thickness = unpack_from(">hh", post, 8)

    def ems(units: int | None, low: float = 0.0, high: float = _HIGHEST) -> float | None:
        return units / units_per_em if units is not None and low < units / units_per_em < high else None

    return FontMetrics(
        cap_height=ems(stated[1]) or ems(height("H")) or _USUAL_CAP_HEIGHT,
        x_height=ems(stated[0]) or ems(height("x")) or _USUAL_X_HEIGHT,
        ascender=ems(ascender) or _USUAL_ASCENDER,
        descender=ems(descender, -_HIGHEST, 0.0) or _USUAL_DESCENDER,
        underline_position=ems(position, -1.0, 1.0) or _USUAL_UNDERLINE,
        underline_thickness=ems(thickness, 0.0, 0.5) or _USUAL_THICKNESS,
    )
