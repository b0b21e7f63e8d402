"""Kerning: what is added to the advance width of a character before another, in 1/1000 em; mostly 0 or negative.

The fonts that ship have it in a file, worked out when the package is built. A user's font is asked itself: the `kern`
feature of its GPOS table or, where it has none, its `kern` table. Both are read in place, a pair at a time, because a
font is untrusted input: a few bytes of it may claim billions of pairs. What is damaged or points nowhere kerns nothing.

Source: OpenType specification, chapters GPOS (lookup types 2 and 9), kern and Common Table Formats.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from struct import error as struct_error
from struct import unpack_from

Kerning = Callable[[str, str], float]
"""The kerning between two characters."""
_MOST_LOOKUPS, _MOST_SUBTABLES = 64, 1024
"""Lookups of a script and subtables of a font that are looked at; ordinary fonts have a few."""
_PAIR_ADJUSTMENT, _EXTENSION = 2, 9
_X_ADVANCE = 0x0004
_SCRIPTS = {"LATIN": b"latn", "GREEK": b"grek", "CYRILLIC": b"cyrl", "ARMENIAN": b"armn", "GEORGIAN": b"geor"}
_USUAL_SCRIPT = b"latn"


def no_kerning(left: str, right: str) -> float:
    """Kerning of a font that has none."""
    return 0


def class_kerning(data: bytes) -> Kerning:
    """Kerning from the JSON that `tests/tools/build_fonts.py` writes: `left` and `right` list classes of characters
    that kern alike, `rows` has for each class at the left a text: the classes at the right and their adjustments, in
    turn. It is trusted to be so. Most rows are never needed, so their numbers are read one row at a time.
    """
    left, right, rows = _classes(data)
    opened: dict[int, dict[int, float]] = {}

    def kern(first: str, second: str) -> float:
        number = left.get(first)
        if number is None:
            return 0
        row = opened.get(number)
        if row is None:
            numbers = [*map(int, rows[number].split())]
            row = opened[number] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        return row.get(right.get(second, -1), 0)

    return kern


@lru_cache(16)
def _classes(data: bytes) -> tuple[dict[str, int], dict[str, int], list[str]]:
    found = json.loads(data)
    # Words are measured and drawn one by one: nothing is kerned with a space.
    left = {char: number for number, chars in enumerate(found["left"]) for char in chars if not char.isspace()}
    right = {char: number for number, chars in enumerate(found["right"]) for char in chars if not char.isspace()}
    return left, right, found["rows"]


def font_kerning(tables: Mapping[bytes, bytes], glyphs: Mapping[int, int], units_per_em: int) -> Kerning:
    """Kerning from the tables `GPOS` and `kern` of a font, where it has them; `glyphs` is its character map."""
    lookups = _Lookups(tables.get(b"GPOS", b""))
    pairs = tables.get(b"kern", b"")
    legacy = [] if lookups.kern_anything or not pairs else [*_legacy_subtables(pairs)]
    if not lookups.kern_anything and not legacy:
        return no_kerning

    def kern(first: str, second: str) -> float:
        if first.isspace() or second.isspace():
            return 0
        left, right = glyphs.get(ord(first)), glyphs.get(ord(second))
        if left is None or right is None:
            return 0
        if legacy:
            units = _legacy(pairs, legacy, left, right)
        else:
            units = lookups.adjustment(_script(first) or _script(second) or _USUAL_SCRIPT, left, right)
        return units if units_per_em == 1000 else units * 1000 / units_per_em

    return kern


def _script(char: str) -> bytes | None:
    return _SCRIPTS.get(unicodedata.name(char, "").split(" ")[0]) if char.isalpha() else None


class _Lookups:
    """The pair adjustments of a GPOS table: for each script the offsets of their subtables, lookup by lookup."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._scripts: dict[bytes, list[list[int]]] = {}
        try:
            self._read()
        except struct_error:
            self._scripts = {}
        self.kern_anything = any(self._scripts.values())

    def _read(self) -> None:
        table = self._table
        if not table:
            return
        script_list, feature_list, lookup_list = unpack_from(">3H", table, 4)
        (count,) = unpack_from(">H", table, script_list)
        left = _MOST_SUBTABLES
        known: dict[int, list[int]] = {}
        for number in range(count):
            tag, offset = unpack_from(">4sH", table, script_list + 2 + 6 * number)
            if tag not in (b"DFLT", *_SCRIPTS.values()):
                continue
            found = self._scripts.setdefault(tag, [])
            for index in self._lookups_of(script_list + offset, feature_list):
                if index not in known:
                    known[index] = [*self._subtables(lookup_list, index, left)]
                    left -= len(known[index])
                if known[index]:
                    found.append(known[index])

    def _lookups_of(self, script: int, feature_list: int) -> list[int]:
        """The lookups of the feature `kern` in the default language of a script, in their order."""
        table = self._table
        (default,) = unpack_from(">H", table, script)
        if not default:
            return []
        (count,) = unpack_from(">H", table, script + default + 4)
        found: set[int] = set()
        for (feature,) in (unpack_from(">H", table, script + default + 6 + 2 * number) for number in range(count)):
            tag, offset = unpack_from(">4sH", table, feature_list + 2 + 6 * feature)
            if tag == b"kern":
                (lookups,) = unpack_from(">H", table, feature_list + offset + 2)
                found.update(unpack_from(f">{lookups}H", table, feature_list + offset + 4))
        return sorted(found)[:_MOST_LOOKUPS]

    def _subtables(self, lookup_list: int, index: int, most: int) -> Iterator[int]:
        """The offsets of the pair adjustments of a lookup."""
        table = self._table
        at = lookup_list + unpack_from(">H", table, lookup_list + 2 + 2 * index)[0]
        kind, _, count = unpack_from(">3H", table, at)
        for number in range(min(count, most)):
            subtable = at + unpack_from(">H", table, at + 6 + 2 * number)[0]
            what = kind
            if kind == _EXTENSION:
                what, offset = unpack_from(">HL", table, subtable + 2)
                subtable += offset
            if what == _PAIR_ADJUSTMENT:
                yield subtable

    def adjustment(self, script: bytes, left: int, right: int) -> int:
        """What is added between two glyphs, in font units: of every lookup the first subtable with the pair counts."""
        lookups = next(
            (found for tag in (script, b"DFLT", b"latn") if (found := self._scripts.get(tag)) is not None), []
        )
        total = 0
        for subtables in lookups:
            for subtable in subtables:
                try:
                    value = _pair(self._table, subtable, left, right)
                except struct_error:
                    continue
                if value is not None:
                    total += value
                    break
        return total


def _pair(table: bytes, at: int, left: int, right: int) -> int | None:
    """What a pair adjustment adds to the advance width of the left glyph; None if it does not have the pair."""
    form, coverage, first, second = unpack_from(">4H", table, at)
    covered = _coverage_index(table, at + coverage, left)
    if covered is None:
        return None
    size = 2 * ((first & 0xFF).bit_count() + (second & 0xFF).bit_count())
    if form == 1:
        (sets,) = unpack_from(">H", table, at + 8)
        if covered >= sets:
            return None
        pair_set = at + unpack_from(">H", table, at + 10 + 2 * covered)[0]
        (count,) = unpack_from(">H", table, pair_set)
        record = pair_set + 2 + (2 + size) * _bisect(table, pair_set + 2, 2 + size, count, right)
        if record >= pair_set + 2 + (2 + size) * count or unpack_from(">H", table, record)[0] != right:
            return None
        return _x_advance(table, record + 2, first)
    if form == 2:
        classes, others, rows, columns = unpack_from(">4H", table, at + 8)
        row, column = _class(table, at + classes, left), _class(table, at + others, right)
        if row >= rows or column >= columns:
            return None
        return _x_advance(table, at + 16 + size * (row * columns + column), first)
    return None


def _x_advance(table: bytes, at: int, form: int) -> int:
    if not form & _X_ADVANCE:
        return 0
    value: int = unpack_from(">h", table, at + 2 * (form & (_X_ADVANCE - 1)).bit_count())[0]
    return value


def _coverage_index(table: bytes, at: int, glyph: int) -> int | None:
    form, count = unpack_from(">2H", table, at)
    if form == 1:
        found = _bisect(table, at + 4, 2, count, glyph)
        return found if found < count and unpack_from(">H", table, at + 4 + 2 * found)[0] == glyph else None
    start, index = _range(table, at + 4, count, glyph) if form == 2 else (None, 0)
    return None if start is None else index + glyph - start


def _class(table: bytes, at: int, glyph: int) -> int:
    """The class of a glyph by a class definition table; 0 for one that it does not have."""
    (form, count) = unpack_from(">2H", table, at)
    if form == 1:
        first, (count,) = count, unpack_from(">H", table, at + 4)
        inside = 0 <= glyph - first < count
        return int(unpack_from(">H", table, at + 6 + 2 * (glyph - first))[0]) if inside else 0
    return _range(table, at + 4, count, glyph)[1] if form == 2 else 0


def _range(table: bytes, at: int, count: int, glyph: int) -> tuple[int | None, int]:
    """The first glyph and the value of the range record that has a glyph; None and 0 if there is none."""
    number = bisect_right(range(count), glyph, key=lambda each: unpack_from(">H", table, at + 6 * each)[0]) - 1
    if number < 0:
        return None, 0
    start, end, value = unpack_from(">3H", table, at + 6 * number)
    return (start, value) if glyph <= end else (None, 0)


def _bisect(table: bytes, at: int, size: int, count: int, glyph: int) -> int:
    """The first of the records at an offset whose glyph is not less than a glyph."""
    return bisect_left(range(count), glyph, key=lambda each: unpack_from(">H", table, at + size * each)[0])


def _legacy_subtables(table: bytes) -> Iterator[tuple[int, bool]]:
    """The offsets of the horizontal subtables of format 0 in a `kern` table, and whether each replaces what those
    before it say.
    """
    try:
        apple = unpack_from(">L", table)[0] == 0x00010000
        (count,) = unpack_from(">L", table, 4) if apple else unpack_from(">H", table, 2)
        at = 8 if apple else 4
        for _ in range(min(count, _MOST_LOOKUPS)):
            if apple:
                length, coverage = unpack_from(">LH", table, at)
                horizontal, form, replaces = not coverage & 0xE000, coverage & 0xFF, False
            else:
                length, coverage = unpack_from(">2H", table, at + 2)
                horizontal, form, replaces = coverage & 0x7 == 1, coverage >> 8, bool(coverage & 0x8)
            if horizontal and form == 0:
                yield at + (8 if apple else 6), replaces
            at += max(length, 6)
    except struct_error:
        return


def _legacy(table: bytes, subtables: list[tuple[int, bool]], left: int, right: int) -> int:
    pair, total = left << 16 | right, 0
    for at, replaces in subtables:
        try:
            (count,) = unpack_from(">H", table, at)
            found = bisect_left(range(count), pair, key=lambda each: unpack_from(">L", table, at + 8 + 6 * each)[0])
            if found < count:
                key, value = unpack_from(">Lh", table, at + 8 + 6 * found)
                if key == pair:
                    total = value if replaces else total + value
        except struct_error:
            continue
    return total
