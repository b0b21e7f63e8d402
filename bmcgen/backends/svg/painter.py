"""Marks to the elements of an SVG."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import hypot

from msgspec import Struct

from bmcgen.backends.svg.fonts import WebFont
from bmcgen.backends.svg.structure import Groups
from bmcgen.backends.svg.xml import escaped, number, tag
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Mark, Page, Panel, Path, Picture, Press, Rule

_BEYOND = 0.1
# Viewers differ on whether a character beyond U+FFFF takes one x or two: so it is the last of its span.
_PARTS = re.compile("[^\U00010000-\U0010ffff]*[\U00010000-\U0010ffff]|[^\U00010000-\U0010ffff]+")


class _Span(Struct, frozen=True):
    """Glyphs of one font on one baseline, with an x for each."""

    font: str
    size: str
    fill: str
    y: str
    text: str
    xs: list[str]


class Painter:
    """Draws pages. `fonts` are the subsets by the names of their faces."""

    def __init__(self, fonts: Mapping[str, WebFont], press: Press, language: str) -> None:
        self.fonts, self.press, self.language = fonts, press, language

    def paint(self, page: Page, shown: Rect | None = None) -> Iterator[str]:
        """The marks of a page in their order, a string an element; only those that touch what is shown of it."""
        groups = Groups(page.elements, self.language)
        marks = [mark for mark in page.marks if shown is None or shown.overlaps(_bounds(mark))]
        waiting: list[Mark] = []
        for element, same in groupby(marks, key=lambda mark: mark.element):
            if element is None:
                waiting += same
                continue
            yield from groups.leave(element)
            # What means nothing is drawn in the group that holds both what is before it and what is after.
            yield from self._drawn(waiting, hidden=True)
            waiting = []
            yield from groups.enter(element)
            yield from self._drawn(same)
        yield from groups.leave(None)
        yield from self._drawn(waiting, hidden=True)

    def plainly(self, marks: Iterable[Mark]) -> Iterator[str]:
        """Marks without what they mean, for those who say that elsewhere."""
        return self._drawn(marks)

    def _drawn(self, marks: Iterable[Mark], hidden: bool = False) -> Iterator[str]:
        for lines, same in groupby(marks, key=lambda mark: isinstance(mark, Line)):
            if not lines:
                yield from map(self._shape, same)
                continue
            # The lines of an element are one text, selected and read as one.
            texts = [mark for mark in same if isinstance(mark, Line)]
            spans = [span for mark in texts for span in self._spans(mark, last=mark is texts[-1])]
            for text in ([span] for span in spans) if hidden else [spans]:
                yield self._text(text, hidden)

    def _shape(self, mark: Mark) -> str:
        if isinstance(mark, Panel):
            return self._panel(mark)
        if isinstance(mark, Picture):
            return self._picture(mark)
        if isinstance(mark, Path):
            return self._path(mark)
        assert isinstance(mark, Rule)
        return self._rule(mark)

    def _colour(self, colour: Colour) -> str:
        parts = (colour.grey,) * 3 if self.press.inks == "grey" else colour.rgb
        return "#" + "".join(f"{round(255 * part):02x}" for part in parts)

    def _panel(self, panel: Panel) -> str:
        rect, fill = panel.rect, self._colour(panel.fill)
        if panel.side:
            return tag("path", d=_half_rounded(rect, panel.radius, panel.side), fill=fill) + "/>"
        if panel.edge is None:
            radius = min(panel.radius, rect.w / 2, rect.h / 2) or None
            return tag("rect", x=rect.x, y=rect.y, width=rect.w, height=rect.h, rx=radius, fill=fill) + "/>"
        inside = rect.inset(*[panel.edge_width / 2] * 4)
        radius = min(panel.radius, inside.w / 2, inside.h / 2) or None
        place = tag("rect", x=inside.x, y=inside.y, width=inside.w, height=inside.h, rx=radius, fill=fill)
        return f'{place} stroke="{self._colour(panel.edge)}" stroke-width="{number(panel.edge_width)}"/>'

    def _rule(self, rule: Rule) -> str:
        x2, y2, dots, cap = rule.x2, rule.y2, None, None
        if rule.dots:
            # Dashes of hardly any length, with round ends; a little further, or the last dot would be left out.
            more = 1 + _BEYOND / max(hypot(x2 - rule.x1, y2 - rule.y1), _BEYOND)
            x2, y2 = rule.x1 + (x2 - rule.x1) * more, rule.y1 + (y2 - rule.y1) * more
            dots, cap = f"0.01 {rule.dots - 0.01:.3f}", "round"
        elif rule.dash:
            dots = " ".join(map(number, rule.dash))
        ends = tag("line", x1=rule.x1, y1=rule.y1, x2=x2, y2=y2, stroke=self._colour(rule.colour))
        more_of_it = tag("", stroke_width=rule.width, stroke_dasharray=dots, stroke_linecap=cap)
        return f"{ends}{more_of_it[1:]}/>"

    def _path(self, path: Path) -> str:
        steps = " ".join(letter + " ".join(map(number, numbers)) for letter, numbers in path.steps())
        colour = self._colour(path.colour)
        if not path.width:
            return tag("path", d=steps, fill=colour) + "/>"
        place = tag("path", d=steps, fill="none", stroke=colour, stroke_width=path.width)
        return f'{place} stroke-linecap="round" stroke-linejoin="round"/>'

    def _picture(self, picture: Picture) -> str:
        from bmcgen.backends.pdf.pictures import printable

        rect, data = picture.rect, printable(picture, self.press.inks)
        assert isinstance(data, bytes)
        kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
        place = tag("image", x=rect.x, y=rect.y, width=rect.w, height=rect.h, preserveAspectRatio="none")
        return f'{place} xlink:href="data:image/{kind};base64,{b64encode(data).decode()}"/>'

    def _text(self, spans: Sequence[_Span], hidden: bool) -> str:
        first = spans[0]
        about = tag(
            "text", class_=first.font, font_size=first.size, fill=first.fill, aria_hidden="true" if hidden else None
        )
        if len(spans) == 1:
            return f'{about} x="{" ".join(first.xs)}" y="{first.y}">{escaped(first.text)}</text>'
        parts = [f"{about}>"]
        for span in spans:
            own = tag(
                "tspan",
                class_=span.font if span.font != first.font else None,
                font_size=span.size if span.size != first.size else None,
                fill=span.fill if span.fill != first.fill else None,
            )
            parts.append(f'{own} x="{" ".join(span.xs)}" y="{span.y}">{escaped(span.text)}</tspan>')
        return "".join([*parts, "</text>"])

    def _spans(self, line: Line, last: bool) -> Iterator[_Span]:
        """The runs of a line, each glyph in its place: no viewer has to know how wide it is. There is a space behind
        words that end with their line, for those who copy them.
        """
        ends = line.joint == " " or (line.joint == "\n" and not last)
        pen, em = line.x, line.size / 1000
        about = number(line.size), self._colour(line.colour), number(line.y)
        for count, run in enumerate(line.runs, 1):
            text, advances = run.text, iter((*run.advances, 0.0))
            if ends and count == len(line.runs):
                text += " "
            for part in _PARTS.findall(text):
                xs = []
                for _ in part:
                    xs.append(number(pen))
                    pen += next(advances) * em
                yield _Span(self.fonts[run.face].family, *about, part, xs)


def _half_rounded(rect: Rect, radius: float, side: str) -> str:
    """The path of a rectangle whose corners are rounded on one side."""
    r = min(radius, rect.w, rect.h / 2)
    turn, begin, across = (1, rect.right, r - rect.w) if side == "left" else (0, rect.x, rect.w - r)
    out = -r if side == "left" else r
    turned = f"{number(r)} {number(r)} 0 0 {1 - turn}"
    return (
        f"M{number(begin)} {number(rect.y)}h{number(across)}a{turned} {number(out)} {number(r)}"
        f"v{number(rect.h - 2 * r)}a{turned} {number(-out)} {number(r)}h{number(-across)}z"
    )


def _bounds(mark: Mark) -> Rect:
    """A rectangle that holds all that a mark can draw."""
    if isinstance(mark, Line):
        return Rect(mark.x, mark.y, mark.width, 0).inset(*[-1.5 * mark.size] * 4)
    if isinstance(mark, Rule):
        left, top = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
        return Rect(left, top, abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1)).inset(*[-mark.width - _BEYOND] * 4)
    return mark.rect.inset(*[-mark.width] * 4) if isinstance(mark, Path) else mark.rect
