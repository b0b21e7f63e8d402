"""The blocks of notes on a sheet: in which sizes they are set, with which prompts, and what continues elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bmcgen.diagnostics import Diagnostic, Place, warning
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.regions import shows
from bmcgen.drawing.set_text import draw_set
from bmcgen.drawing.setting import Part, Span, name_of
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.boxes import next_box
from bmcgen.kinds.notes.cards.arrangement import Arrangement
from bmcgen.kinds.notes.cards.estimate import estimate
from bmcgen.kinds.notes.cards.kept import as_many
from bmcgen.kinds.notes.cards.texts import unlike_asked
from bmcgen.kinds.notes.carried import CarriedNotes, card_flows
from bmcgen.kinds.notes.drawn import draw_cards, draw_room_left
from bmcgen.kinds.notes.lines import FurtherLines, Lines, with_lines
from bmcgen.kinds.notes.placed import SetNotes, with_company
from bmcgen.kinds.notes.prompts.asked import asked
from bmcgen.kinds.notes.prompts.beside import set_prompts
from bmcgen.kinds.notes.prompts.fewer import IN_HAND, LARGE_PRINT, fewer_questions
from bmcgen.kinds.notes.prompts.flow import prompt_flows
from bmcgen.kinds.notes.prompts.languages import in_languages
from bmcgen.kinds.notes.prompts.setter import SetPrompts, Wanted
from bmcgen.kinds.notes.references import reference, room_for_reference
from bmcgen.kinds.notes.room.ground import draw_grid
from bmcgen.kinds.notes.room.places import draw_note_places, places_of
from bmcgen.kinds.notes.room.votes import draw_votes
from bmcgen.kinds.notes.sizing.dividing import Dividing
from bmcgen.kinds.notes.sizing.needs import LEAST_ROOM, REFERENCE_ROOM, Needs
from bmcgen.kinds.notes.sizing.over import ALONE, Over, level
from bmcgen.kinds.notes.sizing.sizes import Setting, held_in_hand
from bmcgen.kinds.notes.words.worded import cards_of, notes_of
from bmcgen.kinds.notes.workplace import Workplace, least_typed
from bmcgen.model.layout import Block, Sizes
from bmcgen.model.manuscript import BlockText, Manuscript
from bmcgen.model.plan import Frame, Plan

REFERENCE_WIDTH = 64.0


def frames_of_notes(plan: Plan) -> dict[str, Frame]:
    """The frames of blocks of notes, by the names of these."""
    return {frame.block.name: frame for frame in plan.frames if frame.block.kind == "notes"}


class NotesFitter:
    """Sets the blocks of notes of one manuscript."""

    def __init__(self, manuscript: Manuscript, blocks: Sequence[BlockText], sizes: Sizes, ink: Ink) -> None:
        self.manuscript, self.blocks, self.sizes, self.ink = manuscript, blocks, sizes, ink
        self.needs = Needs(blocks, sizes, ink)
        self.dividing, self.setter = Dividing(self.needs), self.needs.setter
        first = min(blocks, key=lambda block: int(block.number or 0)).name
        self.further = FurtherLines(blocks, first, ink.threads)
        self.prompt_size = 0.0
        # Lines to write on stand in all blocks on the foot of the highest.
        self.foot = 0.0
        self.chosen: Setting | None = None
        self.prompted = True

    @property
    def filled(self) -> bool:
        """Whether there are any notes."""
        return any(cards_of(block) for block in self.blocks)

    @property
    def asking(self) -> bool:
        """Whether there are any prompts."""
        return any(block.prompts for block in self.blocks)

    def hold(self, plan: Plan, setting: Setting) -> bool:
        """Whether the sheet has room for its notes in a setting."""
        return self.dividing.hold(frames_of_notes(plan), plan.living, setting, prompted=self.prompted)

    def grown(self, plan: Plan, setting: Setting) -> dict[str, Rect] | None:
        """The rectangles that areas have in a setting, None if these do not hold their notes."""
        return self.dividing.grown(frames_of_notes(plan), plan.living, setting, prompted=self.prompted)

    def estimate(self, plan: Plan) -> float:
        """A size in which the notes may find room."""
        frames = frames_of_notes(plan)
        return estimate(self.setter, [(frames[block.name], block) for block in self.blocks])

    def crowding(self, plan: Plan, setting: Setting) -> dict[str, float]:
        """How many times as high as it may become each block would have to be."""
        return self.dividing.crowding(frames_of_notes(plan), plan.living, setting)

    def fit(self, frames: Mapping[str, Frame], setting: Setting | None) -> tuple[list[Part], list[Diagnostic]]:
        """The blocks in their frames, and warnings of prompts that are not printed."""
        warnings: list[Diagnostic] = []
        self.chosen = setting
        over = self.needs.over(frames, setting.size if setting else 0.0)
        over = self._level(frames, setting, over)
        prompts = self._prompts(frames, setting, over, warnings)
        self.prompt_size = min((each.size for each in prompts.values()), default=0.0)
        blocks = []
        for block in self.blocks:
            frame, printed = frames[block.name], prompts.get(block.name)
            blocks.append(self._set_block(block, frame, printed, self.needs.room(frame, printed, over), setting, over))
        single = sum(len(each.carried) for each in blocks) == 1
        blocks = [with_company(each, self.setter) if single or not each.going_on else each for each in blocks]
        if setting:
            styled = [card for block in self.blocks if notes_of(block).styled for card in cards_of(block)]
            warnings += unlike_asked(styled, setting.density.face, self.ink.theme)
        bare = [each for each in blocks if not cards_of(each.text)]
        empty = [(each.frame, self.needs.inside(each.frame, each.over), each.room) for each in bare]
        places = places_of(empty, self.ink)
        self.foot = max(blocks, key=lambda each: each.frame.rect.h).room.bottom
        settled, lines = with_lines(blocks, self.further, self.needs, self.setter)
        return [self._part(each, setting, lines, places.get(each.text.name)) for each in settled], warnings

    def _level(self, frames: Mapping[str, Frame], setting: Setting | None, over: Over) -> Over:
        """The same with what is in blocks beside one another beginning at one height, where all have room for it."""

        def label(frame: Frame) -> float:
            return self.needs.label_in(frame, over).height

        def need(frame: Frame) -> float:
            owner, wide = frame.block, frame.rect.w
            return self.needs.height(owner, wide, setting, prompted=True) if setting else self.least_height(owner, wide)

        return level(over, frames.values(), label, need)

    def _part(self, block: SetNotes, setting: Setting | None, lines: Lines, places: Sequence[Rect] | None) -> Part:
        draw, overset = partial(self._draw, block, lines, places or ()), partial(self._overset, block)
        count = None if places is None else len(places)
        return Part(block.text, draw, self._carried(block, setting), overset, count)

    def _carried(self, block: SetNotes, setting: Setting | None) -> CarriedNotes | None:
        """What of a block goes on to a further sheet."""
        notes = setting.size if setting else self.sizes.note[1]
        if block.prompts_continue:
            size = self.sizes.prompt[1]
            flows = prompt_flows(self.ink, block.text.prompts, size, block.frame.block.accent)
            return CarriedNotes(block.text, block.frame.block, flows, notes, listed=False)
        if not block.carried or setting is None:
            return None
        # What continues is set like what stays, beside badges of its own.
        rest = [cards_of(block.text)[index] for index in block.carried]
        style = self.setter.style(rest, setting.size_of(block.text.name), setting.density)
        cards = card_flows(self.setter, cards_of(block.text), block.carried, style, self.further)
        return CarriedNotes(block.text, block.frame.block, cards, notes, most=block.over.most)

    def _prompts(
        self, frames: Mapping[str, Frame], setting: Setting | None, over: Over, warnings: list[Diagnostic]
    ) -> dict[str, SetPrompts]:
        """The prompts of every block; on a filled sheet a block whose notes need the room prints none."""
        blocks = [block for block in self.blocks if block.prompts and frames[block.name].block.labelled]
        if not blocks:
            return {}
        wanted = [self._wanted(block, frames[block.name], over) for block in blocks]
        empty = {block.name for block in blocks if not cards_of(block)}
        large, room = self.ink.theme.large, self.ink.room
        workplace = Workplace(self.needs, [frames[block.name] for block in blocks], over)
        fit = partial(set_prompts, empty=empty, room=room, faces=self.ink.faces)
        few = LARGE_PRINT if large else IN_HAND if held_in_hand(frames.values()) else None
        wanted = in_languages(wanted, partial(fit, large=large), few, self.sizes.prompt, warnings)
        if few and not (self.filled or room.written or any(each.prompts.groups for each in wanted)):
            first = fewer_questions(wanted, few, partial(fit, sizes=few.sizes(self.sizes.prompt), large=True))
            if first and workplace.suits(first[0]):
                warnings += first[1]
                return {**first[0]}
        fitted = partial(fit, sizes=self.sizes.prompt, large=large)
        if not self.filled and (room.written or not large):
            where = Place("--note-size") if room.note else blocks[0].title.where
            tried, suiting, said = asked(wanted, fitted, workplace.suits, workplace.ample, where)
            warnings += said
            return workplace.widened(suiting, tried)
        found = fitted(wanted)
        without = [block for block in blocks if block.name not in found]
        # Large print has another sheet for them, unless notes are printed.
        without = [block for block in without if not self._continues(block)]
        warnings += [self._no_prompts(block, "they do not fit") for block in without]
        return self._beside_notes(found, frames, setting, over, warnings)

    def _continues(self, block: BlockText) -> bool:
        """Whether prompts that find no room in a block continue on another sheet."""
        alone = not cards_of(block) and not self.ink.room.written
        return alone and self.ink.theme.large and bool(block.prompts)

    def _wanted(self, block: BlockText, frame: Frame, over: Over) -> Wanted:
        inside = self.needs.inside(frame, over)
        return Wanted(block.name, block.prompts, inside, frame.rect, frame.block.prompt_columns)

    def _beside_notes(
        self,
        found: Mapping[str, SetPrompts],
        frames: Mapping[str, Frame],
        setting: Setting | None,
        over: Over,
        warnings: list[Diagnostic],
    ) -> dict[str, SetPrompts]:
        """The prompts without those that would push a note off its block."""
        kept: dict[str, SetPrompts] = {}
        for block in self.blocks:
            each = found.get(block.name)
            if each is None:
                continue
            room = self.needs.room(frames[block.name], each, over)
            if setting and cards_of(block) and not self._arranged(block, room, setting):
                warnings.append(self._no_prompts(block, "its notes need the room"))
            elif self.ink.fillable and room.h < least_typed(self.ink.room):
                # Large print has another sheet for them.
                if not self._continues(block):
                    warnings.append(self._no_prompts(block, "what is typed needs the room"))
            else:
                kept[block.name] = each
        return kept

    def _no_prompts(self, block: BlockText, why: str) -> Diagnostic:
        where = cards_of(block)[0].text.where if cards_of(block) else block.title.where
        return warning("no-prompts", f'"{block.title.text}" is printed without its prompts: {why}', where)

    def least_height(self, block: Block, width: float) -> float:
        """The label, and room for a line below it."""
        if not block.labelled:
            return LEAST_ROOM
        label = self.needs.label(block, width)
        return label.height + LEAST_ROOM + self.needs.foot(label, width)

    def _foot(self, frame: Frame) -> float:
        """Where the line stands that says what continues elsewhere."""
        return self.needs.inside(frame, ALONE).bottom - (0.0 if frame.block.ruled else 2.0)

    def _arranged(self, block: BlockText, room: Rect, setting: Setting) -> Arrangement | None:
        if room.h <= 0:
            return None
        return self.setter.arrange(cards_of(block), setting.size_of(block.name), setting.density, room)

    def _set_block(
        self,
        block: BlockText,
        frame: Frame,
        prompts: SetPrompts | None,
        room: Rect,
        setting: Setting | None,
        over: Over,
    ) -> SetNotes:
        if setting is None or not cards_of(block):
            continues = prompts is None and frame.block.labelled and self._continues(block)
            if continues:
                aside = (REFERENCE_WIDTH, 0.0) if frame.block.prompt_columns > 1 else (0.0, REFERENCE_ROOM)
                room = room.inset(0, 0, *aside)
            return SetNotes(block, frame, prompts, room, None, (), over, continues)
        arrangement = self._arranged(block, room, setting)
        carried: tuple[int, ...] = ()
        if arrangement is None:
            shorter = room.inset(0, 0, 0, room_for_reference(self.ink, self.manuscript, len(cards_of(block)), room.w))
            size = setting.size_of(block.name)
            arrangement = as_many(self.setter, cards_of(block), size, setting.density, shorter)
            placed = {index for column in arrangement.columns for index in column}
            carried = tuple(index for index in range(len(cards_of(block))) if index not in placed)
        return SetNotes(block, frame, prompts, room, arrangement, carried, over)

    def _overset(self, block: SetNotes, sheet: Span) -> Diagnostic:
        if block.prompts_continue:
            message = f'the prompts of "{block.text.title.text}" are on {name_of(sheet)}'
            return warning("overset", message, block.text.title.where)
        total, count = len(self.setter.addends(cards_of(block.text))), block.going_on
        what = f"{count} of its {total} notes continue{'s' * (count == 1)}" if count else "its total continues"
        message = f'"{block.text.title.text}" is full: {what} on {name_of(sheet)}'
        return warning("overset", message, cards_of(block.text)[block.carried[0]].text.where)

    def draw_grid(self, page: Builder, by_name: Mapping[str, Frame]) -> None:
        """The rules between the blocks, and the bars along their tops."""
        draw_grid(page, [by_name[block.name] for block in self.blocks], blank=not self.filled)

    def _draw(self, block: SetNotes, lines: Lines, places: Sequence[Rect], page: Builder, sheet: Span | None) -> None:
        if block.text is self.blocks[0]:
            lines.draw(page)
        begun, section = len(page.marks), page.element("Sect", None)
        if block.frame.block.labelled:
            label = self.needs.label_in(block.frame, block.over)
            label.draw(page, block.frame.block, self.needs.head(block.frame.rect), section)
        if block.prompts:
            block.prompts.draw(page, self.needs.inside(block.frame, block.over), section)
        if block.arrangement and block.arrangement.count:
            draw_cards(page, self.setter, block, lines.silent, page.element("L", section))
        if page.ink.fillable:
            says = self.manuscript.new_lines(block.text.title.text).text
            page.fill_in("text", f"blocks/{block.text.name}", block.room, says, section)
        elif not block.carried and not places:
            draw_room_left(page, block, block.foot(self.setter), self.foot)
        draw_note_places(page, places)
        if self.ink.room.votes and block.frame.block.labelled:
            draw_votes(page, self.needs.head(block.frame.rect), self.needs.label_in(block.frame, block.over))
        if sheet and (block.carried or block.prompts_continue):
            words, where, count = self.manuscript, str(sheet), block.going_on
            text = words.continues(count, where) if count else words.goes_on(where)
            inside = self.needs.inside(block.frame, block.over)
            said = reference(page.ink, text, inside.w)
            element, accent = page.element("P", section, text), page.ink.accent(block.frame.block.accent)
            draw_set(page, said, inside.right - said.width, self._foot(block.frame), accent, element)
        box = next_box(page, self.setter, block, self.chosen)
        shows(page, "block", block.text.name, block.frame.rect, begun, box=box, room=block.room)
