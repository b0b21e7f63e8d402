"""What blocks of notes need: how high they must be in a width to hold their label, their prompts and their notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from bmcgen.drawing.builder import Ink
from bmcgen.drawing.grid.gutters import foot_inset, side_inset
from bmcgen.drawing.labels import INSET, CanvasLabel, title_sizes
from bmcgen.geometry import Rect
from bmcgen.kinds.notes.cards.density import BROKEN, WHOLE, Density
from bmcgen.kinds.notes.cards.setter import Setter
from bmcgen.kinds.notes.prompts.setter import PromptSetter, SetPrompts
from bmcgen.kinds.notes.room.votes import votes_height
from bmcgen.kinds.notes.sizing.known import Falling, KnownLabels, LabelShape
from bmcgen.kinds.notes.sizing.over import ALONE, Over
from bmcgen.kinds.notes.sizing.sizes import Setting
from bmcgen.kinds.notes.words.worded import cards_of
from bmcgen.model.layout import Block, Sizes
from bmcgen.model.manuscript import BlockText, Card, Prompts
from bmcgen.model.plan import Frame
from bmcgen.text.fonts import Faces

PROMPT_GAP, BESIDE = 8.0, 12.0
LEAST_ROOM, REFERENCE_ROOM, SLACK = 22.0, 13.0, 0.01
BREAKS_TITLES = 9.5
"""The largest size of notes over which the word of a title is broken rather than the notes set smaller."""
KEPT = 4096
"""Labels that faces remember."""


class Needs:
    """Measures the blocks of a sheet."""

    def __init__(self, blocks: Sequence[BlockText], sizes: Sizes, ink: Ink) -> None:
        self.sizes, self.ink = sizes, ink
        self.side, self.below = side_inset(ink.threads), foot_inset(ink.threads)
        self._asking = {block.area: block.prompts for block in blocks}
        self._named = {block.name: block for block in blocks}
        self.notes = {block.area: cards_of(block) for block in blocks}
        self.setter = Setter(ink, self.notes.values())
        self._prompts = PromptSetter(ink.faces)
        self._labels: dict[tuple[str, float, tuple[float, float], float], CanvasLabel] = {}
        self._heads: dict[tuple[str, tuple[float, float]], KnownLabels] = {}
        self._cards: dict[tuple[str, Density, bool, bool, int, bool], Falling] = {}
        self._firsts: dict[tuple[str, float, float], float] = {}
        self._asked: dict[tuple[str, float], float] = {}
        self.most_title_lines = 0
        """No size is too large for the words of a title that takes no more lines than this."""

    def label(self, block: Block, width: float, over: Over = ALONE) -> CanvasLabel:
        """The label of a block in a width."""
        key = block.name, width, title_sizes(over.notes), over.most
        found = self._labels.get(key)
        if found is None:
            text, drawn = self._named[block.name], block.pictogram is not None
            wide = width - 2 * (self.side - INSET)
            found = CanvasLabel.of(self.ink, text, wide, notes=over.notes, drawn=drawn, most=over.most)
            self._labels[key] = found
        return found

    def over(self, frames: Mapping[str, Frame], notes: float) -> Over:
        """What the titles of blocks stand over: all are as large as the smallest of them in these frames, if none is
        higher then. In large print a smaller one may take another line.
        """
        each = Over(notes)
        labelled = [frame for frame in frames.values() if frame.block.labelled]
        labels = [self.label_in(frame, each) for frame in labelled]
        smallest = min((label.title.size for label in labels), default=inf)
        alike = Over(notes, max(smallest, title_sizes(notes)[1]))
        pairs = zip(labelled, labels, strict=True)
        return alike if all(self.label_in(frame, alike).height <= label.height for frame, label in pairs) else each

    def _label_height(self, block: Block, width: float, notes: float) -> float:
        """How high that label is; infinite over large notes if it breaks a word."""
        found = self.label_shape(block, width, notes)
        fits = found.fits or notes <= BREAKS_TITLES or found.lines <= self.most_title_lines
        return found.height if fits else inf

    def label_shape(self, block: Block, width: float, notes: float) -> LabelShape:
        """What tells how high the label of a block is over notes of a size."""
        key = block.name, title_sizes(notes)
        known = self._heads.get(key)
        if known is None:
            text = self._named[block.name]
            # The sheets of a batch have the same labels.
            every = self.ink.faces.derived(_labels)()
            if len(every) > KEPT:
                every.clear()
            drawn, scale = block.pictogram is None, self.ink.theme.scale
            whole = text.title, text.number, drawn, key[1], scale, self.side
            known = self._heads[key] = every.setdefault(whole, KnownLabels())
        found = known.at(width)
        if found is None:
            label = self.label(block, width, Over(notes))
            found = LabelShape(len(label.title.lines), label.title.size, label.below, label.height, label.fits)
            known.add(width, found)
        return found

    def label_in(self, frame: Frame, over: Over) -> CanvasLabel:
        """The label of a block in its frame; a frame that is too low for it has the smallest."""
        label = self.label(frame.block, frame.rect.w, over)
        if label.height + LEAST_ROOM + self.foot(label, frame.rect.w) <= frame.rect.h + SLACK:
            return label
        return self.label(frame.block, frame.rect.w)

    def inside(self, frame: Frame, over: Over) -> Rect:
        """The room below the label of a block."""
        if not frame.block.labelled:
            return frame.rect.inset(self.side, self.side, self.side, self.below) if frame.block.ruled else frame.rect
        label = self.label_in(frame, over)
        top = max(label.height, over.tops.get(frame.block.name, 0.0))
        return frame.rect.inset(self.side, top, self.side, self.foot(label, frame.rect.w))

    def foot(self, label: CanvasLabel, width: float) -> float:
        """What the foot of a block keeps free below its content."""
        return self.below + votes_height(self.ink, label, width - 2 * (self.side - INSET))

    def head(self, rect: Rect) -> Rect:
        """The rectangle that the label of a block stands in the top of: beside the gutters, as its notes do."""
        aside = self.side - INSET
        return rect.inset(aside, 0, aside, self.below - INSET)

    def room(self, frame: Frame, prompts: SetPrompts | None, over: Over) -> Rect:
        """The room below the label and the prompts of a block."""
        if prompts and prompts.beside:
            return self.inside(frame, over).inset(prompts.width + BESIDE, 0, 0, 0)
        used = prompts.height + PROMPT_GAP if prompts and prompts.height else 0.0
        return self.inside(frame, over).inset(0, used, 0, 0)

    def height(self, block: Block, width: float, setting: Setting, *, prompted: bool, all_of_it: bool = False) -> float:
        """How high a block must be: if it is overset, only so high that the notes it keeps stand in it, unless
        `all_of_it` is asked for.
        """
        around, wide = self._around(block, width, setting, prompted)
        cards = self.notes[block.area]
        if around == inf or not cards:
            return around + LEAST_ROOM
        high = self._cards_height(block.name, cards, wide, setting)
        if block.name in setting.overset and not all_of_it:
            high = min(high, self._first_height(block, cards, wide, setting))
        return around + max(LEAST_ROOM, high)

    def _cards_height(self, name: str, cards: Sequence[Card], width: float, setting: Setting) -> float:
        """How high cards of a block stand in a width."""
        size, density = setting.size_of(name), setting.density
        known, at = self._known(name, size, setting, len(cards)), width / size
        low, high = known.bounds(at)
        if low != high:
            high = self.setter.least_height(cards, size, density, width, whole=setting.whole) / size
            known.add(at, high)
        return high * size

    def bounds(
        self, block: Block, width: float, setting: Setting, *, prompted: bool, all_of_it: bool
    ) -> tuple[float, float]:
        """What is known of that height without measuring: it is between the two."""
        around, wide = self._around(block, width, setting, prompted)
        cards = self.notes[block.area]
        if around == inf or not cards:
            return around + LEAST_ROOM, around + LEAST_ROOM
        if block.name in setting.overset and not all_of_it:
            low = self.height(block, width, setting, prompted=prompted)
            return low, low
        size = setting.size_of(block.name)
        low, high = self._known(block.name, size, setting, len(cards)).bounds(wide / size)
        return around + max(LEAST_ROOM, low * size), around + max(LEAST_ROOM, high * size)

    def _first_height(self, block: Block, cards: Sequence[Card], width: float, setting: Setting) -> float:
        """How high the notes of an overset block stand that it keeps, with the line that says where the others are."""
        if setting.bare:
            return LEAST_ROOM
        count = setting.kept_of(len(cards))
        if count > 1:
            first = self.setter.first(cards, count)
            return max(LEAST_ROOM, self._cards_height(block.name, first, width, setting) + REFERENCE_ROOM + SLACK)
        size = setting.size_of(block.name)
        key = block.name, size, width
        if key not in self._firsts:
            style = self.setter.style(self.setter.first(cards, 1), size, setting.density, hyphens=True)
            lead = self.setter.lead(cards, 0, None, style, width).height
            high = lead + self.setter.height(cards[0], style, width) + REFERENCE_ROOM
            self._firsts[key] = max(LEAST_ROOM, high + SLACK)
        return self._firsts[key]

    def _known(self, name: str, size: float, setting: Setting, count: int) -> Falling:
        """How high so many notes of a block stand, in ems: that falls with the width, and depends on the size only
        where that lets words be broken.
        """
        key = name, setting.density, size <= BROKEN, size <= WHOLE, count, setting.whole
        found = self._cards.get(key)
        if found is None:
            found = self._cards[key] = Falling()
        return found

    def _around(self, block: Block, width: float, setting: Setting, prompted: bool) -> tuple[float, float]:
        """How high all but the notes of a block is, and the width that these have."""
        if not block.labelled:
            return (self.side + self.below, width - 2 * self.side) if block.ruled else (0.0, width)
        wide = width - 2 * self.side
        around = self._label_height(block, width, setting.size) + self.below
        if self.ink.room.votes and around < inf:
            around += votes_height(self.ink, self.label(block, width, Over(setting.size)), wide + 2 * INSET)
        if prompted and (prompts := self._asking[block.area]):
            around += self._prompts_height(block, prompts, wide)
        return around, wide

    def _prompts_height(self, block: Block, prompts: Prompts, width: float) -> float:
        key = block.name, width
        if key not in self._asked:
            room = Rect(0, 0, width, 5000.0)
            size, columns = self.sizes.prompt[0], block.prompt_columns
            found = self._prompts.fit(prompts, size, "regular", room, columns, whole=False)
            self._asked[key] = found.height + PROMPT_GAP if found and found.height else 0.0
        return self._asked[key]


def _labels(faces: Faces) -> dict[object, KnownLabels]:
    """The labels that have been measured in faces, without their widths."""
    return {}
