"""Pages to a PDF: marks, structure (tags), outline and metadata."""

from __future__ import annotations

import calendar
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from msgspec.structs import replace
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from bmcgen.backends.pdf.painter import Painter
from bmcgen.backends.pdf.reportlab_parts import set_stamp, stamp_of
from bmcgen.backends.pdf.tags import Tags
from bmcgen.backends.pdf.values import string
from bmcgen.backends.pdf.writer import File
from bmcgen.backends.pdf.xmp import one_line, xmp
from bmcgen.epoch import source_date_epoch
from bmcgen.model.page import RGB, Chapter, Embedded, Metadata, Page, Press
from bmcgen.text.fonts import Faces

CREATOR = "bmcgen"


Part = tuple[Sequence[Page], Sequence[Chapter]]
"""Pages, and the chapters among them, which count from the first of these pages."""


def pdf(
    parts: Iterable[Part],
    metadata: Metadata,
    faces: Faces,
    press: Press = RGB,
    source: Callable[[], Embedded | None] = lambda: None,
) -> bytes:
    """A PDF 1.7 file that asks to be printed at its true size. The same pages give the same bytes. Chapters gather
    their pages in the outline, and number them anew under their titles (ISO 32000-1, 12.4.2). Parts are painted one by
    one, and let go. `source` is asked, when all are painted, for the file that this one carries.
    """
    source_date_epoch()
    coming = iter(parts)
    first = next(coming)
    surface = _Surface(
        "",
        pagesize=(first[0][0].width, first[0][0].height),
        pageCompression=1,
        invariant=1,
        lang=metadata.language,
        pdfVersion=(1, 7),
    )
    file = File(surface)
    document = file.document
    set_stamp(document, _Stamp(metadata.date))
    _describe(file, metadata)
    if press.archive or press.intent:
        from bmcgen.backends.pdf.archive import add_intent

        add_intent(file, press)
    if press.tiles:
        from bmcgen.backends.pdf.tile_map import paint_tiles

        every = [page for pages, _ in chain([first], coming) for page in pages]
        paint_tiles(file, every, faces, press, press.tiles, Tags(file, metadata.language))
        return _finished(file, metadata, press, source())
    tags = Tags(file, metadata.language)
    painter = Painter(file, faces, tags, press)
    if metadata.form:
        from bmcgen.backends.pdf.acroform import AcroForm

        tags.form = AcroForm(file, faces, metadata.form)
    number, chapters = 0, list[Chapter]()
    for pages, own in chain([first], coming):
        chapters += [replace(chapter, start=chapter.start + number) for chapter in own]
        _paint(painter, tags, pages, own, number)
        number += len(pages)
    painter.finish()
    tags.finish()
    if chapters:
        document.Catalog.PageLabels = _labels(chapters)
    return _finished(file, metadata, press, source())


def _finished(file: File, metadata: Metadata, press: Press, source: Embedded | None) -> bytes:
    """The file with what it carries, and with what it says of itself."""
    document = file.document
    if source:
        from bmcgen.backends.pdf.attachment import attach

        attach(file, source, _day(document))
    # Only the third part of PDF/A lets a file carry others that are not PDF/A themselves.
    archive = (3 if source else 2) if press.archive else 0
    described = xmp(metadata, stamp_of(document), CREATOR, archive)
    document.Catalog.Metadata = f"{file.plain(described, '/Type/Metadata/Subtype/XML')} 0 R"
    return file.written()


class _Surface(Canvas):  # type: ignore[misc]
    """A canvas without a font of its own: ReportLab would look for one in its registry and put it into the file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def _paint(painter: Painter, tags: Tags, pages: Sequence[Page], chapters: Sequence[Chapter], before: int) -> None:
    """Pages with their bookmarks, behind so many others."""
    surface = painter.surface
    begun = {chapter.start: chapter for chapter in chapters}
    for number, page in enumerate(pages):
        if number in begun or not number:
            tags.begin()
        painter.lay(page)
        key, chapter = before + number + 1, begun.get(number)
        surface.bookmarkPage(f"page{key}")
        if chapter:
            # A destination has one title in ReportLab's outline.
            surface.bookmarkPage(f"chapter{key}")
            surface.addOutlineEntry(one_line(chapter.title), f"chapter{key}", 0, closed=chapter.count > 1)
        if page.title and not (chapter and chapter.count == 1):
            surface.addOutlineEntry(one_line(page.title), f"page{key}", 1 if chapters else 0)
        painter.paint(page)
        surface.showPage()
        tags.end_page(page, painter)


def _labels(chapters: Sequence[Chapter]) -> pdfdoc.PDFDictionary:
    """A page is called by the title of its chapter, and by its number in it where it has others."""
    entries: list[object] = []
    for chapter in chapters:
        many = chapter.count > 1
        label = {"P": pdfdoc.PDFString(one_line(chapter.title) + (" " if many else ""))}
        entries += [chapter.start, pdfdoc.PDFDictionary({**label, **({"S": pdfdoc.PDFName("D")} if many else {})})]
        # The empty back of a chapter's last sheet is called nothing.
        entries += [chapter.start + chapter.count, pdfdoc.PDFDictionary({})] if chapter.count % 2 else []
    return pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(entries)})


class _Stamp(TimeStamp):  # type: ignore[misc]
    """The creation date: SOURCE_DATE_EPOCH, else the document's own day, else the first day of 2000."""

    def __init__(self, day: str | None) -> None:
        super().__init__(1)
        if day and source_date_epoch() is None:
            self.t = calendar.timegm(time.strptime(day, "%Y-%m-%d"))
            self.lt = time.gmtime(self.t)
            self.YMDhms = tuple(self.lt)[:6]


def _day(document: pdfdoc.PDFDocument) -> str:
    """When the document was made, as a PDF has dates."""
    return "D:{:04d}{:02d}{:02d}{:02d}{:02d}{:02d}+00'00'".format(*stamp_of(document))


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the file says of itself, written here: ReportLab takes it apart letter by letter."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        day = _day(document)
        said = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
            "CreationDate": day,
            "ModDate": day,
        }
        return f"<<{''.join(f'/{key}{string(text)}' for key, text in said.items() if text)}/Trapped/False>>".encode()


def _describe(file: File, metadata: Metadata) -> None:
    surface, document = file.surface, file.document
    document.info = _Info()
    surface.setTitle(one_line(metadata.title))
    surface.setAuthor(one_line(metadata.author))
    surface.setSubject(one_line(metadata.subject))
    surface.setKeywords(one_line(metadata.keywords))
    surface.setCreator(CREATOR)
    surface.setProducer(CREATOR)
    surface.setViewerPreference("PrintScaling", "None")
    surface.setViewerPreference("DisplayDocTitle", "true")
