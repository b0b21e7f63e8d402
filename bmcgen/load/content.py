"""A data file to `Content`.

Its keys are computed from a layout and its words, so the tree is read here key by key, and every problem is collected
with the place of the very value that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.layout import read_layout
from bmcgen.load.locale import language_of, read_canvas, read_locale
from bmcgen.load.names import Names, block_names, clean, fold
from bmcgen.load.source import Mapping, Node, Scalar, Sequence, Source, quoted
from bmcgen.model.content import Content, Note, Segment, Typed
from bmcgen.model.locale import BlockWords, Locale

FIELDS = ("title", "designed-for", "designed-by", "date", "version")
LIMITS = {"title": 300, "designed-for": 200, "designed-by": 200, "date": 100, "version": 60}
SEGMENT_LIMIT, SEGMENTS_LIMIT = 120, 26
COLOURS = ("blue", "green", "orange", "purple", "teal", "red", "yellow", "pink", "grey")
NOTE_KEYS = {"text": "text", "segment": "segments", "segments": "segments", "colour": "colour", "color": "colour", "id": "id"}
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


@dataclass(slots=True)
class _Reader:
    assets: Assets
    asked: str | None
    problems: list[Diagnostic] = field(default_factory=list)
    segments: dict[str, Segment] = field(default_factory=dict)
    ids: dict[str, Place] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)

    def read(self, root: Node, name: str) -> Content:
        if not isinstance(root, Mapping):
            hint = "begin with: layout: …"
            self.problems.append(error("wrong-type", "a data file holds keys and values", root.where, hint))
            raise Problems(self.problems)
        locales = [read_locale(self.assets, code, root.where) for code in self.assets.names("locales", "")]
        self.colours = {colour: colour for colour in COLOURS}
        for each in locales:
            self.colours |= {fold(word): colour for colour, word in each.colours.items() if colour in COLOURS}
        top = self._top(root, locales)
        layout = self._text(top, "layout")
        if layout is None:
            known = ", ".join(self.assets.names("layouts"))
            self.problems.append(error("missing-key", '"layout" is missing', root.where, f"one of: {known}"))
        locale, language = self._locale(top, "locale"), self._text(top, "language")
        fields = {key: typed for key in FIELDS if (typed := self._text(top, key))}
        self.problems += [wrong for key, typed in fields.items() if (wrong := field_value(key, typed))]
        if "segments" in top:
            self._segments(top["segments"])
        blocks: dict[str, tuple[Note, ...]] = {}
        if layout is not None:
            names = self._names(layout, locale)
            if names is not None and "blocks" in top:
                blocks = self._blocks(top["blocks"], names)
        if self.problems:
            raise Problems(sorted(self.problems, key=lambda problem: (problem.where.line, problem.where.column)))
        assert layout is not None
        return Content(
            name=name,
            where=root.where,
            layout=layout.text,
            locale=locale,
            language=language.text if language else locale,
            fields=fields,
            segments=tuple(self.segments.values()),
            blocks=blocks,
        )

    def _top(self, root: Mapping, locales: list[Locale]) -> dict[str, Node]:
        """The values of the file by their canonical keys; a masthead field answers to its label in any language."""
        meaning = {fold(key): key for key in _TOP}
        for locale in locales:
            for key, label in locale.fields.items():
                meaning.setdefault(fold(label), key)
        top: dict[str, Node] = {}
        seen: dict[str, Scalar] = {}
        for key, value in root.pairs:
            known = meaning.get(fold(key.text))
            if known is None:
                hint = did_you_mean(key.text, _TOP)
                self.problems.append(error("unknown-key", f'"{_short(key.text)}" is not a key of a data file', key.where, hint))
            elif known in seen:
                self._twice(key, seen[known])
            else:
                top[known], seen[known] = value, key
        return top

    def _twice(self, key: Scalar, first: Scalar) -> None:
        if key.text != first.text:  # the same text twice was reported when the file was read
            hint = f'it is on line {first.where.line} already, as "{_short(first.text)}"'
            self.problems.append(error("duplicate-key", f'"{_short(key.text)}" is here twice', key.where, hint))

    def _text(self, top: AnyMapping[str, Node], key: str) -> Typed | None:
        node = top.get(key)
        if node is None or (isinstance(node, Scalar) and not clean(node.text)):
            return None
        if not isinstance(node, Scalar):
            self.problems.append(error("wrong-type", f'"{key}" must be a text', node.where))
            return None
        return Typed(clean(node.text), node.where)

    def _locale(self, top: AnyMapping[str, Node], key: str) -> str | None:
        typed = self._text(top, key)
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
            plan = read_layout(self.assets, layout.text, layout.where)
            language = language_of(self.assets, locale or self.asked or "en", layout.where)
            words: dict[str, AnyMapping[str, BlockWords]] = {
                code: read_canvas(self.assets, code, plan.words, layout.where).blocks
                for code in self.assets.names("locales", "")
            }
        except Problems as exc:
            self.problems += exc.diagnostics
            return None
        own = words.pop(language)
        return block_names((block.name for block in plan.note_blocks), own, words.values())

    def _segments(self, node: Node) -> None:
        """`- Name`, `- {name: Name, colour: blue}`, or `Name: blue` in a mapping."""
        declared: list[tuple[Scalar, Node | None]] = []
        if isinstance(node, Sequence):
            for item in node.items:
                if isinstance(item, Scalar):
                    declared.append((item, None))
                elif isinstance(item, Mapping):
                    declared += self._segment(item)
                else:
                    self.problems.append(error("wrong-type", "a segment is a name, or {name, colour}", item.where))
        elif isinstance(node, Mapping):
            declared = [(key, value) for key, value in node.pairs]
        elif not node.empty:
            self.problems.append(error("wrong-type", '"segments" must be a list of names', node.where))
        if len(declared) > SEGMENTS_LIMIT:
            message = f"{len(declared)} segments; there are letters for {SEGMENTS_LIMIT}"
            self.problems.append(error("too-many-segments", message, declared[SEGMENTS_LIMIT][0].where))
            declared = declared[:SEGMENTS_LIMIT]
        chosen = [self._colour(node) if node is not None else None for _, node in declared]
        free = [colour for colour in COLOURS if colour not in chosen] or list(COLOURS)
        for number, ((name, _), colour) in enumerate(zip(declared, chosen, strict=True)):
            text, key = clean(name.text), clean(name.text).casefold()
            if not text:
                self.problems.append(error("comment-in-note", "this segment is empty", name.where, "give it a name"))
            elif len(text) > SEGMENT_LIMIT:
                self.problems.append(error("too-long", f"a segment's name has at most {SEGMENT_LIMIT} characters", name.where))
            elif key in self.segments:
                self.problems.append(error("duplicate-segment", f'the segment "{_short(text)}" is here twice', name.where))
            else:
                own = colour or free[sum(c is None for c in chosen[:number]) % len(free)]
                self.segments[key] = Segment(" ".join(text.split()), chr(ord("A") + number), own)

    def _segment(self, item: Mapping) -> list[tuple[Scalar, Node | None]]:
        meaning = {"name": "name", "colour": "colour", "color": "colour"}
        found: dict[str, Node] = {}
        for key, value in item.pairs:
            known = meaning.get(fold(key.text))
            if known is None:
                hint = did_you_mean(key.text, ["name", "colour"])
                self.problems.append(error("unknown-key", f'"{_short(key.text)}" is not a key of a segment', key.where, hint))
            elif known in found:
                self.problems.append(error("duplicate-key", f'"{key.text}" is here twice', key.where))
            else:
                found[known] = value
        name = found.get("name")
        if isinstance(name, Scalar):
            return [(name, found.get("colour"))]
        if name is None:
            self.problems.append(error("missing-key", "this segment has no name", item.where))
        else:
            self.problems.append(error("wrong-type", "a segment's name must be a text", name.where))
        return []

    def _colour(self, node: Node) -> str | None:
        if isinstance(node, Scalar):
            if node.empty:
                return None
            known = self.colours.get(fold(node.text))
            if known:
                return known
            hint = did_you_mean(node.text, tuple(self.colours), f"known here: {', '.join(COLOURS)}")
            self.problems.append(error("unknown-colour", f'"{_short(node.text)}" is not a colour of a note', node.where, hint))
        else:
            self.problems.append(error("wrong-type", "a colour must be a name", node.where))
        return None

    def _blocks(self, node: Node, names: Names) -> dict[str, tuple[Note, ...]]:
        if isinstance(node, Scalar) and node.empty:
            return {}
        if not isinstance(node, Mapping):
            self.problems.append(error("wrong-type", '"blocks" must be blocks with their notes', node.where))
            return {}
        blocks: dict[str, tuple[Note, ...]] = {}
        seen: dict[str, Scalar] = {}
        for key, value in node.pairs:
            block = names.find(key.text)
            if block is None:
                hint = did_you_mean(key.text, names.known)
                message = f'"{_short(key.text)}" is not a block of this canvas'
                self.problems.append(error("unknown-block", message, key.where, hint))
            elif block in seen:
                self._twice(key, seen[block])
            else:
                seen[block] = key
                blocks[block] = self._notes(key, value)
        return blocks

    def _notes(self, key: Scalar, node: Node) -> tuple[Note, ...]:
        if isinstance(node, Scalar) and node.empty:
            return ()
        if not isinstance(node, Sequence):
            hint = "put a dash before each note"
            self.problems.append(error("wrong-type", f'"{_short(key.text)}" must be a list of notes', node.where, hint))
            return ()
        return tuple(note for item in node.items if (note := self._note(item)))

    def _note(self, node: Node) -> Note | None:
        if isinstance(node, Scalar):
            text = self._note_text(node)
            return Note(text) if text else None
        if isinstance(node, Sequence):
            hint = f"to print it as typed, write: - {quoted(_raw(node.where))}" if _raw(node.where) else ""
            self.problems.append(error("nested-list", "a note cannot be a list", node.where, hint))
            return None
        return self._note_mapping(node)

    def _note_text(self, node: Scalar) -> Typed | None:
        text = clean(node.text)
        if text:
            return Typed(text, node.where)
        if not any(p.code == "comment-in-note" and p.where.line == node.where.line for p in self.problems):
            rest = node.where.text[node.where.column - 1 :].strip()
            hint = f"to print it, write: - {quoted(rest)}" if rest.startswith("#") else "write a text or delete the line"
            self.problems.append(error("comment-in-note", "this note is empty", node.where, hint))
        return None

    def _note_mapping(self, node: Mapping) -> Note | None:
        if len(node.pairs) == 1 and fold(node.pairs[0][0].text) not in NOTE_KEYS:
            return self._as_typed(*node.pairs[0])
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            known = NOTE_KEYS.get(fold(key.text))
            if known is None:
                hint = did_you_mean(key.text, ("text", "segment", "segments", "colour", "id"))
                self.problems.append(error("unknown-key", f'"{_short(key.text)}" is not a key of a note', key.where, hint))
            elif known in found:
                self.problems.append(error("duplicate-key", f'"{key.text}" is here twice', key.where))
            else:
                found[known] = value
        text = found.get("text")
        if text is None:
            if len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
                hint = f"to print it as typed, write: - {quoted(_pair(*node.pairs[0]))}"
            else:
                hint = "a note is a text, or {text, segment, colour, id}"
            self.problems.append(error("missing-key", "this note has no text", node.where, hint))
            return None
        if not isinstance(text, Scalar):
            self.problems.append(error("wrong-type", "the text of a note must be a text", text.where))
            return None
        typed = self._note_text(text)
        segments = self._note_segments(found["segments"]) if "segments" in found else ()
        colour = self._colour(found["colour"]) if "colour" in found else None
        identity = self._identity(found["id"]) if "id" in found else None
        return Note(typed, segments, colour, identity) if typed else None

    def _as_typed(self, key: Scalar, value: Node) -> Note | None:
        """`- Prijs: € 5` is a mapping to YAML and a text to a person."""
        text = _pair(key, value)
        if not text:
            hint = "put the text between quotation marks, or write the list as notes of their own"
            self.problems.append(error("nested-list", "a note cannot hold a list or keys of its own", value.where, hint))
            return None
        return Note(Typed(clean(text), key.where))

    def _note_segments(self, node: Node) -> tuple[Segment, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        found: list[Segment] = []
        for item in items:
            if not isinstance(item, Scalar):
                self.problems.append(error("wrong-type", "a segment must be named by a text", item.where))
                continue
            if item.empty:
                continue
            segment = self.segments.get(clean(item.text).casefold())
            if segment is None:
                known = [s.name for s in self.segments.values()]
                hint = did_you_mean(item.text, known, "declare it under segments")
                self.problems.append(error("unknown-segment", f'"{_short(item.text)}" is not a segment', item.where, hint))
            elif segment not in found:
                found.append(segment)
        return tuple(sorted(found, key=lambda s: s.letter))

    def _identity(self, node: Node) -> str | None:
        if not isinstance(node, Scalar) or not node.text:
            self.problems.append(error("wrong-type", "an id must be a text", node.where))
            return None
        if node.text in self.ids:
            hint = f"it is on line {self.ids[node.text].line} already"
            self.problems.append(error("duplicate-id", f'the id "{_short(node.text)}" is here twice', node.where, hint))
        self.ids.setdefault(node.text, node.where)
        return node.text


def _pair(key: Scalar, value: Node) -> str:
    """A pair as it was typed; empty where it spans lines that are no running text."""
    line, start = key.where.text, key.where.column - 1
    if isinstance(value, Scalar):
        if value.where.line == key.where.line:
            end = value.where.column - 1 + (0 if value.empty else value.where.length)
            typed = line[start:end].strip()
            if value.empty or typed.endswith(value.text) or not value.plain:
                return typed
        return f"{key.text}: {value.text}".strip()
    if value.where.line == key.where.line and value.where.column > key.where.column:
        return line[start:].strip()
    return ""


def _raw(where: Place) -> str:
    return where.text[where.column - 1 :].strip()


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def name_of(path: Path) -> str:
    """What the sheets of a data file are called: its name without the suffix."""
    return path.stem
