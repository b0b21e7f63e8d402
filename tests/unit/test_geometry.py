import pytest

from bmcgen.geometry import Rect, length


@pytest.mark.parametrize(
    ("text", "points"),
    [("25.4 mm", 72), ("2.54cm", 72), ("1 in", 72), ("9pt", 9), ("0", 0), (" 10 mm ", 28.3464566929)],
)
def test_a_length_is_points(text: str, points: float) -> None:
    assert length(text) == pytest.approx(points)


@pytest.mark.parametrize("text", ["10", "ten mm", "-3 mm", "10 mm 3", "1e3 mm", "", "10 px", "nan mm"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a length"):
        length(text)


def test_rectangles_that_share_an_edge_do_not_overlap() -> None:
    left, right = Rect(0, 0, 10, 10), Rect(10, 0, 10, 10)
    assert not left.overlaps(right)
    assert left.overlaps(Rect(9, 9, 5, 5))
    assert Rect(0, 0, 20, 20).contains(right)
    assert not left.contains(right)
