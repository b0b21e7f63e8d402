"""Notes, printed as cards; a canvas is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bmcgen.diagnostics import did_you_mean, short
from bmcgen.kinds import Kind, Wording
from bmcgen.model.content import Note, Segment, Typed
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Card, Text
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader, there
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.tree import Sequence as SequenceNode
from bmcgen.source.verbatim import as_typed, quoted

_KEYS = {key: key for key in ("text", "segments", "colour", "id")} | {"segment": "segments", "color": "colour"}


class _Notes(Kind):
    role = "written"
    size = "note"
    segments = True

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> tuple[Note, ...]:
        if not isinstance(node, SequenceNode):
            message = f'"{short(key.text)}" must be a list of notes'
            reader.wrong("wrong-type", message, node.where, "put a dash before each note")
            return ()
        return tuple(note for item in node.items if (note := _note(item, reader)))

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/notes"}

    def definitions(self, colours: Sequence[str]) -> dict[str, Any]:
        scalar = {"type": ["string", "number", "boolean"]}
        text = {**scalar, "minLength": 1}
        keys: dict[str, Any] = {
            "text": text,
            "segment": {"$ref": "#/$defs/names"},
            "segments": {"$ref": "#/$defs/names"},
            "colour": {"$ref": "#/$defs/colour"},
            "color": {"$ref": "#/$defs/colour"},
            "id": scalar,
        }
        mapping = {"type": "object", "required": ["text"], "properties": keys, "additionalProperties": False}
        # `- Prijs: € 5` is a mapping to YAML; with one pair whose key is no key of a note it is a text.
        typed = {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "propertyNames": {"not": {"enum": list(keys)}},
        }
        return {
            "names": {"anyOf": [scalar, {"type": "array", "items": scalar}, {"type": "null"}]},
            "note": {"anyOf": [text, mapping, typed]},
            "notes": {"type": ["array", "null"], "items": {"$ref": "#/$defs/note"}},
        }

    def words(
        self, block: Block, words: BlockWords, content: tuple[Note, ...] | None, wording: Wording
    ) -> dict[str, Any]:
        return {"cards": tuple(_card(note, wording) for note in content or ())}

    def texts(self, text: BlockText) -> Iterator[Text]:
        return (card.text for card in text.cards)


def _card(note: Note, wording: Wording) -> Card:
    badges = tuple(map(wording.badge, note.segments))
    colour = note.colour or (badges[0].colour if len(badges) == 1 else "plain")
    return Card(wording.typed(note.text), badges, colour)


def _note(node: Node, reader: Reader) -> Note | None:
    if isinstance(node, Scalar):
        text = _text(node, reader)
        return Note(text) if text else None
    if isinstance(node, Mapping):
        return _note_mapping(node, reader)
    raw = node.where.text[node.where.column - 1 :].strip()
    hint = f"to print it as typed, write: - {quoted(raw)}" if raw.startswith("[") else "give it a line of its own"
    reader.wrong("nested-list", "a note cannot be a list", node.where, hint)
    return None


def _text(node: Scalar, reader: Reader) -> Typed | None:
    text = clean(node.text)
    if text:
        return Typed(text, node.where)
    if not reader.told(node.where.line, ("comment-in-note", "anchor", "tag")):
        rest = node.where.text[node.where.column - 1 :].strip()
        hint = f"to print it, write: - {quoted(rest)}" if rest.startswith("#") else "write a text or delete the line"
        reader.wrong("comment-in-note", "this note is empty", node.where, hint)
    return None


def _note_mapping(node: Mapping, reader: Reader) -> Note | None:
    if len(node.pairs) == 1 and fold(node.pairs[0][0].text) not in _KEYS:
        return _as_typed(node, reader)
    found = reader.pairs(node, _KEYS, "note")
    text = found.get("text")
    if text is None and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
        hint = f"to print it as typed, write: - {quoted(as_typed(node))}"
        reader.wrong("missing-key", "this note has no text", node.where, hint)
        return None
    if text is None:
        reader.wrong("missing-key", "this note has no text", node.where, "add: text: …")
    elif not isinstance(text, Scalar):
        reader.wrong("wrong-type", "the text of a note must be a text", text.where)
    typed = _text(text, reader) if isinstance(text, Scalar) else None
    segments = _segments(found["segments"], reader) if "segments" in found else ()
    colour = reader.colour(found["colour"]) if "colour" in found else None
    identity = _identity(found["id"], reader) if "id" in found else None
    return Note(typed, segments, colour, identity) if typed else None


def _as_typed(node: Mapping, reader: Reader) -> Note | None:
    """`- Prijs: € 5` is a mapping to YAML and a text to a person."""
    text = clean(as_typed(node))
    if not text:
        hint = "put the text between quotation marks, or write the list as notes of their own"
        reader.wrong("nested-list", "a note cannot hold a list or keys of its own", node.pairs[0][1].where, hint)
        return None
    return Note(Typed(text, node.pairs[0][0].where))


def _segments(node: Node, reader: Reader) -> tuple[Segment, ...]:
    found: dict[str, Segment] = {}
    for item in node.items if isinstance(node, SequenceNode) else (node,):
        if not isinstance(item, Scalar):
            reader.wrong("wrong-type", "a segment must be named by a text", item.where)
        elif not item.empty:
            segment = reader.segments.get(" ".join(clean(item.text).split()).casefold())
            if segment is None:
                known = [s.name for s in reader.segments.values()]
                hint = did_you_mean(item.text, known, "" if known else "declare it under segments")
                reader.wrong("unknown-segment", f'"{short(item.text)}" is not a segment', item.where, hint)
            else:
                found[segment.letter] = segment
    return tuple(found[letter] for letter in sorted(found))


def _identity(node: Node, reader: Reader) -> str | None:
    if not isinstance(node, Scalar) or not node.text:
        reader.wrong("wrong-type", "an id must be a text", node.where)
        return None
    if node.text in reader.ids:
        hint = f"it is {there(reader.ids[node.text])} already"
        reader.wrong("duplicate-id", f'the id "{short(node.text)}" is here twice', node.where, hint)
    reader.ids.setdefault(node.text, node.where)
    return node.text


KIND = _Notes()
