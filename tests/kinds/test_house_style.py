"""A house style: its logo on every document, and its own fonts, set as large as those that ship."""

import io
import shutil
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from PIL import Image

import bmcgen
from bmcgen.geometry import MM
from bmcgen.model.page import Page, Picture
from bmcgen.pages.prepress.seams import extent
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.sizing import X_HEIGHT, sizing
from tests.conftest import SAMPLES
from tests.matrix import tried

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "docs" / "house"
PLACES = ["head-left", "head-right", "foot-left", "foot-right"]
DOCUMENTS = {
    "business-model": ["A4", "A3", "A0", "Letter"],
    "lean-canvas": ["A3"],
    "persona": ["A4", "Letter"],
    "worksheets": ["A4", "Letter"],
    "handout": ["A4", "Letter"],
    "facilitation": ["A4", "Letter"],
    "prompt-cards": ["A4", "A6"],
    "pack": ["A4", "Letter"],
}
CLASSIC = (SHIPPED / "layouts" / "themes" / "classic.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of the docs, with the logo in each of its places."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(HOUSE / "layouts", folder / "layouts")
    theme = (HOUSE / "layouts" / "themes" / "northgate.yaml").read_text(encoding="utf-8")
    assert "place: head-right" in theme
    for place in PLACES:
        path = folder / "layouts" / "themes" / f"{place}.yaml"
        path.write_text(theme.replace("place: head-right", f"place: {place}"), encoding="utf-8")
    return folder


def logos(page: Page) -> list[Picture]:
    return [mark for mark in page.marks if isinstance(mark, Picture)]


@pytest.mark.parametrize(
    ("layout", "paper", "place"),
    # Each document has it in all four places, though not on each of its papers.
    tried((name, paper, place) for name, papers in DOCUMENTS.items() for paper in papers for place in PLACES),
)
def test_the_logo_is_on_every_document_at_its_place(assets: Path, layout: str, paper: str, place: str) -> None:
    document = bmcgen.make(layout, paper=paper, theme=place, assets=assets)
    pages = document.parts[0].pages if layout == "pack" else document.pages
    first = pages[0]
    found = logos(first)
    assert len(found) == (4 if (layout, paper) == ("prompt-cards", "A4") else 1)
    bears_at_head = layout not in ("prompt-cards",)
    for mark in found:
        rect = mark.rect
        assert rect.w / rect.h == pytest.approx(1673 / 480, rel=0.01)
        assert min(rect.x, rect.y, first.width - rect.right, first.height - rect.bottom) > 4 * MM
        if bears_at_head and place.startswith("head"):
            assert rect.bottom < first.height / 4
        elif bears_at_head:
            assert rect.y > first.height * 0.8
        if len(found) == 1 and layout != "persona":
            assert (rect.x + rect.w / 2 < first.width / 2) == place.endswith("left")
        # No word stands on it.
        for line in first.lines():
            words = extent(line)
            beside = words.x >= rect.right or rect.x >= words.right
            assert beside or words.y >= rect.bottom or rect.y >= words.bottom
    assert [each.alt for each in first.elements if each.alt == "Northgate council"]


def test_what_is_transparent_shows_the_ground(assets: Path) -> None:
    for inks in ("rgb", "cmyk", "grey"):
        document = bmcgen.make("business-model", theme="northgate", assets=assets, colour=inks)
        rect = logos(document.pages[0])[0].rect
        pdf = pypdfium2.PdfDocument(document.pdf())
        image = pdf[0].render(scale=3).to_pil().convert("RGB")
        pdf.close()
        # Below the name, where the picture is empty, and beside it on the ground.
        inside = image.getpixel((round((rect.right - 3) * 3), round((rect.bottom - 3) * 3)))
        outside = image.getpixel((round((rect.x - 4) * 3), round((rect.bottom - 3) * 3)))
        assert isinstance(inside, tuple)
        assert isinstance(outside, tuple)
        assert inside != (255, 255, 255)
        assert max(abs(one - other) for one, other in zip(inside, outside, strict=True)) <= 2


def test_a_place_that_there_is_not_is_an_error(assets: Path, tmp_path: Path) -> None:
    shutil.copytree(assets / "layouts", tmp_path / "layouts")
    path = tmp_path / "layouts" / "themes" / "northgate.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("head-right", "head-middle"), encoding="utf-8")
    with pytest.raises(bmcgen.Problems, match="head-middle"):
        bmcgen.make("persona", theme="northgate", assets=tmp_path)


def test_the_picture_of_the_logo_has_pixels_enough() -> None:
    with Image.open(HOUSE / "layouts" / "themes" / "logo.png") as logo:
        assert logo.has_transparency_data
        assert logo.width >= 300 * 40 / 25.4
    assert (HOUSE / "logo.svg").read_text(encoding="utf-8").startswith("<svg")


@cache
def scaled(name: str, part: float) -> bytes:
    """A face that ships, with letters that fill so much of their em."""
    font = TTFont(SHIPPED / "fonts" / f"{name}.ttf")
    # The letters of western languages, signs and their kerning: to scale all glyphs takes ten times as long.
    few = Subsetter(Options(layout_features=["kern"], notdef_outline=True, name_IDs=["*"]))
    few.populate(
        unicodes=[*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2000, 0x2040), 0x20AC, *range(0x2190, 0x2300)]
    )
    few.subset(font)
    units = font["head"].unitsPerEm
    scale_upem(font, round(units * part))
    font["head"].unitsPerEm = units
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


FACES = ["Sans-Regular", "Sans-Italic", "Sans-Bold", "Sans-Light"] + [
    f"SansCondensed-{each}" for each in ("Regular", "Bold", "Italic")
]


def with_fonts(folder: Path, part: float) -> Path:
    (folder / "fonts").mkdir(parents=True)
    (folder / "layouts" / "themes").mkdir(parents=True)
    head, faces, rest = CLASSIC.partition("faces:")[0], "", CLASSIC.partition("fallback:")[2]
    faces = CLASSIC.partition("faces:")[2].partition("fallback:")[0]
    for each in FACES:
        (folder / "fonts" / f"Own{each}.ttf").write_bytes(scaled(f"IBMPlex{each}", part))
        faces = faces.replace(f"IBMPlex{each}\n", f"Own{each}\n")
    theme = f"{head}faces:{faces}fallback:{rest}"
    assert "IBMPlex" not in faces
    (folder / "layouts" / "themes" / "own.yaml").write_text(theme, encoding="utf-8")
    return folder


@pytest.mark.parametrize("part", [0.76, 1.2])
def test_fonts_of_other_proportions_are_set_as_large_as_ours(tmp_path: Path, part: float) -> None:
    own = with_fonts(tmp_path, part)
    for source in (SAMPLES / "tidewell.yaml", "worksheets"):
        ours = bmcgen.make(source)
        theirs = bmcgen.make(source, theme="own", assets=own)
        assert theirs.warnings == ours.warnings
        for one, other in zip(ours.pages, theirs.pages, strict=True):
            for mark, same in zip(one.lines(), other.lines(), strict=True):
                assert same.text == mark.text
                assert same.size == mark.size
                assert (same.x, same.y) == pytest.approx((mark.x, mark.y), abs=0.6)
        theirs.verify()


def test_the_letters_on_the_page_are_as_high_as_ours(tmp_path: Path) -> None:
    """Read from the finished file: the box of an H."""
    heights = []
    for assets, theme in ((None, "classic"), (with_fonts(tmp_path, 0.76), "own")):
        document = bmcgen.make({"layout": "business-model", "title": "HHH"}, theme=theme, assets=assets)
        pdf = pypdfium2.PdfDocument(document.pdf())
        text = pdf[0].get_textpage()
        at = text.get_text_range().index("HHH")
        left, bottom, right, top = text.get_charbox(at)
        heights.append((top - bottom, right - left))
        pdf.close()
    assert heights[1] == pytest.approx(heights[0], rel=0.01)


def test_a_face_with_tall_capitals_keeps_to_the_leading(tmp_path: Path) -> None:
    """Small letters on tall capitals are enlarged only as far as lines keep apart."""
    font = TTFont(SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf")
    glyphs, names = font["glyf"], font.getBestCmap()
    # The small x is lowered to two thirds, as in a face with a small x-height.
    glyph = glyphs[names[ord("x")]]
    glyph.coordinates.scale((1, 0.66))
    glyph.recalcBounds(glyphs)
    path = tmp_path / "Tall.ttf"
    font.save(path)
    face = Face("Tall", path, times=sizing(Face("Tall", path).font))
    assert face.font.boxes["x"] is not None
    assert 0.66 * X_HEIGHT < face.font.boxes["x"][3] / face.font.parsed.units_per_em < X_HEIGHT
    tall, deep = face.font.boxes["d"], face.font.boxes["p"]
    assert tall
    assert deep
    assert (tall[3] - deep[1]) / face.font.parsed.units_per_em <= 1.13
