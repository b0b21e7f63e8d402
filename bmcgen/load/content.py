"""A data file to `Content`.

Its keys are computed from a layout and its words, so the tree is read here key by key, and every problem is collected
with the place of the very value that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from pathlib import Path

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import language_of, read_canvas, read_canvases, read_locale
from bmcgen.load.names import Names, block_names, clean, fold
from bmcgen.load.notes import COLOURS, NoteReader
from bmcgen.load.source import Mapping, Node, Scalar, Source
from bmcgen.load.syntax import short
from bmcgen.model.content import FIELDS, Content, Note, Typed
from bmcgen.model.locale import Locale

LIMITS = {"title": 300, "designed-for": 200, "designed-by": 200, "date": 100, "version": 60}
FALLBACK = "en"
_TOP = ("layout", "locale", "language", *FIELDS, "segments", "blocks")


def blank(layout: str, fields: AnyMapping[str, Typed]) -> Content:
    """The content of a sheet printed blank: nothing but the masthead's fields that were given."""
    where = Place(layout)
    return Content(layout, where, layout, None, None, dict(fields), (), {}, blank=True)


def read_content(source: Source, name: str, assets: Assets, locale: str | None = None) -> Content:
    """The content of a data file; `name` is what its sheets are called. `Problems` with everything wrong in it.

    `locale` is the one asked for: it gives the language of the keys where the file names none itself.
    """
    return _Reader(assets, locale, list(source.problems)).read(source.tree, name)


def field_value(key: str, typed: Typed) -> Diagnostic | None:
    """What is wrong with the value of a masthead field, if anything."""
    if len(typed.text) > LIMITS[key]:
        message = f"{key} has {len(typed.text)} characters; a masthead holds {LIMITS[key]}"
        return error("too-long", message, typed.where, "put the rest in a note")
    return None


class _Reader:
    def __init__(self, assets: Assets, asked: str | None, problems: list[Diagnostic]) -> None:
        self.assets, self.asked, self.problems = assets, asked, problems

    def read(self, root: Node, name: str) -> Content:
        if not isinstance(root, Mapping):
            hint = "begin with: layout: …"
            self.problems.append(error("wrong-type", "a data file holds keys and values", root.where, hint))
            raise Problems(self.problems)
        locales = [read_locale(self.assets, code, root.where) for code in self.assets.names("locales", "")]
        notes = NoteReader(self._colours(locales), self.problems)
        top = self._top(root, locales, notes)
        layout = self._text(top, "layout")
        if layout is None:
            known = ", ".join(self.assets.names("layouts"))
            self.problems.append(error("missing-key", '"layout" is missing', root.where, f"one of: {known}"))
        locale = self._locale(self._text(top, "locale"))
        language = self._text(top, "language")
        fields = {key: typed for key in FIELDS if (typed := self._text(top, key))}
        self.problems += [wrong for key, typed in fields.items() if (wrong := field_value(key, typed))]
        if "segments" in top:
            notes.read_segments(top["segments"])
        names = self._names(layout, locale) if layout else None
        blocks: dict[str, tuple[Note, ...]] = {}
        if names is not None and "blocks" in top:
            blocks = notes.read_blocks(top["blocks"], names)
        if self.problems or layout is None:
            raise Problems(sorted(self.problems, key=lambda problem: (problem.where.line, problem.where.column)))
        return Content(
            name=name,
            where=root.where,
            layout=layout.text,
            locale=locale,
            language=language.text if language else locale,
            fields=fields,
            segments=tuple(notes.segments.values()),
            blocks=blocks,
        )

    def _colours(self, locales: list[Locale]) -> dict[str, str]:
        """What the names of colours mean: English ones, and those of every locale."""
        own = {colour: colour for colour in COLOURS}
        for locale in locales:
            own |= {fold(word): colour for colour, word in locale.colours.items() if colour in COLOURS}
        return own

    def _top(self, root: Mapping, locales: list[Locale], notes: NoteReader) -> dict[str, Node]:
        """The values of the file by their canonical keys; a masthead field answers to its label in any language."""
        meaning = {fold(key): key for key in _TOP}
        for locale in locales:
            for key, label in locale.fields.items():
                meaning.setdefault(fold(label), key)
        top: dict[str, Node] = {}
        seen: dict[str, Scalar] = {}
        for name, value in root.pairs:
            known = meaning.get(fold(name.text))
            if known is None:
                message = f'"{short(name.text)}" is not a key of a data file'
                self.problems.append(error("unknown-key", message, name.where, did_you_mean(name.text, _TOP)))
            elif known in seen:
                notes.twice(name, seen[known])
            else:
                top[known], seen[known] = value, name
        return top

    def _text(self, top: AnyMapping[str, Node], key: str) -> Typed | None:
        node = top.get(key)
        if node is None or (isinstance(node, Scalar) and not clean(node.text)):
            return None
        if not isinstance(node, Scalar):
            self.problems.append(error("wrong-type", f'"{key}" must be a text', node.where))
            return None
        return Typed(clean(node.text), node.where)

    def _locale(self, typed: Typed | None) -> str | None:
        if typed is None:
            return None
        try:
            language_of(self.assets, typed.text, typed.where)
        except Problems as exc:
            self.problems += exc.diagnostics
            return None
        return typed.text

    def _names(self, layout: Typed, locale: str | None) -> Names | None:
        """What the layout's blocks may be called in this file."""
        try:
            arrangement = read_layout(self.assets, layout.text, layout.where)
            language = language_of(self.assets, locale or self.asked or FALLBACK, layout.where)
            canvas = read_canvas(self.assets, language, arrangement.words, layout.where)
            others = read_canvases(self.assets, arrangement.words, layout.where)
        except Problems as exc:
            self.problems += exc.diagnostics
            return None
        ids = (block.name for block in arrangement.note_blocks)
        return block_names(layout.text, ids, canvas.blocks, [each.blocks for each in others.values()])


def name_of(path: Path) -> str:
    """What the sheets of a data file are called: its name without the suffix."""
    return path.stem
