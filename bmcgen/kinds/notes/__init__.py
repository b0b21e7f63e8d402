"""Notes, printed as cards; a canvas is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar

from msgspec.structs import replace

from bmcgen.diagnostics import Diagnostic
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.setting import Chosen, Context, Ensemble, Part, Setting
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._keys import Said
from bmcgen.kinds.notes.cards.density import densities_of
from bmcgen.kinds.notes.choosing import Offer, Sheets
from bmcgen.kinds.notes.numerals import numerals
from bmcgen.kinds.notes.setting import NotesFitter
from bmcgen.kinds.notes.words.described import definitions
from bmcgen.kinds.notes.words.given import given_notes
from bmcgen.kinds.notes.words.reading import read_notes
from bmcgen.kinds.notes.words.worded import NotesText, doubts, notes_text, said
from bmcgen.model.content import Content, Note
from bmcgen.model.layout import Block, Sizes, Theme
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Mark
from bmcgen.model.plan import Frame, Plan
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Node, Scalar, lines_of, sequence


class _Notes(Kind):
    role = "written"
    size = "note"
    segments = True
    moves = True
    fills = True
    sticky = True
    takes = ("prompt-columns", "numbered", "lists", "ground", "label")
    narrowest = 28 * MM
    layout_keys: ClassVar[Mapping[str, Any]] = {"part": (Annotated[str, Said()], "")}

    def read(self, key: Scalar, node: Node, words: Sequence[BlockWords], reader: Reader) -> tuple[Note, ...]:
        return read_notes(key, node, reader)

    def of_part(self, held: tuple[Note, ...], part: str, parts: Sequence[str]) -> tuple[Note, ...]:
        if part:
            return tuple(replace(note, group=None) for note in held if note.part == part)
        return tuple(note for note in held if note.part not in parts)

    def given(self, held: tuple[Note, ...], words: BlockWords, numbers: Mapping[str, str]) -> Node:
        return given_notes(held, numbers)

    def filled_in(self, typed: dict[str, str], words: BlockWords, segments: dict[str, str]) -> Node | None:
        lines = lines_of(typed.pop("", ""))
        return sequence(lines) if lines else None

    def schema(self, words: Sequence[BlockWords]) -> dict[str, Any]:
        return {"$ref": "#/$defs/notes"}

    def definitions(self, colours: Sequence[str]) -> dict[str, Any]:
        return definitions()

    def words(self, block: Block, words: BlockWords, content: tuple[Note, ...] | None, wording: Wording) -> NotesText:
        return notes_text(content or (), wording)

    def warnings(self, block: Block, held: tuple[Note, ...], title: str, content: Content) -> Iterator[Diagnostic]:
        return doubts(held, title, content)

    def texts(self, text: BlockText) -> Iterator[Text]:
        return said(text.body.cards)

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
        if self.fitter.filled:
            return ()
        return numerals(page, [(frame.rect, frame.block) for frame in self.frames(plan) if frame.block.labelled])

    def draw_below(self, page: Builder, plan: Plan) -> None:
        self.fitter.draw_grid(page, self._by_name(plan))

    def stand(
        self, plan: Plan, scale: Scale, rows: Mapping[str, int], choice: Chosen | None
    ) -> tuple[Sequence[Part], Sequence[Diagnostic]]:
        return self.fitter.fit(self._by_name(plan), choice.rest if choice else None)

    def _by_name(self, plan: Plan) -> dict[str, Frame]:
        return {frame.block.name: frame for frame in self.frames(plan)}


def _chosen(offer: Offer) -> Chosen | None:
    setting = offer()
    return Chosen(setting.size, setting, setting.small, setting.crowded) if setting else None


KIND = _Notes()
