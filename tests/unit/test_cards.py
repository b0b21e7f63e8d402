from hypothesis import given
from hypothesis import strategies as st

from bmcgen.drawing.sizes import largest, steps
from bmcgen.kinds.notes.cards import balanced, fill, fits
from bmcgen.kinds.notes.density import LOOKS
from bmcgen.kinds.notes.sizes import LEAST_DIFFERENCE, Fitting, choose

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


@given(heights, st.floats(0, 8), st.floats(50, 500), st.integers(1, 6))
def test_cards_fit_where_they_can_be_placed(cards: list[float], gap: float, room: float, count: int) -> None:
    assert fits(cards, gap, room, count) == (fill(cards, gap, room, count) is not None)


@given(st.integers(0, 24), st.integers(0, 24), st.integers(0, 24))
def test_the_largest_size_that_holds_is_found_from_wherever_it_is_sought(count: int, at: int, near: int) -> None:
    """Also from a size that, against expectation, does not hold."""
    found = [float(size) for size in range(count, 0, -1)]
    at, near, tried = min(at, count), min(near, count), []

    def held(size: float) -> bool:
        tried.append(size)
        return found.index(size) >= at

    assert largest(found, held, near) == at
    assert len(tried) <= 14
    if near < count and near - 1 <= at <= near:
        assert len(tried) <= 4


@given(heights, st.floats(0, 8), st.floats(150, 500), st.integers(1, 6))
def test_balanced_columns_are_never_higher(cards: list[float], gap: float, room: float, count: int) -> None:
    filled = fill(cards, gap, room, count)
    if filled is None:
        return

    def highest(columns: tuple[tuple[int, ...], ...]) -> float:
        return max(sum(cards[i] for i in column) + gap * (len(column) - 1) for column in columns)

    assert highest(balanced(cards, gap, room, count)) <= highest(filled) + 0.01


sizes = st.sampled_from(steps(14, 9))
fittings = st.dictionaries(st.sampled_from(LOOKS), sizes)


@given(st.lists(fittings, min_size=1, max_size=9))
def test_a_page_has_one_size_and_at_most_one_more_that_every_block_can_have(blocks: list[Fitting]) -> None:
    body, small = choose(blocks, 14, 9)
    inside = [block for block in blocks if body[0] <= block.get(body[1], 0)]
    rest = [block for block in blocks if block not in inside]
    # Only what fits nowhere is set in a choice that does not hold it, and that is the closest at the floor.
    assert all(small[0] <= block.get(small[1], 0) for block in rest) or small == (9, LOOKS[-1])
    assert body == (9, LOOKS[-1]) or 3 * len(inside) >= 2 * len(blocks)
    assert body[0] == small[0] or body[0] - small[0] >= LEAST_DIFFERENCE


def look(*values: float) -> Fitting:
    return {each: value for each, value in zip(LOOKS, values, strict=True) if value}


def test_a_few_crowded_blocks_do_not_make_the_others_small() -> None:
    regular, condensed, tight = LOOKS
    roomy, crowded = look(14, 14, 14), look(0, 9, 10)
    assert choose([roomy] * 8 + [crowded], 14, 9) == ((14, regular), (10, tight))
    assert choose([roomy] + [crowded] * 8, 14, 9) == ((10, tight), (10, tight))
    assert choose([], 14, 9) == ((14, regular), (14, regular))
    # One size for all where a second would gain little.
    assert choose([roomy] * 6 + [look(13.5, 14, 14)] * 3, 14, 9) == ((14, condensed), (14, condensed))
    # Condensed type before smaller type.
    assert choose([look(12, 14, 14)] * 9, 14, 9) == ((14, condensed), (14, condensed))
    # A block that fits nowhere does not change the others.
    assert choose([roomy] * 8 + [look(0, 0, 0)], 14, 9) == ((14, regular), (9, tight))


def test_the_floor_is_always_among_the_sizes() -> None:
    assert steps(10, 9) == [10, 9.5, 9]
    assert steps(9.2, 9) == [9.2, 9]
    assert steps(9, 9) == [9]
