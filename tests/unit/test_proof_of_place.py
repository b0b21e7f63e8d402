"""The proof of place fails where something stands on something else: each page and each layout here breaks one rule."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Diagnostic, Place
from bmcgen.geometry import MM, Rect
from bmcgen.kinds.choice import OptionText
from bmcgen.kinds.fields import ValueText
from bmcgen.kinds.list import ListText
from bmcgen.kinds.prose import ProseText
from bmcgen.kinds.scale import ScaleText
from bmcgen.model.layout import Block, Colour
from bmcgen.model.manuscript import BlockText, Text
from bmcgen.model.page import Element, Line, Mark, Page, Panel, Picture, Rule, Run
from bmcgen.model.plan import Frame, Ground
from bmcgen.proof import misplaced
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Faces

HERE = Place("typed.yaml", 3, 5)
BLACK = Colour((0, 0, 0), (0, 0, 0, 1), 0)
WHITE = Colour((1, 1, 1), (0, 0, 0, 0), 1)
PLEX = "IBMPlexSans-Regular"
LAYOUT = read_layout(Assets(), "business-model", HERE)
SIGNS = "NotoSansSymbols2-Regular"
FACES = Faces({"regular": PLEX}, {name: SHIPPED / "fonts" / f"{name}.ttf" for name in (PLEX, SIGNS)})
SIZE = 10.0


def line(text: str, x: float = 100, y: float = 100, element: int | None = None) -> Line:
    return Line(
        x, y, FACES["regular"].width(text) * SIZE / 1000, SIZE, BLACK, (Run(PLEX, text, FACES["regular"]),), element
    )


def signs(text: str, y: float = 100) -> Line:
    return Line(100, y, 30, SIZE, BLACK, (Run(SIGNS, text, FACES.by_name(SIGNS)),))


def rule(x1: float, y1: float, x2: float, y2: float, element: int | None = None, dots: float = 0.0) -> Rule:
    return Rule(x1, y1, x2, y2, 0.5, BLACK, element, dots)


def panel(x: float, y: float, w: float, h: float) -> Panel:
    return Panel(Rect(x, y, w, h), WHITE, 2.0, BLACK, 0.5)


def frame(x: float, y: float, w: float, h: float, area: str = "notes", kind: str = "notes") -> Frame:
    return Frame(area, Block(kind, area), Rect(x, y, w, h))


def found(*marks: Mark, frames: tuple[Frame, ...] = (), blocks: tuple[BlockText, ...] = ()) -> list[Diagnostic]:
    """What is wrong with a page of 400 x 300 points with these marks on it."""
    page = Page(400, 300, "Page", marks, (Element("P", None, where=HERE),))
    return misplaced([page], [Ground(frames, blocks)], LAYOUT, FACES)


def codes(*marks: Mark, frames: tuple[Frame, ...] = (), blocks: tuple[BlockText, ...] = ()) -> list[str]:
    return [each.code for each in found(*marks, frames=frames, blocks=blocks)]


PICTURE = Picture(Rect(90, 90, 60, 40), b"", 1, (0, 0, 1, 1))
OUTSIDE = LAYOUT.page.margin


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("text-over-text", [line("Channels"), line("Segments", 120, 104)]),
        ("text-over-text", [line("Channels"), line("Channels")]),
        ("text-over-text", [line("Channels", 100, 100), line("code", 135, 100)]),
        ("text-over-rule", [line("Channels"), rule(90, 96, 200, 96)]),
        ("text-over-rule", [line("Channels"), rule(120, 50, 120, 150)]),
        ("text-over-rule", [line("Channels"), rule(90, 96, 200, 96, dots=14)]),
        ("text-over-picture", [PICTURE, line("Channels", 120)]),
        ("text-over-edge", [panel(90, 80, 30, 30), line("Channels")]),
        ("text-over-edge", [panel(90, 80, 100, 17), line("Channels")]),
        ("text-under-panel", [line("Channels"), panel(90, 80, 100, 40)]),
        ("off-margin", [line("Channels", OUTSIDE - 3)]),
        ("off-margin", [line("Channels", 400 - OUTSIDE - 30)]),
        ("off-page", [line("Channels", 390)]),
        ("off-page", [line("Channels", 100, -2)]),
        ("off-page", [rule(100, 305, 200, 305)]),
        ("off-page", [panel(-5, 50, 50, 20)]),
    ],
)
def test_what_stands_where_it_should_not_is_found(code: str, marks: list[Mark]) -> None:
    (problem,) = found(*marks)
    assert (problem.code, problem.severity) == (code, "error")
    assert "page 1" in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    "marks",
    [
        # Lines as close as they are ever set, one with descenders above one with ascenders.
        [line("gypsum quay"), line("bulb lift", 100, 110.2)],
        [line("Ångström"), line("gjpqy", 100, 91)],
        # Signs and accents that reach further than letters, with the leading of letters.
        [signs("⏱⏱⏱"), signs("⏱⏱⏱", 112)],
        [line("ẾẾẾ"), line("ẾẾẾ", 100, 112)],
        # Side by side on one baseline, with no space between them.
        [line("AV"), line("AV", 100 + FACES["regular"].width("AV") / 100)],
        # On a line to write on, which descenders cross.
        [line("gypsum"), rule(90, 101.5, 200, 101.5)],
        [line("gypsum"), rule(90, 103, 200, 103)],
        # Struck through on purpose.
        [line("Channels", element=0), rule(90, 96, 200, 96, 0)],
        [panel(90, 80, 100, 40), line("Channels")],
        [rule(95, 50, 95, 150), line("Channels")],
        [panel(90, 60, 100, 31.5), line("Channels")],
    ],
)
def test_what_stands_where_it_should_is_left_alone(marks: list[Mark]) -> None:
    assert codes(*marks) == []


def test_a_line_is_reported_once_and_names_both_texts() -> None:
    (problem,) = found(line("Channels", element=0), line("Segments", 110, 102), rule(90, 94, 200, 94))
    assert problem.message == '"Channels" overlaps "Segments", on page 1'
    # A layout that ships cannot be mended by its user, the words can.
    assert problem.where == HERE


def test_a_line_that_leaves_its_frame_is_found() -> None:
    assert codes(line("Channels"), frames=(frame(90, 80, 30, 40),)) == ["text-outside-frame"]
    assert codes(line("Channels"), frames=(frame(90, 80, 80, 40),)) == []


def test_frames_stand_apart_and_on_the_page() -> None:
    one, other = frame(40, 40, 100, 100, "one"), frame(139, 40, 100, 100, "other")
    assert codes(frames=(one, other)) == []
    (problem,) = found(frames=(one, replace(other, rect=Rect(130, 100, 100, 100))))
    assert (problem.code, problem.message) == ("frame-over-frame", '"one" overlaps "other", on page 1')
    assert codes(frames=(frame(340, 40, 100, 100),)) == ["frame-off-page"]
    assert codes(frames=(frame(140, 40, -1, 100),)) == ["frame-off-page"]


def text(said: str) -> Text:
    return Text(said, "en", HERE)


def block(kind: str, body: object) -> tuple[Frame, BlockText]:
    return frame(50, 50, 200, 60, "part", kind), BlockText(kind, "part", "part", "", text("Part"), None, body=body)


@pytest.mark.parametrize(("kind", "empty"), [("prose", ProseText(None, None)), ("list", ListText((), None))])
def test_an_empty_part_of_a_form_has_a_line_to_write_on(kind: str, empty: object) -> None:
    part, words = block(kind, empty)
    assert codes(frames=(part,), blocks=(words,)) == ["no-room-to-write"]
    assert codes(rule(50, 110, 70, 110), frames=(part,), blocks=(words,)) == ["no-room-to-write"]
    assert codes(rule(50, 250, 250, 250), frames=(part,), blocks=(words,)) == ["no-room-to-write"]
    assert codes(rule(50, 110, 250, 110), frames=(part,), blocks=(words,)) == []


def test_every_empty_field_has_a_line_to_write_on() -> None:
    values = (ValueText(text("Age"), None), ValueText(text("Role"), text("Clerk")), ValueText(text("Hobby"), None))
    part, words = block("fields", values)
    lines = [rule(50, 80, 140, 80), rule(150, 80, 250, 80)]
    assert codes(*lines, frames=(part,), blocks=(words,)) == []
    (problem,) = found(lines[0], frames=(part,), blocks=(words,))
    assert problem.message == '"part" has 1 of the 2 lines to write on, on page 1'


def test_every_field_of_a_strip_has_a_line() -> None:
    head = frame(50, 50, 300, 40, "head", "masthead")

    def said(*marks: Mark, lines: int = 2) -> list[str]:
        page = Page(400, 300, "Page", marks, ())
        return [each.message for each in misplaced([page], [Ground((head,), (), {"head": lines})], LAYOUT, FACES)]

    long, short, label = rule(60, 88, 150, 88), rule(160, 88, 180, 88), line("Date", 160, 70)
    other = rule(160, 88, 200, 88)
    assert said(long, other, label) == []
    assert said(long, short, label) == ['"head" has 1 of the 2 lines to write on, on page 1']
    assert said(lines=1) == ['"head" has no line to write on, on page 1']
    # Labels leave room above the line; what is printed stands on it.
    assert said(long, other, line("Date", 160, 80)) == ['"head" has 1 of the 2 lines to write on, on page 1']
    assert said(long, other, line("Date", 160, 60), line("today", 160, 83.6), line("or", 160, 72)) == []


@pytest.mark.parametrize(("layout", "fields"), [("business-model", 4), ("persona", 4), ("worksheets", 4)])
def test_a_sheet_asks_for_a_line_for_each_field_of_its_layout(
    layout: str, fields: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[Ground] = []

    def seen(pages: object, grounds: list[Ground], *rest: object) -> list[Diagnostic]:
        planned.extend(grounds)
        return []

    monkeypatch.setattr("bmcgen.documents.proving.misplaced", seen)
    bmcgen.make(layout)
    # A persona's name has a line of its own.
    assert max(sum(ground.lines.values()) for ground in planned) == fields + (layout == "persona")


def test_scales_and_boxes_have_room_for_a_mark() -> None:
    say = text("low")
    scales = tuple(ScaleText(say, say, say, position, "", "") for position in (None, 0.5))
    part, words = block("scale", scales)

    def track(y: float, width: float = 100, element: int | None = 0) -> Panel:
        return Panel(Rect(60, y, width, 4), WHITE, element=element)

    def said(*marks: Mark) -> list[str]:
        return [each.message for each in found(*marks, frames=(part,), blocks=(words,))]

    assert said(track(60), track(80)) == []
    assert said(track(60)) == ['"part" has 1 of the 2 places to make a mark, on page 1']
    assert said() == ['"part" has no place to make a mark, on page 1']
    for wrong in (track(80, 40), track(62), track(120), track(80, element=None)):
        assert said(track(60), wrong) == ['"part" has 1 of the 2 places to make a mark, on page 1']
    part, words = block("choice", tuple(OptionText(say, ticked, "", "") for ticked in (False, True)))
    box = Panel(Rect(60, 60, 9.5, 9.5), WHITE, 1.2, BLACK, 0.8, 0)
    assert said(box, replace(box, rect=Rect(80, 60, 9.5, 9.5))) == []
    for rect in (Rect(80, 60, 5, 9.5), Rect(65, 65, 9.5, 9.5), Rect(245, 60, 9.5, 9.5)):
        assert said(box, replace(box, rect=rect)) == ['"part" has 1 of the 2 places to make a mark, on page 1']


def test_a_place_for_a_picture_is_large_enough_for_one() -> None:
    assert codes(frames=(frame(50, 50, 200, 15, "photo", "picture"),)) == ["no-room-to-write"]


def test_bleed_is_no_edge() -> None:
    page = Page(400, 300, "Page", (Panel(Rect(-8, -8, 416, 100), WHITE),), ())
    assert misplaced([page], [Ground(())], LAYOUT, FACES, 8.5) == []
    assert [each.code for each in misplaced([page], [Ground(())], LAYOUT, FACES, 3 * MM / 3)] == ["off-page"]


def test_no_page_tells_more_than_anybody_reads() -> None:
    assert len(codes(*(line(f"Note {n}", 100 + n % 7, 60 + n * 2) for n in range(100)))) == 20


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str, str], Path]:
    """A folder with a layout of one's own: the poster's, with something in it replaced."""

    def made(old: str, new: str) -> Path:
        folder = tmp_path / "assets" / "layouts"
        folder.mkdir(parents=True)
        layout = (SHIPPED / "layouts" / "business-model.yaml").read_text(encoding="utf-8")
        assert old in layout
        (folder / "business-model.yaml").write_text(layout.replace(old, new), encoding="utf-8")
        return tmp_path / "assets"

    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("columns: 10 * clamp(0.75fr, 1fr, 1.4fr)", "columns: [4 * 4 mm, 6 * 1fr]"),
        ("2 * clamp(0.7fr, 1fr, 1.3fr)", "1fr\n    - 3 mm"),
    ],
)
def test_a_layout_with_too_little_room_is_refused(own: Callable[[str, str], Path], old: str, new: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", assets=own(old, new))
    assert all(each.hint for each in caught.value.diagnostics)


def test_a_fault_is_told_at_the_line_of_ones_own_layout(
    own: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own("# The Business", "# My Business")
    bmcgen.make("business-model", assets=folder)
    from bmcgen.drawing.builder import Builder

    drawn = Builder.line

    def shifted(page: Builder, words: str, x: float, y: float, *rest: object) -> float:
        return drawn(page, words, x, y + (16 if words == "Channels" else 0), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "line", shifted)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("business-model", assets=folder)
    (problem,) = caught.value.diagnostics
    assert problem.code == "text-over-text"
    assert problem.where.file.endswith("layouts/business-model.yaml")
    assert problem.where.text.strip().startswith("ch:")
    assert '"ch"' in problem.hint
