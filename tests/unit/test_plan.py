import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Place
from bmcgen.geometry import MM, Rect
from bmcgen.model.layout import Track
from bmcgen.pages.planning.grid import plan, track_lengths

lengths = st.floats(0, 400)
fixed = lengths.map(lambda n: Track(n, n))
shared = st.floats(0.1, 9).map(lambda n: Track(0, float("inf"), n))
growing = st.tuples(lengths, lengths).map(lambda pair: Track(min(pair), max(pair)))


@given(st.lists(st.one_of(fixed, shared, growing), min_size=1, max_size=9), st.floats(0, 20), st.data())
def test_tracks_fill_the_length_if_any_of_them_shares(tracks: list[Track], gutter: float, data: st.DataObject) -> None:
    wanted = [data.draw(lengths) for _ in tracks]
    total = 6000.0
    found = track_lengths(tracks, total, gutter, wanted)
    assert all(track.least - 1e-9 <= length <= track.most + 1e-9 for track, length in zip(tracks, found, strict=True))
    if any(track.share for track in tracks):
        assert sum(found) + gutter * (len(tracks) - 1) == pytest.approx(total)


def test_where_there_is_too_little_the_largest_give_way_down_to_what_they_need() -> None:
    tracks = [Track(10, 200), Track(10, 200), Track(10, 200), Track(5, 100)]
    found = track_lengths(tracks, 200, 0, [30, 150, 120, 90], [0, 0, 0, 90])
    assert found == pytest.approx([30, 40, 40, 90], abs=0.01)
    assert track_lengths(tracks, 500, 0, [30, 150, 120, 90]) == (30, 150, 120, 90)


def test_shares_divide_what_is_left() -> None:
    tracks = [Track(10, 10), Track(0, float("inf"), 1), Track(0, float("inf"), 3)]
    assert track_lengths(tracks, 110) == (10, 25, 75)


def test_a_growing_track_takes_what_its_words_need_within_its_limits() -> None:
    tracks = [Track(10, 40), Track(0, float("inf"), 1)]
    for wanted, length in ((0, 10), (25, 25), (99, 40)):
        assert track_lengths(tracks, 100, 0, [wanted, 0])[0] == length


def poster_frames(head: float = 0.0) -> dict[str, Rect]:
    layout = read_layout(Assets(), "business-model", Place("test"))
    found = plan(layout, layout.sheets[0], lambda area, _: (head, head) if area == "head" else (0.0, 0.0))
    return {frame.block.name or frame.block.kind: frame.rect for frame in found.frames}


def test_frames_never_overlap_and_fill_the_sheet_within_its_margins() -> None:
    for head in (0.0, 30 * MM):
        rects = [*poster_frames(head).values()]
        assert not any(a.overlaps(b) for number, a in enumerate(rects) for b in rects[:number])
        assert sum(rect.w * rect.h for rect in rects) == pytest.approx(400 * MM * 277 * MM)
        live = Rect(10 * MM, 10 * MM, 400 * MM, 277 * MM)
        assert all(live.contains(rect) for rect in rects)


def test_the_classic_arrangement() -> None:
    at = poster_frames()
    top = ["key-partners", "key-activities", "value-propositions", "customer-relationships", "customer-segments"]
    for left, right in itertools.pairwise(top):
        assert at[left].right == pytest.approx(at[right].x)
        assert at[left].y == pytest.approx(at[right].y)
    assert at["key-resources"].y == pytest.approx(at["key-activities"].bottom)
    assert at["key-resources"].x == pytest.approx(at["key-activities"].x)
    assert at["channels"].y == pytest.approx(at["customer-relationships"].bottom)
    assert at["cost-structure"].right == pytest.approx(at["revenue-streams"].x)
    assert at["cost-structure"].y == pytest.approx(at["key-partners"].bottom)


def test_a_longer_masthead_takes_its_room_from_the_blocks() -> None:
    usual, grown = poster_frames(), poster_frames(30 * MM)
    assert grown["masthead"].h == pytest.approx(30 * MM)
    assert grown["cost-structure"].h == pytest.approx(usual["cost-structure"].h)
    assert grown["key-activities"].h == pytest.approx(usual["key-activities"].h - 8 * MM)


def test_paper_notes_fit_below_the_labels() -> None:
    """Notes of 51 x 38 mm, 2 mm apart: four to a tall block, two to a half block, three to a bottom block."""
    from bmcgen.drawing.labels import CONTENT_TOP

    def notes(rect: Rect) -> int:
        across = int((rect.w / MM + 2) // (51 + 2))
        down = int(((rect.h - CONTENT_TOP) / MM + 2) // (38 + 2))
        return across * down

    at = poster_frames()
    assert [notes(at[name]) for name in ("key-partners", "value-propositions", "customer-segments")] == [4, 4, 4]
    assert [notes(at[n]) for n in ("key-activities", "key-resources", "channels", "customer-relationships")] == [2] * 4
    assert [notes(at[name]) for name in ("cost-structure", "revenue-streams")] == [3, 3]
