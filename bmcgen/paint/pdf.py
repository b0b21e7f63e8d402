"""Pages to a PDF: marks, structure (tags), outline and metadata."""

from __future__ import annotations

import calendar
import os
import time
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.utils import ImageReader, TimeStamp
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bmcgen.diagnostics import Place, Problems, error, short
from bmcgen.fonts import Face, Faces
from bmcgen.model.layout import Colour
from bmcgen.model.page import RGB, Chapter, Line, Metadata, Page, Panel, Picture, Press, Rule, Run
from bmcgen.paint.marks import MARK_ROOM, crop_marks
from bmcgen.paint.picture import printable
from bmcgen.paint.tags import Tags

CREATOR = "bmcgen"
# Where a quarter of a circle is drawn as a Bézier curve, its handles are this part of the radius.
_KAPPA = 0.5523
_ESCAPED = {code: f"\\{code:03o}" for code in range(256)} | {code: chr(code) for code in range(32, 127)}
_ESCAPED |= {ord(char): "\\" + char for char in "()\\"}


def pdf(
    pages: Sequence[Page],
    metadata: Metadata,
    faces: Faces,
    chapters: Sequence[Chapter] = (),
    press: Press = RGB,
) -> bytes:
    """A PDF 1.7 file that asks to be printed at its true size. The same pages give the same bytes. Chapters
    gather their pages in the outline, and number them anew under their titles (ISO 32000-1, 12.4.2).
    """
    buffer = BytesIO()
    first = pages[0]
    _check_epoch()
    initial = next((run.face for page in pages for line in page.lines() for run in line.runs), None)
    surface = Canvas(
        buffer,
        pagesize=(first.width, first.height),
        pageCompression=1,
        invariant=1,
        lang=metadata.language,
        pdfVersion=(1, 7),
        initialFontName=initial or "Helvetica",
    )
    document = surface._doc
    document._timeStamp = _Stamp(metadata.date)
    _describe(surface, metadata)
    tags = Tags(surface, metadata.language)
    painter = _Painter(surface, faces, tags, press)
    begun = {chapter.start: chapter for chapter in chapters}
    for number, page in enumerate(pages):
        painter.lay(page)
        key = f"page{number + 1}"
        surface.bookmarkPage(key)
        chapter = begun.get(number)
        if chapter:
            # A destination has one title in ReportLab's outline.
            surface.bookmarkPage(f"chapter{number + 1}")
            surface.addOutlineEntry(_plain(chapter.title), f"chapter{number + 1}", 0, closed=chapter.count > 1)
        if page.title and not (chapter and chapter.count == 1):
            surface.addOutlineEntry(_plain(page.title), key, 1 if chapters else 0)
        painter.paint(page)
        surface.showPage()
        tags.end_page()
    tags.finish()
    if chapters:
        document.Catalog.PageLabels = _labels(chapters)
    surface.save()
    return buffer.getvalue()


def _labels(chapters: Sequence[Chapter]) -> pdfdoc.PDFDictionary:
    """A page is called by the title of its chapter, and by its number in it where it has others."""
    entries: list[object] = []
    for chapter in chapters:
        many = chapter.count > 1
        label = {"P": pdfdoc.PDFString(_plain(chapter.title) + (" " if many else ""))}
        entries += [chapter.start, pdfdoc.PDFDictionary({**label, **({"S": pdfdoc.PDFName("D")} if many else {})})]
        # The empty back of a chapter's last sheet is called nothing.
        entries += [chapter.start + chapter.count, pdfdoc.PDFDictionary({})] if chapter.count % 2 else []
    return pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(entries)})


def _check_epoch() -> None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch and not (epoch.isdecimal() and int(epoch) < 253_402_300_800):
        where = Place("SOURCE_DATE_EPOCH")
        raise Problems([error("bad-value", f'"{short(epoch)}" is not a number of seconds since 1970', where)])


class _Stamp(TimeStamp):  # type: ignore[misc]
    """The creation date: SOURCE_DATE_EPOCH, else the document's own day, else the first day of 2000."""

    def __init__(self, day: str | None) -> None:
        super().__init__(1)
        if day and not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
            self.t = calendar.timegm(time.strptime(day, "%Y-%m-%d"))
            self.lt = time.gmtime(self.t)
            self.YMDhms = tuple(self.lt)[:6]


def _describe(surface: Canvas, metadata: Metadata) -> None:
    surface.setTitle(_plain(metadata.title))
    surface.setAuthor(_plain(metadata.author))
    surface.setSubject(_plain(metadata.subject))
    surface.setKeywords(_plain(metadata.keywords))
    surface.setCreator(CREATOR)
    surface.setProducer(CREATOR)
    surface.setViewerPreference("PrintScaling", "None")
    surface.setViewerPreference("DisplayDocTitle", "true")
    surface._doc.Catalog.Metadata = pdfdoc.XMP(creator=lambda document: _xmp(document, metadata))


def _xmp(document: pdfdoc.PDFDocument, metadata: Metadata) -> bytes:
    """The metadata as XMP (ISO 16684-1), which also holds the licence of the canvas."""
    stamp = document._timeStamp.YMDhms
    day = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*stamp)

    def alternatives(key: str, text: str) -> str:
        value = escape(_plain(text))
        return f'<{key}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{key}>' if value else ""

    author, keywords = escape(_plain(metadata.author)), escape(_plain(metadata.keywords))
    said = [
        alternatives("dc:title", metadata.title),
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else "",
        alternatives("dc:description", metadata.subject),
        alternatives("dc:rights", metadata.licence),
        "<xmpRights:Marked>True</xmpRights:Marked>" if metadata.licence else "",
        f"<pdf:Keywords>{keywords}</pdf:Keywords>" if keywords else "",
    ]
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>
{"".join(said)}
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{CREATOR}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _plain(text: str) -> str:
    """A text for a string of the file: on one line, and without halves of characters, which no encoding can write."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


class _Painter:
    """Writes the operators of pages; it remembers how each line of a face is encoded in this file."""

    def __init__(self, surface: Canvas, faces: Faces, tags: Tags, press: Press) -> None:
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
        return " ".join(_n(part) for part in parts)

    def paint(self, page: Page) -> None:
        self.height = page.height
        self.tags.begin_page(page)
        operators: list[str] = []
        if self.around:
            operators += self._frame(page)
        for mark in page.marks:
            operators += self.tags.before(mark)
            if isinstance(mark, Picture):
                self._draw(operators, mark)
            else:
                operators.append(self._mark(mark))
        operators += self.tags.close()
        if self.around:
            operators.append("Q")
        self.surface.addLiteral("\n".join(operators))

    def _frame(self, page: Page) -> list[str]:
        """Marks around the trim, then what puts the page in its place and cuts it off at the bleed."""
        bleed, around = self.press.bleed, self.around
        operators = [f"q 1 0 0 1 {_n(around)} {_n(around)} cm"]
        if self.press.marks:
            black = Colour((0, 0, 0), (1, 1, 1, 1), 0)
            rules = crop_marks(page.width, page.height, bleed, black)
            operators += ["/Artifact BMC", *(self._rule(rule) for rule in rules), "EMC"]
        area = (-bleed, -bleed, page.width + 2 * bleed, page.height + 2 * bleed)
        return [*operators, f"{' '.join(map(_n, area))} re W n"]

    def _mark(self, mark: Line | Panel | Rule) -> str:
        if isinstance(mark, Line):
            return self._line(mark)
        if isinstance(mark, Panel):
            return self._panel(mark)
        return self._rule(mark)

    def _draw(self, operators: list[str], picture: Picture) -> None:
        """Hands over what has been gathered, then the picture, so that they keep their order."""
        self.surface.addLiteral("\n".join(operators))
        operators.clear()
        rect, image = picture.rect, self._image(picture)
        self.surface.drawImage(image, rect.x, self.height - rect.bottom, rect.w, rect.h)

    def _image(self, picture: Picture) -> ImageReader:
        data = printable(picture, self.inks)
        return ImageReader(BytesIO(data) if isinstance(data, bytes) else data)

    def _rule(self, rule: Rule) -> str:
        y1, y2 = self.height - rule.y1, self.height - rule.y2
        ends = f"{_n(rule.x1)} {_n(y1)} m {_n(rule.x2)} {_n(y2)} l S"
        if rule.dots:
            # Dashes of hardly any length, with round ends.
            ends = f"1 J [0.01 {_n(rule.dots - 0.01)}] 0 d {ends} 0 J [] 0 d"
        return f"{self._stroke(rule.colour)} {_n(rule.width)} w {ends}"

    def _panel(self, panel: Panel) -> str:
        half = panel.edge_width / 2 if panel.edge else 0.0
        rect = panel.rect.inset(half, half, half, half)
        r = min(panel.radius, rect.w / 2, rect.h / 2)
        left, right, top, bottom = rect.x, rect.right, self.height - rect.y, self.height - rect.bottom
        fill, operator = self._fill(panel.fill), "f"
        if panel.edge:
            fill, operator = f"{fill} {self._stroke(panel.edge)} {_n(panel.edge_width)} w", "b"
        if not r:
            return f"{fill} {_n(left)} {_n(bottom)} {_n(rect.w)} {_n(rect.h)} re {operator}"
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
            path.append(f"{_n(x)} {_n(y)} {step}")
            if curve:
                path.append(" ".join(map(_n, curve)) + " c")
        return f"{fill} {' '.join(path)} {operator}"

    def _line(self, line: Line) -> str:
        y = self.height - line.y
        # The space that a line was broken at is written too, or words would run together where tags are read.
        runs = [*line.runs]
        if line.joint == " ":
            runs = self._with_space(runs)
        shown = [self._run(self.faces.by_name(run.face), run.text, line.size) for run in runs]
        return f"BT {self._fill(line.colour)} {_n(line.x)} {_n(y)} Td {' '.join(shown)} ET"

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
                parts.append(f"{font.getSubsetInternalName(subset, document)} {_n(size)} Tf")
            elif kern := face.kern(text[number - 1], text[number]):
                shown += f") {_n(-kern)} ("
            shown += _ESCAPED[code]
        parts.append(f"[({shown})] TJ")
        return " ".join(parts)


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
