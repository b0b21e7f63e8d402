"""Ways to break a file that is PDF/UA-1, each with the beginning of what the checker must say then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Break = Callable[[Pdf], None]


def elements(pdf: Pdf, *roles: str) -> Iterator[pikepdf.Object]:
    """The structure elements of some types, in reading order."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        if str(node.get("/S", ""))[1:] in roles:
            yield node
        kids = node.get("/K")
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot.K)


def first(pdf: Pdf, *roles: str) -> pikepdf.Object:
    return next(elements(pdf, *roles))


def in_content(old: bytes, new: bytes, count: int = 1) -> Break:
    """Replaces operators of the first page."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        data = page.Contents.read_bytes()
        changed = re.sub(old, new, data, count=count)
        assert changed != data
        page.Contents = pdf.make_stream(changed)

    return change


def in_metadata(old: bytes, new: bytes) -> Break:
    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata = pdf.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)

    return change


def without(role: str, key: str) -> Break:
    def change(pdf: Pdf) -> None:
        del first(pdf, role)[key]

    return change


def as_role(role: str, other: str) -> Break:
    def change(pdf: Pdf) -> None:
        first(pdf, role).S = Name(f"/{other}")

    return change


def with_key(role: str, key: str, value: object) -> Break:
    def change(pdf: Pdf) -> None:
        first(pdf, role)[key] = value  # type: ignore[assignment]

    return change


def _root(change: Callable[[pikepdf.Object], None]) -> Break:
    return lambda pdf: change(pdf.Root)


def _swapped(pdf: Pdf) -> None:
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    one, other = listed[0], listed[len(listed) - 1]
    listed[0], listed[len(listed) - 1] = other, one


def _twice(pdf: Pdf) -> None:
    one, other = list(elements(pdf, "LBody"))[:2]
    other.K = one.K


def _short(pdf: Pdf) -> None:
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    del listed[len(listed) - 1]


def _stranger(pdf: Pdf) -> None:
    first(pdf, "LBody").P = first(pdf, "H1")


def _role_map(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Block=Name.Sect)


def _fonts(pdf: Pdf) -> list[pikepdf.Object]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Font"]


def _width(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        font.Widths = Array([int(width) + 40 for width in font.Widths])


def _meaning(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        font.ToUnicode = pdf.make_stream(re.sub(rb"<([0-9A-F]{4})>", b"<0000>", font.ToUnicode.read_bytes()))


def _no_program(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        del font.FontDescriptor.FontFile2


def _encoding(pdf: Pdf) -> None:
    _fonts(pdf)[0].Encoding = Name.WinAnsiEncoding


def _unknown_code(pdf: Pdf) -> None:
    in_content(rb"\[\(", b"[(\\377")(pdf)


def _narrow_row(pdf: Pdf) -> None:
    row = list(elements(pdf, "TR"))[-1]
    del row.K[len(row.K) - 1]


def _no_head(pdf: Pdf) -> None:
    table = first(pdf, "Table")
    table.K = Array([*table.K[0].K, *table.K[1].K])


def _annotation(pdf: Pdf) -> pikepdf.Object:
    return next(page.Annots[0] for page in pdf.pages if "/Annots" in page)


def _annotation_without(key: str) -> Break:
    def change(pdf: Pdf) -> None:
        del _annotation(pdf)[key]

    return change


def _annotation_hidden(pdf: Pdf) -> None:
    _annotation(pdf).F = 0


def _no_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/Tabs"]


def _form_tagged(pdf: Pdf) -> None:
    page = pdf.pages[0]
    form = pdf.make_stream(b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 9, 9])
    page.obj.Resources.XObject = Dictionary(Mutant=form)
    data = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(data + b"\n/Artifact BMC /Mutant Do EMC")


def _attachment(pdf: Pdf) -> None:
    spec = Dictionary(Type=Name.Filespec, F="x", EF=Dictionary(F=pdf.make_stream(b"x")))
    pdf.Root.Names = pdf.make_indirect(Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("x"), spec]))))
    pdf.Root.AF = Array([pdf.make_indirect(spec)])


_END = b"</pdfuaid:part>"
_LAST = rb"EMC(?![\s\S]*EMC)"
POSTER: dict[str, tuple[Break, str]] = {
    "not said to be tagged": (_root(lambda root: root.MarkInfo.__setitem__("/Marked", False)), "01-007"),
    "suspect tags": (_root(lambda root: root.MarkInfo.__setitem__("/Suspects", True)), "01-007"),
    "no tree": (_root(lambda root: root.__delitem__("/StructTreeRoot")), "01-005"),
    "an artifact in tags": (in_content(rb"(/LBody <</MCID \d+>> BDC)", rb"\1 /Artifact BMC EMC"), "01-003"),
    "content of no element": (in_content(rb"(/LBody <<)", rb"/P <</MCID 999>> BDC EMC \1"), "14.7.4"),
    "tags inside an artifact": (in_content(rb"/Artifact BMC", rb"/Artifact BMC /P <</MCID 999>> BDC EMC"), "01-004"),
    "words outside": (in_content(_LAST, b"EMC 0 0 9 9 re f"), "01-005"),
    "marked content that goes on": (in_content(_LAST, b""), "14.6.1"),
    "a number twice": (in_content(rb"MCID 1>>", b"MCID 0>>"), "14.7.4"),
    "another type in the content": (in_content(rb"/H1 <<", b"/H2 <<"), "14.7.4.3"),
    "swapped parents": (_swapped, "14.7.4.4"),
    "two elements of one content": (_twice, "14.7.4.4"),
    "a parent too few": (_short, "14.7.4.4"),
    "a parent that is another": (_stranger, "14.7.2"),
    "a type of its own": (as_role("Sect", "Block"), "02-001"),
    "a role map": (_role_map, "02-001"),
    "no metadata": (_root(lambda root: root.__delitem__("/Metadata")), "06-001"),
    "no identifier": (in_metadata(b"pdfuaid:part", b"pdfuaid:port"), "06-002"),
    "another part": (in_metadata(b">1" + _END, b">2" + _END), "06-002"),
    "another prefix": (in_metadata(b"pdfuaid", b"ua"), "06-002"),
    "no title": (in_metadata(b"dc:title", b"dc:tale"), "06-003"),
    "another title": (lambda pdf: pdf.docinfo.__setitem__("/Title", "Other"), "06-004"),
    "broken metadata": (in_metadata(b"</rdf:RDF>", b""), "06-001"),
    "no title in the window": (_root(lambda root: root.ViewerPreferences.__delitem__("/DisplayDocTitle")), "07-001"),
    "no language": (_root(lambda root: root.__delitem__("/Lang")), "11-006"),
    "an underscore in the language": (with_key("H2", "/Lang", String("nl_NL")), "11-001"),
    "an entry of paragraphs": (as_role("LBody", "P"), "09-005"),
    "a list of paragraphs": (as_role("LI", "P"), "09-005"),
    "a list without numbering": (without("L", "/A"), "14.8.5.5"),
    "a first heading of level 2": (as_role("H1", "H2"), "14-002"),
    "a level left out": (as_role("H2", "H3"), "14-003"),
    "a text in place of elements": (with_key("L", "/Alt", String("Notes")), "14.9.3"),
    "another width": (_width, "31-016"),
    "letters without meaning": (_meaning, "31-028"),
    "no font program": (_no_program, "31-009"),
    "an encoding for symbols": (_encoding, "31-023"),
    "a letter that is not there": (_unknown_code, "31-030"),
    "tags in a form": (_form_tagged, "30-002"),
    "an attachment without words": (_attachment, "21-001"),
    "layers": (_root(lambda root: root.__setitem__("/OCProperties", Dictionary())), "20-001"),
}  # fmt: skip
FIGURES: dict[str, tuple[Break, str]] = {
    "a figure without words": (without("Figure", "/Alt"), "13-004"),
    "a figure with empty words": (with_key("Figure", "/Alt", String(" ")), "13-004"),
    "a figure without a place": (without("Figure", "/A"), "14.8.5.4"),
}
TABLES: dict[str, tuple[Break, str]] = {
    "a head of nothing": (without("TH", "/A"), "15-003"),
    "rows of other lengths": (_narrow_row, "09-004"),
    "rows without a part": (_no_head, "09-004"),
    "a cell outside a row": (as_role("TR", "Sect"), "09-004"),
}
LINKS: dict[str, tuple[Break, str]] = {
    "a link without words": (_annotation_without("/Contents"), "28-012"),
    "a link that leads nowhere in the tree": (_annotation_without("/StructParent"), "14.7.4.4"),
    "a link that is not printed": (_annotation_hidden, "19005-2"),
    "a link in a paragraph": (as_role("Link", "P"), "28-011"),
    "no order of tabs": (_no_order, "28-008"),
}
FIELDS: dict[str, tuple[Break, str]] = {
    "a field without a tooltip": (_annotation_without("/TU"), "28-005"),
    "a field in a section": (as_role("Form", "Sect"), "28-010"),
}


def broken(data: bytes, change: Break) -> bytes:
    """A file once it is broken."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()
