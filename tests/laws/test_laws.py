"""What holds of every sheet, whatever is written on it: hypothesis looks for a text of which it does not hold."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise, zip_longest
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import bmcgen
from bmcgen.documents.output.document import Document, joined
from bmcgen.geometry import Rect
from bmcgen.model.page import Line, Mark, Page, Panel, Path, Picture, Rule
from bmcgen.proof import unread
from bmcgen.resources import SHIPPED
from bmcgen.source.names import clean
from bmcgen.text.fonts import Face
from tests.conftest import BLOCKS, LOCALES, canvas

FLOOR = {"business-model": 9.0, "worksheets": 9.0, "persona": 8.5}
UNPRINTABLE = {"missing-glyph", "right-to-left"}


def share(part: float) -> settings:
    """So many of the profile's examples: of a law that takes long there are fewer."""
    return settings(max_examples=max(5, round(4 * settings.default.max_examples * part)))


def drawn() -> str:
    """All the characters that the faces have and that stay what they are when they are typed."""
    faces = (Face(path.stem, path) for path in sorted((SHIPPED / "fonts").glob("*.ttf")))
    chars = (chr(code) for code in sorted({code for face in faces for code in face.font.parsed.glyphs}))
    plain = (char for char in chars if clean(f"x{char}") == f"x{char}" and not unicodedata.combining(char))
    return "".join(char for char in plain if unicodedata.category(char)[0] not in "MCZ" and char != "\uffff")


def of(name: str) -> str:
    return "".join(char for char in DRAWN if unicodedata.name(char, "").startswith(name))


DRAWN = drawn()
SCRIPTS = {name: of(name) for name in ("LATIN", "GREEK", "CYRILLIC")} | {
    "SIGNS": "".join(char for char in DRAWN if unicodedata.category(char)[0] in "SPN" and ord(char) < 0x1F000),
    "PICTURES": "".join(char for char in DRAWN if ord(char) >= 0x1F000),
}

words = st.one_of(
    *(st.text(chars, min_size=1, max_size=12) for chars in SCRIPTS.values()),
    st.text(DRAWN, min_size=1, max_size=20),
    st.text("abcdefgh-/.:€%0123456789\u00ad()", min_size=1, max_size=20),
    st.builds(lambda chars, count: (chars * count)[:300], st.text(DRAWN, min_size=1, max_size=9), st.integers(30, 300)),
)
notes = st.builds(
    lambda parts, between, count: (between.join([*parts, ""]) * count)[:5000],
    st.lists(words, min_size=1, max_size=12),
    st.sampled_from([" ", " ", "  ", "\n", "\u00a0", "\u2007"]),
    st.sampled_from([1, 1, 1, 1, 1, 1, 2, 5, 200]),
).filter(clean)
short = st.builds(lambda some: " ".join(some)[:80], st.lists(words, min_size=1, max_size=4)).filter(clean)
many = st.builds(lambda some, count: (some * count)[:400], st.lists(short, min_size=1, max_size=5), st.integers(2, 80))
few = st.lists(notes, max_size=6)
several = st.one_of(few, few, few, few, few, few, many)
filled = st.dictionaries(st.sampled_from(BLOCKS), several, max_size=3)
every_text = st.text(st.characters(), min_size=1, max_size=30).filter(clean)


def differing(words: list[str], text: str) -> list[tuple[str, str]]:
    """The words on the pages that are not those of a text, in its order; where a word may be broken is no letter."""
    expected = text.replace("\u00ad", "").split()
    return [pair for pair in zip_longest(words, expected, fillvalue="") if pair[0] != pair[1]][:3]


def said(document: Document) -> dict[str, list[str]]:
    """The words on the pages, in their order, by the place that they were typed at."""
    found: dict[str, str] = defaultdict(str)
    for page in document.pages:
        for index, element in enumerate(page.elements):
            if element.where:
                found[element.where.file] += page.words_of(index)
    return {place.removeprefix("<data>.blocks."): text.split() for place, text in found.items()}


def lines_of(page: Page) -> list[tuple[str, Line]]:
    """The lines of what was typed into blocks, with their places."""
    found = []
    for line in page.lines():
        where = page.elements[line.element].where if line.element is not None else None
        if where and ".blocks." in where.file:
            found.append((where.file.removeprefix("<data>.blocks."), line))
    return found


def extent(line: Line) -> Rect:
    return Rect(line.x, line.y - 0.75 * line.size, line.width, 0.95 * line.size)


def box(mark: Mark) -> Rect:
    if isinstance(mark, Panel | Picture | Path):
        return mark.rect
    if isinstance(mark, Rule):
        return Rect(min(mark.x1, mark.x2), min(mark.y1, mark.y2), abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1))
    return extent(mark)


def check_page(page: Page, floor: float) -> None:
    whole = Rect(0, 0, page.width, page.height)
    assert [mark for mark in page.marks if not whole.contains(box(mark))] == []
    assert [line for _, line in lines_of(page) if line.size < floor] == []


def check_words(document: Document, blocks: dict[str, list[str]]) -> None:
    found = said(document)
    for block, texts in blocks.items():
        for number, text in enumerate(texts):
            assert not differing(found[f"{block}[{number}]"], text)


def check_notes(document: Document, blocks: dict[str, list[str]], floor: float) -> None:
    check_words(document, blocks)
    for page in document.pages:
        check_page(page, floor)
        cards = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.edge and mark.radius]
        assert not any(a.overlaps(b) for number, a in enumerate(cards) for b in cards[:number])
        assert all(any(card.contains(extent(line), 0.1) for card in cards) for _, line in lines_of(page))
        assert len({line.size for _, line in lines_of(page)}) <= 2
        for block in blocks:
            order = [int(place[len(block) + 1 : -1]) for place, _ in lines_of(page) if place.startswith(f"{block}[")]
            assert all(one <= other for one, other in pairwise(order))


@share(0.15)
@given(filled, st.sampled_from(LOCALES))
@example({"channels": ["x" * 5000, "y"], "key-partners": ["💡" * 300] * 100}, "en")
@example({"channels": ["Γειτονιά Мешканці ☑ 💡 ab-cd/ef"] * 400, "cost-structure": ["a", "x " * 2500] * 3}, "nl")
def test_notes_on_a_poster(blocks: dict[str, list[str]], locale: str) -> None:
    document = bmcgen.make(canvas(locale=locale, blocks=blocks))
    check_notes(document, blocks, FLOOR["business-model"])


@share(0.2)
@given(filled, st.sampled_from(LOCALES))
@example({"channels": ["x" * 5000, "y"], "key-partners": ["💡"] * 400}, "de")
def test_notes_on_worksheets(blocks: dict[str, list[str]], locale: str) -> None:
    document = bmcgen.make(canvas(locale=locale, blocks=blocks), layout="worksheets")
    check_words(document, blocks)
    for page in document.pages:
        check_page(page, FLOOR["worksheets"])
        # No line of a cell runs over the rules beside it.
        rules = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x1 == mark.x2 and mark.element is None]
        for _, line in lines_of(page):
            beside = (rule for rule in rules if rule.y1 < line.y < rule.y2)
            assert not any(line.x + 1 < rule.x1 < line.x + line.width - 1 for rule in beside)


stories = st.lists(notes, min_size=1, max_size=4).map("\n\n".join)


@share(0.06)
@given(
    st.fixed_dictionaries(
        {},
        optional={"quote": notes, "background": stories, "context": stories, "media": notes}
        | {"goals": several, "pains": st.lists(notes, max_size=9), "influences": st.lists(notes, max_size=9)},
    ),
    st.sampled_from(LOCALES),
)
@example({"background": "x" * 5000, "context": "💡 " * 2500, "goals": ["Мешканці"] * 400}, "en")
def test_stories_and_lists_of_a_persona(blocks: dict[str, Any], locale: str) -> None:
    document = bmcgen.make({"layout": "persona", "locale": locale, "title": "Ann", "blocks": blocks})
    found = said(document)
    for block, held in blocks.items():
        if isinstance(held, str):
            assert not differing(found[block], held)
        for number, text in enumerate(held if isinstance(held, list) else ()):
            assert not differing(found[f"{block}[{number}]"], text)
    for page in document.pages:
        check_page(page, FLOOR["persona"])
        boxes = [extent(line).inset(0, 0.2 * line.size, 0, 0.1 * line.size) for line in page.lines()]
        assert not [pair for pair in beside(boxes) if pair[0].overlaps(pair[1])]


def beside(boxes: list[Rect]) -> Iterator[tuple[Rect, Rect]]:
    """The pairs of boxes that are at one height."""
    boxes = sorted(boxes, key=lambda each: each.y)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if other.y >= one.bottom:
                break
            yield one, other


@share(0.05)
@given(filled, st.sampled_from(["business-model", "worksheets"]))
def test_the_same_notes_give_the_same_bytes(blocks: dict[str, list[str]], layout: str) -> None:
    # `joined` is what writes a document; `pdf` would be read back here, see the last test.
    one, other = (bmcgen.make(canvas(blocks=blocks), layout=layout) for _ in range(2))
    assert sha256(joined([one])).hexdigest() == sha256(joined([other])).hexdigest()


def made(data: dict[str, Any], layout: str) -> tuple[set[str], Document | None]:
    """A document, or the codes of what is wrong."""
    try:
        return set(), bmcgen.make(data, layout=layout)
    except bmcgen.Problems as problems:
        return {each.code for each in problems.diagnostics}, None


@share(1.0)
@given(st.lists(every_text, min_size=1, max_size=3), st.sampled_from(["business-model", "worksheets", "persona"]))
@example(["中", "שלום", "\U0010ffff", "\ud800x", "\ue000", "\u0300"], "business-model")
def test_any_text_is_printed_or_refused_for_its_letters(texts: list[str], layout: str) -> None:
    data: dict[str, Any] = canvas(blocks={"channels": texts})
    if layout == "persona":
        data = {"layout": "persona", "title": texts[0], "blocks": {"goals": texts, "background": texts[0]}}
    codes, document = made(data, layout)
    if document is None:
        assert codes
        assert codes <= UNPRINTABLE
        assert not set("".join(map(clean, texts))) <= set(DRAWN + " \n")
        return
    found = said(document)
    for number, text in enumerate(texts):
        name = "goals" if layout == "persona" else "channels"
        assert not differing(found[f"{name}[{number}]"], clean(text))


@pytest.mark.parametrize("text", ["中国", "ab\u0e01", "שלום", "Ann \u0627", "\U00013000", "\ue000"])
@pytest.mark.parametrize("layout", ["business-model", "worksheets", "persona"])
def test_letters_that_no_face_has_are_refused_on_every_sheet(text: str, layout: str) -> None:
    blocks: dict[str, Any] = {"goals": [text]} if layout == "persona" else {"channels": [text]}
    own = "persona" if layout == "persona" else "business-model"
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": own, "locale": "en", "title": "T", "blocks": blocks}, layout=layout)
    assert {each.code for each in caught.value.diagnostics} <= UNPRINTABLE


@pytest.mark.parametrize(
    "text",
    ["\ufb01ets", "x\u2800y", "x\u0301\u0301y", "ŊẤ " * 18],
)
def test_whatever_is_accepted_can_be_verified(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = bmcgen.make(canvas(blocks={"channels": [text]}))
    monkeypatch.undo()
    assert unread(document.pdf(), document.pages) == []
