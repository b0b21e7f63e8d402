"""The outlines of glyphs, against the boxes that the font states, and against another reader of fonts."""

from io import BytesIO
from struct import pack
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from bmcgen.model.layout import Outline
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.outlines import text_outline

PATH = SHIPPED / "fonts" / "IBMPlexSans-Light.ttf"


def area(outline: Outline) -> float:
    """The area that an outline encloses; a hole takes from it."""
    pen = AreaPen()
    for letter, *numbers in outline.steps:
        points: list[Any] = [*zip(numbers[::2], numbers[1::2], strict=True)]
        if letter == "Z":
            pen.closePath()
        else:
            {"M": pen.moveTo, "L": pen.lineTo, "C": pen.curveTo}[str(letter)](*points)
    return abs(pen.value)


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_has_the_outline_that_another_reader_sees(digit: str) -> None:
    face = Face("IBMPlexSans-Light", PATH)
    found = text_outline(face, digit)
    assert found
    left, bottom, right, top = face.font.boxes[digit] or (0, 0, 0, 0)
    assert (found.width, found.height) == pytest.approx((right - left, top - bottom), abs=1)
    with TTFont(PATH) as font:
        pen = AreaPen(font.getGlyphSet())
        font.getGlyphSet()[font.getBestCmap()[ord(digit)]].draw(pen)
    assert area(found) == pytest.approx(abs(pen.value), rel=0.002)


def test_digits_stand_beside_one_another() -> None:
    face = Face("IBMPlexSans-Light", PATH)
    one, two, both = (text_outline(face, text) for text in ("1", "2", "12"))
    assert one
    assert two
    assert both
    assert both.width > one.width + two.width
    assert area(both) == pytest.approx(area(one) + area(two), rel=0.001)


def test_a_face_without_the_digit_has_no_outline() -> None:
    assert text_outline(Face("NotoSansMath-Regular", SHIPPED / "fonts" / "NotoSansMath-Regular.ttf"), "\u0378") is None


def built(tmp_path: Any, *, change: Any = None) -> Face:
    """A face whose 1 is a square and whose 2 is that square, half as large and moved."""
    square = TTGlyphPen(None)
    for step, point in zip("mlll", [(0, 0), (0, 400), (400, 400), (400, 0)], strict=True):
        (square.moveTo if step == "m" else square.lineTo)(point)
    square.closePath()
    one = square.glyph()
    twice = TTGlyphPen({"one": one})
    twice.addComponent("one", (0.5, 0, 0, 0.5, 100, 200))
    names = [".notdef", "one", "two"]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord("1"): "one", ord("2"): "two"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "one": one, "two": twice.glyph()})
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "Square-Regular"})
    font.setupOS2()
    font.setupPost()
    stream = BytesIO()
    font.save(stream)
    data = stream.getvalue()
    path = tmp_path / "Square-Regular.ttf"
    path.write_bytes(change(data) if change else data)
    return Face("Square-Regular", path)


def test_a_composite_glyph_is_made_of_its_components(tmp_path: Any) -> None:
    face = built(tmp_path)
    found = text_outline(face, "2")
    assert found
    assert (found.width, found.height) == (200, 200)
    both = text_outline(face, "12")
    assert both
    assert (both.width, both.height) == (800, 400)


def test_a_glyph_that_ends_too_early_has_no_outline(tmp_path: Any) -> None:
    # The square says that it has more points than there are.
    whole = pack(">hhhhhH", 1, 0, 0, 400, 400, 3)
    face = built(tmp_path, change=lambda data: data.replace(whole, whole[:-2] + pack(">H", 60_000), 1))
    assert text_outline(face, "1") is None
