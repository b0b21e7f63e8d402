"""A PDF against PDF/UA-1: `violations` names each condition that it does not meet, by its number in the Matterhorn
Protocol 1.1 or, where that has none, by the clause of ISO 32000-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pikepdf

from tests.accessible.annotations import check_annotations
from tests.accessible.content import Content, check_content
from tests.accessible.embedded_fonts import check_fonts
from tests.accessible.tree import Tree, check_parents, check_tree

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_UA, _DC = "{http://www.aiim.org/pdfua/ns/id/}", "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def violations(data: bytes) -> list[str]:
    """What keeps a file from being PDF/UA-1; nothing if it is."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(dict.fromkeys(_checked(pdf)))


def _checked(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    marked = root.get("/MarkInfo")
    if not (isinstance(marked, pikepdf.Dictionary) and marked.get("/Marked") is True):
        yield "01-007 the file does not say that it is tagged"
    elif marked.get("/Suspects"):
        yield "01-007 tags are suspect"
    yield from _metadata(pdf)
    yield from _catalog(pdf)
    content = Content()
    yield from check_content(pdf, content)
    if "/StructTreeRoot" not in root:
        yield "01-005 there is no structure tree"
        return
    tree = Tree(root.StructTreeRoot)
    yield from check_tree(tree)
    yield from check_parents(pdf, tree, content)
    yield from check_annotations(pdf, tree)
    yield from check_fonts(content)


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream) or (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML"):
        yield "06-001 there is no XMP metadata stream"
        return
    if "/Filter" in stream:
        yield "06-001 the metadata is compressed, which simple readers cannot read"
    try:
        xmp = ElementTree.fromstring(stream.read_bytes().decode().strip("\ufeff"))
    except (ElementTree.ParseError, UnicodeDecodeError):
        yield "06-001 the metadata is not XML"
        return
    about = xmp.findall(f".//{_RDF}Description")
    parts = [each.text for description in about for each in description.findall(f"{_UA}part")]
    parts += [value for description in about if (value := description.get(f"{_UA}part"))]
    if parts != ["1"]:
        yield "06-002 the metadata does not say that this is PDF/UA-1"
    elif b"pdfuaid:part" not in stream.read_bytes():
        yield "06-002 the identifier has another prefix"
    titles = [each.text for each in xmp.findall(f".//{_DC}title/{_RDF}Alt/{_RDF}li")]
    if not titles or not (titles[0] or "").strip():
        yield "06-003 the metadata has no title"
    elif titles[0] != str(pdf.docinfo.get("/Title", "")):
        yield "06-004 the titles of metadata and Info differ"


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    shown = root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle")
    if shown is not True:
        yield "07-001 the window does not show the title" if shown is None else "07-002 the window does not show it"
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "11-006 the file has no language"
    if "/OCProperties" in root:
        yield "20-001 there are layers"
    if pdf.is_encrypted:
        yield "26-001 the file is encrypted"
    form = root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        yield "25-001 there is an XFA form"
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if "/Lang" in each and not _LANGUAGE.fullmatch(str(each.Lang)):
            yield f"11-001 {each.Lang} is no language"
        if "/EF" in each and not (each.get("/F") and each.get("/UF") and each.get("/Desc")):
            yield "21-001 an embedded file has no F, UF or Desc"
        if each.get("/S") == "/Transparency" and each.get("/Ref"):
            yield "30-001 a form refers to another file"
