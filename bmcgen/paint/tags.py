"""The reading structure in a PDF: marked content on the pages, and the tree of elements (ISO 32000-1, 14.7, 14.8)."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFString
from reportlab.pdfgen.canvas import Canvas

from bmcgen.model.page import Mark, Page


class _Element(PDFObject):  # type: ignore[misc]
    """A structure element, which writes itself: a page has hundreds, and they are most of what a small file holds."""

    def __init__(self, role: str, parent: Any) -> None:
        self.role, self.parent = role, parent
        self.page: Any = None
        self.language = self.alt = ""
        self.kids: list[Any] = []

    def format(self, document: Any) -> bytes:
        numbers = document.idToObjectNumberAndVersion

        def ref(reference: Any) -> str:
            return "%d %d R" % numbers[reference.name]  # noqa: UP031

        said = f"/S/{self.role}/P {ref(self.parent)}" + (f"/Pg {ref(self.page)}" if self.page else "")
        kids = " ".join(str(kid) if isinstance(kid, int) else ref(kid) for kid in self.kids)
        parts = [said.encode()]
        for key, text in ((b"/Lang", self.language), (b"/Alt", self.alt)):
            if text:
                parts.append(key + PDFString(text).format(document))
        one = len(self.kids) == 1
        return b"<<" + b"".join(parts) + (f"/K {kids}>>" if one else f"/K[{kids}]>>").encode()


class Tags:
    """Wraps each mark in its element's marked content, and writes the tree when all pages are painted."""

    def __init__(self, surface: Canvas, language: str) -> None:
        self.surface, self.language = surface, language
        self.document = surface._doc
        self.root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self.root_ref = self.document.Reference(self.root)
        self.top, self.top_ref = self._element("Document", self.root_ref)
        self.parents: list[Any] = []

    def _element(self, role: str, parent: Any) -> tuple[_Element, Any]:
        element = _Element(role, parent)
        return element, self.document.Reference(element)

    def begin_page(self, page: Page) -> None:
        self.page = page
        self.made: list[tuple[_Element, Any] | None] = []
        self.contents: list[Any] = []
        self.open: int | str | None = None
        filled = self._filled(page)
        here = self.document.thisPageRef()
        for index, element in enumerate(page.elements):
            if index not in filled:
                self.made.append(None)
                continue
            above = self.made[element.parent] if element.parent is not None else None
            made, ref = self._element(element.role, above[1] if above else self.top_ref)
            made.page, made.alt = here, element.alt
            made.language = element.language if element.language != self.language else ""
            (above[0].kids if above else self.top.kids).append(ref)
            self.made.append((made, ref))

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
            made = self.made[key]
            assert made is not None
            self.contents.append(made[1])
            made[0].kids.append(number)
        return before

    def close(self) -> list[str]:
        """The operators that end what is open."""
        was, self.open = self.open, None
        return [] if was is None else ["EMC"]

    def end_page(self) -> None:
        """To be called when ReportLab has made the page's object."""
        page = self.document.Pages.pages[-1]
        if hasattr(page, "resolve"):
            page = page.resolve(self.document)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.parents) // 2
        page.Tabs = PDFName("S")
        page.Trans = None
        self.parents += [len(self.parents) // 2, PDFArray(self.contents)]

    def finish(self) -> None:
        self.root["K"] = self.top_ref
        self.root["ParentTree"] = PDFDictionary({"Nums": PDFArray(self.parents)})
        self.root["ParentTreeNextKey"] = len(self.parents) // 2
        self.document.Catalog.StructTreeRoot = self.root_ref
        self.document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
