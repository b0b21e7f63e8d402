"""Faces: how wide a text is, how it is kerned, which characters a face has, and which face draws those it lacks.

Widths are in thousandths of the type size. Measuring and drawing read the same kerning table, so a line is as long on
the paper as it was when it was broken. `tests/tools/build_fonts.py` makes the table from the face's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import add
from pathlib import Path

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, warning
from bmcgen.model.page import Run
from bmcgen.resources import SHIPPED
from bmcgen.text.font_file import FontError, FontProgram, font_program
from bmcgen.text.memo import Owner, Remembered

REMEMBERED = 60
_SHIPPED = SHIPPED / "fonts"
Kerning = tuple[dict[str, int], dict[str, int], list[list[int] | dict[int, int]]]
"""For each character its class at the left and at the right of another, and the rows of adjustments."""


class Face(Owner):
    """A static TrueType face, embedded in part in every file that uses it. `fallbacks` are the faces that draw what it
    has no glyph for, loaded when they are needed; the first that has one does.

    What is known of a text in a face (widths, operators, lines) belongs to the face, and goes when it goes.
    """

    def __init__(self, name: str, path: Path, shown: Path | None = None) -> None:
        super().__init__()
        self.name = name
        self.font = _program(path, shown or path)
        face = self.font.face
        self._left, self._right, self._rows = _kerning(path.parent / "kerning" / f"{path.stem}.json")
        self._default: float = face.defaultWidth
        # A table of characters ends with U+FFFF, which is none.
        self.chars: set[str] = {chr(code) for code in face.charToGlyph if code != 0xFFFF}
        # Control characters never come so far.
        self._ascii = self.chars.issuperset(map(chr, range(32, 127)))
        self._begin(())

    def _begin(self, fallbacks: Iterable[Callable[[], Face]]) -> None:
        self._fallbacks = tuple(fallbacks)
        # Those of the face itself are never let go of: there are fewer characters than that.
        self._advances = Remembered[int, float](self._advance_elsewhere, 0x110000)
        self._advances.update(self.font.face.charWidths)
        self.pairs = Remembered[str, float](lambda pair: self.kern(pair[:1], pair[1:]))
        self.widths = Remembered[str, float](self._measured)
        self.space = self._advances[32]
        self.hyphen = self.width("-")

    def with_fallbacks(self, fallbacks: Iterable[Callable[[], Face]]) -> Face:
        """The same face, with others that draw what it lacks."""
        other = Face.__new__(Face)
        Owner.__init__(other)
        other.name, other.font = self.name, self.font
        other._left, other._right, other._rows = self._left, self._right, self._rows
        other._default, other.chars, other._ascii = self._default, self.chars, self._ascii
        other._begin(fallbacks)
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
        faces = (load() for load in self._fallbacks)
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
        return self.font.data

    def width(self, text: str) -> float:
        """The length of a text, kerned."""
        return self.widths[text] if len(text) <= REMEMBERED else self._measured(text)

    def _measured(self, text: str) -> float:
        width: float = sum(map(self._advances.__getitem__, map(ord, text)))
        return width + sum(map(self.pairs.__getitem__, map(add, text, text[1:])))


def _program(path: Path, shown: Path) -> FontProgram:
    place = Place(str(shown))
    try:
        return font_program(path.read_bytes(), path.stem, path.is_relative_to(_SHIPPED))
    except FontError as exc:
        raise Problems([error("bad-font", f"{path.name} cannot be used: {exc}", place, exc.hint or "")]) from None
    except OSError as exc:
        message = f"{path.name} cannot be read: {exc.strerror or exc}"
        raise Problems([error("bad-font", message, place)]) from None


def _kerning(path: Path) -> Kerning:
    """The classes and rows that `tests/tools/build_fonts.py` wrote, each row a list until it is needed; empty for a
    face without such a file.
    """
    if not path.is_file():
        return {}, {}, []
    left, right, rows = _classes(path.read_bytes())
    return left, right, [*rows]


@lru_cache(16)
def _classes(data: bytes) -> Kerning:
    found = json.loads(data)
    # Words are measured and drawn one by one: nothing is kerned with a space.
    left = {char: number for number, chars in enumerate(found["left"]) for char in chars if not char.isspace()}
    right = {char: number for number, chars in enumerate(found["right"]) for char in chars if not char.isspace()}
    return left, right, found["rows"]


class Faces(Owner):
    """The faces of a theme by role (regular, bold …), loaded when first asked for. `fallback` names the faces that draw
    what a face lacks, the first of them before the others; `spare` has one more for each role, to be tried last.

    Paths are those at the time of the call, wherever the working folder is when a face is loaded.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        paths: Mapping[str, Path],
        fallback: Sequence[str] = (),
        spare: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._names, self._paths = names, paths
        self._files = {name: path.absolute() for name, path in paths.items()}
        self._fallback, self._spare = tuple(fallback), spare or {}
        self._by_role: dict[str, Face] = {}
        self._by_name: dict[str, Face] = {}

    def __getitem__(self, role: str) -> Face:
        found = self._by_role.get(role)
        if found is None:
            name = self._names[role]
            others = [other for other in (*self._fallback, *self._spares(role)) if other != name]
            face = self.by_name(name).with_fallbacks([self._loader(other) for other in dict.fromkeys(others)])
            # Threads that come here together must leave with the same face.
            found = self._by_role.setdefault(role, face)
        return found

    def _spares(self, role: str) -> list[str]:
        own = self._spare.get(role)
        return [*([own] if own else []), *self._spare.values()]

    def by_name(self, name: str) -> Face:
        """The face of that name by itself, without fallbacks."""
        found = self._by_name.get(name)
        if found is None:
            found = self._by_name.setdefault(name, Face(name, self._files[name], self._paths[name]))
        return found

    def _loader(self, name: str) -> Callable[[], Face]:
        return lambda: self.by_name(name)

    def doubtful(self, used: Iterable[str]) -> list[Diagnostic]:
        """A warning for each face used, by name, that may not look as its owner expects."""
        variable = [name for name, face in self._by_name.items() if face.font.variable]
        if not variable:
            return []
        wanted = set(used).intersection(variable)
        hint = "instantiate the weights you need as static fonts"
        return [
            warning(
                "variable-font",
                f"{self._paths[name].name} is a variable font: only its default instance is printed",
                Place(str(self._paths[name])),
                hint,
            )
            for name in sorted(wanted)
        ]
