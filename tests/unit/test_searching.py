from hypothesis import given
from hypothesis import strategies as st

from bmcgen.drawing.grid.searching import first_held


@given(st.integers(0, 24), st.integers(0, 24), st.integers(0, 30))
def test_the_first_that_holds_is_found_from_wherever_the_search_begins(count: int, first: int, near: int) -> None:
    first, tried = min(first, count), list[int]()

    def held(index: int) -> bool:
        tried.append(index)
        return index >= first

    assert first_held(count, held, near) == first
    assert len({*tried}) == len(tried) <= 10
    assert all(0 <= each < count for each in tried)
    if near < count and abs(first - near) <= 1:
        assert len(tried) <= 4
