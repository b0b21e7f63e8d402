"""Pages as parts that can be shown and replaced one by one, and what changed from one view to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct

from bmcgen.backends.svg.painter import Painter
from bmcgen.drawing.placing import placed
from bmcgen.geometry import Rect
from bmcgen.model.page import RGB, Line, Mark, Page, Panel, Path, Rule
from bmcgen.model.regions import Region
from bmcgen.studio.sheet.faces import ShownFaces

_LETTERS = {"block": "b", "note": "n", "field": "f", "strip": "s", "part": "p"}
GROUND = "ground"


class Part(Struct, frozen=True):
    """Some marks as SVG, at a place."""

    svg: str
    x: float
    y: float


class Sheet(Struct, frozen=True):
    """A page as it is shown: its parts by their ids, the lowest first."""

    number: int
    width: float
    height: float
    title: str
    parts: dict[str, Part]
    regions: list[dict[str, Any]]


View = tuple[Sheet, ...]


class Views:
    """Makes views of pages. What was drawn before is not drawn again, wherever it stands now."""

    def __init__(self, faces: ShownFaces) -> None:
        self.faces = faces
        self._drawn: dict[tuple[object, ...], str] = {}

    def of(self, pages: Sequence[Page], note_of: Callable[[Region], str | None]) -> View:
        """Pages in parts. `note_of` is the id of the note that a region shows."""
        before, self._drawn = self._drawn, {}
        painter = Painter(self.faces.fonts, RGB, "")
        return tuple(self._sheet(number, page, painter, before, note_of) for number, page in enumerate(pages, 1))

    def _sheet(
        self,
        number: int,
        page: Page,
        painter: Painter,
        before: Mapping[tuple[object, ...], str],
        note_of: Callable[[Region], str | None],
    ) -> Sheet:
        owners: list[int | None] = [None] * len(page.marks)
        # Outer regions come after those inside them.
        for index in range(len(page.regions) - 1, -1, -1):
            region = page.regions[index]
            owners[region.first : region.last] = [index] * (region.last - region.first)
        names = [_name(region, note_of) for region in page.regions]
        called = [GROUND if owner is None else names[owner] for owner in owners]
        parts: dict[str, Part] = {}
        ids: dict[int, str] = {}
        for name, same in groupby(range(len(page.marks)), key=called.__getitem__):
            places = [*same]
            first, part = owners[places[0]], _unused(f"{number}/{name}", parts)
            if first is not None:
                ids.setdefault(first, part)
            origin = page.regions[first].rect if first is not None else Rect(0, 0, 0, 0)
            marks = [page.marks[at] for at in places]
            key = tuple(_key(mark, origin) for mark in marks)
            drawn = before.get(key) or self._drawn.get(key) or _painted(painter, marks, origin)
            self._drawn[key] = drawn
            parts[part] = Part(drawn, _short(origin.x), _short(origin.y))
        shown = [
            _shown(region, name, ids.get(n), number, self.faces)
            for n, (region, name) in enumerate(zip(page.regions, names, strict=True))
            if name != GROUND
        ]
        return Sheet(number, page.width, page.height, page.title, parts, shown)


def _key(mark: Mark, origin: Rect) -> tuple[object, ...]:
    """What tells a mark from others that are drawn otherwise, seen from an origin."""
    if isinstance(mark, Line):
        runs = tuple([(run.face, run.text) for run in mark.runs])
        at = round(mark.x - origin.x, 3), round(mark.y - origin.y, 3)
        # Lines of one element are one text.
        return (*at, mark.size, mark.colour.rgb, runs, mark.joint)
    if isinstance(mark, Rule):
        ends = mark.x1 - origin.x, mark.y1 - origin.y, mark.x2 - origin.x, mark.y2 - origin.y
        return (*[round(each, 3) for each in ends], mark.width, mark.colour.rgb, mark.dots, mark.dash)
    rect = mark.rect
    at = round(rect.x - origin.x, 3), round(rect.y - origin.y, 3)
    if isinstance(mark, Panel):
        edge = mark.edge.rgb if mark.edge else None
        return (*at, round(rect.w, 3), round(rect.h, 3), mark.fill.rgb, mark.radius, edge, mark.edge_width, mark.side)
    if isinstance(mark, Path):
        return (*at, rect.w, rect.h, mark.outline, mark.colour.rgb, mark.width)
    return (*at, rect.w, rect.h, mark.data, mark.orientation, mark.crop)


def _unused(name: str, parts: dict[str, Part]) -> str:
    found, count = name, 1
    while found in parts:
        count += 1
        found = f"{name}.{count}"
    return found


def _name(region: Region, note_of: Callable[[Region], str | None]) -> str:
    """What a region is called; nothing for a note that the file has no place for."""
    name = note_of(region) if region.kind == "note" else region.name
    return f"{_LETTERS[region.kind]}/{name}" if name else GROUND


def _painted(painter: Painter, marks: Sequence[Mark], origin: Rect) -> str:
    if origin.x or origin.y:
        marks = [placed(mark, mark.element, 1.0, -origin.x, -origin.y) for mark in marks]
    return "".join(painter.plainly(marks))


def _shown(region: Region, name: str, part: str | None, page: int, faces: ShownFaces) -> dict[str, Any]:
    """A region as a browser gets it."""
    found: dict[str, Any] = {
        "id": part or f"{page}/{name}",
        "page": page,
        "kind": region.kind,
        "key": name.partition("/")[2],
        "rect": _sides(region.rect),
    }
    if region.box:
        box = region.box
        sides = {"x": box.x, "y": box.y, "w": box.width, "size": box.size, "leading": box.leading}
        found["text"] = {key: _short(value) for key, value in sides.items()} | {"face": faces.family(box.face)}
    if region.room:
        found["room"] = _sides(region.room)
    return found


def _sides(rect: Rect) -> list[float]:
    return [_short(side) for side in (rect.x, rect.y, rect.w, rect.h)]


def _short(value: float) -> float:
    return round(value, 2)


def patch(before: View | None, after: View) -> dict[str, Any]:
    """What turns one view into another: all of it where there was none."""
    old = {sheet.number: sheet for sheet in before or ()}
    known = {name: part for sheet in old.values() for name, part in sheet.parts.items()}
    changed: dict[str, Any] = {}
    moved: dict[str, list[float]] = {}
    for name, part in _parts(after):
        had = known.get(name)
        if had is None or had.svg != part.svg:
            changed[name] = {"svg": part.svg, "x": part.x, "y": part.y}
        elif (had.x, had.y) != (part.x, part.y):
            moved[name] = [part.x, part.y]
    now = {name for name, _ in _parts(after)}
    regions = [region for sheet in after for region in sheet.regions]
    same = before is not None and regions == [region for sheet in before for region in sheet.regions]
    return {
        "reset": before is None,
        "pages": [_page(sheet, old.get(sheet.number)) for sheet in after],
        "set": changed,
        "move": moved,
        "gone": [name for name in known if name not in now],
        "regions": None if same else regions,
    }


def _page(sheet: Sheet, before: Sheet | None) -> dict[str, Any]:
    order = [*sheet.parts]
    same = before is not None and [*before.parts] == order
    found = {"n": sheet.number, "width": _short(sheet.width), "height": _short(sheet.height), "title": sheet.title}
    return {**found, "order": None if same else order}


def _parts(view: View) -> Iterator[tuple[str, Part]]:
    for sheet in view:
        yield from sheet.parts.items()
