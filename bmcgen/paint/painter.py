"""Marks to the operators of a PDF page (ISO 32000-1, 8 and 9)."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bmcgen.fonts import Face, Faces
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Panel, Picture, Press, Rule, Run
from bmcgen.paint.marks import MARK_ROOM, crop_marks
from bmcgen.paint.picture import printable
from bmcgen.paint.tags import Tags

# Where a quarter of a circle is drawn as a Bézier curve, its handles are this part of the radius.
_KAPPA = 0.5523
_ESCAPED = {code: f"\\{code:03o}" for code in range(256)} | {code: chr(code) for code in range(32, 127)}
_ESCAPED |= {ord(char): "\\" + char for char in "()\\"}


class Painter:
    """Writes the operators of pages; it remembers how each line of a face is encoded in this file."""

    def __init__(self, surface: Canvas, faces: Faces, tags: Tags | None, press: Press) -> None:
        self.surface, self.faces, self.tags, self.press = surface, faces, tags, press
        self.inks = press.inks
        self.height = 0.0
        # What lies around the trim: the bleed, and beyond it the marks.
        self.around = press.bleed + (MARK_ROOM if press.marks else 0.0)

    def lay(self, page: Page) -> None:
        """The boxes of a page: the trim, the bleed around it, and the sheet (ISO 32000-1, 14.11.2)."""
        wide, high, around, bleed = page.width, page.height, self.around, self.press.bleed
        self.surface.setPageSize((wide + 2 * around, high + 2 * around))
        if around:
            edge = around - bleed
            self.surface.setTrimBox((around, around, around + wide, around + high))
            self.surface.setBleedBox((edge, edge, edge + wide + 2 * bleed, edge + high + 2 * bleed))

    def _fill(self, colour: Colour) -> str:
        return self._operands(colour) + {"rgb": " rg", "cmyk": " k", "grey": " g"}[self.inks]

    def _stroke(self, colour: Colour) -> str:
        return self._operands(colour) + {"rgb": " RG", "cmyk": " K", "grey": " G"}[self.inks]

    def _operands(self, colour: Colour) -> str:
        parts = {"rgb": colour.rgb, "cmyk": colour.cmyk, "grey": (colour.grey,)}[self.inks]
        return " ".join(decimal(part) for part in parts)

    def paint(self, page: Page) -> None:
        """Writes everything on a page."""
        self.height = page.height
        if self.tags:
            self.tags.begin_page(page)
        operators: list[str] = []
        if self.around:
            operators += self._frame(page)
        for mark in page.marks:
            operators += self.tags.before(mark) if self.tags else []
            if isinstance(mark, Picture):
                self._draw(operators, mark)
            else:
                operators.append(self._mark(mark))
        operators += self.tags.close() if self.tags else []
        if self.around:
            operators.append("Q")
        self.surface.addLiteral("\n".join(operators))

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

    def _mark(self, mark: Line | Panel | Rule) -> str:
        if isinstance(mark, Line):
            return self.line(mark)
        if isinstance(mark, Panel):
            return self._panel(mark)
        return self.rule(mark)

    def _draw(self, operators: list[str], picture: Picture) -> None:
        """Hands over what has been gathered, then the picture, so that they keep their order."""
        self.surface.addLiteral("\n".join(operators))
        operators.clear()
        rect, image = picture.rect, self._image(picture)
        self.surface.drawImage(image, rect.x, self.height - rect.bottom, rect.w, rect.h)

    def _image(self, picture: Picture) -> ImageReader:
        data = printable(picture, self.inks)
        return ImageReader(BytesIO(data) if isinstance(data, bytes) else data)

    def rule(self, rule: Rule) -> str:
        """The operators of a line, or of a row of dots."""
        y1, y2 = self.height - rule.y1, self.height - rule.y2
        ends = f"{decimal(rule.x1)} {decimal(y1)} m {decimal(rule.x2)} {decimal(y2)} l S"
        if rule.dots:
            # Dashes of hardly any length, with round ends.
            ends = f"1 J [0.01 {decimal(rule.dots - 0.01)}] 0 d {ends} 0 J [] 0 d"
        return f"{self._stroke(rule.colour)} {decimal(rule.width)} w {ends}"

    def _panel(self, panel: Panel) -> str:
        half = panel.edge_width / 2 if panel.edge else 0.0
        rect = panel.rect.inset(half, half, half, half)
        r = min(panel.radius, rect.w / 2, rect.h / 2)
        left, right, top, bottom = rect.x, rect.right, self.height - rect.y, self.height - rect.bottom
        fill, operator = self._fill(panel.fill), "f"
        if panel.edge:
            fill, operator = f"{fill} {self._stroke(panel.edge)} {decimal(panel.edge_width)} w", "b"
        if not r:
            return f"{fill} {decimal(left)} {decimal(bottom)} {decimal(rect.w)} {decimal(rect.h)} re {operator}"
        k = r * (1 - _KAPPA)
        corners = (
            (left + r, bottom, "m"),
            (right - r, bottom, "l", right - k, bottom, right, bottom + k, right, bottom + r),
            (right, top - r, "l", right, top - k, right - k, top, right - r, top),
            (left + r, top, "l", left + k, top, left, top - k, left, top - r),
            (left, bottom + r, "l", left, bottom + k, left + k, bottom, left + r, bottom),
        )
        path = []
        for x, y, step, *curve in corners:
            path.append(f"{decimal(x)} {decimal(y)} {step}")
            if curve:
                path.append(" ".join(map(decimal, curve)) + " c")
        return f"{fill} {' '.join(path)} {operator}"

    def line(self, line: Line) -> str:
        """The operators of a line of text."""
        y = self.height - line.y
        # The space that a line was broken at is written too, or words would run together where tags are read.
        runs = [*line.runs]
        if line.joint == " ":
            runs = self._with_space(runs)
        shown = [self._run(self.faces.by_name(run.face), run.text, line.size) for run in runs]
        return f"BT {self._fill(line.colour)} {decimal(line.x)} {decimal(y)} Td {' '.join(shown)} ET"

    def _with_space(self, runs: list[Run]) -> list[Run]:
        """Runs with a space behind them, in the last of their faces that has one."""
        if self.faces.by_name(runs[-1].face).has(" "):
            return [*runs[:-1], Run(runs[-1].face, runs[-1].text + " ")]
        face = next((run.face for run in reversed(runs) if self.faces.by_name(run.face).has(" ")), None)
        return [*runs, Run(face, " ")] if face else runs

    def _run(self, face: Face, text: str, size: float) -> str:
        """The letters of a run with the kerning between them, in as many subsets of the face as they are in."""
        document, font = self.surface._doc, face.font
        codes = [(subset, code) for subset, chunk in font.splitString(text, document) for code in chunk]
        parts: list[str] = []
        current, shown = -1, ""
        for number, (subset, code) in enumerate(codes):
            if subset != current:
                if shown:
                    parts.append(f"[({shown})] TJ")
                current, shown = subset, ""
                parts.append(f"{font.getSubsetInternalName(subset, document)} {decimal(size)} Tf")
            elif kern := face.kern(text[number - 1], text[number]):
                shown += f") {decimal(-kern)} ("
            shown += _ESCAPED[code]
        parts.append(f"[({shown})] TJ")
        return " ".join(parts)


def decimal(value: float) -> str:
    """A number as PDF has them: to a thousandth of a point, without an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
