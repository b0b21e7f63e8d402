"""A link on a poster: another library reads its QR code from the finished file, and it opens where it is clicked."""

from __future__ import annotations

from io import BytesIO
from itertools import product
from typing import Any

import pikepdf
import pytest
import segno
import zxingcpp
from PIL import Image

import bmcgen
from bmcgen.geometry import MM, Rect
from bmcgen.kinds._link import runs
from bmcgen.model.page import Page, Panel, Picture, Rule
from bmcgen.source.links import link_of, uri_of
from tests.matrix import tried

POSTER = "business-model"
LINK = "https://boards.example.org/b/uXjVN1234567/?share=7&team=3"


def read(document: bmcgen.Document, dpi: float) -> list[str]:
    png = document.png(dpi=dpi)[0]
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(png)).convert("L"))]


def figure(page: Page) -> int:
    (found,) = [number for number, element in enumerate(page.elements) if element.role == "Figure"]
    return found


def code(page: Page) -> tuple[Panel, list[Panel]]:
    """The white ground of a code, and its modules."""
    ground, *modules = [
        mark for mark in page.marks if isinstance(mark, Panel) and mark.element == figure(page)
    ]  # fmt: skip
    return ground, modules


@pytest.mark.parametrize(
    ("paper", "theme", "strip"),
    tried(product(["A4", "A3", "Tabloid"], ["classic", "colour", "ink", "contrast"], [False, True])),
)
def test_another_library_reads_the_code(paper: str, theme: str, strip: bool) -> None:
    document = bmcgen.make(POSTER, paper=paper, theme=theme, link=LINK, strip=strip)
    assert read(document, 200) == [LINK]


@pytest.mark.parametrize("colour", ["cmyk", "grey"])
def test_it_is_read_in_any_inks(colour: Any) -> None:
    assert read(bmcgen.make(POSTER, colour=colour, link=LINK), 200) == [LINK]


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter"])
@pytest.mark.parametrize("strip", [False, True])
def test_modules_are_vectors_large_enough_for_a_telephone_with_white_around_them(paper: str, strip: bool) -> None:
    page = bmcgen.make(POSTER, paper=paper, link=LINK, strip=strip, prompts="none").pages[0]
    ground, modules = code(page)
    assert not any(isinstance(mark, Picture) for mark in page.marks)
    side = min(panel.rect.w for panel in modules)
    assert side >= 0.4 * MM - 0.001
    left, top = min(panel.rect.x for panel in modules), min(panel.rect.y for panel in modules)
    right, bottom = max(panel.rect.right for panel in modules), max(panel.rect.bottom for panel in modules)
    assert left - ground.rect.x == pytest.approx(4 * side)
    assert ground.rect.bottom - bottom == pytest.approx(4 * side)
    for mark in page.marks:
        if mark.element != figure(page) and not hasattr(mark, "runs"):
            there = mark.rect if hasattr(mark, "rect") else Rect(mark.x1, mark.y1, mark.x2 - mark.x1, mark.y2 - mark.y1)
            assert not there.overlaps(ground.rect) or there.w > page.width - 60
    assert not any(Rect(line.x, line.y - line.size * 0.7, line.width, line.size * 0.7).overlaps(ground.rect)
                   for line in page.lines())  # fmt: skip
    # The modules are those of the code itself.
    matrix = segno.make(LINK, error="m", micro=False).matrix
    dark = {(x, y) for y, row in enumerate(matrix) for x, on in enumerate(row) if on}
    drawn = set()
    for panel in modules:
        x, y = round((panel.rect.x - left) / side), round((panel.rect.y - top) / side)
        wide, high = round(panel.rect.w / side), round(panel.rect.h / side)
        drawn |= {(x + dx, y + dy) for dx in range(wide) for dy in range(high)}
    assert drawn == dark
    assert right - left == pytest.approx(side * len(matrix))


def test_seams_between_rows_are_covered() -> None:
    assert [*runs([[1, 1, 0], [1, 0, 0], [1, 0, 1]])] == [
        (0, 0, 2, 1),
        (0, 1, 1, 1),
        (0, 2, 1, 1),
        (2, 2, 1, 1),
        (0, 0, 1, 3),
    ]


@pytest.mark.parametrize("press", [{}, {"bleed": "3mm", "marks": True}])
def test_it_opens_where_it_is_clicked_and_is_told_to_those_who_do_not_see_it(press: dict[str, Any]) -> None:
    document = bmcgen.make(POSTER, locale="nl", link=LINK, **press)
    ground, modules = code(document.pages[0])
    with pikepdf.open(BytesIO(document.pdf())) as file:
        page = file.pages[0]
        (note,) = page.Annots
        assert str(note.A.URI) == LINK
        left, bottom, right, top = (float(each) for each in note.Rect)
        around = float(page.get("/TrimBox", [0])[0])
        high = document.pages[0].height
        for panel in (ground, *modules):
            assert left - 0.1 <= panel.rect.x + around
            assert panel.rect.right + around <= right + 0.1
            assert bottom - 0.1 <= high - panel.rect.bottom + around
            assert high - panel.rect.y + around <= top + 0.1
        lines = [line.y for line in document.pages[0].lines() if line.text in LINK]
        lowest = max(ground.rect.bottom, *lines)
        assert bottom == pytest.approx(high - lowest + around, abs=4)
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[n]) for n in range(0, len(numbers), 2)]
        assert keys == sorted({*keys})
        element = numbers[2 * keys.index(int(note.StructParent)) + 1]
        assert element.S == "/Link"
        kids = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary)]
        assert [str(kid.Alt) for kid in kids if "/Alt" in kid] == [f"QR-code die {LINK} opent"]
        assert [kid.Obj.A.URI for kid in kids if kid.get("/Type") == "/OBJR"] == [LINK]


def test_the_address_stands_beside_the_code() -> None:
    for strip in (False, True):
        page = bmcgen.make(POSTER, link=LINK, strip=strip).pages[0]
        number = next(n for n, element in enumerate(page.elements) if element.href)
        # Browsers add the rest by themselves.
        assert page.words_of(number).strip() == LINK.removeprefix("https://")
        assert page.elements[number].href == LINK
        assert min(line.size for line in page.lines() if line.element == number) >= 7.5


def test_an_svg_has_the_link_too(tmp_path: Any) -> None:
    (path,) = bmcgen.make(POSTER, link=LINK).save(tmp_path / "poster.svg")
    text = path.read_text(encoding="utf-8")
    assert text.count(f'<a xlink:href="{LINK.replace("&", "&amp;")}"') == 1
    assert text.count("</a>") == 1
    assert 'aria-label="QR code that opens' in text


def test_tiles_and_continuation_sheets_are_made_with_a_link() -> None:
    assert bmcgen.make(POSTER, paper="A1", tiles="A4", link=LINK).pdf()
    notes = [f"A note about this and that, number {number}" for number in range(60)]
    document = bmcgen.make({"layout": POSTER, "blocks": {"channels": notes}}, link=LINK)
    assert len(document.pages) > 1
    with pikepdf.open(BytesIO(document.pdf())) as file:
        assert [len(page.get("/Annots", [])) for page in file.pages] == [1] + [0] * (len(document.pages) - 1)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("https://example.org", "https://example.org"),
        ("  https://example.org/a b".replace(" b", "b"), "https://example.org/ab"),
        ("https://müller.example/straße?q=ü#ö", "https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%BC#%C3%B6"),
        ("http://localhost:8080/x%20y", "http://localhost:8080/x%20y"),
        ("https://[::1]/", "https://[::1]/"),
        ("HTTPS://Example.org/A", "https://example.org/A"),
    ],
)
def test_addresses_are_written_as_browsers_send_them(text: str, uri: str) -> None:
    assert uri_of(link_of(text)) == uri


@pytest.mark.parametrize(
    "text",
    [
        "",
        "board",
        "https://",
        "https:///path",
        "ftp://example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://exa mple.org",
        "https://example.org/a\nb",
        "https://user:secret@example.org",
        "https://example.org:port/",
        "https://[::1",
        "https://exa<mple.org",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r'^"'):
        bmcgen.make(POSTER, link=text)


def test_an_address_without_its_beginning_is_completed_in_the_message() -> None:
    with pytest.raises(ValueError, match=r'did you mean "https://example\.org/board"'):
        bmcgen.make(POSTER, link="example.org/board")


@pytest.mark.parametrize("strip", [False, True])
def test_an_address_whose_code_could_not_be_read_is_refused(strip: bool) -> None:
    long = "https://example.org/" + "abcdefghij" * 60
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(POSTER, paper="A4", link=long, strip=strip)
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.file) == ("link-too-long", "--link")
    assert "larger paper" in found.hint


@pytest.mark.parametrize(("paper", "theme"), [("A4", "classic"), ("A3", "classic"), ("A3", "contrast")])
@pytest.mark.parametrize("link", ["https://example.org", "https://boards.example.org/uXjVN"])
def test_in_the_strip_of_a_room_a_code_stands_in_the_middle_of_its_cell(paper: str, theme: str, link: str) -> None:
    (page,) = bmcgen.make(POSTER, paper=paper, theme=theme, link=link, strip=True).pages
    ground, modules = code(page)
    left, right = min(each.rect.x for each in modules), max(each.rect.right for each in modules)
    edges = {
        mark.x1 for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.y2 > ground.rect.y
    }
    before = left - max(edge for edge in edges if edge < left)
    after = min(edge for edge in edges if edge > right) - right
    assert before == pytest.approx(after)
    lines = [line for line in page.lines() if line.y > ground.rect.bottom and left - 20 < line.x < right]
    assert "".join(line.text for line in lines) == link.removeprefix("https://")
    if len(lines) == 1:
        assert lines[0].x + lines[0].width / 2 == pytest.approx((left + right) / 2)
    else:
        assert [line.x for line in lines] == [pytest.approx(left)] * len(lines)
