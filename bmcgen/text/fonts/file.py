"""TrueType files: checked before anything trusts them, then parsed and subset by ReportLab.

ReportLab believes what a font says of itself: a wrong offset becomes a traceback, a wrong count an endless loop. So the
tables that it reads are checked first (https://learn.microsoft.com/typography/opentype/spec/otff).
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import pairwise
from struct import Struct as Layout
from struct import unpack_from

from bmcgen.text.fonts.cmap import check_cmap
from bmcgen.text.fonts.kerning import Kerning, font_kerning
from bmcgen.text.fonts.metrics import Box, FontMetrics, read_metrics
from bmcgen.text.fonts.reportlab_parts import ParsedFont
from bmcgen.text.memo import BoundedMemo

LARGEST = 64 * 1024 * 1024
_NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
_CONVERT = "convert it to a static TrueType font (.ttf), or ask the foundry for one"
_KINDS = {
    b"OTTO": "its outlines are PostScript (CFF), and only TrueType outlines can be embedded",
    b"wOFF": "it is a web font (WOFF)",
    b"wOF2": "it is a web font (WOFF2)",
    b"ttcf": "it is a collection of several fonts",
    b"typ1": "it is a Type 1 font",
}
_RECORD = Layout(">4s4xLL")
_LICENCE = "use a font whose licence allows it to be embedded in documents"
_NO_NAME = re.compile(r"[^A-Za-z0-9._+-]+")


class FontError(ValueError):
    """Why a font cannot be used, and what may help."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class FontProgram:
    """A TrueType font. `parsed` is ReportLab's view of it, `digest` tells it from every other font, and `data` is the
    file itself. A font that is `trusted` has been checked before; `FontError` for another that cannot be used.
    """

    def __init__(self, data: bytes, stem: str, trusted: bool = False) -> None:
        """`data` is the font file; `stem` names it where it has no PostScript name."""
        tables = _tables(data)
        if not trusted:
            _check(data, tables)
        self.data, self._tables = data, tables
        self.digest = blake2b(data, digest_size=16).digest()
        self.variable = b"fvar" in tables
        name = _postscript_name(_table(data, tables, b"name")) or _clean(stem) or "Font"
        try:
            self.parsed = ParsedFont(_renamed(data, name))
        except Exception as exc:  # whatever the checks did not foresee
            raise FontError(f"it is damaged: {exc}") from None
        if max(self.parsed.glyphs.values(), default=0) >= self.parsed.glyph_count:
            raise FontError("it is damaged: a character has a glyph that is not there")
        (self._long_offsets,) = unpack_from(">H", data, tables[b"head"][0] + 50)
        self.boxes = BoundedMemo[str, Box | None](self._box)

    @cached_property
    def metrics(self) -> FontMetrics:
        """The vertical metrics of the font."""
        tables = self._some(b"OS/2", b"hhea", b"post")

        def height(char: str) -> int | None:
            box = self.boxes[char]
            return box[3] if box else None

        return read_metrics(tables, self.parsed.units_per_em, height)

    @cached_property
    def kerning(self) -> Kerning:
        """The kerning that the font states."""
        return font_kerning(self._some(b"GPOS", b"kern"), self.parsed.glyphs, self.parsed.units_per_em)

    def place_of(self, tag: bytes) -> int:
        """Where a table begins in the file."""
        return self._tables[tag][0]

    def _some(self, *tags: bytes) -> dict[bytes, bytes]:
        return {tag: _table(self.data, self._tables, tag) for tag in tags if tag in self._tables}

    def _box(self, char: str) -> Box | None:
        """The box of a character's outline; None where it has none."""
        glyph = self.parsed.glyphs.get(ord(char))
        if glyph is None:
            return None
        start, end = self._place(glyph)
        if start == end:
            return None
        left, bottom, right, top = unpack_from(">4h", self.data, start + 2)
        return left, bottom, right, top

    def outline(self, glyph: int) -> bytes:
        """What the table `glyf` says of a glyph; nothing for one without an outline."""
        start, end = self._place(glyph)
        return self.data[start:end]

    def _place(self, glyph: int) -> tuple[int, int]:
        form, scale = (">2L", 1) if self._long_offsets else (">2H", 2)
        start, end = unpack_from(form, self.data, self._tables[b"loca"][0] + (4 if self._long_offsets else 2) * glyph)
        first = self._tables[b"glyf"][0]
        return first + scale * start, first + scale * end

    def subset(self, codes: Sequence[int]) -> bytes:
        """A font program with the glyphs of these code points, each at its index."""
        return self.parsed.subset(codes)


@lru_cache(32)
def font_program(data: bytes, stem: str, trusted: bool) -> FontProgram:
    """The font in these bytes; `stem` names it where it has no PostScript name. `FontError` if it cannot be used."""
    return FontProgram(data, stem, trusted)


def _tables(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each table is, and how long; all of them are inside the file."""
    if len(data) > LARGEST:
        raise FontError(f"it is larger than {LARGEST // 1024 // 1024} MB")
    kind = _KINDS.get(data[:4])
    if kind:
        raise FontError(kind, _CONVERT)
    if len(data) < 12 or data[:4] not in (b"\0\1\0\0", b"true"):
        raise FontError("it is not a TrueType font")
    (count,) = unpack_from(">H", data, 4)
    if len(data) < 12 + 16 * count:
        raise FontError("it is damaged: its table directory is cut off")
    found: dict[bytes, tuple[int, int]] = {}
    for number in range(count):
        tag, offset, length = _RECORD.unpack_from(data, 12 + 16 * number)
        if not (tag.isascii() and tag.decode("ascii").isprintable()):
            raise FontError("it is damaged: its table directory makes no sense")
        if offset + length > len(data):
            raise FontError(f'it is damaged: its table "{tag.decode("ascii").strip()}" is cut off')
        found[tag] = offset, length
    if b"glyf" not in found and (b"CFF " in found or b"CFF2" in found):
        raise FontError(_KINDS[b"OTTO"], _CONVERT)
    if b"glyf" not in found and found.keys() & {b"CBDT", b"sbix", b"EBDT"}:
        raise FontError("it has pictures (bitmaps) in place of outlines")
    missing = [tag for tag in _NEEDED if tag.encode() not in found]
    if missing:
        raise FontError(f'it is damaged: it has no table "{missing[0]}"')
    return found


def _table(data: bytes, tables: dict[bytes, tuple[int, int]], tag: bytes, least: int = 0) -> bytes:
    offset, length = tables[tag]
    if length < least:
        raise FontError(f'it is damaged: its table "{tag.decode("ascii").strip()}" is too short')
    return data[offset : offset + length]


def _check(data: bytes, tables: dict[bytes, tuple[int, int]]) -> None:
    """`FontError` unless the tables agree with one another."""
    head = _table(data, tables, b"head", 54)
    (units,), (long_offsets,) = unpack_from(">H", head, 18), unpack_from(">H", head, 50)
    if head[12:16] != b"\x5f\x0f\x3c\xf5" or not 16 <= units <= 16384 or long_offsets not in (0, 1):
        raise FontError('it is damaged: its table "head" makes no sense')
    (count,) = unpack_from(">H", _table(data, tables, b"maxp", 6), 4)
    (metrics,) = unpack_from(">H", _table(data, tables, b"hhea", 36), 34)
    if not 1 <= metrics <= count:
        raise FontError('it is damaged: its tables "hhea" and "maxp" do not agree')
    _table(data, tables, b"hmtx", 4 * metrics + 2 * (count - metrics))
    _table(data, tables, b"post", 32)
    if b"OS/2" in tables:
        _check_licence(_table(data, tables, b"OS/2", 78))
        if unpack_from(">H", data, tables[b"OS/2"][0])[0] > 1:
            _table(data, tables, b"OS/2", 90)
    wide = 4 if long_offsets else 2
    ends = array("I" if long_offsets else "H", _table(data, tables, b"loca", wide * (count + 1))[: wide * (count + 1)])
    if sys.byteorder == "little":
        ends.byteswap()
    places = [*ends] if long_offsets else [2 * end for end in ends]
    _check_glyphs(_table(data, tables, b"glyf"), places)
    problem = check_cmap(_table(data, tables, b"cmap"))
    if problem:
        raise FontError(f'it is damaged: its table "cmap" {problem}')


def _check_licence(table: bytes) -> None:
    """What fsType allows. Where older fonts set several of its levels, the most liberal one holds."""
    (rights,) = unpack_from(">H", table, 8)
    if rights & 0x0002 and not rights & 0x000C:
        raise FontError("it forbids being embedded in documents (OS/2 fsType)", _LICENCE)
    if rights & 0x0300:
        what = "as a subset" if rights & 0x0100 else "with its outlines"
        raise FontError(f"it forbids being embedded {what} (OS/2 fsType)", _LICENCE)


def _check_glyphs(glyphs: bytes, places: Sequence[int]) -> None:
    """`FontError` unless every glyph is inside the table, and composite glyphs are made of glyphs that are there."""
    if places[-1] > len(glyphs) or any(start > end for start, end in pairwise(places)):
        raise FontError('it is damaged: its table "loca" makes no sense')
    parts: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(pairwise(places)):
        if start == end:
            continue
        if end - start < 10:
            raise FontError("it is damaged: a glyph is cut off")
        if glyphs[start] & 0x80:
            parts[number] = _components(glyphs[start:end])
            if max(parts[number]) >= len(places) - 1:
                raise FontError("it is damaged: a glyph has a component that is not there")
    # Peel off the composites whose components are all known to end; what is left goes round in circles.
    while parts:
        ended = [number for number, own in parts.items() if not any(each in parts for each in own)]
        if not ended:
            raise FontError("it is damaged: a glyph is a component of itself")
        for number in ended:
            del parts[number]


def _components(glyph: bytes) -> list[int]:
    """The glyphs that a composite glyph is made of."""
    found, at, more = list[int](), 10, True
    while more:
        if at + 4 > len(glyph):
            raise FontError("it is damaged: a glyph is cut off")
        flags, number = unpack_from(">HH", glyph, at)
        found.append(number)
        scale = 2 if flags & 0x8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        at += 4 + (4 if flags & 0x1 else 2) + scale
        more = bool(flags & 0x20)
        if at > len(glyph):
            raise FontError("it is damaged: a glyph is cut off")
    return found


def _postscript_name(table: bytes) -> str:
    """The PostScript name, without whatever a PDF name had better not have; empty where there is none."""
    if len(table) < 6:
        return ""
    _, count, strings = unpack_from(">HHH", table)
    for number in range(min(count, (len(table) - 6) // 12)):
        platform, encoding, _, what, length, offset = unpack_from(">6H", table, 6 + 12 * number)
        if what == 6 and (platform, encoding) in ((3, 1), (1, 0)):
            text = table[strings + offset : strings + offset + length]
            name = _clean(text.decode("utf-16-be" if platform == 3 else "latin-1", "ignore"))
            if name:
                return name
    return ""


def _clean(name: str) -> str:
    return _NO_NAME.sub("-", name).strip("-")[:63]


def _renamed(data: bytes, name: str) -> bytes:
    """The font with a name table that says its PostScript name and nothing else: ReportLab copies that table."""
    text = name.encode("ascii")
    table = _numbers(2, 0, 1, 18, 1, 0, 0, 6, len(text), 0) + text
    (count,) = unpack_from(">H", data, 4)
    at = next(12 + 16 * n for n in range(count) if data[12 + 16 * n : 16 + 16 * n] == b"name")
    return b"".join([data[: at + 8], _numbers(4, len(data), len(table)), data[at + 16 :], table])


def _numbers(size: int, *values: int) -> bytes:
    return b"".join(value.to_bytes(size, "big") for value in values)
