from hypothesis import given
from hypothesis import strategies as st

from bmcgen.drawing.sizes import steps
from bmcgen.kinds.notes.cards.density import CONDENSED, DENSITIES
from bmcgen.kinds.notes.cards.packing import balanced, fill, fits, packed
from bmcgen.kinds.notes.sizing.sizes import MOST_DIFFERENCE, Setting, choose, letting_go

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


@given(heights, st.floats(0, 8), st.floats(150, 500), st.integers(1, 6))
def test_balanced_columns_are_never_higher(cards: list[float], gap: float, room: float, count: int) -> None:
    filled = fill(cards, gap, room, count)
    if filled is None:
        return

    def highest(columns: tuple[tuple[int, ...], ...]) -> float:
        return max(sum(cards[i] for i in column) + gap * (len(column) - 1) for column in columns)

    assert highest(balanced(cards, gap, room, count)) <= highest(filled) + 0.01


@given(heights, st.floats(0, 8), st.integers(1, 6))
def test_columns_are_packed_as_low_as_their_order_allows(cards: list[float], gap: float, count: int) -> None:
    least = packed(cards, gap, count)
    assert fits(cards, gap, least, count)
    assert not fits(cards, gap, least - 1, count) or least <= max(cards) + 0.6


class Sheet:
    """A sheet that holds its blocks up to a size for each, in each density."""

    def __init__(self, **blocks: tuple[float, float, float]) -> None:
        self.blocks, self.asked = blocks, list[Setting]()

    def held(self, setting: Setting, *, placed: bool = False) -> bool:
        self.asked.append(setting)
        most = (self.blocks[name][DENSITIES.index(setting.density)] for name in self.blocks)
        return all(setting.size_of(name) <= size for name, size in zip(self.blocks, most, strict=True))

    def crowded(self, setting: Setting) -> dict[str, float]:
        names = sorted(self.blocks, key=lambda name: self.blocks[name])
        return dict.fromkeys(names, 1 / len(names))

    def choose(self, near: float = 0.0) -> Setting | None:
        return choose(self.held, 24, 9, DENSITIES, near, self.crowded)


sizes = st.floats(9, 30).map(lambda size: (size, size + 0.5, size + 1))


@given(st.lists(sizes, min_size=1, max_size=9), st.floats(0, 40))
def test_a_sheet_has_one_look_and_at_most_two_sizes(blocks: list[tuple[float, float, float]], near: float) -> None:
    sheet = Sheet(**{f"block{number}": block for number, block in enumerate(blocks)})
    chosen = sheet.choose(near)
    assert chosen is not None
    assert sheet.held(chosen)
    assert len(chosen.crowded) <= len(blocks) // 3
    if chosen.crowded:
        assert chosen.size >= 1.2 * chosen.small
        assert chosen.size <= chosen.small * MOST_DIFFERENCE
    assert chosen.density is DENSITIES[0] or chosen.size <= CONDENSED
    # It is sought in few steps, wherever from.
    assert len(sheet.asked) < 60


def test_a_few_crowded_blocks_do_not_make_the_others_small() -> None:
    roomy, crowded = (20.0, 20.0, 20.0), (12.0, 12.5, 13.0)
    eight = {f"roomy{number}": roomy for number in range(8)}
    found = Sheet(**eight, full=crowded).choose()
    assert found is not None
    # Display type has one size: the larger of two is no more than 18 points.
    assert (found.size, found.small, found.crowded) == (18, 12, frozenset({"full"}))
    # As many that are crowded as that are not are no exception.
    assert Sheet(one=roomy, two=crowded).choose() == Setting(12)
    # A size of its own must be worth the unrest.
    assert Sheet(**eight, full=(19.0, 19.0, 19.0)).choose() == Setting(19)


def test_small_type_is_condensed_where_that_makes_it_larger() -> None:
    assert Sheet(one=(9.0, 10.5, 11.0)).choose() == Setting(11, DENSITIES[2])
    assert Sheet(one=(10.0, 10.0, 10.5)).choose() == Setting(10)
    assert Sheet(one=(13.0, 14.0, 15.0)).choose() == Setting(13)
    assert Sheet(one=(8.0, 8.0, 8.0)).choose() is None


@given(st.integers(1, 9), st.integers(1, 9))
def test_as_few_blocks_as_can_be_go_on(count: int, needed: int) -> None:
    names = [f"block{number}" for number in range(count)]
    found = letting_go(Setting(9), names, lambda setting, *, placed=False: len(setting.overset) >= needed)
    assert found.overset == frozenset(names[: min(count, needed)])


def test_the_floor_is_always_among_the_sizes() -> None:
    assert steps(10, 9) == [10, 9.5, 9]
    assert steps(9.2, 9) == [9.2, 9]
    assert steps(9, 9) == [9]
