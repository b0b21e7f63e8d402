"""What a browser makes of a drawing is what the PDF shows: every glyph within a tenth of a millimetre."""

import ctypes
import math
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser

import bmcgen
from bmcgen.backends import svg
from tests.conftest import LOCALES, SAMPLES, canvas, squeezed
from tests.matrix import tried
from tests.svg.browser import chromium, shown

TOLERANCE = 0.1
"""Millimetres."""
INK = 0.15
MM = 25.4 / 72
HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}
"""What pdfium calls a hyphen that breaks a word."""
PERSONAS = {"nl": "sanne", "de": "jonas", "en": "margaret"}
POSTERS = {"nl": "fietsbieb", "de": "crowded", "en": "tidewell"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def documents() -> Iterator[Any]:
    """In the ordinary run each kind once, and each language several times."""
    kinds = ("poster", "filled-poster", "persona", "filled-persona", "handout", "filled-handout")
    chosen = tried([*zip(kinds, 2 * LOCALES, strict=True), *product(kinds, LOCALES)], together=1)
    for locale in LOCALES:
        names = {"designed-for": "AVATAR Wax & To", "designed-by": "Täm <Ž>", "date": "2026-12-01"}
        samples = SAMPLES / f"{POSTERS[locale]}.yaml", SAMPLES / "personas" / f"{PERSONAS[locale]}.yaml"
        for name, what, asked in (
            ("poster", "business-model", {"prompts": "full"}),
            ("filled-poster", samples[0], {}),
            ("persona", "persona", {}),
            ("filled-persona", samples[1], {}),
            ("handout", "handout", {"blocks": ["channels"]}),
            ("filled-handout", "handout", {"blocks": ["cost-structure"], "fields": names}),
        ):
            if (name, locale) in chosen:
                yield pytest.param(what, {"locale": locale, **asked}, id=f"{name}-{locale}")


def pdf_glyphs(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """The same as `Shown.glyphs` tells, of a page of a PDF."""
    text, height, found = page.get_textpage(), page.get_height(), []
    units = [pdfium.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
    for index, unit in enumerate(units):
        # Characters beyond U+FFFF are told as two, which stand in one place.
        pair = units[index : index + 2] if 0xD800 <= unit < 0xDC00 else [unit]
        char = b"".join(each.to_bytes(2, "little") for each in pair).decode("utf-16-le", "ignore")
        char = HYPHENS.get(char, char)
        if not char.strip() or pdfium.FPDFText_IsGenerated(text, index):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        assert pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        found.append((char, x.value * MM, (height - y.value) * MM))
    return found


def farthest(ours: list[tuple[str, float, float]], theirs: list[tuple[str, float, float]]) -> float:
    """The largest distance between glyphs that should stand in one place, when each has found its nearest."""
    assert sorted(each[0] for each in ours) == sorted(each[0] for each in theirs)
    left: dict[str, list[tuple[float, float]]] = {}
    for char, x, y in theirs:
        left.setdefault(char, []).append((x, y))
    worst = 0.0
    for char, x, y in ours:
        distances = [math.dist((x, y), place) for place in left[char]]
        nearest = min(distances)
        left[char].pop(distances.index(nearest))
        worst = max(worst, nearest)
    return worst


def unlike(shown: bytes, page: pypdfium2.PdfPage, zoom: int = 1) -> float:
    """How much ink two pictures of a sheet differ by where they differ most, from 0 to 1: in the middle of spots a
    millimetre and a half wide, for no two programs draw the edge of a letter alike.
    """
    one = Image.open(BytesIO(shown)).convert("L")
    other = page.render(scale=zoom * 96 / 72).to_pil().convert("L")
    size = min(one.width, other.width), min(one.height, other.height)
    spots = [each.crop((0, 0, *size)).filter(ImageFilter.GaussianBlur(3 * zoom)) for each in (one, other)]
    darkest = ImageChops.difference(*spots).getextrema()[1]
    return float(darkest) / 255


@pytest.mark.parametrize(("what", "asked"), [*documents()])
def test_every_glyph_stands_where_it_stands_in_the_pdf(
    what: str | Path, asked: dict[str, Any], browser: Browser, tmp_path: Path
) -> None:
    document = bmcgen.make(what, **asked)
    pdf = pypdfium2.PdfDocument(document.pdf())
    for page, drawing in zip(pdf, svg.files([document]), strict=True):
        with shown(browser, drawing, tmp_path) as found:
            glyphs = found.glyphs()
            assert len(glyphs) > 100
            assert farthest(glyphs, pdf_glyphs(page)) < TOLERANCE
            assert set(found.fonts().values()) == {"loaded"}
            assert unlike(found.picture(), page) < INK
            assert found.asked == []


@pytest.mark.parametrize(
    "asked", [{"bleed": "3mm", "marks": True}, {"tiles": "A4"}, {"colour": "grey"}], ids=["marks", "tiles", "grey"]
)
def test_sheets_for_print_look_as_they_do_in_the_pdf(asked: dict[str, Any], browser: Browser, tmp_path: Path) -> None:
    document = bmcgen.make("business-model", theme="colour", **asked)
    pdf, drawings = pypdfium2.PdfDocument(document.pdf()), svg.files([document])
    # Of the tiles the map and a corner.
    for number in {0, len(pdf) - 1}:
        # pdfium draws a hairline as wide as a dot, so dots have to be small.
        with shown(browser, drawings[number], tmp_path, zoom=2) as found:
            assert unlike(found.picture(), pdf[number], zoom=2) < INK
            assert set(found.fonts().values()) == {"loaded"}
    assert len(drawings) == len(pdf)


def test_emoji_and_other_scripts_stand_in_their_places(browser: Browser, tmp_path: Path) -> None:
    notes = ["AV 💡🚀 To → Wa ✓ x", "Ελληνικά АВТО жизнь", "💡", "a\u00a0b  c", "e\u0301 ≥ ☐ ★ 👩‍🔬 né"]
    document = bmcgen.make(canvas(title="💡 AVA 💡 To", blocks={"channels": notes}))
    (page,), (drawing,) = pypdfium2.PdfDocument(document.pdf()), svg.files([document])
    with shown(browser, drawing, tmp_path) as found:
        assert farthest(found.glyphs(), pdf_glyphs(page)) < TOLERANCE
        assert unlike(found.picture(), page) < INK
        assert set(found.fonts().values()) == {"loaded"}


HOSTILE = [
    "</text><script>console.log('ran')</script>",
    "</style><script>console.log('ran')</script>",
    '" onload="console.log(1)" x="',
    "<image href='https://example.org/a.png'/>",
    "<!-- <![CDATA[ ]]> &amp; &#60; &unknown; ' \" >",
    "*/ @import url(https://example.org/a.css); /*",
]


def test_hostile_text_is_text(browser: Browser, tmp_path: Path) -> None:
    told = {"designed-for": HOSTILE[0], "designed-by": HOSTILE[3], "date": HOSTILE[4]}
    document = bmcgen.make(canvas(title=HOSTILE[1], segments=HOSTILE[2:4], blocks={"channels": HOSTILE}, **told))
    with shown(browser, *svg.files([document]), tmp_path) as found:
        assert (found.asked, found.said) == ([], [])
        assert found.page.locator("script, image, [onload]").count() == 0
        copied = squeezed(found.copied())
        assert [text for text in HOSTILE if squeezed(text) not in copied] == []


def test_what_is_copied_is_what_was_written(browser: Browser, tmp_path: Path) -> None:
    note = "A note with so many words in it that it is certainly broken into a number of lines on its card"
    document = bmcgen.make(canvas(title="Tool library", blocks={"channels": [note, "Shop"]}))
    with shown(browser, *svg.files([document]), tmp_path) as found:
        assert note in found.copied()
        assert found.page.title() == document.metadata.title
        by_role = found.page.get_by_role
        assert [each.strip() for each in by_role("heading", level=1).all_text_contents()] == ["Tool library"]
        # The fields of the masthead are a list, too.
        fields = ["Designed for", "Designed by", "Date", "Version"]
        assert [each.strip() for each in by_role("listitem").all_text_contents()] == [*fields, note, "Shop"]
