"""A specimen: a worked case, shown as a picture of the canvas that it fills, or of one page of it on a spread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Struct

from bmcgen.diagnostics import Problems, error
from bmcgen.drawing.body.columns import ParagraphStyle, StyledParagraph, draw_text, fill_text, styled
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.placing import placed
from bmcgen.drawing.setting import Context, Part, Setting, Span
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import MM, Rect, length
from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._keys import Checked
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Page
from bmcgen.model.plan import Frame

LEGIBLE = 4.5
"""The smallest type in the picture, in points."""
TITLE, CAPTION = 13.0, 9.0
BESIDE = 14.0
"""Between the title and the caption."""
LEAST_CAPTION = 0.4
"""The least part of the width that a caption has beside its title."""
BELOW = 7.0
EDGE = 0.5
_SIDES = re.compile(r"([\d.]+)\s*[x×]\s*([\d.]+\s*[a-z]+)")
_GROUPS = ("Sect", "Figure")
_HEADINGS = ("H1", "H2", "H3", "H4")


def _sides(value: object) -> tuple[float, float]:
    """The sides of a sheet in points, written as 380x226mm."""
    match = _SIDES.fullmatch(str(value).strip())
    if not match:
        raise ValueError(f'"{value}" is not a sheet size such as 380x226mm')
    unit = re.sub(r"[\d.\s]", "", match[2])
    width, height = length(f"{match[1]}{unit}"), length(match[2])
    if not 50 * MM <= min(width, height) <= max(width, height) <= 3000 * MM:
        raise ValueError("each side of a sheet must be from 50 mm to 3 m")
    return width, height


SIDES = {"type": "string", "pattern": "^[0-9.]+ *[x×] *[0-9.]+ *[a-z]+$", "$comment": "a width and a height"}
Sides = Annotated[tuple[float, float], Checked(_sides, SIDES)]


class Shown(Struct, frozen=True):
    """The page that a specimen shows, its caption, and in words what there is to see."""

    page: Page
    caption: Text
    alt: str


class _Specimen(Kind):
    of_canvas = True
    says_subject = True
    words_needed = ("caption", "alt")
    layout_keys: ClassVar[Mapping[str, Any]] = {
        "case": (str, ""),
        "half": (Literal["left", "right"], None),
        "sheet": (Annotated[tuple[float, float], Checked(_sides, SIDES)], None),
    }
    word_keys: ClassVar[Mapping[str, Any]] = {"caption": (str, ""), "alt": (str, "")}

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> Shown:
        page = wording.case(block.own["case"] or block.name, block.own["sheet"], block.own["half"])
        return Shown(page, wording.say(words.own["caption"]), words.own["alt"])

    def texts(self, text: BlockText) -> Iterator[Text]:
        yield text.title
        yield text.body.caption
        for each in text.body.page.elements:
            if each.source and each.where:
                yield Text(each.source, each.language, each.where)

    def set(self, text: BlockText, block: Block, context: Context) -> Specimen:
        return Specimen(text, block, context)


class Specimen(Setting):
    """The title with the caption beside it, or below where that has little room, and under them the page, as large as
    the frame allows.
    """

    varies = False

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.ink = text, block, context.ink
        self.shown: Shown = text.body
        self.title = styled(self.ink, text.title, ParagraphStyle(TITLE, "bold", role="H2", leading_ratio=1.2))
        below = ParagraphStyle(self.ink.readable(CAPTION), leading_ratio=1.3)
        self.caption = styled(self.ink, self.shown.caption, below)
        smallest = min((line.size for line in self.shown.page.lines()), default=LEGIBLE)
        self.least = LEGIBLE / self.ink.theme.scale / smallest

    def _titles(self, width: float) -> list[tuple[StyledParagraph, Rect]]:
        """The title and the caption, and where each stands in a width."""
        face = self.ink.faces["bold"]
        left = face.width(self.text.title.text) * TITLE / 1000 + BESIDE
        if width - left < LEAST_CAPTION * width:
            high = self.title.height(width)
            return [
                (self.title, Rect(0, 0, width, high)),
                (self.caption, Rect(0, high, width, self.caption.height(width))),
            ]
        # Their first lines stand on one baseline.
        drop = _baseline(self.title.style) - _baseline(self.caption.style)
        beside = Rect(left, drop, width - left, self.caption.height(width - left))
        return [(self.title, Rect(0, 0, left, self.title.height(left))), (self.caption, beside)]

    def _top(self, width: float) -> float:
        return max(rect.bottom for _, rect in self._titles(width)) + BELOW

    def height(self, width: float, scale: Scale, rows: int) -> float:
        page = self.shown.page
        return self._top(width) + width * page.height / page.width

    def least_height(self, width: float, scale: Scale, rows: int) -> float:
        return self._top(width) + self.least * self.shown.page.height

    def holds(self, rect: Rect, scale: Scale, rows: int) -> bool:
        return True

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect))

    def _draw(self, rect: Rect, builder: Builder, _: Span | None) -> None:
        section = builder.element("Sect", None)
        for part, at in self._titles(rect.w):
            room = Rect(rect.x + at.x, rect.y + at.y, at.w, at.h + 1)
            lines, _rest = fill_text([part], room)
            draw_text(builder, lines, room, section, "ink")
        room = rect.inset(0, self._top(rect.w), 0, 0)
        page = self.shown.page
        scale = min(room.w / page.width, room.h / page.height)
        if scale < self.least - 1e-6:
            message = f'"{self.text.area}" is too small for its case: type in it would be under {LEGIBLE:g} pt'
            hint = "give it more room, or a smaller sheet"
            raise Problems([error("no-room", message, self.text.title.where, hint)])
        wide, high = page.width * scale, page.height * scale
        draw_page(builder, page, Rect(room.x + (room.w - wide) / 2, room.y, wide, high), section, self.shown.alt)


def _baseline(manner: ParagraphStyle) -> float:
    """From the top of a text to the baseline of its first line, as `draw_text` has it."""
    return manner.leading / 2 + manner.size * 0.34


def draw_page(builder: Builder, page: Page, rect: Rect, section: int, alt: str) -> None:
    """A page in small as one figure with a hairline around it. Its lists and paragraphs keep their order inside the
    figure; headings become paragraphs, for they are none of the document's own.
    """
    figure = builder.figure(section, alt)
    builder.panel(rect, builder.ink.colour("paper"), 0.0, builder.ink.colour("hairline"), EDGE, figure)
    places: list[int] = []
    for element in page.elements:
        parent = figure if element.parent is None else places[element.parent]
        if element.role in _GROUPS:
            places.append(parent)
            continue
        text = Text(element.source, element.language, element.where) if element.where else None
        places.append(builder.element("P" if element.role in _HEADINGS else element.role, parent, text))
    scale = rect.w / page.width
    for mark in page.marks:
        belongs = None if mark.element is None else places[mark.element]
        builder.marks.append(placed(mark, belongs, scale, rect.x, rect.y))


KIND = _Specimen()
