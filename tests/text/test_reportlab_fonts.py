"""What this room relies on of ReportLab, part by part: a release that changes one of them fails its test."""

from importlib.metadata import requires
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFontFace, TTFontFile

import bmcgen
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts.reportlab_parts import TRIED, ParsedFont

DATA = (SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()
PARTS = {
    "name": b"IBMPlexSans",
    "numGlyphs": 1019,
    "unitsPerEm": 1000,
    "defaultWidth": 472,
    "flags": 4,
    "bbox": [-260, -245, 1241, 1119],
    "italicAngle": 0,
    "ascent": 780,
    "descent": -220,
    "capHeight": 698,
    "stemV": 87,
}


@pytest.mark.parametrize("name", PARTS)
def test_an_attribute_of_a_parsed_face(name: str) -> None:
    assert getattr(TTFontFace(BytesIO(DATA)), name) == PARTS[name]


def test_the_character_map_and_the_advance_widths() -> None:
    face = TTFontFace(BytesIO(DATA))
    assert face.charToGlyph[ord("A")] == 33
    assert face.charWidths[ord("A")] == 641


def test_a_subset_is_a_font_with_the_glyphs_in_the_order_asked_for() -> None:
    part = TTFontFile(BytesIO(ParsedFont(DATA).subset([0, *map(ord, "VA")])), charInfo=0)
    whole = ParsedFont(DATA)
    assert part.numGlyphs >= 3
    assert part.unitsPerEm == whole.units_per_em
    assert part.name == PARTS["name"]


def test_a_descriptor_is_what_reportlab_works_out() -> None:
    found = ParsedFont(DATA).descriptor
    assert (found.flags, [*found.bbox], found.stem_v) == (PARTS["flags"], PARTS["bbox"], PARTS["stemV"])
    assert (found.ascent, found.descent, found.cap_height) == (780, -220, 698)


def test_no_other_module_of_the_room_touches_reportlab() -> None:
    room = Path(bmcgen.__file__).parent / "text"
    assert [
        path.name
        for path in room.rglob("*.py")
        if "import reportlab" in (text := path.read_text()) or "from reportlab" in text
    ] == ["reportlab_parts.py"]


def test_the_releases_that_are_allowed_begin_with_the_oldest_that_was_tried() -> None:
    needed = next(each for each in requires("bmcgen") or () if each.startswith("reportlab"))
    assert f">={TRIED[0]}" in needed


def test_glyphs_without_an_advance_of_their_own_have_the_last_one_in_the_units_of_the_font() -> None:
    """Noto Emoji has five advances for all its glyphs, and 2048 units an em."""
    parsed = ParsedFont((SHIPPED / "fonts" / "NotoEmoji-Regular.ttf").read_bytes())
    subset = TTFont(BytesIO(parsed.subset([0x1F4A1, 0x1F44D])))
    widths = [advance * 1000 / subset["head"].unitsPerEm for advance, _ in subset["hmtx"].metrics.values()]
    assert round(parsed.advances[0x1F4A1]) in [round(width) for width in widths]
    assert round(parsed.advances[0x1F44D]) in [round(width) for width in widths]
