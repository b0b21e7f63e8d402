"""The reading structure in a PDF: marked content on the pages, and the tree of elements (ISO 32000-1, 14.7, 14.8)."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from bmcgen.model.page import Mark, Page


class Tags:
    """Wraps each mark in its element's marked content, and writes the tree when all pages are painted."""

    def __init__(self, surface: Canvas, language: str) -> None:
        self.surface, self.language = surface, language
        self.document = surface._doc
        self.root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self.root_ref = self.document.Reference(self.root)
        self.top, self.top_ref = self._element("Document", self.root_ref)
        self.top_kids: list[Any] = []
        self.parents: list[Any] = []

    def _element(self, role: str, parent: Any) -> tuple[PDFDictionary, Any]:
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(role), "P": parent})
        return element, self.document.Reference(element)

    def begin_page(self, page: Page) -> None:
        self.page = page
        self.made: list[tuple[PDFDictionary, Any]] = []
        self.kids: list[list[Any]] = [[] for _ in page.elements]
        self.contents: list[Any] = []
        self.open: int | str | None = None
        filled = self._filled(page)
        here = self.document.thisPageRef()
        for index, element in enumerate(page.elements):
            parent = self.top_ref if element.parent is None else self.made[element.parent][1]
            made = self._element(element.role, parent) if index in filled else (PDFDictionary({}), None)
            if index in filled:
                made[0]["Pg"] = here
                if element.language and element.language != self.language:
                    made[0]["Lang"] = PDFString(element.language)
                if element.alt:
                    made[0]["Alt"] = PDFString(element.alt)
                (self.top_kids if element.parent is None else self.kids[element.parent]).append(made[1])
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

    def before(self, mark: Mark) -> list[str]:
        """The operators before a mark: they close what is open and open its own; marks of one element share theirs."""
        key: int | str = "artifact"
        if mark.element is not None:
            key = mark.element
        if key == self.open:
            return []
        before = self.close()
        self.open = key
        if isinstance(key, str):
            before.append("/Artifact BMC")
        else:
            number = len(self.contents)
            role = self.page.elements[key].role
            before.append(f"/{role} <</MCID {number}>> BDC")
            self.contents.append(self.made[key][1])
            self.kids[key].append(number)
        return before

    def close(self) -> list[str]:
        """The operators that end what is open."""
        was, self.open = self.open, None
        return [] if was is None else ["EMC"]

    def end_page(self) -> None:
        """To be called when ReportLab has made the page's object."""
        for (element, ref), kids in zip(self.made, self.kids, strict=True):
            if ref is not None:
                element["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        page = self.document.Pages.pages[-1]
        if hasattr(page, "resolve"):
            page = page.resolve(self.document)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.parents) // 2
        page.Tabs = PDFName("S")
        page.Trans = None
        self.parents += [len(self.parents) // 2, PDFArray(self.contents)]

    def finish(self) -> None:
        self.top["K"] = PDFArray(self.top_kids)
        self.root["K"] = self.top_ref
        self.root["ParentTree"] = PDFDictionary({"Nums": PDFArray(self.parents)})
        self.root["ParentTreeNextKey"] = len(self.parents) // 2
        self.document.Catalog.StructTreeRoot = self.root_ref
        self.document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
