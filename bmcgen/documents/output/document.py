"""Finished documents, alone and joined into one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from bmcgen.backends import backend, pdf
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.output.files import files_of, save_files
from bmcgen.model.layout import Imposition
from bmcgen.model.page import RGB, Chapter, Embedded, Metadata, Page, Press
from bmcgen.pages.prepress.mirroring import mirrored
from bmcgen.pages.set_sheet import Held
from bmcgen.proof import unread
from bmcgen.text.fonts import Faces


class Writable(Protocol):
    """An open binary file, or anything else that bytes can be written to."""

    def write(self, data: bytes, /) -> object: ...


class Document(Struct, frozen=True):
    """A finished document: `pdf()` and `png()` give it as bytes, `save()` writes it to a file.

    `name` and `locale` are what a file of it is called by. A document of several parts has them in `parts` too, each to
    be saved by itself, and in `chapters` where they stand among its pages. `places` says how many paper notes a block
    holds, where places for them were asked for. `labels` are what a pattern for file names may call it by. `binding` is
    by how much the margin is wider on the side where holes are punched, and `pair` the sheet of paper that it shares
    with another, if it does. `source` is the data that it was made from, which its PDF carries, and `held` how
    its sheets are set.
    """

    name: str
    locale: str
    pages: tuple[Page, ...]
    metadata: Metadata
    warnings: tuple[Diagnostic, ...]
    faces: Faces
    chapters: tuple[Chapter, ...] = ()
    parts: tuple[Document, ...] = ()
    press: Press = RGB
    places: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    binding: float = 0.0
    pair: Imposition | None = None
    source: Embedded | None = None
    held: tuple[Held, ...] = ()

    def __repr__(self) -> str:
        counts = [_counted(len(self.pages), "page"), *([_counted(len(self.warnings), "warning")] * bool(self.warnings))]
        return f"<Document {self.name!r} ({self.locale}): {', '.join(counts)}>"

    def pdf(self) -> bytes:
        """The document as a PDF file."""
        return joined([self])

    def png(self, *, dpi: float = 150) -> list[bytes]:
        """A PNG picture of each page."""
        return list(files_of("png", [self], dpi))

    @property
    def sheets(self) -> int:
        """How many pages a file of it has: its own, or those that tiles of them take."""
        tiles = self.press.tiles
        if tiles is None:
            return len(self.pages)
        from bmcgen.pages.prepress.tiles import sheets_of

        return sum(sheets_of(page, tiles) for page in self.pages)

    def read_aloud(self) -> str:
        """The document as text, in the order and with the roles in which a screen reader says it."""
        from bmcgen.pages.structure.aloud import aloud

        starts = {chapter.start: chapter.title for chapter in self.chapters}
        return aloud(self.pages, starts, self.metadata.language)

    def verify(self) -> None:
        """Reads the words back from the finished file with an independent reader. `Problems` if some cannot be."""
        # Of tiles, the sheets they are parts of are read.
        whole = replace(self, press=replace(self.press, tiles=None))
        if problems := unread(whole.pdf(), self.pages):
            raise Problems(problems)

    def save(
        self,
        target: str | os.PathLike[str] | Writable,
        *,
        dpi: float = 150,
        format: str | None = None,
    ) -> list[Path]:
        """Writes a `.pdf`, `.png`, `.svg`, `.html` or `.md` file (a PNG or SVG a page, numbered where there are more),
        and returns the paths. The suffix picks the backend: any module of `bmcgen.backends` has one. `dpi` is for PNG.

        A file is written beside its place and then moved there. ValueError for another suffix, `Problems` if it cannot
        be written, or if its format cannot hold what was asked for. An open binary file gets the document as `format`
        says, by default as a PDF, and no path comes back; a format that has a file for each page goes there only if
        there is one page, ValueError otherwise.
        """
        if not isinstance(target, str | os.PathLike):
            write = getattr(target, "write", None)
            if not callable(write):
                kind = type(target).__name__
                raise TypeError(f"a document is saved to a path or an open binary file, not to this: {kind}")
            write(self._whole(format or "pdf", dpi))
            return []
        path = Path(target)
        if format and path.suffix.lower() != f".{format}":
            raise ValueError(f"{path} does not end with .{format}")
        return save_files(path, files_of(path.suffix, [self], dpi))

    def _whole(self, format: str, dpi: float) -> bytes:
        """The document as one file."""
        if backend(format).PAGED and self.sheets > 1:
            message = f"a .{format} file holds one page, and this document has {self.sheets}"
            raise ValueError(f"{message}; saved to a path, it gets a file for each")
        (content,) = files_of(format, [self], dpi)
        return content


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def joined(documents: Iterable[Document]) -> bytes:
    """Documents in one PDF, one after another, each let go when it is painted; the file describes itself as the first
    does. ValueError if there are none.
    """
    coming = iter(documents)
    first = next(coming, None)
    if first is None:
        raise ValueError("there is no document to join")
    (content,) = pdf.files(chain([first], coming))
    return content


def bound(name: str, titles: Sequence[str], parts: Sequence[Document], separate: Sequence[Document]) -> Document:
    """Parts as one document; each begins on the front of a sheet that is printed on both sides, so that parts on other
    paper never share one, and its backs have the binding edge on the right. `separate` are the parts as they are saved
    by themselves.
    """
    pages: list[Page] = []
    chapters: list[Chapter] = []
    sheets = 0
    for title, part in zip(titles, parts, strict=True):
        if sheets % 2:
            pages.append(_blank(pages[-1]))
        # Where parts are cut into tiles, these are what is printed and counted.
        sheets += part.sheets + sheets % 2
        chapters.append(Chapter(title, len(pages), len(part.pages)))
        pages += mirrored(part.pages, part.binding)
    first = parts[0]
    warnings = tuple(warnings_of(parts))
    whole = replace(first, name=name, pages=tuple(pages), warnings=warnings)
    return replace(whole, chapters=tuple(chapters), parts=tuple(separate), source=None)


def called(document: Document, name: str | None) -> Document:
    """A document whose parts, too, are saved under a name of its own, so that those of several do not meet."""
    if name is None or not document.parts:
        return document
    return replace(document, parts=tuple(replace(part, name=f"{name}-{part.name}") for part in document.parts))


def begins(counts: Iterable[int]) -> list[int]:
    """On which page, counted from 1, each of parts of so many pages begins when they are bound."""
    found, page = [], 1
    for count in counts:
        found.append(page)
        page += count + count % 2
    return found


def _blank(before: Page) -> Page:
    """The empty back of a sheet."""
    return Page(before.width, before.height, "", (), ())


def warnings_of(documents: Iterable[Document]) -> list[Diagnostic]:
    """The warnings of documents, each once."""
    return list(dict.fromkeys(each for document in documents for each in document.warnings))
