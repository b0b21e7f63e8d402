"""A part of a form: its label, level with those beside it, and below that what is written in it."""

from __future__ import annotations

from functools import partial

from bmcgen.diagnostics import Diagnostic, warning
from bmcgen.drawing.body.columns import StyledParagraph, body_style
from bmcgen.drawing.builder import Builder
from bmcgen.drawing.flows import CarriedText
from bmcgen.drawing.form_labels import FormLabel
from bmcgen.drawing.setting import Context, Part, Setting, Span, name_of
from bmcgen.drawing.sizes import Scale
from bmcgen.geometry import Rect
from bmcgen.model.layout import Block
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.plan import Frame


class FormSetting(Setting):
    """What parts of forms share. A subclass says how high its content is and draws it below the label."""

    is_form = True

    def __init__(self, text: BlockText, block: Block, context: Context) -> None:
        self.text, self.block, self.manuscript, self.ink = text, block, context.manuscript, context.ink
        self.sheet = context.sheet

    def label_rows(self, width: float) -> int:
        return self.label(width, 1).rows

    def label(self, width: float, rows: int, remark: Text | None = None) -> FormLabel:
        return FormLabel.of(self.ink, self.text, width, remark, rows)

    def top(self, width: float, rows: int) -> float:
        """From the top of the frame to the content."""
        return self.label(width, rows).height

    def room(self, rect: Rect, rows: int) -> Rect:
        """What the label leaves of a frame."""
        return rect.inset(0, self.top(rect.w, rows), 0, 0)

    def content_height(self, width: float, scale: Scale) -> float:
        """How high the content must be so that all of it stands there."""
        raise NotImplementedError

    def height(self, width: float, scale: Scale, rows: int) -> float:
        return self.top(width, rows) + self.content_height(width, scale)

    def overset(self, rest: StyledParagraph, span: Span) -> Diagnostic:
        """The warning that it continues, at the first word that does."""
        message = f'"{self.text.title.text}" is full: it continues on {name_of(span)}'
        return warning("overset", message, rest.text.where)

    def elsewhere(self, span: Span | None) -> Text | None:
        """What says in the frame where the rest is."""
        return self.manuscript.goes_on(str(span)) if span else None

    def carried(self, rest: list[StyledParagraph], scale: Scale, *, bullets: bool = False) -> CarriedText:
        """What continues is set as running text, whatever it looked like in its frame."""
        style = body_style(scale.text, bullets=bullets)
        return CarriedText(self.text, self.block, tuple(each.set_in(style, self.ink) for each in rest))


class DrawnSetting(FormSetting):
    """A part of a form that is never divided and is as high as its content, without a label over it or with one."""

    labelled = True

    def label_rows(self, width: float) -> int:
        return super().label_rows(width) if self.labelled else 0

    def top(self, width: float, rows: int) -> float:
        return super().top(width, rows) if self.labelled else 0.0

    def stand(self, frame: Frame, scale: Scale, rows: int) -> Part:
        return Part(self.text, partial(self._draw, frame.rect, rows))

    def _draw(self, rect: Rect, rows: int, page: Builder, _: Span | None) -> None:
        section = page.element("Sect", None)
        room = self.room(rect, rows)
        if self.labelled:
            self.label(rect.w, rows).draw(page, self.block, rect, section)
        self.draw_content(page, room, section)

    def draw_content(self, page: Builder, room: Rect, section: int) -> None:
        raise NotImplementedError
