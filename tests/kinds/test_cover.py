"""The cover of a pack: the title, the canvas as plates of colour, and the contents, on one page."""

from functools import cache
from itertools import combinations, product
from typing import Any

import pypdfium2
import pytest

import bmcgen
from bmcgen.drawing.pictograms import drawn_part
from bmcgen.geometry import MM
from bmcgen.kinds import cover, plates
from bmcgen.model.page import Line, Page, Panel, Path, Rule
from tests.conftest import LOCALES
from tests.matrix import tried

THEMES = ["classic", "colour", "ink", "contrast"]
JOINTS = {"Kunden-", "Schlüssel-", "Wert-", "Klant-", "Waarde-", "Kern-"}
FIELDS = {"designed-for": "Gemeinde Northgate", "designed-by": "Team Schraubenzieher", "date": "2026-12-01"}


@cache
def covers(locale: str, theme: str, paper: str, title: str = "", tagline: str = "") -> tuple[Page, ...]:
    fields = {**FIELDS, "title": title, "tagline": tagline} if title else {}
    document = bmcgen.make("pack", locale=locale, theme=theme, paper=paper, fields=fields)
    return document.parts[0].pages


def plates_of(page: Page) -> list[Panel]:
    """The panels of the figure, back to the sizes in which the sheet is drawn."""
    figure = next(number for number, element in enumerate(page.elements) if element.role == "Figure")
    return [mark for mark in page.marks if isinstance(mark, Panel) and mark.element == figure]


def lines_of(page: Page, role: str) -> list[Line]:
    found = {number for number, element in enumerate(page.elements) if element.role == role}
    return [line for line in page.lines() if line.element in found]


@pytest.mark.parametrize(
    ("locale", "theme", "paper"),
    tried([*product(LOCALES, THEMES, ["A4"]), *product(["de"], THEMES, ["Letter"])], together=1),
)
def test_a_cover_is_one_page_with_the_canvas_as_wide_as_its_text(locale: str, theme: str, paper: str) -> None:
    (page,) = covers(locale, theme, paper)
    found = plates_of(page)
    assert len(found) == 9
    assert len([mark for mark in page.marks if isinstance(mark, Path)]) == 9
    left, right = min(each.rect.x for each in found), max(each.rect.right for each in found)
    rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x2 - mark.x1 > page.width / 2]
    assert rules
    assert all(abs(rule.x1 - left) < 1 and abs(rule.x2 - right) < 1 for rule in rules)
    assert left == pytest.approx(page.width - right, abs=0.1)
    for one, other in combinations([each.rect for each in found], 2):
        apart = max(one.x - other.right, other.x - one.right, one.y - other.bottom, other.y - one.bottom)
        assert apart > 0.8 * plates.GAP
    # No title of a block is broken but in the joint of a compound, and each stands on its plate.
    titles = lines_of(page, "LBody")
    on_plates = [line for line in titles for each in found if each.rect.y < line.y < each.rect.bottom]
    assert len(on_plates) >= 9
    for line in on_plates:
        if line.joint == "-":
            assert line.text in JOINTS
        assert line.size >= plates.WHOLE_TITLE * 0.94
        assert any(each.rect.x < line.x and line.x + line.width < each.rect.right for each in found)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_title_with_a_colon_is_read_as_one_and_set_in_two_parts(locale: str) -> None:
    (page,) = covers(locale, "classic", "A4")
    (number,) = (n for n, element in enumerate(page.elements) if element.role == "H1")
    first, second = lines_of(page, "H1")
    assert page.words_of(number).strip() == page.elements[number].source == f"{first.text} {second.text}"
    assert second.text == "Business Model Canvas"
    # It is as wide as the page has room for, and much larger than what it is the title of.
    assert second.width > 0.9 * (page.width - 28 * 72 / 25.4)
    assert second.size > 2 * first.size
    assert second.y > first.y


def test_a_title_of_the_users_own_stands_below_the_name_of_the_pack() -> None:
    title, tagline = "Bibliothek: Dinge für alle in der Nachbarschaft", "Alles leihen, nichts kaufen"
    (page,) = covers("de", "classic", "A4", title, tagline)
    heads = lines_of(page, "H1")
    # What somebody wrote is not divided at its colon.
    assert heads[0].text.startswith("Bibliothek: ")
    assert {line.size for line in heads} == {heads[0].size}
    (kicker,) = (line for line in page.lines() if line.text == "Workshop-Paket: Business Model Canvas")
    (below,) = (line for line in page.lines() if line.text == tagline)
    assert kicker.y < heads[0].y < heads[-1].y < below.y < min(each.rect.y for each in plates_of(page))


@pytest.mark.parametrize("theme", THEMES)
def test_a_long_title_loses_nothing(theme: str) -> None:
    title = "Genossenschaft Hofwerk mit allen Beteiligten aus drei Stadtteilen und den umliegenden Dörfern"
    made: dict[str, Any] = {**FIELDS, "title": title, "tagline": "Nachbarschaftshilfe " * 6, "version": "2"}
    document = bmcgen.make("pack", locale="de", theme=theme, paper="Letter", fields=made)
    document.verify()
    page = document.parts[0].pages[0]
    assert min(line.size for line in lines_of(page, "H1")) >= cover.LEAST_LONG * cover.SIZE * 0.8


def test_few_parts_leave_the_plates_the_room() -> None:
    whole = covers("en", "classic", "A4")[0]
    without = ("persona", "worksheets", "handout", "facilitation")
    few = bmcgen.make("pack", without=without).parts[0].pages[0]

    def low(page: Page) -> float:
        return max(each.rect.bottom for each in plates_of(page))

    def lowest(page: Page) -> float:
        return max(line.y for line in page.lines())

    assert low(few) > low(whole) + 50
    assert lowest(few) == pytest.approx(lowest(whole), abs=1)


def lightness(grey: float) -> float:
    """How light a grey looks, from 0 to 100."""
    light = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    return 116 * light ** (1 / 3) - 16 if light > 0.009 else 903 * light


@pytest.mark.parametrize("theme", ["classic", "colour", "contrast"])
def test_plates_of_areas_that_meet_differ_in_grey_and_white_is_read_on_them(theme: str) -> None:
    found = plates_of(covers("en", theme, "A4")[0])
    assert len({each.fill for each in found}) == 4
    for one, other in combinations(found, 2):
        apart = max(
            one.rect.x - other.rect.right,
            other.rect.x - one.rect.right,
            one.rect.y - other.rect.bottom,
            other.rect.y - one.rect.bottom,
        )
        if apart < 2 * plates.GAP and one.fill != other.fill:
            assert one.fill
            assert other.fill
            assert abs(lightness(one.fill.grey) - lightness(other.fill.grey)) > 5
    for each in found:
        assert each.fill
        assert each.fill.grey < (0.37 if theme == "contrast" else 0.46)


def test_pictograms_begin_where_the_words_below_them_do() -> None:
    page = covers("en", "classic", "A4")[0]
    for each in plates_of(page):
        (path,) = (
            mark
            for mark in page.marks
            if isinstance(mark, Path) and each.rect.x <= mark.rect.x + 9 <= each.rect.right
            if each.rect.y <= mark.rect.y + 9 <= each.rect.bottom
        )
        unit = path.rect.w / path.outline.width
        left = path.rect.x + drawn_part(path.outline).x * unit - path.width / 2
        title = min(
            line.x
            for line in lines_of(page, "LBody")
            if each.rect.x < line.x < each.rect.right
            if each.rect.y < line.y < each.rect.bottom
        )
        assert left == pytest.approx(title, abs=0.1)


@pytest.mark.parametrize("title", ["Business Model Canvas", "Nachbarn", "Heide"])
def test_the_ink_of_a_title_stands_on_the_edge_of_the_text(title: str) -> None:
    document = bmcgen.make("pack", locale="en", fields={"title": title}).parts[0]
    line = max(document.pages[0].lines(), key=lambda line: line.size)
    with pypdfium2.PdfDocument(document.pdf()) as file:
        drawn = file[0].render(scale=6).to_pil().convert("L").point(lambda light: 255 if light < 128 else 0)
    found = drawn.crop((0, int(6 * (line.y - 0.6 * line.size)), drawn.width, int(6 * line.y))).getbbox()
    assert line.text.startswith(title)
    assert found is not None
    assert found[0] / 6 == pytest.approx(14 * MM, abs=0.4)
