"""The character maps of a font, checked for size: ReportLab fills a table with every character that they name."""

from __future__ import annotations

from struct import error as struct_error
from struct import unpack_from

_LAST = 0x10FFFF
_MOST = 0x20000
"""Characters of a map; there are some 150,000 in Unicode."""


def check_cmap(table: bytes) -> str | None:
    """What is wrong with a `cmap` table; None if nothing is."""
    try:
        (count,) = unpack_from(">H", table, 2)
        records = [unpack_from(">HHL", table, 4 + 8 * number) for number in range(count)]
        # Those that ReportLab may choose.
        offsets = {at for platform, encoding, at in records if platform in (1, 3) or (platform == 0 and encoding != 5)}
        if not offsets:
            return "has no map of characters"
        for offset in offsets:
            problem = _check_map(table, offset)
            if problem:
                return problem
    except struct_error:
        return "is cut off"
    return None


def _check_map(table: bytes, at: int) -> str | None:
    (form,) = unpack_from(">H", table, at)
    if form == 4:
        (double,) = unpack_from(">H", table, at + 6)
        segments = double // 2
        ends = unpack_from(f">{segments}H", table, at + 14)
        starts = unpack_from(f">{segments}H", table, at + 16 + 2 * segments)
        # The deltas, and how far off the glyphs are.
        unpack_from(f">{2 * segments}H", table, at + 16 + 4 * segments)
        return _check_ranges(list(zip(starts, ends, strict=True)))
    if form in (12, 13):
        (groups,) = unpack_from(">L", table, at + 12)
        if groups > (len(table) - at) // 12:
            return "is cut off"
        found = [unpack_from(">LL", table, at + 16 + 12 * number) for number in range(groups)]
        return _check_ranges([(first, last) for first, last in found])
    if form == 6:
        first, count = unpack_from(">HH", table, at + 6)
        unpack_from(f">{count}H", table, at + 10)
        return _check_ranges([(first, first + count)])
    if form == 10:
        first, count = unpack_from(">LL", table, at + 12)
        return _check_ranges([(first, first + count)]) or _cut_off(table, at + 20 + 2 * count)
    if form == 0:
        return _cut_off(table, at + 262)
    return f"has a map of a format that is not supported ({form})"


def _cut_off(table: bytes, end: int) -> str | None:
    return "is cut off" if end > len(table) else None


def _check_ranges(ranges: list[tuple[int, int]]) -> str | None:
    if any(last > _LAST for _, last in ranges):
        return "maps characters beyond Unicode"
    if sum(max(0, last - first + 1) for first, last in ranges) > _MOST:
        return "maps more characters than there are"
    return None
