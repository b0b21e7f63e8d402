"""The blocks of notes on a sheet: in which sizes they are set, with which prompts, and what goes on elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.grid_rules import grid_rules
from bmcgen.drawing.labels import BAR, INSET, CanvasLabel
from bmcgen.drawing.setting import Part, Span, name_of
from bmcgen.drawing.sizes import largest, steps
from bmcgen.drawing.write_in import BELOW_TEXT, draw_ground
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards import Arrangement, Setter
from bmcgen.kinds.notes.carried import CardFlow, CarriedNotes
from bmcgen.kinds.notes.density import Look, looks_of
from bmcgen.kinds.notes.paper import draw_note_places, note_places
from bmcgen.kinds.notes.prompt_flow import prompt_flows
from bmcgen.kinds.notes.prompts import SetPrompts, Wanted, alike
from bmcgen.kinds.notes.sizes import Choice, Fitting
from bmcgen.model.layout import Block, Sizes
from bmcgen.model.manuscript import BlockText, Manuscript
from bmcgen.model.plan import Frame

GRID_RULE = 0.75
REFERENCE = 8.0
REFERENCE_ROOM = 13.0
PROMPT_GAP = 8.0
LEAST_ROOM = 22.0


class SetNotes(Struct, frozen=True):
    """A block whose prompts and cards have their sizes; `carried` are the indices of the cards that go on."""

    text: BlockText
    frame: Frame
    prompts: SetPrompts | None
    room: Rect
    arrangement: Arrangement | None
    carried: tuple[int, ...]
    prompts_continue: bool = False


class NotesFitter:
    """Sets the blocks of notes of one manuscript."""

    def __init__(self, manuscript: Manuscript, blocks: Sequence[BlockText], sizes: Sizes, ink: Ink) -> None:
        self.manuscript, self.blocks, self.sizes, self.ink = manuscript, blocks, sizes, ink
        self.setter = Setter(ink)
        self.looks = looks_of(ink.theme)
        self._known: dict[tuple[str, Rect], Fitting] = {}
        self._prompted: dict[tuple[Rect, ...], tuple[dict[str, SetPrompts], list[Diagnostic]]] = {}
        self._labels: dict[tuple[str, float], CanvasLabel] = {}

    @property
    def prompt_size(self) -> float:
        """The smallest size that prompts have been set in; 0 where there are none."""
        known = (prompts for prompts, _ in self._prompted.values())
        return min((each.size for prompts in known for each in prompts.values()), default=0.0)

    def fittings(self, frames: Mapping[str, Frame]) -> list[Fitting]:
        """The largest size that each block with notes could have in each look."""
        _, rooms = self._rooms(frames, [])
        return [self._fitting(block, rooms[block.name]) for block in self.blocks if block.cards]

    def _rooms(
        self, frames: Mapping[str, Frame], warnings: list[Diagnostic]
    ) -> tuple[dict[str, SetPrompts], dict[str, Rect]]:
        """The prompts of each block, and the room that they leave for its notes."""
        key = tuple(frame.rect for frame in frames.values())
        if key not in self._prompted:
            said: list[Diagnostic] = []
            self._prompted[key] = self._prompts(frames, said), said
        prompts, said = self._prompted[key]
        warnings += said
        rooms = {block.name: self._room(frames[block.name], prompts.get(block.name)) for block in self.blocks}
        return prompts, rooms

    def fit(
        self, frames: Mapping[str, Frame], choice: tuple[Choice, Choice] | None
    ) -> tuple[list[Part], list[Diagnostic]]:
        """The blocks in their frames, and warnings of prompts that are not printed. Notes are set in the first size and
        look of the choice, those of crowded blocks in the second.
        """
        warnings: list[Diagnostic] = []
        prompts, rooms = self._rooms(frames, warnings)
        chosen = self._choices(rooms, choice)
        found = []
        for block in self.blocks:
            name = block.name
            each = self._set_block(block, frames[name], prompts.get(name), rooms[name], chosen.get(name))
            draw, overset, note = partial(self._draw, each), partial(self._overset, each), self.ink.note
            places = len(note_places(each.frame.rect, each.room.y, note)) if note and not block.cards else None
            found.append(Part(block, draw, self._carried(each), overset, places))
        return found, warnings

    def _carried(self, block: SetNotes) -> CarriedNotes | None:
        """What of a block goes on to a further sheet."""
        if block.prompts_continue:
            size = self.sizes.prompt[1]
            flows = prompt_flows(self.ink, block.text.prompts, size, block.frame.block.accent)
            return CarriedNotes(block.text, block.frame.block, lambda _: flows, listed=False)
        if not block.carried:
            return None
        cards = [block.text.cards[index] for index in block.carried]
        return CarriedNotes(
            block.text, block.frame.block, lambda style: [CardFlow(self.setter, card, style) for card in cards]
        )

    def _prompts(self, frames: Mapping[str, Frame], warnings: list[Diagnostic]) -> dict[str, SetPrompts]:
        """The prompts of every block; on a filled sheet a block whose notes need the room prints none."""
        blocks = [block for block in self.blocks if block.prompts and frames[block.name].block.labelled]
        if not blocks:
            return {}
        wanted = [self._wanted(block, frames[block.name]) for block in blocks]
        found = alike(tuple(wanted), self.sizes.prompt, self.ink.faces, condensed=self.ink.theme.scale <= 1)
        without = [block for block in blocks if block.name not in found]
        # Large print has another sheet for them, unless notes are printed.
        without = [block for block in without if not self._continues(block)]
        warnings += [self._no_prompts(block, "they do not fit") for block in without]
        return self._beside_notes(found, frames, warnings)

    def _continues(self, block: BlockText) -> bool:
        """Whether prompts that find no room in a block continue on another sheet."""
        return self.ink.theme.scale > 1 and not block.cards and bool(block.prompts)

    def _wanted(self, block: BlockText, frame: Frame) -> Wanted:
        return Wanted(block.name, block.prompts, self._inside(frame), frame.rect, frame.block.prompt_columns)

    def _beside_notes(
        self, found: Mapping[str, SetPrompts], frames: Mapping[str, Frame], warnings: list[Diagnostic]
    ) -> dict[str, SetPrompts]:
        """The prompts without those that would push a note off its block."""
        kept: dict[str, SetPrompts] = {}
        for block in self.blocks:
            each = found.get(block.name)
            if each is None:
                continue
            room = self._room(frames[block.name], each)
            if block.cards and (room.h <= 0 or self.looks[-1] not in self._fitting(block, room)):
                warnings.append(self._no_prompts(block, "its notes need the room"))
            else:
                kept[block.name] = each
        return kept

    def _no_prompts(self, block: BlockText, why: str) -> Diagnostic:
        where = block.cards[0].text.where if block.cards else block.title.where
        return warning("no-prompts", f'"{block.title.text}" is printed without its prompts: {why}', where)

    def _inside(self, frame: Frame) -> Rect:
        if not frame.block.labelled:
            return frame.rect
        return frame.rect.inset(INSET, self.label(frame.block.name, frame.rect.w).height, INSET, INSET)

    def label(self, name: str, width: float) -> CanvasLabel:
        """The label of a block in a width."""
        if (name, width) not in self._labels:
            text = next(block for block in self.blocks if block.name == name)
            self._labels[name, width] = CanvasLabel.of(self.ink, text, width)
        return self._labels[name, width]

    def least_height(self, block: Block, width: float) -> float:
        """The label, and room for a line below it."""
        if not block.labelled:
            return LEAST_ROOM
        return self.label(block.name, width).height + LEAST_ROOM + INSET

    def _foot(self, frame: Frame) -> float:
        """Where the line stands that says what goes on elsewhere."""
        return frame.rect.bottom - (INSET if frame.block.labelled else 2.0)

    def _room(self, frame: Frame, prompts: SetPrompts | None) -> Rect:
        inside = self._inside(frame)
        used = prompts.height + PROMPT_GAP if prompts and prompts.height else 0.0
        return inside.inset(0, used, 0, 0)

    def _choices(self, rooms: Mapping[str, Rect], choice: tuple[Choice, Choice] | None) -> dict[str, Choice]:
        """How each block's notes are set."""
        if choice is None:
            return {}
        body, small = choice
        fitting = {block.name: self._fitting(block, rooms[block.name]) for block in self.blocks if block.cards}
        return {name: body if body[0] <= sizes.get(body[1], 0.0) else small for name, sizes in fitting.items()}

    def _fitting(self, block: BlockText, room: Rect) -> Fitting:
        """The largest size that holds all the cards of a block in each look."""
        if (block.name, room) not in self._known:
            self._known[block.name, room] = self._largest(block, room)
        return self._known[block.name, room]

    def _largest(self, block: BlockText, room: Rect) -> Fitting:
        sizes = steps(*self.sizes.note)
        found: dict[Look, float] = {}
        at = len(sizes)
        for look in self.looks:
            # What a look holds, the next one, which is closer, holds too, and often a little more.
            held = partial(self._held, block, look, room)
            at = largest(sizes, held, at)
            if at < len(sizes):
                found[look] = sizes[at]
        return found

    def _held(self, block: BlockText, look: Look, room: Rect, size: float) -> bool:
        return self.setter.held(block.cards, size, look, room) is not None

    def _set_block(
        self, block: BlockText, frame: Frame, prompts: SetPrompts | None, room: Rect, choice: Choice | None
    ) -> SetNotes:
        if choice is None:
            continues = prompts is None and frame.block.labelled and self._continues(block)
            return SetNotes(block, frame, prompts, room, None, (), continues)
        arrangement = self.setter.arrange(block.cards, *choice, room)
        carried: tuple[int, ...] = ()
        if arrangement is None:
            shorter = room.inset(0, 0, 0, REFERENCE_ROOM)
            arrangement = self.setter.most(block.cards, *choice, shorter)
            placed = {index for column in arrangement.columns for index in column}
            carried = tuple(index for index in range(len(block.cards)) if index not in placed)
        return SetNotes(block, frame, prompts, room, arrangement, carried)

    def _overset(self, block: SetNotes, sheet: Span) -> Diagnostic:
        if block.prompts_continue:
            message = f'the prompts of "{block.text.title.text}" are on {name_of(sheet)}'
            return warning("overset", message, block.text.title.where)
        total, count = len(block.text.cards), len(block.carried)
        continues = "continues" if count == 1 else "continue"
        message = f'"{block.text.title.text}" is full: {count} of its {total} notes {continues} on {name_of(sheet)}'
        return warning("overset", message, block.text.cards[block.carried[0]].text.where)

    def draw_grid(self, page: Builder, by_name: Mapping[str, Frame]) -> None:
        """The rules between the blocks, each drawn once, and a bar in the block's accent along its top."""
        rule, frames = page.ink.colour("rule"), [by_name[block.name] for block in self.blocks]
        frames = [frame for frame in frames if frame.block.labelled]
        if tints := page.ink.theme.tints:
            for frame in frames:
                page.panel(frame.rect, tints[(frame.block.number - 1) % len(tints)])
        for x1, y1, x2, y2 in grid_rules([frame.rect for frame in frames]):
            page.rule(x1, y1, x2, y2, GRID_RULE, rule)
        for frame in frames:
            top = frame.rect
            page.bar(top.x - GRID_RULE / 2, top.y - GRID_RULE / 2, top.w + GRID_RULE, BAR, frame.block.accent)

    def _draw(self, block: SetNotes, page: Builder, sheet: Span | None) -> None:
        section = page.element("Sect", None)
        if block.frame.block.labelled:
            rect = block.frame.rect
            self.label(block.text.name, rect.w).draw(page, block.frame.block, rect, section)
        if block.prompts:
            block.prompts.draw(page, self._inside(block.frame), section)
        if block.arrangement and block.arrangement.count:
            self._draw_cards(page, block, block.arrangement, page.element("L", section))
        self._draw_ground(page, block)
        if self.ink.note and not block.text.cards:
            draw_note_places(page, note_places(block.frame.rect, block.room.y, self.ink.note))
        if sheet and (block.carried or block.prompts_continue):
            manuscript, where = self.manuscript, str(sheet)
            count = len(block.carried)
            text = manuscript.continues(count, where) if count else manuscript.goes_on(where)
            face = page.ink.faces["bold"]
            y = self._foot(block.frame)
            width = face.width(text.text) * REFERENCE / 1000
            x = self._inside(block.frame).right - width
            page.line(
                text.text,
                x,
                y,
                face,
                REFERENCE,
                page.ink.accent(block.frame.block.accent),
                page.element("P", section, text),
            )

    def _draw_ground(self, page: Builder, block: SetNotes) -> None:
        """What is left below the notes of a block, for more of them to be written by hand."""
        if block.frame.block.ground == "none":
            return
        used = 0.0
        if block.arrangement and block.arrangement.count:
            style, cards = block.arrangement.style, block.text.cards
            used = BELOW_TEXT + max(
                sum(self.setter.height(cards[n], style, block.arrangement.width) + style.gap for n in column)
                for column in block.arrangement.columns
            )
        if not block.carried:
            draw_ground(page, block.room.inset(0, used, 0, 0), block.frame.block.ground)

    def _draw_cards(self, page: Builder, block: SetNotes, arranged: Arrangement, parent: int) -> None:
        cards = block.text.cards
        style, x = arranged.style, block.room.x
        for column in arranged.columns:
            y = block.room.y
            for index in column:
                card = cards[index]
                lines = self.setter.lines(card, style, arranged.width)
                y += self.setter.draw(page, card, style, x, y, arranged.width, lines, parent) + style.gap
            x += arranged.width + style.column_gap
