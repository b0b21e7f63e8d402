"""The reading structure in a PDF: marked content on the pages, and the tree of elements (ISO 32000-1, 14.7, 14.8).

A page has hundreds of elements, and they are most of what a small file holds: so they are written as soon as their page
is done, and what is kept of them is bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFName

from bmcgen.backends.pdf.links import links_of
from bmcgen.backends.pdf.reportlab_parts import name_of_page, put_object, reference_to
from bmcgen.backends.pdf.values import decimal, string
from bmcgen.backends.pdf.writer import File
from bmcgen.model.page import Element, FormField, Page

if TYPE_CHECKING:
    from bmcgen.backends.pdf.acroform import AcroForm
    from bmcgen.backends.pdf.painter import Painter

_ROOT = "structure"


class Tags:
    """Wraps each mark in its element's marked content, and writes the tree when all pages are painted."""

    def __init__(self, file: File, language: str) -> None:
        self.file, self.language = file, language
        self.document = file.document
        self.document.Reference(b"", _ROOT)
        self.top = file.numbers(1)
        self.outermost: list[str] = []
        self.parents: list[bytes] = []
        self.keys = 0
        self.form: AcroForm | None = None

    def _ref(self, name: str) -> str:
        return reference_to(self.document, name)

    def begin_page(self, page: Page, around: float = 0.0) -> None:
        """Makes the elements of a page, each with a number and what it holds; the others have neither. What lies
        `around` the trim moves the places of links.
        """
        self.elements: Sequence[Element] = page.elements
        self.links = links_of(page, around)
        self.open = False
        filled = self._filled(page)
        self.first = number = self.file.numbers(len(filled))
        self.refs: list[str] = []
        self.kids: list[list[str]] = []
        self.contents: list[str] = []
        # Those that nothing has been drawn of, with the elements that they are in.
        self.spans: dict[int, int] = {}
        for index, element in enumerate(page.elements):
            if index not in filled:
                self.refs.append("")
                self.kids.append([])
                continue
            ref = f"{number} 0 R"
            number += 1
            self.refs.append(ref)
            self.kids.append([])
            parent = element.parent
            # A span follows what its element says before it.
            if element.role == "Span" and parent is not None:
                self.spans[index] = parent
                continue
            (self.outermost if parent is None else self.kids[parent]).append(ref)

    def _filled(self, page: Page) -> set[int]:
        """The elements that have marks, or children that do, and the empty cells of tables."""
        filled: set[int] = set()
        elements = page.elements
        for index in {each.element for each in (*page.marks, *page.fields)}:
            while index is not None and index not in filled:
                filled.add(index)
                index = elements[index].parent  # noqa: PLW2901
        # An empty cell keeps the others in their columns.
        cells = (n for n, each in enumerate(elements) if each.role in ("TH", "TD") and each.parent in filled)
        return filled.union(cells)

    def turn_to(self, element: int | None) -> str:
        """The operators that end what is open, and begin the content of an element, or what belongs to none."""
        end = "EMC\n" if self.open else ""
        self.open = True
        if element is None:
            return end + "/Artifact BMC"
        number = len(self.contents)
        self.contents.append(self.refs[element])
        if element in self.spans:
            self.kids[self.spans.pop(element)].append(self.refs[element])
        self.kids[element].append(str(number))
        return f"{end}/{self.elements[element].role} <</MCID {number}>> BDC"

    def end_page(self, made: Page, painter: Painter) -> None:
        """To be called when ReportLab has made the page's object: what is kept of the page is as small as can be."""
        reference = self.document.Pages.pages[-1]
        page = reference.resolve(self.document) if hasattr(reference, "resolve") else reference
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.keys
        page.Tabs = PDFName("S")
        page.Trans = None
        at = f"/Pg {self._ref(name_of_page(page))}"
        self.parents.append(f"{self.keys} [{' '.join(self.contents)}]".encode())
        self.keys += 1
        annotations = [self._annotated(element, rect, at) for element, rect in self.links]
        if self.form and made.fields:
            annotations += self.form.add(made, painter.around, painter.appearance, partial(self._filled_in, at))
        if annotations:
            page.Annots = annotations
        self.file.put(self.first, self._written(at))
        page.Contents = f"{self.file.stream(page.stream.encode())} 0 R"
        page.stream = None

    def _annotated(self, element: int, rect: tuple[float, float, float, float], at: str) -> str:
        """A new annotation that opens the address of an element, which refers to it (ISO 32000-1, 12.5.6.5, 14.7.4.3).
        It goes under a key of its own beside those of the pages.
        """
        about = self.elements[element]
        number = self.file.numbers(1)
        place = " ".join(map(decimal, rect))
        action = f"<</S/URI/URI{string(about.href)}>>"
        opens = f"/Contents{string(about.source)}/A{action}/StructParent {self.keys}"
        self.file.put(number, [f"<</Type/Annot/Subtype/Link/Rect[{place}]/Border[0 0 0]/F 4{opens}>>"])
        self.kids[element].append(f"<</Type/OBJR/Obj {number} 0 R{at}>>")
        self.parents.append(f"{self.keys} {self.refs[element]}".encode())
        self.keys += 1
        return f"{number} 0 R"

    def _filled_in(self, at: str, field: FormField, number: int) -> str:
        """What a widget says of its page and its element, which refers to it alone (ISO 32000-1, 14.8.4.5)."""
        assert field.element is not None
        self.kids[field.element].append(f"<</Type/OBJR/Obj {number} 0 R{at}>>")
        self.parents.append(f"{self.keys} {self.refs[field.element]}".encode())
        self.keys += 1
        return f"{at.replace('/Pg', '/P')}/StructParent {self.keys - 1}"

    def _written(self, page: str) -> list[str]:
        """The elements of a page in the order of their numbers."""
        found: list[str] = []
        top, refs = f"{self.top} 0 R", self.refs
        for element, ref, kids in zip(self.elements, refs, self.kids, strict=True):
            if not ref:
                continue
            above = top if element.parent is None else refs[element.parent]
            more = ""
            if element.language and element.language != self.language:
                more += f"/Lang{string(element.language)}"
            if element.alt:
                more += f"/Alt{string(element.alt)}"
            inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
            found.append(f"<</S/{element.role}/P {above}{page}{more}/K {inside}>>")
        return found

    def finish(self) -> None:
        """Writes what holds all pages."""
        if self.form:
            self.form.finish()
        kids = " ".join(self.outermost)
        self.file.put(self.top, [f"<</S/Document/P {self._ref(_ROOT)}/K[{kids}]>>"])
        nums = b" ".join(self.parents)
        about = f"<</Type/StructTreeRoot/K {self.top} 0 R/ParentTreeNextKey {self.keys}/ParentTree<</Nums["
        put_object(self.document, _ROOT, about.encode() + nums + b"]>>>>")
        self.document.Catalog.StructTreeRoot = self._ref(_ROOT)
        self.document.Catalog.MarkInfo = "<</Marked true>>"
