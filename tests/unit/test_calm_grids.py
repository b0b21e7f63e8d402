"""Columns as wide as usual unless notes gain by others, and dividers beside one another at one height."""

from typing import Any

import pytest

from bmcgen import make
from bmcgen.drawing.levels import levelled
from bmcgen.geometry import Rect
from bmcgen.kinds import notes as kind
from bmcgen.model.plan import Cell
from tests.benchmarks.corpus import canvas


def rects_of(monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], **asked: Any) -> dict[str, Rect]:
    seen: list[Any] = []
    placed = kind.NotesEnsemble.placed

    def placing(self: Any, plan: Any, choice: Any) -> Any:
        seen.append(placed(self, plan, choice))
        return seen[-1]

    with monkeypatch.context() as patch:
        patch.setattr(kind.NotesEnsemble, "placed", placing)
        make(data, **asked)
    return {frame.area: frame.rect for frame in seen[-1].frames}


@pytest.mark.parametrize(("seed", "theme"), [(0, "classic"), (3, "classic"), (1, "classic")])
def test_with_few_notes_columns_are_equal(seed: int, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rects = rects_of(monkeypatch, canvas(seed), theme=theme)
    assert len({round(rects[area].w, 3) for area in ("kp", "ka", "vp", "cr", "cs")}) == 1


@pytest.mark.parametrize("seed", [0, 3, 11, 17, 24, 31, 42])
def test_dividers_of_neighbouring_stacks_stand_at_one_height_or_well_apart(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rects = rects_of(monkeypatch, canvas(seed))
    step = abs(rects["kr"].y - rects["ch"].y)
    assert step < 0.01 or step > 4


def stack(top: str, foot: str, x: float) -> Cell:
    parts = (
        Cell(Rect(x, 0, 100, 100), top, usual=100, least=0.3, most=0.7),
        Cell(Rect(x, 100, 100, 100), foot, usual=100, least=0.3, most=0.7),
    )
    return Cell(Rect(x, 0, 100, 200), "", False, parts, 0.0)


@pytest.mark.parametrize(
    ("needs", "heights"),
    [
        ({"a": 80, "b": 90, "c": 60, "d": 90}, (100, 100)),
        ({"a": 120, "b": 20, "c": 60, "d": 70}, (120, 120)),
        ({"a": 50, "b": 130, "c": 60, "d": 70}, (70, 70)),
        ({"a": 130, "b": 20, "c": 60, "d": 120}, (130, 80)),
    ],
)
def test_dividers_are_at_one_height_where_all_have_room(needs: dict[str, float], heights: tuple[float, float]) -> None:
    cell = Cell(Rect(0, 0, 200, 200), "", True, (stack("a", "b", 0), stack("c", "d", 100)), 0.0)
    rects = {"a": Rect(0, 0, 100, 130), "b": Rect(0, 130, 100, 70)}
    rects |= {"c": Rect(100, 0, 100, 80), "d": Rect(100, 80, 100, 120)}
    found = levelled(cell, rects, lambda area, width: needs[area])
    assert (found["a"].h, found["c"].h) == heights
    assert found["b"].y == found["a"].bottom
    assert found["b"].bottom == found["d"].bottom == 200
