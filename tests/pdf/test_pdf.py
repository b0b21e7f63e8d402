"""The finished file: its boxes, its faces, its language, its structure, its words, its bytes."""

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.kinds.fields import FieldsContent
from bmcgen.kinds.notes.words.markup import styled_parts
from bmcgen.model.content import Typed
from bmcgen.source.files import read_documents
from tests.conftest import LOCALES, SAMPLES, canvas, extracted, ready, squeezed

SHEETS = ["blank", *sorted(path.stem for path in SAMPLES.glob("*.yaml"))]


def made(name: str) -> bmcgen.Document:
    if name == "blank":
        return bmcgen.make("business-model", locale="nl", prompts="full")
    return bmcgen.make(SAMPLES / f"{name}.yaml")


def opened(document: bmcgen.Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(document.pdf()))


def structure(pdf: pikepdf.Pdf) -> list[tuple[int, str, pikepdf.Object]]:
    """The structure tree in reading order: depth, role, element."""
    found: list[tuple[int, str, pikepdf.Object]] = []

    def walk(node: pikepdf.Object, depth: int) -> None:
        found.append((depth, str(node.S), node))
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid, depth + 1)

    walk(pdf.Root.StructTreeRoot.K, 0)
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_every_word_can_be_read_back(name: str) -> None:
    """By pypdfium2, from the finished file: every note, every segment, every field."""
    document = made(name)
    text = squeezed(" ".join(extracted(document.pdf())))
    if name == "blank":
        expected = [element.source for page in document.pages for element in page.elements if element.source]
    else:
        path = SAMPLES / f"{name}.yaml"
        (content,) = read_contents(read_documents(path), name, Assets(), folder=path.parent)
        typed = [note.text.text for notes in content.blocks.values() for note in notes]  # type: ignore[union-attr]
        expected = [part.text for text in typed for part in styled_parts(text)] if content.manner.markup else typed
        expected += [segment.name for segment in content.segments]
        expected += [typed.text for key, typed in content.fields.items() if key != "date"]
    assert len(expected) >= 5
    assert [each for each in expected if squeezed(each) not in text] == []


@pytest.mark.parametrize("name", ["blank", "crowded"])
def test_poppler_reads_the_same_words(name: str, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext is not installed")
    document = made(name)
    (path,) = document.save(tmp_path / "a.pdf")
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    expected = [element.source for page in document.pages for element in page.elements if element.source]
    assert [each for each in expected if squeezed(each) not in squeezed(text)] == []


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_is_a3_and_asks_to_be_printed_at_its_size(name: str) -> None:
    pdf = opened(made(name))
    for page in pdf.pages:
        assert [float(n) for n in page.mediabox] == pytest.approx([0, 0, 420 / 25.4 * 72, 297 / 25.4 * 72], abs=0.01)
    assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


@pytest.mark.parametrize("name", SHEETS)
def test_every_face_is_embedded_in_part_with_its_letters_named(name: str) -> None:
    pdf = opened(made(name))
    fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+IBMPlexSans", str(font.BaseFont))
        assert font.FontDescriptor.FontFile2.read_bytes()
        assert b"beginbfchar" in font.ToUnicode.read_bytes()


def test_a_line_is_drawn_as_long_as_it_was_measured() -> None:
    """With its kerning: the right edge of its last letter, as pypdfium2 sees it."""
    title = "AVATAR To LT Vay, YA. Tyre"
    document = bmcgen.make("business-model", fields={"title": title})
    (line,) = (line for line in document.pages[0].lines() if line.text == title)
    face = document.faces.by_name(line.runs[0].face)
    unkerned = sum(face.width(letter) for letter in title) * line.size / 1000
    page = pypdfium2.PdfDocument(document.pdf())[0].get_textpage()
    start = page.get_text_range().index(title)
    left = page.get_charbox(start, loose=True)[0]
    right = page.get_charbox(start + len(title) - 1, loose=True)[2]
    assert right - left == pytest.approx(line.width, abs=0.3)
    assert unkerned - line.width > 3


@pytest.mark.parametrize("locale", LOCALES)
def test_the_file_says_what_it_is_and_under_which_licence(locale: str) -> None:
    fields = {"designed-by": "Ö. Test & Söhne", "title": "Test <b> & Co"}
    pdf = opened(bmcgen.make("business-model", locale=locale, fields=fields))
    assert str(pdf.Root.Lang) == locale
    assert pdf.docinfo["/Title"] == "Test <b> & Co – Business Model Canvas"
    assert pdf.docinfo["/Author"] == "Ö. Test & Söhne"
    assert "CC BY-SA 3.0" in str(pdf.docinfo["/Subject"])
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Test <b> & Co – Business Model Canvas"
        assert xmp["dc:creator"] == ["Ö. Test & Söhne"]
        assert "Strategyzer AG" in xmp["dc:rights"]
        assert "creativecommons.org/licenses/by-sa/3.0" in xmp["dc:rights"]
        assert xmp["dc:language"] == {locale}


def test_the_blocks_are_read_in_their_order_with_their_notes_as_lists() -> None:
    pdf = opened(made("fietsbieb"))
    tree = structure(pdf)
    roles = [role for depth, role, _ in tree if depth == 1]
    assert roles.count("/H1") == 1
    assert roles.count("/Sect") == 9
    assert roles.index("/H1") < roles.index("/Sect")
    assert [role for _, role, _ in tree].count("/H2") == 9
    assert sum(role == "/LBody" for _, role, _ in tree) == 54 + 4 + 4
    for (_, parent, _), (_, child, _) in pairwise(tree):
        assert child != "/LI" or parent in ("/L", "/LBody", "/Lbl")


@pytest.mark.parametrize("name", ["blank", "fietsbieb", "crowded", "personas/sanne", "personas/margaret"])
def test_everything_painted_is_either_tagged_or_an_artifact(name: str) -> None:
    pdf = opened(made(name))
    assert pdf.Root.MarkInfo.Marked is True
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for index, page in enumerate(pdf.pages):
        assert page.StructParents == numbers[2 * index] == index
        depth, seen = 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            op = str(operator)
            if op in ("BDC", "BMC"):
                depth += 1
                if op == "BDC" and operands[0] != "/Artifact":
                    seen.append(int(operands[1].MCID))
            elif op == "EMC":
                depth -= 1
            elif op in ("TJ", "Tj", "f", "b", "S", "Do"):
                assert depth == 1
        assert depth == 0
        assert seen == list(range(len(numbers[2 * index + 1])))


PERSONAS = sorted((SAMPLES / "personas").glob("*.yaml"))


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
def test_every_word_of_a_persona_can_be_read_back(path: Path) -> None:
    """Each part of a story that is divided between sheets by itself; put together, the parts are the story."""
    (content,) = read_contents(read_documents(path), path.stem, Assets(), folder=path.parent)
    document = bmcgen.make(path)
    texts = [squeezed(text) for text in extracted(document.pdf())]
    together = ""
    for page, text in zip(document.pages, texts, strict=True):
        parts = [squeezed(page.words_of(index).replace("\u00a0", " ")) for index in range(len(page.elements))]
        assert [part for part in parts if part not in text] == []
        together += "".join(parts)
    expected = [content.fields["title"].text]
    for block in content.blocks.values():
        values = (
            block.values.values()
            if isinstance(block, FieldsContent)
            else block
            if isinstance(block, tuple)
            else [block]
        )
        expected += [part for value in values if isinstance(value, Typed) for part in value.text.split("\n\n")]
    assert len(expected) >= 6
    divided = [each for each in expected if squeezed(each) not in together]
    for each in divided:
        words = squeezed(each)
        cut = next(n for n in range(len(words), 0, -1) if words[:n] in together)
        assert words[cut:] in together
    assert len(divided) <= 4


def test_figures_say_what_they_show_and_the_sheet_is_read_in_its_order() -> None:
    pdf = opened(bmcgen.make(SAMPLES / "personas" / "sanne.yaml"))
    tree = structure(pdf)
    assert all(str(element.Alt) for _, role, element in tree if role == "/Figure")
    assert sum(role == "/Figure" for _, role, _ in tree) == 1 + 5
    boxes = [element.A[1] for _, role, element in tree if role == "/Form"]
    assert [str(box.Role) for box in boxes] == ["/cb"] * 4
    assert [str(box.checked)[1:] for box in boxes] == ["off" if " niet " in str(box.Desc) else "on" for box in boxes]
    assert {str(box.checked) for box in boxes} == {"/on", "/off"}
    headings = [role for _, role, _ in tree if role in ("/H1", "/H2")]
    assert headings[0] == "/H1"
    assert headings.count("/H1") == 1
    assert [float(n) for n in pdf.pages[0].mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.01)


def test_notes_in_another_language_are_marked_so() -> None:
    pdf = opened(bmcgen.make(canvas(locale="de", blocks={"channels": ["Anzeige"]}), locale="nl"))
    said = [(role, str(element.Lang)) for _, role, element in structure(pdf) if "/Lang" in element]
    assert said == [("/LBody", "de")]


def test_continuation_sheets_have_bookmarks() -> None:
    pdf = opened(made("crowded"))
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Gut versorgt zu Hause (1/2)", "Gut versorgt zu Hause (2/2)"]


def dated(text: str | None, **environment: str) -> str:
    data: dict[str, Any] = canvas(date=text) if text else canvas()
    old = os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ.update(environment)
    try:
        with opened(bmcgen.make(data)) as pdf:
            return str(pdf.docinfo["/CreationDate"])
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if old is not None:
            os.environ["SOURCE_DATE_EPOCH"] = old


def test_the_creation_date_is_the_epoch_else_the_document_s_else_fixed() -> None:
    assert dated("20-11-2026").startswith("D:20261120000000")
    assert dated("voorjaar").startswith("D:20000101000000")
    assert dated(None).startswith("D:20000101000000")
    assert dated("20-11-2026", SOURCE_DATE_EPOCH="86400").startswith("D:19700102000000")


def test_the_same_input_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "import sys, bmcgen; sys.stdout.buffer.write(bmcgen.make(sys.argv[1]).pdf())"
    outputs = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", code, str(SAMPLES / "crowded.yaml")]
        outputs.append(subprocess.run(command, capture_output=True, check=True, env=environment, cwd=tmp_path).stdout)
    assert outputs[0] == outputs[1]
    assert outputs[0] == made("crowded").pdf()


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    (path,) = made("crowded").save(tmp_path / "a.pdf")
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    "payload", ["{{ 7*7 }}", "<b>x</b>", "</para>", "&amp;", ") Tj ET", "\\) Tj", "% no", "{% raw %}"]
)
def test_what_a_note_says_is_never_an_instruction(payload: str) -> None:
    text = extracted(bmcgen.make(canvas(title=payload, blocks={"channels": [payload]})).pdf())[0]
    assert text.count(payload) == 2


@pytest.mark.parametrize("epoch", ["abc", "1.5", "-1", "9" * 20])
def test_a_wrong_epoch_is_a_problem(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(bmcgen.Problems, match="is not a number of seconds"):
        bmcgen.make("business-model").pdf()


def test_words_do_not_run_together_where_tags_are_read(tmp_path: Path) -> None:
    if not shutil.which("pdfinfo"):
        pytest.skip("poppler's pdfinfo is not installed")
    note = "People in flats, without a shed or a drill, who would rather borrow than buy"
    (path,) = bmcgen.make(canvas(blocks={"channels": [note]})).save(tmp_path / "a.pdf")
    text = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True).stdout.decode()
    assert note in " ".join(text.replace('"', "").split())


@pytest.mark.parametrize("locale", LOCALES)
def test_a_pack_names_its_parts_in_outline_and_page_labels(locale: str) -> None:
    document = ready("pack", locale=locale)
    pdf = opened(document)
    with pdf.open_outline() as outline:
        entries = [(entry.title, [child.title for child in entry.children]) for entry in outline.root]
    assert [title for title, _ in entries] == [chapter.title for chapter in document.chapters]
    assert [len(children) for _, children in entries] == [c.count if c.count > 1 else 0 for c in document.chapters]
    for chapter in document.chapters:
        labels = [pdf.pages[chapter.start + n].label for n in range(chapter.count)]
        many = [f"{chapter.title} {n + 1}" for n in range(chapter.count)]
        assert labels == (many if chapter.count > 1 else [chapter.title])
    blank = [page.label for page, made in zip(pdf.pages, document.pages, strict=True) if not made.marks]
    assert blank == [""] * (len(document.pages) - sum(chapter.count for chapter in document.chapters))
    assert blank
    sizes = {tuple(round(float(n)) for n in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, 595, 842), (0, 0, 842, 595), (0, 0, 1191, 842)}


@pytest.mark.parametrize("name", ["worksheets", "handout", "prompt-cards"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_of_a_document_can_be_read_back(name: str, locale: str) -> None:
    document = bmcgen.make(name, locale=locale)
    text = squeezed(" ".join(extracted(document.pdf())))
    expected = {
        page.words_of(n)
        for page in document.pages
        for n, element in enumerate(page.elements)
        if element.role != "Figure"  # numerals in a miniature
    }
    assert len(expected) > 50
    assert [each for each in expected if squeezed(each) not in text] == []


def test_a_table_is_one_for_those_who_listen() -> None:
    """The phases of channels (six rows of three), their types (three of three) and a mix of them (five of six)."""
    roles = [role for _, role, _ in structure(opened(bmcgen.make("handout", blocks=["channels"])))]
    # The empty corners of two of them head nothing.
    heads, cells = 3 + 5 + 10 - 2, 15 + 4 + 20 + 2
    assert (roles.count("/Table"), roles.count("/TR"), roles.count("/TH"), roles.count("/TD")) == (3, 14, heads, cells)


def test_a_row_of_dots_is_drawn_as_dots() -> None:
    cards = ready("prompt-cards", paper="A6")
    rows = [[mark for mark in page.marks if getattr(mark, "dots", 0)] for page in cards.pages]
    number = next(number for number, dots in enumerate(rows) if dots)
    first = rows[number][-1]
    picture = pypdfium2.PdfDocument(cards.pdf())[number].render(scale=4).to_pil().convert("L")
    here, between = ((first.x1 + first.dots) * 4, first.y1 * 4), ((first.x1 + first.dots * 1.5) * 4, first.y1 * 4)
    assert picture.getpixel((round(here[0]), round(here[1]))) < 225 < picture.getpixel(tuple(map(round, between)))
    # The row reaches from side to side: its ends are dots, and there is nothing beyond them.
    ends = [(round(x * 4), round(first.y1 * 4)) for x in (first.x1, first.x2)]
    assert all(picture.getpixel(end) < 225 for end in ends)
    assert all(picture.getpixel((round(x * 4), ends[0][1])) > 225 for x in (first.x1 - 3, first.x2 + 3))
