"""What continues in the columns of further sheets: paragraphs and the entries of lists, under their block's label."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.drawing.body.columns import LEAST_LINES, Placed, StyledParagraph, draw_text
from bmcgen.drawing.builder import Builder, Ink
from bmcgen.drawing.form_labels import FormLabel
from bmcgen.drawing.setting import Between, Flow, Label
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.text.measuring import SetLine


class KnownLines:
    """The lines of something, remembered for each width that was asked for."""

    def __init__(self, broken: Callable[[float], tuple[SetLine, ...]]) -> None:
        self._broken, self._known = broken, dict[float, tuple[SetLine, ...]]()

    def __call__(self, width: float) -> tuple[SetLine, ...]:
        if width not in self._known:
            self._known[width] = self._broken(width)
        return self._known[width]


class TextFlow:
    """A paragraph, or an entry of a list."""

    least = LEAST_LINES
    between: Between | None = None

    def __init__(self, paragraph: StyledParagraph, accent: str) -> None:
        self.paragraph, self.accent, self.gap = paragraph, accent, paragraph.style.gap
        self._set = KnownLines(paragraph.lines)

    def lines(self, width: float) -> int:
        return len(self._set(width))

    def height(self, count: int, width: float) -> float:
        return count * self.paragraph.style.leading

    def resumed(self, first: int) -> TextFlow:
        return self

    def draw(self, page: Builder, rect: Rect, first: int, count: int, parent: int) -> None:
        part = replace(self.paragraph, begun=self.paragraph.begun or first > 0)
        placed = [Placed(part, self._set(rect.w)[first : first + count], 0.0, 0.0)]
        draw_text(page, placed, rect, parent, self.accent)


class CarriedText(Struct, frozen=True):
    """What of a part of a form continues, under the label of a form."""

    text: BlockText
    block: Block
    parts: tuple[StyledParagraph, ...]
    listed: bool = False
    whole: bool = False
    bar: float = 0.0

    def flows(self) -> Sequence[Flow]:
        return [TextFlow(part, self.block.accent) for part in self.parts]

    def label(self, ink: Ink, width: float, continued: Text) -> FormLabel | None:
        # Where a heading over the sheet says what continues, the columns do not say it again.
        return FormLabel.of(ink, self.text, width, continued) if self.block.labelled else None

    def again(self, ink: Ink, width: float, label: Label) -> None:
        return None
