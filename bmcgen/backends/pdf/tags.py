"""The reading structure in a PDF: marked content on the pages, and the tree of elements (ISO 32000-1, 14.7, 14.8).

A page has hundreds of elements, and they are most of what a small file holds: so they are written as soon as their
document is done, in which a block that continues on further pages is one section.
"""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFName

from bmcgen.backends.pdf.links import Box, boxes_of, links_of
from bmcgen.backends.pdf.reportlab_parts import name_of_page, put_object, reference_to
from bmcgen.backends.pdf.values import decimal, string
from bmcgen.backends.pdf.writer import File
from bmcgen.model.page import FormField, Page
from bmcgen.pages.structure.reading import Contents, Headings, Known, Part, Reading, begun, reading

if TYPE_CHECKING:
    from bmcgen.backends.pdf.acroform import AcroForm
    from bmcgen.backends.pdf.painter import Painter

_ROOT = "structure"


class _Section(Struct):
    """A section that may go on: what refers to it, and what it holds so far."""

    ref: str
    kids: list[str]


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
        self.headings = Headings()
        self.sections: dict[Known, _Section] = {}
        self.waiting: list[tuple[int, list[tuple[str, list[str]]]]] = []

    def begin(self) -> None:
        """To be called where a document begins, of several in one file."""
        self.headings.begin()
        self._put()

    def _ref(self, name: str) -> str:
        return reference_to(self.document, name)

    def begin_page(self, page: Page, around: float = 0.0) -> None:
        """Makes the elements of a page, each with a number and what it holds. What lies `around` the trim moves the
        places of links and figures.
        """
        self.elements, self.around = page.elements, around
        self.links = links_of(page, around)
        self.open = False
        found = reading(page, self.headings)
        self.parts, self.places = found.parts, found.places
        self.continued = self._continued(page, found)
        self.first = self.file.numbers(len(self.parts) - len(self.continued))
        fresh = count(self.first)
        self.refs = refs = [
            self.continued[part].ref if part in self.continued else f"{next(fresh)} 0 R"
            for part in range(len(self.parts))
        ]
        self.inside = Contents(self.parts, refs)
        self.outermost += [refs[part] for part in found.outermost if part not in self.continued]
        self.contents: list[str] = []

    def _continued(self, page: Page, found: Reading) -> dict[int, _Section]:
        """The sections of a page that go on from pages before, and what they go on from."""
        self.fresh: dict[int, Known] = {}
        continued: dict[int, _Section] = {}
        for part in found.outermost:
            known = begun(page, found.parts, part)
            if known is None:
                continue
            if found.parts[part].role != "Sect":
                self.sections.clear()
            elif known in self.sections and not any(
                mark.element is not None and found.places[mark.element] == part for mark in page.marks
            ):
                continued[part] = self.sections[known]
            else:
                self.fresh[part] = known
        return continued

    def turn_to(self, element: int | None) -> str:
        """The operators that end what is open, and begin the content of an element, or what belongs to none."""
        end = "EMC\n" if self.open else ""
        self.open = True
        part = -1 if element is None else self.places[element]
        if part < 0:
            repeated = element is not None
            return end + ("/Artifact <</Type/Pagination/Subtype/Footer>> BDC" if repeated else "/Artifact BMC")
        number = len(self.contents)
        self.contents.append(self.refs[part])
        self.inside.add(part, str(number))
        return f"{end}/{self.parts[part].role} <</MCID {number}>> BDC"

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
        self.waiting.append((self.first, self._written(made, at)))
        for part, section in self.continued.items():
            section.kids += self.inside.held[part]
        for part, known in self.fresh.items():
            self.sections.setdefault(known, _Section(self.refs[part], self.inside.held[part]))
        page.Contents = f"{self.file.stream(page.stream.encode())} 0 R"
        page.stream = None

    def _annotated(self, element: int, rect: Box, at: str) -> str:
        """A new annotation that opens the address of an element, which refers to it (ISO 32000-1, 12.5.6.5, 14.7.4.3).
        It goes under a key of its own beside those of the pages.
        """
        about, part = self.elements[element], self.places[element]
        number = self.file.numbers(1)
        place = " ".join(map(decimal, rect))
        action = f"<</S/URI/URI{string(about.href)}>>"
        opens = f"/Contents{string(about.source)}/A{action}/StructParent {self.keys}"
        self.file.put(number, [f"<</Type/Annot/Subtype/Link/Rect[{place}]/Border[0 0 0]/F 4{opens}>>"])
        self._refers(part, number, at)
        return f"{number} 0 R"

    def _filled_in(self, at: str, field: FormField, number: int) -> str:
        """What a widget says of its page and its element, which refers to it alone (ISO 32000-1, 14.8.4.5)."""
        assert field.element is not None
        self._refers(self.places[field.element], number, at)
        return f"{at.replace('/Pg', '/P')}/StructParent {self.keys - 1}"

    def _refers(self, part: int, number: int, at: str) -> None:
        """Puts an annotation into a part, under the next key."""
        self.inside.held[part].append(f"<</Type/OBJR/Obj {number} 0 R{at}>>")
        self.parents.append(f"{self.keys} {self.refs[part]}".encode())
        self.keys += 1

    def _put(self) -> None:
        """Writes the elements of a document: nothing goes on any more."""
        self.sections.clear()
        for first, written in self.waiting:
            inside = ((text, kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]") for text, kids in written)
            self.file.put(first, [f"{text}/K {held}>>" for text, held in inside])
        self.waiting.clear()

    def _written(self, page: Page, at: str) -> list[tuple[str, list[str]]]:
        """The elements of a page in the order of their numbers, each with what it holds, to which more may come."""
        found: list[tuple[str, list[str]]] = []
        top, boxes = f"{self.top} 0 R", boxes_of(page, self.parts, self.places)
        for number, (part, kids) in enumerate(zip(self.parts, self.inside.held, strict=True)):
            if number in self.continued:
                continue
            above = top if part.parent is None else self.refs[part.parent]
            box = boxes.get(number)
            said = box or part.numbering or part.scope or part.span > 1 or part.state
            more = self._attributes(page, part, box) if said else ""
            if part.language and part.language != self.language:
                more += f"/Lang{string(part.language)}"
            if part.alt and part.role != "Form":
                more += f"/Alt{string(part.alt)}"
            found.append((f"<</S/{part.role}/P {above}{at}{more}", kids))
        return found

    def _attributes(self, page: Page, part: Part, box: Box | None) -> str:
        """What an element says of itself in the words of its type (ISO 32000-1, 14.8.5)."""
        found: list[str] = []
        if box:
            left, top, right, bottom = (each + self.around for each in box)
            high = page.height + 2 * self.around
            place = " ".join(map(decimal, (left, high - bottom, right, high - top)))
            found.append(f"<</O/Layout/BBox[{place}]>>")
        if part.numbering:
            found.append(f"<</O/List/ListNumbering/{part.numbering}>>")
        if part.scope or part.span > 1:
            scope = f"/Scope/{part.scope}" if part.scope else ""
            found.append(f"<</O/Table{scope}{f'/ColSpan {part.span}' if part.span > 1 else ''}>>")
        if part.state:
            found.append(f"<</O/PrintField/Role/cb/checked/{part.state}/Desc{string(part.alt)}>>")
        return f"/A{found[0]}" if len(found) == 1 else f"/A[{''.join(found)}]"

    def finish(self) -> None:
        """Writes what holds all pages."""
        self._put()
        if self.form:
            self.form.finish()
        kids = " ".join(self.outermost)
        self.file.put(self.top, [f"<</S/Document/P {self._ref(_ROOT)}/K[{kids}]>>"])
        nums = b" ".join(self.parents)
        about = f"<</Type/StructTreeRoot/K {self.top} 0 R/ParentTreeNextKey {self.keys}/ParentTree<</Nums["
        put_object(self.document, _ROOT, about.encode() + nums + b"]>>>>")
        self.document.Catalog.StructTreeRoot = self._ref(_ROOT)
        self.document.Catalog.MarkInfo = "<</Marked true>>"
