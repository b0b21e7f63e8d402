"""Notes, printed as cards; a canvas is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic, did_you_mean, short
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Chosen, Context, Ensemble, Part, Setting
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds.notes.choosing import Offer, Sheets
from bmcgen.kinds.notes.density import densities_of
from bmcgen.kinds.notes.numerals import numerals
from bmcgen.kinds.notes.setting import NotesFitter
from bmcgen.model.content import Note, Segment, Typed
from bmcgen.model.layout import Block, Sizes, Theme
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Card, Text
from bmcgen.model.page import Mark
from bmcgen.model.plan import Frame, Plan
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader, there
from bmcgen.source.tree import Mapping, Node, Scalar
from bmcgen.source.tree import Sequence as SequenceNode
from bmcgen.source.verbatim import as_typed, quoted

_KEYS = {key: key for key in ("text", "segments", "colour", "id")} | {"segment": "segments", "color": "colour"}


class NotesText(Struct, frozen=True):
    """The notes of a block, as the cards that they are printed on."""

    cards: tuple[Card, ...]


class _Notes(Kind):
    role = "written"
    size = "note"
    segments = True
    moves = True
    fills = True
    sticky = True
    takes = ("prompt-columns", "numbered", "lists", "ground", "label")
    narrowest = 28 * MM

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

    def words(self, block: Block, words: BlockWords, content: tuple[Note, ...] | None, wording: Wording) -> NotesText:
        return NotesText(tuple(_card(note, wording) for note in content or ()))

    def texts(self, text: BlockText) -> Iterator[Text]:
        return (card.text for card in text.body.cards)

    def set_all(self, blocks: Sequence[tuple[BlockText, Block]], context: Context) -> Ensemble:
        return NotesEnsemble(blocks, context)

    def choices(
        self, sheets: Sequence[tuple[Ensemble, Plan]], sizes: Sizes, theme: Theme
    ) -> Sequence[Callable[[], Chosen | None]]:
        pairs = [(each.fitter, plan) for each, plan in sheets if isinstance(each, NotesEnsemble)]
        if not any(fitter.filled for fitter, _ in pairs):
            return ()
        return [partial(_chosen, offer) for offer in Sheets(pairs).offers(sizes, densities_of(theme))]


class NotesSetting(Setting):
    """A block of notes takes all the room it is given."""

    varies = False

    def __init__(self, fitter: NotesFitter, block: Block) -> None:
        self.fitter, self.block = fitter, block

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return self.fitter.least_height(self.block, width)

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True


class NotesEnsemble(Ensemble):
    """The blocks of notes on a sheet: their notes share a density and sizes, their prompts a size, and they share the
    room and the rules between them.
    """

    def __init__(self, blocks: Sequence[tuple[BlockText, Block]], context: Context) -> None:
        self.fitter = NotesFitter(context.manuscript, [text for text, _ in blocks], context.sizes, context.ink)
        super().__init__({block.area: NotesSetting(self.fitter, block) for _, block in blocks})

    @property
    def prompt_size(self) -> float:
        return self.fitter.prompt_size

    def placed(self, plan: Plan, choice: Chosen | None) -> Plan:
        found = self.fitter.grown(plan, choice.rest) if choice and self.fitter.filled else None
        if not found:
            return plan
        frames = [replace(frame, rect=found.get(frame.area, frame.rect)) for frame in plan.frames]
        return replace(plan, frames=tuple(frames))

    def ground(self, page: Builder, plan: Plan) -> Sequence[Mark]:
        return numerals(page, [(frame.rect, frame.block) for frame in self.frames(plan) if frame.block.labelled])

    def draw_below(self, page: Builder, plan: Plan) -> None:
        self.fitter.draw_grid(page, self._by_name(plan))

    def stand(
        self, plan: Plan, scale: Scale, rows: AnyMapping[str, int], choice: Chosen | None
    ) -> tuple[Sequence[Part], Sequence[Diagnostic]]:
        return self.fitter.fit(self._by_name(plan), choice.rest if choice else None)

    def _by_name(self, plan: Plan) -> dict[str, Frame]:
        return {frame.block.name: frame for frame in self.frames(plan)}


def _chosen(offer: Offer) -> Chosen | None:
    setting = offer()
    return Chosen(setting.size, setting, setting.small, setting.crowded) if setting else None


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
        hint = f"it is already {there(reader.ids[node.text])}"
        reader.wrong("duplicate-id", f'the id "{short(node.text)}" appears twice', node.where, hint)
    reader.ids.setdefault(node.text, node.where)
    return node.text


KIND = _Notes()
