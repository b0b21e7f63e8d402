"""What is asked of a sheet for a room: read from what was typed, and matched with what layouts have a place for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from bmcgen import kinds
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error, notice, warning
from bmcgen.documents.arguments import check_flag, names
from bmcgen.geometry import MM
from bmcgen.kinds import kind_of
from bmcgen.model.layout import Block, Grid, Layout, Sheet, Track
from bmcgen.model.room import ALL, PARTS, Room
from bmcgen.source.links import link_of

LEAST, MOST = 20 * MM, 60 * MM
LARGE_SHEET, SMALLER = 1.4, 0.8


def note_sides(text: str) -> tuple[float, float]:
    """The sides of a paper note in points, given in millimetres: 76x76. ValueError for what is no such note."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)(?:\s*mm)?", text.strip())
    sides = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    if not 15 <= min(sides) <= max(sides) <= 300:
        raise ValueError(f'"{text}" is not a note size; give millimetres such as 76x76, from 15 to 300')
    return sides[0] * MM, sides[1] * MM


def strip_parts(given: object) -> tuple[str, ...]:
    """The parts of the strip that were named, each once; `all` for True. ValueError for what is none."""
    if given is None or given is False:
        return ()
    if given is True:
        return (ALL,)
    named = given.split(",") if isinstance(given, str) else names("strip", given)
    found = tuple(dict.fromkeys(part.strip() for part in named))
    for part in found:
        if part not in (*PARTS, ALL):
            hint = did_you_mean(part, PARTS, f"give {ALL}, or some of {', '.join(PARTS)}")
            raise ValueError(f'"{part}" is not a part of the strip; {hint}')
    return (ALL,) if ALL in found else found


def room_of(**given: Any) -> Room:
    """What the keywords of `make` ask for. TypeError or ValueError for a value that cannot be meant."""
    for flag in ("votes", "lines", "dots"):
        check_flag(flag, given.get(flag, False))
    if given.get("lines") and given.get("dots"):
        raise ValueError("lines and dots cannot stand in the same place: choose one")
    note, link = given.get("note_size"), given.get("link")
    return Room(
        note=note_sides(note) if note else None,
        ground="lines" if given.get("lines") else "dots" if given.get("dots") else "",
        votes=given.get("votes", False),
        strip=strip_parts(given.get("strip")),
        link=link_of(link) if link is not None else "",
    )


def _notes(layout: Layout) -> list[Block]:
    return [block for block in layout.written if kind_of(block.kind).sticky]


def _is_poster(layout: Layout) -> bool:
    """Whether it is a canvas with notes under the titles of its blocks."""
    return any(block.labelled for block in _notes(layout))


def _footed(layout: Layout) -> bool:
    return _is_poster(layout) and any(kind_of(block.kind).says_link for block in layout.blocks)


_TAKES: Mapping[str, Callable[[Layout], object]] = {
    "note": _notes,
    "ground": _notes,
    "votes": _is_poster,
    "link": _footed,
    "strip": lambda layout: layout.strip,
}
_SAID = {
    "note": "has no room for paper notes",
    "ground": "has no room for notes to be written in",
    "votes": "has no blocks to vote on",
    "link": "has no place for a link",
    "strip": "has no strip",
}


def taken(room: Room, layout: Layout, keys: Collection[str] = tuple(_TAKES)) -> Room:
    """It without those of the keys that a layout has no place for."""
    return replace(room, **{key: getattr(Room(), key) for key in keys if not _TAKES[key](layout)})


def check_taken(room: Room, layouts: Iterable[Layout], name: str, assets: Assets) -> None:
    """`Problems` for what none of the layouts has a place for."""
    parts, plain, found = [*layouts], Room(), list[Diagnostic]()
    for key, said in _SAID.items():
        if (
            key not in room.usual
            and getattr(room, key) != getattr(plain, key)
            and not any(_TAKES[key](layout) for layout in parts)
        ):
            option = {"ground": room.ground, "note": "note-size"}.get(key, key)
            hint = f"these have: {', '.join(_others(key, assets))}"
            found.append(error("not-on-layout", f"{name} {said}", Place(f"--{option}"), hint))
    strips = [*dict.fromkeys(part for layout in parts for part in layout.strip)]
    for part in room.strip if "strip" not in room.usual else ():
        if strips and part not in (ALL, *strips):
            hint = did_you_mean(part, strips, f"it has {', '.join(strips)}")
            message = f'the strip of {name} has no part "{part}"'
            found.append(error("not-on-layout", message, Place("--strip"), hint))
    if found:
        raise Problems(found)


def _others(key: str, assets: Assets) -> list[str]:
    found = []
    for name in assets.names("layouts"):
        try:
            layout = read_layout(assets, name, Place(name))
        except Problems:
            continue
        if _TAKES[key](layout):
            found.append(name)
    return found


def furnished(layout: Layout, room: Room) -> Layout:
    """A layout with the strip that is asked for in a row above the foot of its sheets. Where paper notes need the room
    of a large sheet, prompts may be smaller than on a small one.
    """
    if room.note and layout.page.scale >= LARGE_SHEET:
        sizes = layout.sizes
        layout = replace(layout, sizes=replace(sizes, prompt=(sizes.prompt[0], sizes.prompt[1] * SMALLER)))
    if not room.strip:
        return layout
    parts = layout.strip if ALL in room.strip else tuple(part for part in layout.strip if part in room.strip)
    # What is there to be read has no room for one.
    return replace(
        layout, sheets=tuple(_with_strip(sheet, parts) if sheet.written else sheet for sheet in layout.sheets)
    )


def _with_strip(sheet: Sheet, parts: tuple[str, ...]) -> Sheet:
    grid = sheet.grid
    foot = len(grid.areas)
    while foot and all(kind_of(sheet.blocks[area].kind).at_foot for area in grid.areas[foot - 1] if area != "."):
        foot -= 1
    strip = next(name for name in kinds.names() if kind_of(name).for_room)
    areas = (*grid.areas[:foot], (strip,) * len(grid.columns), *grid.areas[foot:])
    # Rows whose usual height is a length, and that may be lower, make room first.
    rows = [_lower(track) for track in grid.rows]
    tracks = (*rows[:foot], Track(LEAST, MOST), *rows[foot:])
    block = Block(kind=strip, role="strip", area=strip, own={"parts": parts})
    made = Grid(grid.columns, tracks, areas, grid.row_gutter, grid.column_gutter, grid.columns_at, grid.rows_at)
    # Read before what stands below it.
    last = {area for row in grid.areas[foot:] for area in row}
    above = {area: each for area, each in sheet.blocks.items() if area not in last}
    return replace(sheet, grid=made, blocks={**above, strip: block, **sheet.blocks})


def _lower(track: Track) -> Track:
    if track.share or track.limits[0] >= 1:
        return track
    least, most = track.limits
    return replace(track, most=track.most * least, limits=(1.0, most / least))


def note_places(
    layout: Layout,
    room: Room,
    places: Mapping[str, int],
    larger: Callable[[Sequence[str]], dict[str, str]],
) -> Iterator[Diagnostic]:
    """How many paper notes each block holds; for those that hold none, the smallest paper on which they do."""
    where, size = Place("--note-size"), " x ".join(f"{side / MM:g}" for side in room.note or ())
    if not places:
        yield warning("no-place-for-notes", f"{layout.name} has no empty blocks for {size} mm notes", where)
        return
    counts = ", ".join(f"{name} {count}" for name, count in places.items())
    yield notice("note-places", f"{size} mm notes that fit on {layout.page.paper}: {counts}", where)
    if room.ground and any(places.values()):
        message = f"blocks with places for notes have no {room.ground}, which would run through the corners of these"
        hint = f"--{room.ground} without --note-size fills all blocks"
        yield notice("places-only", message, Place(f"--{room.ground}"), hint)
    without = [name for name, count in places.items() if not count]
    found = larger(without) if without else {}
    for name in without:
        message = f'no {size} mm note fits in "{name}" on {layout.page.paper}'
        yield warning("no-place-for-notes", f"{message}; {found[name]}" if name in found else message, where)
