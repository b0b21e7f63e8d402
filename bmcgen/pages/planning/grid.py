"""Tracks to lengths, areas to rectangles: a layout's grid on its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from bmcgen.geometry import Rect
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Grid, Layout, Sheet, Track
from bmcgen.model.parts import sheet_with
from bmcgen.model.plan import Frame, Plan
from bmcgen.pages.planning.borrowing import NOTHING, Borrowed
from bmcgen.pages.planning.living import cells

EMPTY = "."
Measure = Callable[[str, float], tuple[float, float]]
"""How high an area must be in a given width, in points: at the least, and so that all its words stand there."""


def plan(layout: Layout, sheet: Sheet, measure: Measure, borrowed: Borrowed = NOTHING) -> Plan:
    """The frames of a layout's sheet. `measure` is asked where a row grows with its words."""
    margin, (width, height) = layout.page.margin, layout.sides(sheet)
    live = Rect(0, 0, width, height).inset(margin + layout.page.binding, margin, margin, margin)
    grid = sheet.grid
    xs = _edges(live.x, track_lengths(grid.columns, live.w, grid.column_gutter), grid.column_gutter)
    canvas = _canvas(layout, sheet.about)
    tracks = tuple(
        Track(borrowed.heights[number], borrowed.heights[number]) if number in borrowed.heights else track
        for number, track in enumerate(grid.rows)
    )
    needed, wanted = _heights(sheet, tracks, xs, measure, borrowed)
    ys = _edges(live.y, track_lengths(tracks, live.h, grid.row_gutter, wanted, needed), grid.row_gutter)
    frames = tuple(Frame(area, block, _place(grid, area, xs, ys, borrowed)) for area, block in sheet.blocks.items())
    written = [frame.rect for frame in frames if frame.block.role != "strip"]
    first, last = (
        min((rect.y for rect in written), default=live.bottom),
        max((r.bottom for r in written), default=live.y),
    )
    # Only what stands above or below everything else leaves its place free on a further sheet.
    strips = [frame for frame in frames if frame.block.role == "strip"]
    head = [f for f in strips if not kind_of(f.block.kind).at_foot and f.rect.y <= first + 0.01]
    foot = [f for f in strips if kind_of(f.block.kind).on_every_sheet and f.rect.bottom >= last - 0.01]
    top = max((frame.rect.bottom for frame in head), default=live.y) + (grid.row_gutter if head else 0.0)
    bottom = min((frame.rect.y for frame in foot), default=live.bottom) - (grid.row_gutter if foot else 0.0)
    count, gutter = layout.continuation_columns, grid.column_gutter
    wide = (live.w - (count - 1) * gutter) / count
    columns = tuple(Rect(live.x + n * (wide + gutter), top, wide, bottom - top) for n in range(count))
    # On further sheets a strip has the whole width: what stood beside it is on the first.
    heads = [
        replace(frame, rect=Rect(live.x, frame.rect.y, live.w, frame.rect.h))
        if all(other is frame or not _beside(frame.rect, other.rect) for other in head)
        else frame
        for frame in head
    ]
    return Plan(width, height, frames, (*heads, *foot), columns, gutter == 0, canvas, cells(sheet, xs, ys))


def in_scale(layout: Layout, scale: float) -> Layout:
    """A layout with everything on it so many times as large, on the same paper and with the same margins: printers
    reach as far, and holes are where they are, whatever the size of the type.
    """
    if scale == 1:
        return layout
    page = layout.page
    lengths = (page.width, page.height, page.margin, page.binding)
    wide, high, margin, binding = (length / scale for length in lengths)
    scaled = replace(page, width=wide, height=high, margin=margin, binding=binding, scale=page.scale * scale)
    return replace(layout, page=scaled)


def halves(sheet: Sheet) -> list[tuple[Sheet, Sheet]]:
    """The ways to divide a sheet between two pages, the most even first. Both have the strip that says what the sheet
    is, and the one at the foot.
    """
    grid, blocks = sheet.grid, sheet.blocks
    count = len(grid.rows)
    footed = all(area in blocks and kind_of(blocks[area].kind).on_every_sheet for area in grid.areas[-1])
    body = count - 1 if footed else count
    head = next((area for area in grid.areas[0] if area in blocks and kind_of(blocks[area].kind).at_head), None)
    found = []
    for cut in range(1, body):
        above, below = set().union(*grid.areas[:cut]), set().union(*grid.areas[cut:body])
        if (above & below) - {EMPTY} or not all(_holds(sheet, part) for part in (above, below)):
            continue
        taken = [sum(track.least for track in grid.rows[a:b]) for a, b in ((0, cut), (cut, body))]
        foot = [*range(body, count)]
        pair = _rows_of(sheet, [*range(cut)], foot), _rows_of(sheet, [*range(cut, body)], foot, head)
        # A page without a row that shares what is left would end in the middle.
        short = sum(not any(track.share for track in grid.rows[a:b]) for a, b in ((0, cut), (cut, body)))
        found.append((short, abs(taken[0] - taken[1]), pair))
    return [pair for *_, pair in sorted(found, key=lambda each: each[:2])]


def _holds(sheet: Sheet, areas: Iterable[str]) -> bool:
    """Whether any of the areas says more than what the sheet is."""
    return any(area in sheet.blocks and sheet.blocks[area].role != "strip" for area in areas)


def _rows_of(sheet: Sheet, rows: Sequence[int], foot: Sequence[int], head: str | None = None) -> Sheet:
    """A sheet of some of its rows, and of those at its foot; a `head` has a row of its own above them. Where none of
    them shares what room is left, that stands empty above the foot.
    """
    grid = sheet.grid
    every, wide = [*rows, *foot], len(grid.columns)
    areas, tracks = [grid.areas[row] for row in every], [grid.rows[row] for row in every]
    if not any(track.share for track in tracks):
        areas.insert(len(rows), (EMPTY,) * wide)
        tracks.insert(len(rows), Track(0.0, float("inf"), 1.0))
    if head:
        areas.insert(0, (head,) * wide)
        tracks.insert(0, grid.rows[0])
    kept = {area: block for area, block in sheet.blocks.items() if any(area in row for row in areas)}
    continued = sheet.continued or head is not None
    return replace(sheet, grid=replace(grid, rows=tuple(tracks), areas=tuple(areas)), blocks=kept, continued=continued)


def _beside(one: Rect, other: Rect) -> bool:
    return one.y < other.bottom - 0.01 and other.y < one.bottom - 0.01


def _canvas(layout: Layout, about: str) -> tuple[Frame, ...]:
    """The blocks of the canvas that a layout is about, on the sheet of it that has the block asked about."""
    if layout.canvas is None:
        return ()
    frames = plan(layout.canvas, sheet_with(layout.canvas, about), lambda area, width: (0.0, 0.0)).frames
    found: dict[str, Frame] = {}
    for frame in frames:
        if frame.block.role == "written":
            name, before = frame.block.whole, found.get(frame.block.whole)
            rect = before.rect.united(frame.rect) if before else frame.rect
            found[name] = replace(frame, rect=rect, block=replace(frame.block, name=name, part=""))
    return tuple(found.values())


def track_lengths(
    tracks: Sequence[Track],
    length: float,
    gutter: float = 0.0,
    wanted: Sequence[float] = (),
    needed: Sequence[float] = (),
) -> tuple[float, ...]:
    """The tracks' lengths, which fill `length` where any of them shares what is left over.

    `wanted` is what the words of each track need, and `needed` what it cannot do without. A track between two lengths
    takes what it wants, within its limits; one that shares has its part of what is left, but no less than it wants, so
    that the others' parts are smaller (the sizing of CSS Grid Layout, section 12.7). If there is less than all of them
    want, those that want most are cut down to one length, but none below what it needs; the others have all they want.
    """
    wants = wanted or [0.0] * len(tracks)
    bases = [min(max(track.least, want), track.most) for track, want in zip(tracks, wants, strict=True)]
    room = length - gutter * (len(tracks) - 1)
    if sum(bases) > room:
        rigid_part = needed or [0.0] * len(tracks)
        leasts = [
            min(max(track.least, need), base) for track, need, base in zip(tracks, rigid_part, bases, strict=True)
        ]
        return _cut_down(bases, leasts, room)
    rigid = [not track.share for track in tracks]
    while True:
        left = room - sum(base for base, fixed in zip(bases, rigid, strict=True) if fixed)
        shares = sum(track.share for track, fixed in zip(tracks, rigid, strict=True) if not fixed)
        part = left / shares if shares else 0.0
        full = [
            not fixed and base > track.share * part for base, track, fixed in zip(bases, tracks, rigid, strict=True)
        ]
        if not any(full):
            each = zip(bases, tracks, rigid, strict=True)
            return tuple(base if fixed else track.share * part for base, track, fixed in each)
        rigid = [fixed or more for fixed, more in zip(rigid, full, strict=True)]


def _cut_down(bases: Sequence[float], leasts: Sequence[float], room: float) -> tuple[float, ...]:
    """Lengths of which the largest are made equally small, so that all of them together fill the room."""
    low, high = 0.0, max(bases)
    for _ in range(60):
        middle = (low + high) / 2
        if sum(min(base, max(least, middle)) for base, least in zip(bases, leasts, strict=True)) > room:
            high = middle
        else:
            low = middle
    return tuple(min(base, max(least, low)) for base, least in zip(bases, leasts, strict=True))


def _edges(start: float, lengths: Sequence[float], gutter: float) -> list[tuple[float, float]]:
    edges = []
    for each in lengths:
        edges.append((start, start + each))
        start += each + gutter
    return edges


@lru_cache(1024)
def _cells(areas: tuple[tuple[str, ...], ...], area: str) -> tuple[list[int], list[int]]:
    columns = sorted({x for row in areas for x, name in enumerate(row) if name == area})
    rows = [y for y, row in enumerate(areas) if area in row]
    return columns, rows


def _span(grid: Grid, area: str, xs: list[tuple[float, float]], ys: list[tuple[float, float]]) -> Rect:
    columns, rows = _cells(grid.areas, area)
    left, right = xs[columns[0]][0], xs[columns[-1]][1]
    top, bottom = ys[rows[0]][0], ys[rows[-1]][1]
    return Rect(left, top, right - left, bottom - top)


def _place(
    grid: Grid, area: str, xs: list[tuple[float, float]], ys: list[tuple[float, float]], borrowed: Borrowed
) -> Rect:
    rect = _span(grid, area, xs, ys)
    if area in borrowed.spans:
        left, wide = borrowed.spans[area]
        return Rect(left, rect.y, wide, rect.h)
    return rect


def _heights(
    sheet: Sheet, tracks: Sequence[Track], xs: list[tuple[float, float]], measure: Measure, borrowed: Borrowed
) -> tuple[list[float], list[float]]:
    """What each row that may grow cannot do without, and what it wants, for the areas that stand in that row alone."""
    grid = sheet.grid
    needed, wanted = [0.0] * len(grid.rows), [0.0] * len(grid.rows)
    for number, track in enumerate(tracks):
        if track.least == track.most:
            continue
        for area in dict.fromkeys(grid.areas[number]):
            if area == EMPTY:
                continue
            columns, rows = _cells(grid.areas, area)
            if rows == [number]:
                _, wide = borrowed.spans.get(area, (0.0, xs[columns[-1]][1] - xs[columns[0]][0]))
                least, all_of_it = measure(area, wide)
                if kind_of(sheet.blocks[area].kind).fills and track.most < float("inf"):
                    all_of_it = track.most
                needed[number] = max(needed[number], least)
                wanted[number] = max(wanted[number], all_of_it)
    return needed, wanted
