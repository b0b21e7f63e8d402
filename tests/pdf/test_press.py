"""For the print shop and the office printer: boxes, inks, marks, tiles; read back from the finished file."""

from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.geometry import MM
from bmcgen.model.page import Line, Page, Panel, Rule
from tests.conftest import LOCALES, SAMPLES
from tests.matrix import tried

THEMES = Assets().names("layouts/themes")
SIZES = {"A0": (1189, 841), "A2": (594, 420), "A4": (297, 210), "Tabloid": (431.8, 279.4), "900x600mm": (900, 600)}


def opened(document: bmcgen.Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(document.pdf()))


def colour_operators(pdf: pikepdf.Pdf) -> set[str]:
    """The operators and spaces that set a colour, anywhere in the file."""
    found = set()
    streams = [
        *pdf.pages,
        *(obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Form"),
    ]
    for stream in streams:
        for _, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in ("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"):
                found.add(str(operator).lower())
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image":
            found.add(str(obj.ColorSpace))
    return found


ALLOWED = {"cmyk": {"k", "/DeviceCMYK"}, "grey": {"g", "/DeviceGray"}, "rgb": {"rg", "/DeviceRGB"}}


@pytest.mark.parametrize(("inks", "theme"), tried(product(ALLOWED, THEMES), together=1))
def test_a_file_has_the_inks_that_were_asked_for_and_no_others(inks: str, theme: str) -> None:
    allowed = ALLOWED[inks]
    poster = bmcgen.make(SAMPLES / "fietsbieb.yaml", colour=inks, theme=theme, bleed="3mm", marks=True)  # type: ignore[arg-type]
    persona = bmcgen.make(SAMPLES / "personas" / "margaret.yaml", colour=inks, theme=theme)  # type: ignore[arg-type]
    assert colour_operators(opened(poster)) == {next(iter(sorted(allowed, reverse=True)))}
    assert colour_operators(opened(persona)) == allowed


def test_black_text_is_black_ink_alone() -> None:
    document = bmcgen.make(SAMPLES / "fietsbieb.yaml", colour="cmyk")
    inks = {line.colour.cmyk for page in document.pages for line in page.lines() if sum(line.colour.rgb) < 1}
    blacks = {each for each in inks if each[:3] == (0, 0, 0)}
    assert (0, 0, 0, 1) in blacks
    # What is not black alone is the letter of a segment or a numeral.
    assert all(each[3] >= 0.8 for each in blacks)


@pytest.mark.parametrize("theme", THEMES)
def test_no_place_takes_more_ink_than_paper_holds(theme: str) -> None:
    document = bmcgen.make(SAMPLES / "fietsbieb.yaml", theme=theme)
    for page in document.pages:
        for mark in page.marks:
            for colour in (getattr(mark, name, None) for name in ("colour", "fill", "edge")):
                assert colour is None or sum(colour.cmyk) <= 3.0


@pytest.mark.parametrize(("bleed", "marks"), [("3mm", False), ("3mm", True), ("0", True), ("5mm", False)])
def test_boxes_lie_in_one_another(bleed: str, marks: bool) -> None:
    pdf = opened(bmcgen.make("business-model", theme="colour", bleed=bleed, marks=marks))
    wide, high = 420 * MM, 297 * MM
    over = float(bleed.removesuffix("mm")) * MM
    slug = 10 * MM if marks else 0.0
    for page in pdf.pages:
        around = over + slug
        assert [float(n) for n in page.mediabox] == pytest.approx(
            [0, 0, wide + 2 * around, high + 2 * around], abs=0.01
        )
        assert [float(n) for n in page.TrimBox] == pytest.approx(
            [around, around, around + wide, around + high], abs=0.01
        )
        edge = slug
        assert [float(n) for n in page.BleedBox] == pytest.approx(
            [edge, edge, edge + wide + 2 * over, edge + high + 2 * over], abs=0.01
        )


def test_a_ground_runs_over_the_trim_where_there_is_bleed_and_keeps_clear_where_there_is_none() -> None:
    def ground(bleed: str) -> Panel:
        (page,) = bmcgen.make("business-model", theme="colour", bleed=bleed).pages
        return next(mark for mark in page.marks if isinstance(mark, Panel))

    assert (ground("3mm").rect.x, ground("3mm").rect.right) == pytest.approx((-3 * MM, 423 * MM))
    # Without bleed it reaches halfway into the margin.
    assert ground("0").rect.x == pytest.approx(5 * MM)
    picture = pypdfium2.PdfDocument(bmcgen.make("business-model", theme="colour", bleed="3mm").pdf())[0].render(scale=1)
    assert picture.to_pil().convert("RGB").getpixel((1, 1)) == (0xF1, 0xE3, 0xC4)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("locale", LOCALES)
def test_text_keeps_clear_of_the_trim_and_nothing_is_too_fine_to_print(theme: str, locale: str) -> None:
    for layout in ("business-model", "worksheets", "persona", "prompt-cards"):
        for page in bmcgen.make(layout, locale=locale, theme=theme).pages:
            for mark in page.marks:
                if isinstance(mark, Line):
                    assert mark.x >= 5 * MM
                    assert mark.x + mark.width <= page.width - 5 * MM
                    assert 5 * MM <= mark.y <= page.height - 5 * MM
                    assert mark.size >= 6
                elif isinstance(mark, Rule):
                    assert mark.width >= 0.25


@pytest.mark.parametrize(("paper", "size"), SIZES.items())
@pytest.mark.parametrize("name", ["blank", "tidewell"])
def test_a_poster_is_composed_for_its_paper(paper: str, size: tuple[float, float], name: str) -> None:
    what = "business-model" if name == "blank" else SAMPLES / f"{name}.yaml"
    document = bmcgen.make(what, paper=paper)
    (page,) = document.pages
    assert (page.width / MM, page.height / MM) == pytest.approx(size, abs=0.01)
    rules = [mark for mark in page.marks if isinstance(mark, Rule)]
    # The canvas fills the sheet between its margins: no band stays empty.
    left, right = min(rule.x1 for rule in rules), max(rule.x2 for rule in rules)
    assert left == pytest.approx(page.width - right, abs=0.6)
    assert left < 0.03 * page.width
    assert max(max(rule.y1, rule.y2) for rule in rules) > 0.92 * page.height
    # Everything grows with the sheet, the smallest type too; on a small one none is too small to be read.
    assert min(line.size for line in page.lines()) >= 6 * max(1.0, (size[0] * size[1] / (420 * 297)) ** 0.5 - 0.1)
    # Paper that is held in hand has room for the first questions alone, in a size that can be read.
    fewer = {"fewer-prompts"} if name == "blank" and paper == "A4" else set[str]()
    assert {each.code for each in document.warnings} == fewer


PRINTED = {
    "business-model": ["A4", "A3", "A2", "A0", "B2", "Letter", "Tabloid", "Arch E", "1200x500mm"],
    "persona": ["A4", "A3", "Letter"],
    "worksheets": ["A4", "A3", "Letter"],
    "handout": ["A4", "A3", "Letter"],
    "prompt-cards": ["A4", "A5", "A6"],
}
EVERY = [(name, *each) for name, papers in PRINTED.items() for each in product(papers, LOCALES, THEMES)]


def in_picture(page: Page, index: int | None) -> bool:
    """Whether an element is part of a figure, which shows a canvas in small."""
    while index is not None and page.elements[index].role != "Figure":
        index = page.elements[index].parent
    return index is not None


@pytest.mark.parametrize(("layout", "paper", "locale", "theme"), tried(EVERY))
def test_every_layout_is_printed_on_its_papers_in_every_theme(layout: str, paper: str, locale: str, theme: str) -> None:
    document = bmcgen.make(layout, paper=paper, locale=locale, theme=theme)
    for page in document.pages:
        for line in page.lines():
            assert line.size >= (4.5 if in_picture(page, line.element) else 6)
            assert 0 <= line.x <= line.x + line.width <= page.width


def coverage(document: bmcgen.Document) -> float:
    """The part of the paper that ink covers, of four inks, as the pages are rendered."""
    dark = []
    for page in pypdfium2.PdfDocument(document.pdf()):
        picture = page.render(scale=1).to_pil().convert("RGB")
        dark.append(sum(255 - mean for mean in ImageStat.Stat(picture).mean) / 3 / 255)
    return sum(dark) / len(dark)


def test_the_theme_that_saves_ink_takes_a_third_of_the_colourful_one_blank_and_four_fifths_filled() -> None:
    # Where segments have colours, the colourful theme gives blocks no tint; what is left is notes and their type.
    for what, part in (("business-model", 0.34), ("prompt-cards", 0.5), (SAMPLES / "fietsbieb.yaml", 0.8)):
        used = {theme: coverage(bmcgen.make(what, theme=theme)) for theme in THEMES}
        assert used["ink"] <= used["colour"] * part
        assert used["ink"] < used["classic"] or what == "business-model"


def test_tiles_laid_over_one_another_are_the_poster_again() -> None:
    """Rendered, cut to their room and put down where the assembly map has them, they show what the sheet shows."""
    from bmcgen.pages.prepress.tiles import cut

    whole = bmcgen.make(SAMPLES / "fietsbieb.yaml", paper="A2", theme="colour")
    tiled = bmcgen.make(SAMPLES / "fietsbieb.yaml", paper="A2", theme="colour", tiles="A4")
    tiles = tiled.press.tiles
    assert tiles
    (page,) = tiled.pages
    area = cut(page, tiles)
    assert len(pypdfium2.PdfDocument(tiled.pdf())) == tiled.sheets == 1 + len(area.tiles)
    scale = 2.0
    poster = pypdfium2.PdfDocument(whole.pdf())[0].render(scale=scale).to_pil().convert("L")
    again = Image.new("L", poster.size, 255)
    sheets = pypdfium2.PdfDocument(tiled.pdf())
    for number, tile in enumerate(area.tiles, 1):
        sheet = sheets[number].render(scale=scale).to_pil().convert("L")
        inside = area.room
        box = tuple(round(edge * scale) for edge in (inside.x, inside.y, inside.right, inside.bottom))
        again.paste(sheet.crop(box), (round(tile.area.x * scale), round(tile.area.y * scale)))
    difference = ImageChops.difference(poster, again).point(lambda value: 255 if value > 90 else 0)
    # The marks of the tiles, and edges that fall between two pixels, are all that differs.
    assert ImageStat.Stat(difference).mean[0] / 255 < 0.02


def test_the_text_of_tiles_is_text_and_the_file_grows_little() -> None:
    whole, tiled = (bmcgen.make(SAMPLES / "tidewell.yaml", paper="A1", **kind) for kind in ({}, {"tiles": "A4"}))
    assert len(tiled.pdf()) < 1.3 * len(whole.pdf())
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tiled.pdf()))
    assert "Customer Segments" in text


HOUSE = """
about: The house style of a council
{classic}
logo: {{file: logo.png, alt: Arms of the council}}
"""


def test_a_house_style_is_a_theme_of_ones_own_with_a_logo(tmp_path: Path) -> None:
    folder = tmp_path / "layouts" / "themes"
    folder.mkdir(parents=True)
    classic = (Assets().need("layouts/themes", "classic", bmcgen.Place("x"))).read_text(encoding="utf-8")
    body = classic[classic.index("colours:") :].replace("#13614A / 88 30 70 30", "#AA0055")
    (folder / "house.yaml").write_text(HOUSE.format(classic=body), encoding="utf-8")
    Image.new("RGB", (300, 100), "navy").save(folder / "logo.png")
    document = bmcgen.make("business-model", theme="house", assets=tmp_path, fields={"title": "Library"})
    (page,) = document.pages
    (logo,) = (element for element in page.elements if element.role == "Figure")
    assert logo.alt == "Arms of the council"
    title = next(line for line in page.lines() if line.text == "Library")
    assert title.x > 10 * MM + 30
    assert any(isinstance(m, Panel) and m.fill.rgb == pytest.approx((0xAA / 255, 0, 0x55 / 255)) for m in page.marks)
    (folder / "house.yaml").write_text(
        HOUSE.format(classic=body).replace("logo.png", "../../../logo.png"), encoding="utf-8"
    )
    with pytest.raises(bmcgen.Problems, match="outside-folder"):
        bmcgen.make("business-model", theme="house", assets=tmp_path)
