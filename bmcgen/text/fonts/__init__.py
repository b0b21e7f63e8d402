"""Faces: how wide a text is, how high its letters are, which characters a face has, and which face draws the others.

Widths are in thousandths of the type size (1/1000 em), heights in ems. Measuring and drawing use the same advance
widths and the same kerning, so a line is as wide on paper as it was when it was broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import add
from pathlib import Path

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, warning
from bmcgen.model.page import Run
from bmcgen.text.fonts.file import FontError, FontProgram, font_program
from bmcgen.text.fonts.kerning import Kerning, class_kerning, no_kerning
from bmcgen.text.fonts.sizing import enlarged, sizing
from bmcgen.text.memo import BoundedMemo, MemoOwner

_LONGEST_WORD = 60
"""Characters of a text whose width is remembered."""


class Face(MemoOwner):
    """A static TrueType face, embedded in part in every file that uses it. Its fallback fonts draw the characters that
    it has no glyph for: they are loaded when they are needed, and the first with a glyph draws it.

    `widths` has the kerned width of a text, `pairs` the kerning of two characters, `space` and `hyphen` are advance
    widths, all in 1/1000 em. What is derived from a face (widths, operators, lines) belongs to it and goes with it.
    """

    def __init__(
        self, name: str, path: Path, shown: Path | None = None, trusted: bool = False, times: float = 1.0
    ) -> None:
        """The face in a font file, called `name` in runs; `shown` is how messages write its path. A `trusted` font is
        not checked, and has its kerning in `kerning/NAME.json` beside it. Its letters are made so many `times`
        as large in their size. `Problems` if the font cannot be used.
        """
        super().__init__()
        self.name = name
        self.font = _program(path, shown or path, trusted)
        if times != 1:
            self.font = enlarged(self.font, times, path.stem)
        parsed = self.font.parsed
        self.kern = _kerning(self.font, path, trusted)
        self._default = parsed.default_advance
        # A table of characters ends with U+FFFF, which is none.
        self.chars: set[str] = {chr(code) for code in parsed.glyphs if code != 0xFFFF}
        # Control characters never come so far.
        self._ascii = self.chars.issuperset(map(chr, range(32, 127)))
        self._begin(())

    def _begin(self, fallbacks: Iterable[Callable[[], Face]]) -> None:
        self._fallbacks = tuple(fallbacks)
        # Those of the face itself are never let go of: there are fewer characters than that.
        self._advances = BoundedMemo[int, float](self._advance_elsewhere, 0x110000)
        self._advances.update(self.font.parsed.advances)
        self.pairs = BoundedMemo[str, float](lambda pair: self.kern(pair[:1], pair[1:]))
        self.widths = BoundedMemo[str, float](self._measured)
        self.space = self._advances[32]
        self.hyphen = self.width("-")

    def with_fallbacks(self, fallbacks: Iterable[Callable[[], Face]]) -> Face:
        """The same face, with others that draw what it lacks."""
        other = Face.__new__(Face)
        MemoOwner.__init__(other)
        other.name, other.font = self.name, self.font
        other.kern, other._default, other.chars, other._ascii = self.kern, self._default, self.chars, self._ascii
        other._begin(fallbacks)
        return other

    def below_middle(self, size: float) -> float:
        """From the middle of capitals to their baseline, in points: what centres a line of text on a height."""
        return self.cap_height * size / 2

    @property
    def cap_height(self) -> float:
        """The height of capitals above the baseline, in ems."""
        return self.font.metrics.cap_height

    @property
    def x_height(self) -> float:
        """The height of lower-case letters without ascenders, in ems."""
        return self.font.metrics.x_height

    @property
    def ascender(self) -> float:
        """How far the font reaches above the baseline, in ems."""
        return self.font.metrics.ascender

    @property
    def descender(self) -> float:
        """How far the font reaches below the baseline, in ems; negative."""
        return self.font.metrics.descender

    @property
    def underline_position(self) -> float:
        """The top of an underline, in ems; negative below the baseline."""
        return self.font.metrics.underline_position

    @property
    def underline_thickness(self) -> float:
        """How thick an underline is, in ems."""
        return self.font.metrics.underline_thickness

    def has(self, char: str) -> bool:
        """Whether the face itself has a glyph for a character."""
        return char in self.chars

    def missing(self, text: str) -> str:
        """The characters of a text that the face itself has no glyph for."""
        return "".join(c for c in dict.fromkeys(text) if c not in self.chars and c not in "\n\u00ad\u00a0\u202f")

    def undrawn(self, text: str) -> str:
        """The characters of a text that neither the face nor any of its fallback fonts has a glyph for."""
        return "".join(char for char in self.missing(text) if not self._drawn_by(char).has(char))

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
        """A text in runs of the one face each that draws it."""
        if (self._ascii and text.isascii()) or self.chars.issuperset(text):
            return (Run(self.name, text, self),)
        groups = groupby(text, key=self._drawn_by)
        return tuple([Run(face.name, "".join(chars), face) for face, chars in groups])

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
        """The width of a text in 1/1000 em, kerned; what the face lacks is measured in its fallback fonts."""
        return self.widths[text] if len(text) <= _LONGEST_WORD else self._measured(text)

    def _measured(self, text: str) -> float:
        width: float = sum(map(self._advances.__getitem__, map(ord, text)))
        return width + sum(map(self.pairs.__getitem__, map(add, text, text[1:])))


def _program(path: Path, shown: Path, trusted: bool) -> FontProgram:
    place = Place(str(shown))
    try:
        return font_program(path.read_bytes(), path.stem, trusted)
    except FontError as exc:
        raise Problems([error("bad-font", f"{path.name} cannot be used: {exc}", place, exc.hint or "")]) from None
    except OSError as exc:
        message = f"{path.name} cannot be read: {exc.strerror or exc}"
        raise Problems([error("bad-font", message, place)]) from None


def _kerning(font: FontProgram, path: Path, trusted: bool) -> Kerning:
    """The kerning of a trusted font from the file that was made for it; of another what it says of itself."""
    if not trusted:
        return font.kerning
    made = path.parent / "kerning" / f"{path.stem}.json"
    return class_kerning(made.read_bytes()) if made.is_file() else no_kerning


class Faces(MemoOwner):
    """The faces of a theme by role (regular, bold …), loaded when first asked for. `fallback` names the faces that draw
    what a face lacks, the first of them before the others; `spare` has one more for each role, to be tried last. Fonts
    in the folder `trusted` are not checked (see `Face`).

    Paths are those at the time of the call, wherever the working folder is when a face is loaded.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        paths: Mapping[str, Path],
        fallback: Sequence[str] = (),
        spare: Mapping[str, str] | None = None,
        trusted: Path | None = None,
    ) -> None:
        super().__init__()
        self._names, self._paths = names, paths
        self._files = {name: path.absolute() for name, path in paths.items()}
        self._fallback, self._spare, self._trusted = tuple(fallback), spare or {}, trusted
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
            path = self._files[name]
            trusted = self._trusted is not None and path.is_relative_to(self._trusted)
            times = self._times(name) if not trusted and name in self._names.values() else 1.0
            found = self._by_name.setdefault(name, Face(name, path, self._paths[name], trusted, times))
        return found

    def _times(self, name: str) -> float:
        """By how much the letters of a user's own face are enlarged: all faces of a family alike."""
        regular = self._names.get("regular", name)
        ships = self._trusted is not None and self._files[regular].is_relative_to(self._trusted)
        by = name if ships else regular
        return sizing(_program(self._files[by], self._paths[by], trusted=False))

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
