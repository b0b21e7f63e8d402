"""Faces: how wide a text is, how it is kerned, and which letters there are.

Widths are in thousandths of the type size. Measuring and drawing read the same kerning table, so a line is as long on
the paper as it was when it was broken. `tests/tools/build_fonts.py` makes the table from the face's own.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from bmcgen.diagnostics import Place, Problems, error

REMEMBERED = 60
rl_config.ttfAsciiReadable = 0
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = []
rl_config.trustedSchemes = []


class Face:
    """A static TrueType face, embedded in part in every file that uses it."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        try:
            self.font = TTFont(name, str(path), asciiReadable=0)
        except (TTFError, OSError, struct.error, LookupError, ValueError, AssertionError) as exc:
            raise Problems([error("bad-font", f"{path.name} cannot be used: {exc}", Place(str(path)))]) from None
        pdfmetrics.registerFont(self.font)
        face = self.font.face
        self._advances: Mapping[int, float] = face.charWidths
        self._default: float = face.defaultWidth
        self._glyphs = face.charToGlyph
        self._left, self._right, self._rows = _kerning(path.parent / "kerning" / f"{path.stem}.json")
        self._widths: dict[str, float] = {}
        self.space = self._advances.get(32, self._default)
        self.hyphen = self.width("-")

    def has(self, char: str) -> bool:
        return ord(char) in self._glyphs

    def missing(self, text: str) -> str:
        """The characters of a text that the face has no glyph for."""
        return "".join(c for c in dict.fromkeys(text) if ord(c) not in self._glyphs and c not in "\n\u00ad\u00a0\u202f")

    def kern(self, left: str, right: str) -> float:
        """What is added to the distance between two letters; mostly 0 or negative."""
        row = self._left.get(left)
        return 0 if row is None else self._rows[row].get(self._right.get(right, -1), 0)

    def width(self, text: str) -> float:
        """The length of a text, kerned."""
        known = self._widths.get(text)
        if known is None:
            get, default = self._advances.get, self._default
            known = sum([get(ord(c), default) for c in text])
            known += sum(map(self.kern, text, text[1:]))
            if len(text) <= REMEMBERED:
                self._widths[text] = known
        return known


def _kerning(path: Path) -> tuple[dict[str, int], dict[str, int], list[dict[int, int]]]:
    """The classes and rows that `tests/tools/build_fonts.py` wrote; empty for a face without such a file."""
    if not path.is_file():
        return {}, {}, []
    data = json.loads(path.read_text(encoding="utf-8"))
    left = {char: number for number, chars in enumerate(data["left"]) for char in chars}
    right = {char: number for number, chars in enumerate(data["right"]) for char in chars}
    rows = [dict(zip(row[::2], row[1::2], strict=True)) for row in data["rows"]]
    return left, right, rows


_BY_POSTSCRIPT: dict[object, tuple[str, Path]] = {}


@cache
def _face(name: str, path: Path) -> Face:
    # ReportLab keeps one face a PostScript name and a process: another file of the same name would silently be drawn
    # as the first.
    face = Face(name, path)
    known = _BY_POSTSCRIPT.setdefault(face.font.face.name, (name, path))
    if known[0] != name or (known[1] != path and known[1].read_bytes() != path.read_bytes()):
        message = f"{path.name} has the PostScript name of {known[1]}, but is another face"
        raise Problems([error("bad-font", message, Place(str(path)), "give one of them a PostScript name of its own")])
    return face


class Faces:
    """The faces of a theme by role (regular, bold, …), loaded when first asked for."""

    def __init__(self, names: Mapping[str, str], paths: Mapping[str, Path]) -> None:
        self._names, self._paths = names, paths

    def __getitem__(self, role: str) -> Face:
        name = self._names[role]
        return _face(name, self._paths[name])

    def by_name(self, name: str) -> Face:
        return _face(name, self._paths[name])
