"""Texts that cannot be set, left out with `--skip-unprintable`: their places on the sheet say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.phrases import phrase
from bmcgen.diagnostics import Diagnostic, Place, short, warning
from bmcgen.model.content import Content, Note, PictureFile, Segment, Tag, Typed
from bmcgen.model.locale import Locale
from bmcgen.pages.glyphs import why_unset
from bmcgen.text.fonts import Faces

_KEPT = {Note: ("id", "to"), Content: ("targets",)}
"""What is not printed, but refers to something."""


class Printable:
    """Finds what a content holds that cannot be set with the faces of a theme."""

    def __init__(self, faces: Faces) -> None:
        self.face = faces["regular"]
        self._found: dict[Place, tuple[str, str]] = {}

    def of(self, content: Content, locale: Locale) -> Content:
        """A content with words of the locale in place of each text that cannot be set."""
        blocks = {name: self._kept(held, locale) for name, held in content.blocks.items()}
        own = {key: self._kept(typed, locale) for key, typed in content.fields.items()}
        names = {"segments": self._kept(content.segments, locale), "tags": self._kept(content.tags, locale)}
        found = replace(content, fields=own, blocks=blocks, **names)
        if content.compared is None:
            return found
        parts = {each: self._kept(getattr(content.compared, each), locale) for each in ("before", "after", "sections")}
        return replace(found, compared=replace(content.compared, **parts))

    @property
    def warnings(self) -> Iterator[Diagnostic]:
        """A warning for each text that was left out, in the order of the file."""
        for where, (text, why) in sorted(self._found.items(), key=lambda each: (each[0].line, each[0].column)):
            yield warning("unprintable", f'"{short(text)}" is not printed: {why}', where)

    def _kept(self, held: Any, locale: Locale, *, note: bool = False) -> Any:
        if isinstance(held, Typed):
            return self._typed(held, locale, note=note)
        if isinstance(held, Segment | Tag):
            typed = self._typed(Typed(held.name, held.where), locale)
            return replace(held, name=typed.text) if typed.text != held.name else held
        if isinstance(held, PictureFile):
            return held
        if isinstance(held, Struct):
            names = [each for each in held.__struct_fields__ if each not in _KEPT.get(type(held), ())]
            is_note = isinstance(held, Note)
            own = {name: self._kept(getattr(held, name), locale, note=is_note and name == "text") for name in names}
            return replace(held, **own)
        if isinstance(held, Mapping):
            return {key: self._kept(value, locale) for key, value in held.items()}
        if isinstance(held, tuple):
            return tuple(self._kept(each, locale) for each in held)
        return held

    def _typed(self, typed: Typed, locale: Locale, *, note: bool = False) -> Typed:
        why = why_unset(typed.text, self.face)
        if not why:
            return typed
        self._found[typed.where] = typed.text, why
        key = "unprintable-note" if note else "unprintable"
        own = Place(f"locales/{locale.language}/locale.yaml")
        line = phrase(locale.words["line"], own, number=typed.where.line)
        # A path of keys may be what cannot be set.
        path = "…" if why_unset(typed.where.file, self.face) else typed.where.file
        place = line if typed.where.line else path
        return Typed(phrase(locale.words[key], own, place=place), typed.where, locale.code)
