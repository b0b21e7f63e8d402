"""Faces: how wide a text is, how it is kerned, which letters there are, and what stands in for those there are not.

Widths are in thousandths of the type size. Measuring and drawing read the same kerning table, so a line is as long on
the paper as it was when it was broken. `tests/tools/build_fonts.py` makes the table from the face's own.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import add
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.model.page import Run
from bmcgen.text.memo import Remembered

REMEMBERED = 60
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = []
rl_config.trustedSchemes = []


StandIn = tuple[str, Path]


class Face:
    """A static TrueType face, embedded in part in every file that uses it. `stand_ins` are the faces, by name and path,
    that draw what it has no glyph for; the first that has one does.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        try:
            self.font = TTFont(name, str(path), asciiReadable=0)
        except (TTFError, OSError, struct.error, LookupError, ValueError, AssertionError) as exc:
            raise Problems([error("bad-font", f"{path.name} cannot be used: {exc}", Place(str(path)))]) from None
        pdfmetrics.registerFont(self.font)
        face = self.font.face
        self._left, self._right, self._rows = _kerning(path.parent / "kerning" / f"{path.stem}.json")
        self._default: float = face.defaultWidth
        # A table of characters ends with U+FFFF, which is none.
        self.chars: set[str] = {chr(code) for code in face.charToGlyph if code != 0xFFFF}
        # Control characters never come so far.
        self._ascii = self.chars.issuperset(map(chr, range(32, 127)))
        self._begin(())

    def _begin(self, stand_ins: tuple[StandIn, ...]) -> None:
        self._stand_ins = stand_ins
        # Those of the face itself are never let go of: there are fewer characters than that.
        self._advances = Remembered[int, float](self._advance_elsewhere, 0x110000)
        self._advances.update(self.font.face.charWidths)
        self.pairs = Remembered[str, float](lambda pair: self.kern(pair[:1], pair[1:]))
        self.widths = Remembered[str, float](self._measured)
        self.space = self._advances[32]
        self.hyphen = self.width("-")

    def before(self, stand_ins: Sequence[StandIn]) -> Face:
        """The same face, with others that stand in for what it lacks."""
        other = Face.__new__(Face)
        other.name, other.font = self.name, self.font
        other._left, other._right, other._rows = self._left, self._right, self._rows
        other._default, other.chars, other._ascii = self._default, self.chars, self._ascii
        other._begin(tuple(stand_ins))
        return other

    def has(self, char: str) -> bool:
        return char in self.chars

    def missing(self, text: str) -> str:
        """The characters of a text that the face itself has no glyph for."""
        return "".join(c for c in dict.fromkeys(text) if c not in self.chars and c not in "\n\u00ad\u00a0\u202f")

    def _drawn_by(self, char: str) -> Face:
        """The face that draws a character: this one, even if it cannot, where none can."""
        if char in self.chars:
            return self
        faces = (_face(*each) for each in self._stand_ins)
        return next((face for face in faces if face.has(char)), self)

    def _advance_elsewhere(self, code: int) -> float:
        face = self._drawn_by(chr(code))
        return self._default if face is self else face._advances[code]

    def runs(self, text: str) -> tuple[Run, ...]:
        """A text in runs of one face each."""
        if (self._ascii and text.isascii()) or self.chars.issuperset(text):
            return (Run(self.name, text, self),)
        groups = groupby(text, key=self._drawn_by)
        return tuple([Run(face.name, "".join(chars), face) for face, chars in groups])

    def kern(self, left: str, right: str) -> float:
        """What is added to the distance between two letters; mostly 0 or negative."""
        number = self._left.get(left)
        if number is None:
            return 0
        row = self._rows[number]
        if isinstance(row, list):
            row = self._rows[number] = dict(zip(row[::2], row[1::2], strict=True))
        return row.get(self._right.get(right, -1), 0)

    def kerns(self, text: str) -> list[float]:
        """The kerning between each character and the next."""
        return [*map(self.pairs.__getitem__, map(add, text, text[1:]))]

    def advances(self, text: str) -> list[float]:
        """How far each character moves the pen on: its advance width and its kerning with the next."""
        widths = [*map(self._advances.__getitem__, map(ord, text))]
        return [*map(add, widths, self.kerns(text)), *widths[-1:]]

    @property
    def program(self) -> bytes:
        """The font file that the face was read from."""
        return bytes(self.font.face._ttf_data)

    def width(self, text: str) -> float:
        """The length of a text, kerned."""
        return self.widths[text] if len(text) <= REMEMBERED else self._measured(text)

    def _measured(self, text: str) -> float:
        width: float = sum(map(self._advances.__getitem__, map(ord, text)))
        return width + sum(map(self.pairs.__getitem__, map(add, text, text[1:])))


def _kerning(path: Path) -> tuple[dict[str, int], dict[str, int], list[list[int] | dict[int, int]]]:
    """The classes and rows that `tests/tools/build_fonts.py` wrote, each row a list until it is needed; empty for a
    face without such a file.
    """
    if not path.is_file():
        return {}, {}, []
    data = json.loads(path.read_text(encoding="utf-8"))
    # Words are measured and drawn one by one: nothing is kerned with a space.
    left = {char: number for number, chars in enumerate(data["left"]) for char in chars if not char.isspace()}
    right = {char: number for number, chars in enumerate(data["right"]) for char in chars if not char.isspace()}
    return left, right, [*data["rows"]]


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


@cache
def _chain(name: str, path: Path, stand_ins: tuple[StandIn, ...]) -> Face:
    return _face(name, path).before(stand_ins)


class Faces:
    """The faces of a theme by role (regular, bold …), loaded when first asked for. `fallback` names those that stand in
    for what a face lacks, the first of them before the others.
    """

    def __init__(self, names: Mapping[str, str], paths: Mapping[str, Path], fallback: Sequence[str] = ()) -> None:
        self._names, self._paths = names, paths
        self._stand_ins = tuple((name, paths[name]) for name in fallback)
        self._by_role: dict[str, Face] = {}
        self._by_name: dict[str, Face] = {}

    def __getitem__(self, role: str) -> Face:
        found = self._by_role.get(role)
        if found is None:
            name = self._names[role]
            found = self._by_role[role] = _chain(name, self._paths[name], self._stand_ins)
        return found

    def by_name(self, name: str) -> Face:
        found = self._by_name.get(name)
        if found is None:
            found = self._by_name[name] = _face(name, self._paths[name])
        return found
