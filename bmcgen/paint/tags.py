"""The reading structure in a PDF: marked content on the pages, and the tree of elements (ISO 32000-1, 14.7, 14.8)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from bmcgen.model.page import Page
from bmcgen.paint.file import File


class _Element(Struct):
    """A structure element until its page is done. A page has hundreds, and they are most of what a small file holds:
    so they write themselves, and what is kept of them is bytes.
    """

    number: int
    role: str
    parent: str
    alt: str = ""
    language: str = ""
    kids: list[str] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return f"{self.number} 0 R"

    def written(self, document: Any, page: str = "") -> bytes:
        parts = [f"/S/{self.role}/P {self.parent}{page}".encode()]
        for key, text in ((b"/Lang", self.language), (b"/Alt", self.alt)):
            if text:
                parts.append(key + PDFString(text).format(document))
        kids = " ".join(self.kids)
        parts.append(f"/K {kids}".encode() if len(self.kids) == 1 else f"/K[{kids}]".encode())
        return b"<<" + b"".join(parts) + b">>"


class Tags:
    """Wraps each mark in its element's marked content, and writes the tree when all pages are painted."""

    def __init__(self, file: File, language: str) -> None:
        self.file, self.language = file, language
        self.document = file.document
        self.root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self.root_ref = self.document.Reference(self.root)
        self.top = self._element("Document", self._ref(self.root_ref.name))
        self.parents: list[Any] = []

    def _ref(self, name: str) -> str:
        return "%d %d R" % self.document.idToObjectNumberAndVersion[name]  # noqa: UP031

    def _element(self, role: str, parent: str) -> _Element:
        return _Element(self.file.number(), role, parent)

    def begin_page(self, page: Page) -> None:
        self.page = page
        self.made: list[_Element | None] = []
        self.contents: list[str] = []
        self.open = False
        filled = self._filled(page)
        for index, element in enumerate(page.elements):
            if index not in filled:
                self.made.append(None)
                continue
            above = self.made[element.parent] if element.parent is not None else None
            made = self._element(element.role, (above or self.top).ref)
            made.alt = element.alt
            made.language = element.language if element.language != self.language else ""
            (above or self.top).kids.append(made.ref)
            self.made.append(made)

    def _filled(self, page: Page) -> set[int]:
        """The elements that have marks, or children that do, and the empty cells of tables."""
        filled: set[int] = set()
        for mark in page.marks:
            index = mark.element
            while index is not None and index not in filled:
                filled.add(index)
                index = page.elements[index].parent
        # An empty cell keeps the others in their columns.
        cells = (n for n, each in enumerate(page.elements) if each.role in ("TH", "TD") and each.parent in filled)
        return filled.union(cells)

    def turn_to(self, element: int | None) -> list[str]:
        """The operators that end what is open, and begin the content of an element, or what belongs to none."""
        operators = self.close()
        self.open = True
        if element is None:
            return [*operators, "/Artifact BMC"]
        made = self.made[element]
        assert made is not None
        number = len(self.contents)
        self.contents.append(made.ref)
        made.kids.append(str(number))
        return [*operators, f"/{made.role} <</MCID {number}>> BDC"]

    def close(self) -> list[str]:
        """The operators that end what is open."""
        was, self.open = self.open, False
        return ["EMC"] if was else []

    def end_page(self) -> None:
        """To be called when ReportLab has made the page's object: what is kept of the page is as small as can be."""
        reference = self.document.Pages.pages[-1]
        page = reference.resolve(self.document) if hasattr(reference, "resolve") else reference
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.parents) // 2
        page.Tabs = PDFName("S")
        page.Trans = None
        here = f"/Pg {self._ref(page.__InternalName__)}"
        self.file.put([(made.number, made.written(self.document, here)) for made in self.made if made])
        self.parents += [len(self.parents) // 2, f"[{' '.join(self.contents)}]".encode()]
        page.Contents = f"{self.file.stream(page.stream.encode())} 0 R"
        page.stream = None

    def finish(self) -> None:
        self.file.put([(self.top.number, self.top.written(self.document))])
        self.root["K"] = self.top.ref
        self.root["ParentTree"] = PDFDictionary({"Nums": PDFArray(self.parents)})
        self.root["ParentTreeNextKey"] = len(self.parents) // 2
        self.document.Catalog.StructTreeRoot = self.root_ref
        self.document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
