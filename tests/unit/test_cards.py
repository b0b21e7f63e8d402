from hypothesis import given
from hypothesis import strategies as st

from bmcgen.fit.cards import balanced, fill
from bmcgen.fit.sizes import LEAST_DIFFERENCE, choose, steps

heights = st.lists(st.floats(5, 120), min_size=1, max_size=40)


@given(heights, st.floats(0, 8), st.floats(50, 500), st.integers(1, 6))
def test_columns_hold_every_card_in_order_and_none_is_too_high(
    cards: list[float], gap: float, room: float, count: int
) -> None:
    for columns in (fill(cards, gap, room, count), balanced(cards, gap, room, count) or None):
        if columns is None:
            continue
        assert [index for column in columns for index in column] == list(range(len(cards)))
        assert len(columns) <= count
        for column in columns:
            assert sum(cards[i] for i in column) + gap * (len(column) - 1) <= room + 0.02


@given(heights, st.floats(0, 8), st.floats(150, 500), st.integers(1, 6))
def test_balanced_columns_are_never_higher(cards: list[float], gap: float, room: float, count: int) -> None:
    filled = fill(cards, gap, room, count)
    if filled is None:
        return

    def highest(columns: tuple[tuple[int, ...], ...]) -> float:
        return max(sum(cards[i] for i in column) + gap * (len(column) - 1) for column in columns)

    assert highest(balanced(cards, gap, room, count)) <= highest(filled) + 0.01


@given(st.lists(st.sampled_from(steps(14, 9)), min_size=1, max_size=9))
def test_a_page_has_one_size_and_at_most_one_more_that_every_block_can_have(fitting: list[float]) -> None:
    body, small = choose(fitting, 14, 9)
    set_in = [body if size >= body else small for size in fitting]
    assert all(size <= most for size, most in zip(set_in, fitting, strict=True))
    assert len(set(set_in)) <= 2
    assert 2 * sum(size == body for size in set_in) >= len(fitting)
    assert body == small or body - small >= LEAST_DIFFERENCE
    # No smaller type than the most crowded block needs.
    assert small == min(fitting)


def test_a_few_crowded_blocks_do_not_make_the_others_small() -> None:
    assert choose([14, 14, 14, 14, 14, 14, 14, 14, 9], 14, 9) == (14, 9)
    assert choose([9, 9, 9, 9, 9, 9, 9, 9, 14], 14, 9) == (9, 9)
    assert choose([12, 11.5, 12], 14, 9) == (11.5, 11.5)
    assert choose([], 14, 9) == (14, 9)


def test_the_floor_is_always_among_the_sizes() -> None:
    assert steps(10, 9) == [10, 9.5, 9]
    assert steps(9.2, 9) == [9.2, 9]
    assert steps(9, 9) == [9]
