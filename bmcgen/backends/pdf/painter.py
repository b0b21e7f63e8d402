"""Marks to the operators of a PDF page (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import hypot

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import xObjectName

from bmcgen.backends.pdf.fonts import SOFT_HYPHEN, Lettering
from bmcgen.backends.pdf.reportlab_parts import use_form
from bmcgen.backends.pdf.tags import Tags
from bmcgen.backends.pdf.values import decimal
from bmcgen.backends.pdf.writer import File
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Mark, Page, Panel, Path, Picture, Press, Rule, Run
from bmcgen.pages.prepress.printer_marks import MARK_ROOM, crop_marks
from bmcgen.text.fonts import Faces

# Where a quarter of a circle is drawn as a Bézier curve, its handles are this part of the radius.
_KAPPA = 0.5523
_BEYOND = 0.1
_SHARED = 8
"""So many marks that mean nothing, and stand on another page too, are worth a form."""
_SHAPES = (Panel, Rule, Path)
_STEPS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_INKS = {"rgb": ("rg", "RG"), "cmyk": ("k", "K"), "grey": ("g", "G")}


class Painter:
    """Writes the operators of pages. What is set already (a colour, a width, a face) is not set again."""

    def __init__(self, file: File, faces: Faces, tags: Tags | None, press: Press) -> None:
        self.file, self.surface, self.faces, self.tags, self.press = file, file.surface, faces, tags, press
        self.lettering = Lettering(file)
        self.height = 0.0
        # What lies around the trim: the bleed, and beyond it the marks.
        self.around = press.bleed + (MARK_ROOM if press.marks else 0.0)
        self._colours: dict[int, tuple[Colour, tuple[str, str]]] = {}
        self._sizes: dict[float, str] = {}
        self._seen: set[int] = set()
        self._forms: dict[tuple[float, float, tuple[Mark, ...]], str] = {}
        self.begin(0.0)

    def begin(self, height: float) -> None:
        """To be called at the beginning of a page or form of a height, where nothing is set."""
        self.height = height
        self._fill = self._stroke = self._font = ""
        self._width = -1.0

    def lay(self, page: Page) -> None:
        """The boxes of a page: the trim, the bleed around it, and the sheet (ISO 32000-1, 14.11.2)."""
        wide, high, around, bleed = page.width, page.height, self.around, self.press.bleed
        self.surface.setPageSize((wide + 2 * around, high + 2 * around))
        if around:
            edge = around - bleed
            self.surface.setTrimBox((around, around, around + wide, around + high))
            self.surface.setBleedBox((edge, edge, edge + wide + 2 * bleed, edge + high + 2 * bleed))

    def paint(self, page: Page) -> None:
        """Writes everything on a page."""
        self.begin(page.height)
        tags = self.tags
        if tags:
            tags.begin_page(page, self.around)
        operators: list[str] = self._frame(page) if self.around else []
        opened: int | None = -1
        marks, number, total = page.marks, 0, len(page.marks)
        while number < total:
            mark = marks[number]
            if tags and mark.element != opened:
                opened = mark.element
                operators.append(tags.turn_to(opened))
            end = number + 1
            if mark.element is None:
                while end < total and marks[end].element is None and isinstance(marks[end], _SHAPES):
                    end += 1
            if end - number >= _SHARED and isinstance(mark, _SHAPES):
                operators += self._ground(marks[number:end], page)
                number = end
                continue
            number += 1
            if isinstance(mark, Line):
                operators.append(self.line(mark))
            elif isinstance(mark, Picture):
                self._draw(operators, mark)
            else:
                operators.append(self._shape(mark))
        if tags and marks:
            operators.append("EMC")
        if self.around:
            operators.append("Q")
        self.surface.addLiteral("\n".join(operators))
        self.lettering.end_page()

    def finish(self) -> None:
        """Writes what the pages have in common."""
        self.lettering.finish()

    def _shape(self, mark: Panel | Rule | Path) -> str:
        if isinstance(mark, Panel):
            return self._panel(mark)
        return self._path(mark) if isinstance(mark, Path) else self.rule(mark)

    def _path(self, path: Path) -> str:
        """The operators of an outline (ISO 32000-1, 8.5.2)."""
        high, steps = self.height, list[str]()
        for letter, numbers in path.steps():
            points = [f"{x:.2f} {high - y:.2f}" for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            steps += [*points, _STEPS[letter]]
        outline = " ".join(steps)
        if not path.width:
            return f"{self._filled(path.colour)}{outline} f"
        return f"{self._stroked(path.colour, path.width)}1 J 1 j {outline} S 0 J 0 j"

    def _ground(self, marks: tuple[Mark, ...], page: Page) -> list[str]:
        """Shapes that mean nothing: as a form where they have been on another page before."""
        shapes = [mark for mark in marks if isinstance(mark, _SHAPES)]
        # On another paper the same marks stand elsewhere, for a file counts from below.
        key = page.width, page.height, marks
        form = self._forms.get(key)
        if form is None:
            if hash(key) not in self._seen:
                self._seen.add(hash(key))
                return [self._shape(mark) for mark in shapes]
            form = self._forms[key] = self._form(shapes, page)
        use_form(self.surface, form)
        return [f"/{xObjectName(form)} Do"]

    def _form(self, shapes: Sequence[Panel | Rule | Path], page: Page) -> str:
        """The name of a new form that draws shapes in the coordinates of their page (ISO 32000-1, 8.10)."""
        outside = self._fill, self._stroke, self._font, self._width
        self.begin(page.height)
        operators = "\n".join([self._shape(mark) for mark in shapes])
        self._fill, self._stroke, self._font, self._width = outside
        room = f"{decimal(-self.around)} {decimal(-self.around)} {decimal(page.width + self.around)}"
        about = f"/Type/XObject/Subtype/Form/BBox[{room} {decimal(page.height + self.around)}]/Resources<<>>"
        name = f"ground{len(self._forms) + 1}"
        self.file.stream(operators.encode(), about, xObjectName(name))
        return name

    def appearance(self, marks: Sequence[Mark], rect: Rect) -> int:
        """The number of a new form XObject that shows a rectangle of the page, and shapes in it."""
        outside = self._fill, self._stroke, self._font, self._width
        self.begin(self.height)
        operators = "\n".join([self._shape(mark) for mark in marks if isinstance(mark, _SHAPES)])
        self._fill, self._stroke, self._font, self._width = outside
        box = (rect.x, self.height - rect.bottom, rect.right, self.height - rect.y)
        about = f"/Type/XObject/Subtype/Form/BBox[{' '.join(map(decimal, box))}]/Resources<<>>"
        return self.file.stream(operators.encode(), about)

    def _filled(self, colour: Colour) -> str:
        """What sets the colour of areas and letters; nothing if it is set."""
        operator = self._operators(colour)[0]
        if operator == self._fill:
            return ""
        self._fill = operator
        return operator

    def _stroked(self, colour: Colour, width: float) -> str:
        """What sets the colour and the width of lines; nothing if they are set."""
        operator = self._operators(colour)[1]
        found = "" if operator == self._stroke else operator
        self._stroke = operator
        if width != self._width:
            self._width = width
            found += f"{decimal(width)} w "
        return found

    def _operators(self, colour: Colour) -> tuple[str, str]:
        # By identity, for a theme has few colours and a page asks for hundreds; each is held, so that it stays itself.
        _, known = self._colours.get(id(colour), (None, None))
        if known is None:
            inks = self.press.inks
            parts = {"rgb": colour.rgb, "cmyk": colour.cmyk, "grey": (colour.grey,)}[inks]
            operands = " ".join(decimal(part) for part in parts)
            fill, stroke = _INKS[inks]
            known = f"{operands} {fill} ", f"{operands} {stroke} "
            self._colours[id(colour)] = colour, known
        return known

    def _frame(self, page: Page) -> list[str]:
        """Marks around the trim, then what puts the page in its place and cuts it off at the bleed."""
        bleed, around = self.press.bleed, self.around
        operators = [f"q 1 0 0 1 {decimal(around)} {decimal(around)} cm"]
        if self.press.marks:
            black = Colour((0, 0, 0), (1, 1, 1, 1), 0)
            rules = crop_marks(page.width, page.height, bleed, black)
            operators += ["/Artifact BMC", *(self.rule(rule) for rule in rules), "EMC"]
        area = (-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
        return [*operators, f"{' '.join(map(decimal, area))} re W n"]

    def _draw(self, operators: list[str], picture: Picture) -> None:
        """Hands over what has been gathered, then the picture, so that they keep their order."""
        self.surface.addLiteral("\n".join(operators))
        operators.clear()
        rect, image = picture.rect, self._image(picture)
        self.surface.drawImage(image, rect.x, self.height - rect.bottom, rect.w, rect.h)

    def _image(self, picture: Picture) -> ImageReader:
        from bmcgen.backends.pdf.pictures import printable

        data = printable(picture, self.press.inks)
        return ImageReader(BytesIO(data) if isinstance(data, bytes) else data)

    def rule(self, rule: Rule) -> str:
        """The operators of a line, or of a row of dots or dashes."""
        x2, y2 = rule.x2, rule.y2
        if rule.dots:
            # A little longer, or the last dot would begin where the line ends, and be left out.
            more = 1 + _BEYOND / max(hypot(x2 - rule.x1, y2 - rule.y1), _BEYOND)
            x2, y2 = rule.x1 + (x2 - rule.x1) * more, rule.y1 + (y2 - rule.y1) * more
        ends = f"{rule.x1:.2f} {self.height - rule.y1:.2f} m {x2:.2f} {self.height - y2:.2f} l S"
        if rule.dots:
            # Dashes of hardly any length, with round ends.
            ends = f"1 J [0.01 {decimal(rule.dots - 0.01)}] 0 d {ends} 0 J [] 0 d"
        elif rule.dash:
            ends = f"[{' '.join(map(decimal, rule.dash))}] 0 d {ends} [] 0 d"
        return self._stroked(rule.colour, rule.width) + ends

    def _panel(self, panel: Panel) -> str:
        rect, edge = panel.rect, panel.edge
        left, bottom, wide, high = rect.x, self.height - rect.y - rect.h, rect.w, rect.h
        begin, operator = self._filled(panel.fill), "f"
        if edge:
            half = panel.edge_width / 2
            left, bottom, wide, high = left + half, bottom + half, wide - 2 * half, high - 2 * half
            begin, operator = begin + self._stroked(edge, panel.edge_width), "b"
        r = min(panel.radius, wide if panel.side else wide / 2, high / 2)
        if not r:
            return f"{begin}{left:.2f} {bottom:.2f} {wide:.2f} {high:.2f} re {operator}"
        return f"{begin}q 1 0 0 1 {left:.2f} {bottom:.2f} cm {_rounded(wide, high, r, panel.side)} {operator} Q"

    def line(self, line: Line) -> str:
        """The operators of a line of text."""
        runs = line.runs
        # The space that a line was broken at is written too, or words would run together where tags are read.
        if line.joint == " ":
            runs = self._with_space(runs)
        elif line.joint == "-":
            runs = _softened(runs)
        size, shown = self._size(line.size), ""
        for run in runs:
            font, letters = self.lettering.shown(self.faces.by_name(run.face), run.text, size)
            if font != self._font:
                self._font = font
                shown += f"{font} "
            shown += letters
        return f"BT {self._filled(line.colour)}{line.x:.2f} {self.height - line.y:.2f} Td {shown} ET"

    def _size(self, size: float) -> str:
        known = self._sizes.get(size)
        if known is None:
            known = self._sizes[size] = decimal(size)
        return known

    def _with_space(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Runs with a space behind them, in the last of their faces that has one."""
        last = runs[-1]
        if self.faces.by_name(last.face).has(" "):
            return (*runs[:-1], Run(last.face, last.text + " ", last.font))
        other = next((run for run in reversed(runs) if self.faces.by_name(run.face).has(" ")), None)
        return (*runs, Run(other.face, " ", other.font)) if other else runs


def _softened(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs that end with a soft hyphen: one that breaks a word at the end of a line is no letter of the word, and those
    who listen hear the word whole (ISO 32000-1, 14.8.2.2.3).
    """
    last = runs[-1]
    return (*runs[:-1], Run(last.face, last.text[:-1] + SOFT_HYPHEN, last.font))


@lru_cache(2048)
def _rounded(right: float, top: float, r: float, side: str = "") -> str:
    """The path of a rectangle with rounded corners, or only those on one side, from its own bottom left."""
    k = r * (1 - _KAPPA)
    # Counter-clockwise: a curve begins and ends r from its corner, and its handles are k from it. A corner that is not
    # round has its whole curve in one point.
    (a, b), (c, d) = ((0.0, 0.0) if side == "right" else (r, k)), ((0.0, 0.0) if side == "left" else (r, k))
    left, by_left, wide = decimal(a), decimal(b), decimal(right)
    x2, x1, by, near = decimal(right - c), decimal(right - d), decimal(c), decimal(d)
    y2, y1, high = decimal(top - c), decimal(top - d), decimal(top)
    z2, z1 = decimal(top - a), decimal(top - b)
    return (
        f"{left} 0 m {x2} 0 l {x1} 0 {wide} {near} {wide} {by} c"
        f" {wide} {y2} l {wide} {y1} {x1} {high} {x2} {high} c"
        f" {left} {high} l {by_left} {high} 0 {z1} 0 {z2} c"
        f" 0 {left} l 0 {by_left} {by_left} 0 {left} 0 c"
    )
