"""The blocks of a data file with their notes, and the segments that notes are about."""

from __future__ import annotations

from itertools import cycle

from bmcgen.diagnostics import Diagnostic, Place, did_you_mean, short
from bmcgen.model.content import COLOURS, Note, Segment, Typed
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader, there
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from bmcgen.source.verbatim import as_typed
from bmcgen.source.yaml_syntax import quoted

SEGMENT_LIMIT, SEGMENTS_LIMIT = 60, 26
_NOTE_KEYS = {key: key for key in ("text", "segments", "colour", "id")} | {"segment": "segments", "color": "colour"}
_SEGMENT_KEYS = {"name": "name", "colour": "colour", "color": "colour"}


class NoteReader(Reader):
    """Reads notes. `colours` tells what the folded name of a colour means."""

    def __init__(self, problems: list[Diagnostic], colours: dict[str, str]) -> None:
        super().__init__(problems)
        self.colours = colours
        self.segments: dict[str, Segment] = {}
        self.ids: dict[str, Place] = {}

    def read_segments(self, node: Node) -> None:
        """`- Name`, `- {name: Name, colour: blue}`, or `Name: blue` in a mapping."""
        declared = self._declared(node)
        if len(declared) > SEGMENTS_LIMIT:
            message = f"{len(declared)} segments; there are letters for {SEGMENTS_LIMIT}"
            self.wrong("too-many-segments", message, declared[SEGMENTS_LIMIT][0].where)
        chosen = [self._colour(colour) if colour is not None else None for _, colour in declared]
        free = [colour for colour in COLOURS if colour not in chosen] or list(COLOURS)
        next_free = cycle(free)
        for number, ((name, _), colour) in enumerate(zip(declared, chosen, strict=True)):
            own = colour or next(next_free)
            self._add_segment(name, chr(ord("A") + number % SEGMENTS_LIMIT), own)

    def _declared(self, node: Node) -> list[tuple[Scalar, Node | None]]:
        if isinstance(node, Mapping):
            return [*node.pairs]
        if isinstance(node, Sequence):
            return [each for item in node.items for each in self._segment(item)]
        if not node.empty:
            self.wrong("wrong-type", '"segments" must be a list of names', node.where)
        return []

    def _segment(self, item: Node) -> list[tuple[Scalar, Node | None]]:
        if isinstance(item, Scalar):
            return [(item, None)]
        if isinstance(item, Sequence):
            self.wrong("wrong-type", "a segment is a name, or {name, colour}", item.where)
            return []
        if len(item.pairs) == 1 and fold(item.pairs[0][0].text) not in _SEGMENT_KEYS:
            return [*item.pairs]
        found = self.pairs(item, _SEGMENT_KEYS, "segment")
        name = found.get("name")
        if isinstance(name, Scalar):
            return [(name, found.get("colour"))]
        if name is None:
            self.wrong("missing-key", "this segment has no name", item.where)
        else:
            self.wrong("wrong-type", "a segment's name must be a text", name.where)
        return []

    def _add_segment(self, name: Scalar, letter: str, colour: str) -> None:
        text = " ".join(clean(name.text).split())
        if not text:
            self.wrong("comment-in-note", "this segment is empty", name.where, "give it a name")
        elif text.casefold() in self.segments:
            self.wrong("duplicate-segment", f'the segment "{short(text)}" is here twice', name.where)
        else:
            self.segments[text.casefold()] = Segment(text, letter, colour, name.where)
            if len(text) > SEGMENT_LIMIT:
                message = f"a segment's name has at most {SEGMENT_LIMIT} characters, this one has {len(text)}"
                self.wrong("too-long", message, name.where)

    def _colour(self, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            self.wrong("wrong-type", "a colour must be a name", node.where)
            return None
        known = self.colours.get(fold(node.text))
        if known is None and not node.empty:
            hint = did_you_mean(node.text, tuple(self.colours), f"known here: {', '.join(COLOURS)}")
            self.wrong("unknown-colour", f'"{short(node.text)}" is not a colour of a note', node.where, hint)
        return known

    def notes(self, key: Scalar, node: Node) -> tuple[Note, ...]:
        """The notes of a block."""
        if not isinstance(node, Sequence):
            message = f'"{short(key.text)}" must be a list of notes'
            self.wrong("wrong-type", message, node.where, "put a dash before each note")
            return ()
        return tuple(note for item in node.items if (note := self._note(item)))

    def _note(self, node: Node) -> Note | None:
        if isinstance(node, Scalar):
            text = self._text(node)
            return Note(text) if text else None
        if isinstance(node, Mapping):
            return self._note_mapping(node)
        raw = node.where.text[node.where.column - 1 :].strip()
        hint = f"to print it as typed, write: - {quoted(raw)}" if raw.startswith("[") else "give it a line of its own"
        self.wrong("nested-list", "a note cannot be a list", node.where, hint)
        return None

    def _text(self, node: Scalar) -> Typed | None:
        text = clean(node.text)
        if text:
            return Typed(text, node.where)
        if not self.told(node.where.line, ("comment-in-note", "anchor", "tag")):
            rest = node.where.text[node.where.column - 1 :].strip()
            hint = (
                f"to print it, write: - {quoted(rest)}" if rest.startswith("#") else "write a text or delete the line"
            )
            self.wrong("comment-in-note", "this note is empty", node.where, hint)
        return None

    def _note_mapping(self, node: Mapping) -> Note | None:
        if len(node.pairs) == 1 and fold(node.pairs[0][0].text) not in _NOTE_KEYS:
            return self._as_typed(node)
        found = self.pairs(node, _NOTE_KEYS, "note")
        text = found.get("text")
        if text is None and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
            hint = f"to print it as typed, write: - {quoted(as_typed(node))}"
            self.wrong("missing-key", "this note has no text", node.where, hint)
            return None
        if text is None:
            self.wrong("missing-key", "this note has no text", node.where, "add: text: …")
        elif not isinstance(text, Scalar):
            self.wrong("wrong-type", "the text of a note must be a text", text.where)
        typed = self._text(text) if isinstance(text, Scalar) else None
        segments = self._note_segments(found["segments"]) if "segments" in found else ()
        colour = self._colour(found["colour"]) if "colour" in found else None
        identity = self._identity(found["id"]) if "id" in found else None
        return Note(typed, segments, colour, identity) if typed else None

    def _as_typed(self, node: Mapping) -> Note | None:
        """`- Prijs: € 5` is a mapping to YAML and a text to a person."""
        text = clean(as_typed(node))
        if not text:
            hint = "put the text between quotation marks, or write the list as notes of their own"
            self.wrong("nested-list", "a note cannot hold a list or keys of its own", node.pairs[0][1].where, hint)
            return None
        return Note(Typed(text, node.pairs[0][0].where))

    def _note_segments(self, node: Node) -> tuple[Segment, ...]:
        found: dict[str, Segment] = {}
        for item in node.items if isinstance(node, Sequence) else (node,):
            if not isinstance(item, Scalar):
                self.wrong("wrong-type", "a segment must be named by a text", item.where)
            elif not item.empty:
                segment = self.segments.get(" ".join(clean(item.text).split()).casefold())
                if segment is None:
                    known = [s.name for s in self.segments.values()]
                    hint = did_you_mean(item.text, known, "" if known else "declare it under segments")
                    self.wrong("unknown-segment", f'"{short(item.text)}" is not a segment', item.where, hint)
                else:
                    found[segment.letter] = segment
        return tuple(found[letter] for letter in sorted(found))

    def _identity(self, node: Node) -> str | None:
        if not isinstance(node, Scalar) or not node.text:
            self.wrong("wrong-type", "an id must be a text", node.where)
            return None
        if node.text in self.ids:
            hint = f"it is {there(self.ids[node.text])} already"
            self.wrong("duplicate-id", f'the id "{short(node.text)}" is here twice', node.where, hint)
        self.ids.setdefault(node.text, node.where)
        return node.text
