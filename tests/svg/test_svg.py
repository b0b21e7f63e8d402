"""Drawings, read as XML."""

import os
import re
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from msgspec.structs import replace

import bmcgen
from bmcgen.backends import svg
from bmcgen.backends.pdf.pictures import printable
from bmcgen.backends.svg.fonts import web_fonts
from bmcgen.cli import main
from bmcgen.diagnostics import Problems
from bmcgen.geometry import Rect
from bmcgen.model.layout import Colour
from bmcgen.model.page import Element, Page, Panel, Picture, Rule
from bmcgen.text.memo import MemoOwner
from tests.conftest import SAMPLES, canvas, squeezed

SVG, XML, XLINK = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/XML/1998/namespace}",
    "{http://www.w3.org/1999/xlink}",
)
DC, RDF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
INK = Colour((0, 0, 0), (0, 0, 0, 1), 0)


def drawn(document: bmcgen.Document) -> list[ET.Element]:
    return [ET.fromstring(content) for content in svg.files([document])]


def one(document: bmcgen.Document) -> ET.Element:
    (found,) = drawn(document)
    return found


def fonts(drawing: ET.Element) -> dict[str, TTFont]:
    """The fonts that a drawing brings along, by family."""
    rules = drawing.findtext(f"{SVG}style") or ""
    found = re.findall(r'font-family:"([^"]+)"[^}]*?url\(data:font/woff;base64,([^)]*)\)', rules)
    return {family: TTFont(BytesIO(b64decode(data))) for family, data in found}


def outline(element: ET.Element) -> list[object]:
    """The groups of a drawing: role or language of each, and its groups or its text."""
    found: list[object] = []
    for child in element:
        if child.tag == f"{SVG}g":
            found.append((child.get("role") or child.get(f"{XML}lang"), outline(child)))
        elif child.tag == f"{SVG}text":
            found.append("".join(child.itertext()).strip())
    return found


def page(*elements: Element, marked: tuple[int, ...], title: str = "") -> Page:
    """A page with a line of text in some of its elements, its number."""
    (line, *_) = bmcgen.make("business-model").pages[0].lines()
    marks = [replace(line, runs=(replace(line.runs[0], text=str(at)),), element=at, joint="\n") for at in marked]
    return Page(200, 100, title, tuple(marks), elements)


def of(*pages: Page) -> bmcgen.Document:
    return replace(bmcgen.make("business-model"), pages=pages)


def test_it_is_as_large_as_its_paper_in_points_and_says_what_it_is() -> None:
    document = bmcgen.make(canvas(title="Tool <library>", locale="nl"))
    found = one(document)
    assert (found.get("width"), found.get("height"), found.get("viewBox")) == ("420mm", "297mm", "0 0 1190.55 841.89")
    assert (found.get(f"{XML}lang"), found.get("role")) == ("nl", "document")
    assert (found[0].tag, found[0].text) == (f"{SVG}title", "Tool <library> – Business Model Canvas")
    assert (found[1].tag, found[1].text) == (f"{SVG}desc", document.metadata.subject)
    assert "CC BY-SA 3.0" in str(found.findtext(f".//{RDF}Description/{DC}rights"))


def test_pages_of_a_document_have_names_of_their_own() -> None:
    titles = [found[0].text for found in drawn(bmcgen.make("prompt-cards"))]
    assert titles[0] == "Prompt cards – Customer Segments – Customer Relationships"
    assert len(set(titles)) == 6


def test_structure_is_groups_with_roles() -> None:
    elements = (
        Element("Sect", None),
        Element("H1", 0),
        Element("L", 0),
        Element("LI", 2),
        Element("Lbl", 3),
        Element("LBody", 3),
        Element("LI", 2),
        Element("LBody", 6),
        Element("BlockQuote", None, "de"),
        Element("P", None),
    )
    found = one(of(page(*elements, marked=(1, 4, 5, 7, 8, 9))))
    items = [("listitem", ["4", "5"]), ("listitem", ["7"])]
    assert outline(found) == [
        ("group", [("heading", ["1"]), ("list", items)]),
        ("blockquote", ["8"]),
        ("paragraph", ["9"]),
    ]
    groups = {group.get("role"): group for group in found.iter(f"{SVG}g")}
    assert groups["heading"].get("aria-level") == "1"
    assert groups["blockquote"].get(f"{XML}lang") == "de"
    assert [group.get(f"{XML}lang") for group in found.iter(f"{SVG}g")].count(None) == 6


def test_empty_cells_keep_the_others_in_their_columns() -> None:
    elements = (
        Element("Table", None),
        Element("TR", 0),
        Element("TH", 1),
        Element("TH", 1),
        Element("TR", 0),
        Element("TH", 4),
        Element("TD", 4),
        Element("TD", 4),
        Element("TD", 4),
        Element("P", None),
    )
    found = outline(one(of(page(*elements, marked=(3, 5, 7, 9)))))
    first = ("row", [("columnheader", []), ("columnheader", ["3"])])
    second = ("row", [("rowheader", ["5"]), ("cell", []), ("cell", ["7"]), ("cell", [])])
    assert found == [("table", [first, second]), ("paragraph", ["9"])]


def test_what_means_nothing_stands_between_the_groups_in_its_place() -> None:
    whole = page(Element("P", None), Element("P", None), marked=(0, 1))
    panel = Panel(whole_rect := Rect(0, 0, 10, 10), INK)
    marks = (whole.marks[0], panel, whole.marks[1])
    found = one(of(replace(whole, marks=marks)))
    drawing = [child.tag.removeprefix(SVG) for child in found if child.tag != f"{SVG}style"]
    assert drawing[3:] == ["rect", "g", "rect", "g"]
    assert whole_rect.w == float(found.findall(f"{SVG}rect")[1].get("width", ""))


def test_shapes_are_as_large_as_in_the_display_list() -> None:
    edged = Panel(Rect(10, 20, 40, 30), INK, radius=25, edge=INK, edge_width=2)
    dotted = Rule(10, 80, 110, 80, 1.5, INK, dots=4)
    round_panel, row, line = list(one(of(Page(200, 100, "", (edged, dotted, replace(dotted, dots=0)), ()))))[-3:]
    # The edge is drawn inside the panel, and so are its corners.
    assert [round_panel.get(key) for key in ("x", "y", "width", "height", "rx")] == ["11", "21", "38", "28", "14"]
    assert (round_panel.get("stroke-width"), round_panel.get("stroke")) == ("2", "#000000")
    assert [row.get(key) for key in ("x1", "y1", "x2", "y2")] == ["10", "80", "110.1", "80"]
    assert (row.get("stroke-dasharray"), row.get("stroke-linecap")) == ("0.01 3.990", "round")
    assert [line.get(key) for key in ("x1", "x2", "stroke-width", "stroke-dasharray")] == ["10", "110", "1.5", None]


def test_what_a_figure_shows_is_said() -> None:
    document = bmcgen.make(SAMPLES / "personas" / "margaret.yaml")
    found = drawn(document)[0]
    figures = [group.get("aria-label") for group in found.iter(f"{SVG}g") if group.get("role") == "img"]
    elements = document.pages[0].elements
    assert figures == [each.alt for each in elements if each.role == "Figure"]
    assert len(figures) > 1
    boxes = [(group.get("aria-label"), group.get("aria-checked")) for group in found.iter(f"{SVG}g")]
    ticked = {"on": "true", "off": "false"}
    printed = [(each.alt, ticked[each.state]) for each in elements if each.state]
    assert [box for box in boxes if box[1]] == printed
    assert {state for _, state in printed} == {"true", "false"}


def test_every_word_is_in_it_in_its_order() -> None:
    document = bmcgen.make(SAMPLES / "crowded.yaml")
    for found, whole in zip(drawn(document), document.pages, strict=True):
        texts = ["".join(text.itertext()) for text in found.iter(f"{SVG}text")]
        assert squeezed("".join(texts)) == squeezed("".join(line.text for line in whole.lines()))


def test_words_are_apart_where_their_lines_are() -> None:
    whole = page(Element("P", None), Element("P", None), marked=(0, 0, 0, 0, 1))
    joints = ("\n", " ", "", " ", "\n")
    lines = tuple(replace(line, joint=joint) for line, joint in zip(whole.lines(), joints, strict=True))
    found = one(of(replace(whole, marks=lines)))
    assert ["".join(text.itertext()) for text in found.iter(f"{SVG}text")] == ["0 0 00 ", "1"]


def test_a_picture_is_what_the_pdf_embeds() -> None:
    document = bmcgen.make(SAMPLES / "personas" / "margaret.yaml")
    found = drawn(document)[0]
    (image,) = found.iter(f"{SVG}image")
    (picture,) = (mark for mark in document.pages[0].marks if isinstance(mark, Picture))
    kind, data = image.get(f"{XLINK}href", "").split(";base64,")
    assert (kind, b64decode(data)) == ("data:image/png", printable(picture))
    place = [float(image.get(key, "")) for key in ("x", "y", "width", "height")]
    assert place == pytest.approx([picture.rect.x, picture.rect.y, picture.rect.w, picture.rect.h], abs=0.006)


def test_a_subset_has_a_name_of_its_own_and_keeps_its_licence() -> None:
    found = one(bmcgen.make(canvas(title="AVA 💡")))
    brought = fonts(found)
    assert len(brought) == 3
    assert all(re.fullmatch(r"bmcgen-[0-9a-f]{10}", family) for family in brought)
    for family, font in brought.items():
        names = {record.nameID: record.toUnicode() for record in font["name"].names}
        assert {names[number] for number in (1, 3, 4, 6)} == {family}
        assert set(names) <= {0, 1, 2, 3, 4, 5, 6, 13, 14}
        assert not any("Plex" in names[number] or "Noto" in names[number] for number in names if number not in (0, 13))
        assert "Copyright" in names[0]
        assert "Open Font License" in names[13]
        described = found.find(f".//{RDF}Description[@{RDF}about='#{family}']")
        assert described is not None
        assert [each.text for each in described.findall(f"{DC}rights")][:2] == [names[0], names[13]]


def test_a_subset_has_the_glyphs_that_are_used_and_their_widths() -> None:
    document = bmcgen.make(canvas(title="Tool library"))
    brought = fonts(one(document))
    used: dict[str, set[str]] = {}
    for line in document.pages[0].lines():
        for run in line.runs:
            used.setdefault(run.face, {" "}).update(run.text)
    by_chars = {frozenset(map(chr, font.getBestCmap())): font for font in brought.values()}
    assert set(by_chars) == {frozenset(chars) for chars in used.values()}
    for name, chars in used.items():
        font, face = by_chars[frozenset(chars)], document.faces.by_name(name)
        widths, glyphs = font["hmtx"], font.getBestCmap()
        unit = 1000 / font["head"].unitsPerEm
        assert all(widths[glyphs[ord(c)]][0] * unit == pytest.approx(face.width(c), abs=0.01) for c in chars)
        # Positions are kerned already.
        assert not {"GPOS", "kern"} & set(font.keys())


def test_bold_and_italic_are_said_for_programs_that_do_not_read_subsets() -> None:
    (found, _) = drawn(bmcgen.make(SAMPLES / "personas" / "margaret.yaml"))
    rules = found.findtext(f"{SVG}style") or ""
    kinds = re.findall(r'"(IBM [^"]+)",sans-serif;font-style:(\w+);font-weight:(\d+)', rules)
    assert sorted(kinds) == [
        ("IBM Plex Sans", "italic", "400"),
        ("IBM Plex Sans", "normal", "400"),
        ("IBM Plex Sans", "normal", "700"),
    ]


def test_a_font_that_cannot_be_cut_down_is_told() -> None:
    document = bmcgen.make("business-model")

    class Broken(MemoOwner):
        program = b"\0\1\0\0 no font"

        def by_name(self, name: str) -> "Broken":
            return self

    with pytest.raises(Problems) as caught:
        web_fonts(Broken(), document.pages)  # type: ignore[arg-type]
    assert {each.code for each in caught.value.diagnostics} == {"bad-font"}


def test_it_refers_to_nothing_outside() -> None:
    document = bmcgen.make(SAMPLES / "personas" / "margaret.yaml", bleed="3mm", marks=True)
    for content, found in zip(svg.files([document]), drawn(document), strict=True):
        for element in found.iter():
            for key, value in element.attrib.items():
                assert not key.startswith("on")
                assert "href" not in key or value.startswith("data:")
        assert set(re.findall(r"url\(([a-z]+:[a-z]+)", content.decode())) == {"data:font"}
        assert b"<script" not in content
        assert b"@import" not in content


def test_what_xml_cannot_hold_is_not_in_it() -> None:
    document = of(page(Element("P", None), marked=(0,)))
    about = replace(document.metadata, title="a\x00b\ud800c\ufffe\x1b<&>\"'\n d", author="\x0b")
    found = one(replace(document, metadata=about))
    assert found[0].text == "a\ufffdb\ufffdc\ufffd\ufffd<&>\"' d"


def test_bleed_lies_beyond_the_page_and_marks_get_room() -> None:
    plain, bled, marked = (
        one(bmcgen.make("business-model", theme="colour", **asked))  # type: ignore[arg-type]
        for asked in ({}, {"bleed": "3mm"}, {"bleed": "3mm", "marks": True})
    )
    assert bled.get("viewBox") == plain.get("viewBox")
    inside = bled.find(f"{SVG}svg")
    assert inside is not None
    assert inside.get("viewBox") == "-8.5 -8.5 1207.56 858.9"
    edges = [float(rect.get("x", "0")) for rect in inside.iter(f"{SVG}rect")]
    assert min(edges) == pytest.approx(-8.5, abs=0.01)
    assert (marked.get("width"), marked.get("height")) == ("446mm", "323mm")
    assert len(marked.findall(f"{SVG}line")) == 16


def test_tiles_are_sheets() -> None:
    document = bmcgen.make("business-model", tiles="A4")
    found = drawn(document)
    assert len(found) == document.sheets == 4
    # The map of the parts lies as the poster does.
    sizes = [(each.get("width"), each.get("height")) for each in found]
    assert sizes == [("297mm", "210mm"), *[("210mm", "297mm")] * 3]
    assert [str(each[0].text).rsplit(" ", 1)[1] for each in found[1:]] == ["1-1", "1-2", "1-3"]
    texts = [["".join(text.itertext()).strip() for text in each.iter(f"{SVG}text")] for each in found]
    # A block's title is on the map, and on the tiles that show it.
    assert ["Cost Structure" in each for each in texts] == [True, True, False, False]


def test_pages_no_larger_than_a_tile_stay_whole() -> None:
    document = bmcgen.make("pack", tiles="A4")
    found, pdf = drawn(document), pypdfium2.PdfDocument(document.pdf())
    assert len(found) == document.sheets == len(pdf)
    sizes = [tuple(float(each.get(side, "0mm")[:-2]) for side in ("width", "height")) for each in found]
    assert sizes == [pytest.approx([side / 72 * 25.4 for side in page.get_size()], abs=0.01) for page in pdf]
    written = ["".join("".join(text.itertext()) for text in each.iter(f"{SVG}text")) for each in found]
    read = [page.get_textpage().get_text_bounded() for page in pdf]
    # Neither has a word on the backs between the parts.
    assert [bool(each) for each in written] == [bool(each.strip()) for each in read]
    assert "" in written


def test_grey_is_grey_and_four_inks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grey = svg.files([bmcgen.make("business-model", theme="colour", colour="grey")])[0].decode()
    colours = set(re.findall(r'(?:fill|stroke)="#(\w{6})"', grey))
    assert len(colours) > 3
    assert all(each[:2] == each[2:4] == each[4:] for each in colours)
    monkeypatch.chdir(tmp_path)
    for out in ("a.svg", "{name}.svg"):
        result = CliRunner().invoke(main, ["make", "business-model", "--colour", "cmyk", "-o", out])
        assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
        assert "error[no-inks]" in result.stderr
        assert "leave out --colour cmyk" in result.stderr


def test_documents_are_joined_in_numbered_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["make", "business-model", "persona", "-l", "nl", "-o", "all.svg"])
    assert result.stdout.split() == ["all-1.svg", "all-2.svg"]
    assert [ET.parse(path).getroot()[0].text for path in result.stdout.split()] == ["Business Model Canvas", "Persona"]


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    sample = SAMPLES / "fietsbieb.yaml"
    (ours,) = svg.files([bmcgen.make(sample, paper="A2", bleed="3mm")])
    command = [sys.executable, "-m", "bmcgen", "make", str(sample), "--paper", "A2", "--bleed", "3mm", "-o", "a.svg"]
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        assert (tmp_path / "a.svg").read_bytes() == ours
