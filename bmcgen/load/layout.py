"""Layout files to `Layout`."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.geometry import MM, length
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.files import read_file
from bmcgen.load.source import Node
from bmcgen.model import layout as model
from bmcgen.model.content import FIELDS

PAPERS = {"A3": (297 * MM, 420 * MM), "A4": (210 * MM, 297 * MM)}
_FR = re.compile(r"(\d+(?:\.\d+)?)fr")
_MINMAX = re.compile(r"minmax\(([^,()]+),([^,()]+)\)")
_REPEAT = re.compile(r"(\d{1,3})\s*\*\s*(.+)")


def _length(value: object) -> float:
    return length(str(value))


def _track(text: str) -> model.Track:
    text = text.strip()
    if match := _FR.fullmatch(text):
        return model.Track(0.0, float("inf"), float(match[1]))
    if match := _MINMAX.fullmatch(text):
        least = length(match[1])
        if share := _FR.fullmatch(match[2].strip()):
            return model.Track(least, float("inf"), float(share[1]))
        most = length(match[2])
        if most < least:
            raise ValueError(f'"{text}" is smaller at its most than at its least')
        return model.Track(least, most)
    fixed = length(text)
    return model.Track(fixed, fixed)


def _tracks(value: object) -> tuple[model.Track, ...]:
    """`10 * 1fr`, or a list of tracks."""
    items = value if isinstance(value, list) else [value]
    tracks: list[model.Track] = []
    for item in items:
        match = _REPEAT.fullmatch(str(item).strip())
        count, track = (int(match[1]), match[2]) if match else (1, str(item))
        tracks += [_track(track)] * count
    return tuple(tracks)


def _areas(value: object) -> tuple[tuple[str, ...], ...]:
    rows = tuple(tuple(line.split()) for line in str(value).splitlines() if line.strip())
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("the rows of areas are not all of one length")
    return rows


def _gutter(value: object) -> tuple[float, float]:
    """Between rows and between columns: one length for both, or two."""
    found = [length(part) for part in re.findall(r"[\d.]+\s*[a-z]*|\S+", str(value))]
    if len(found) not in (1, 2):
        raise ValueError(f'"{value}" is not a gutter such as "4 mm" or "4 mm 6 mm"')
    return found[0], found[-1]


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text


Length = Annotated[float, BeforeValidator(_length)]
Tracks = Annotated[tuple[model.Track, ...], BeforeValidator(_tracks)]
Gutter = Annotated[tuple[float, float], BeforeValidator(_gutter)]
Areas = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_areas)]
Text = Annotated[str, AfterValidator(_some)]


class _Page(Shape):
    paper: str
    orientation: Literal["portrait", "landscape"] = "portrait"
    margin: Length


class _Grid(Shape):
    columns: Tracks
    rows: Tracks
    gutter: Gutter = (0.0, 0.0)
    areas: Areas


class _Block(Shape):
    kind: model.Kind
    name: str = ""
    number: int = Field(0, ge=0, le=999)
    accent: str = "ink"
    prompt_columns: int = Field(1, ge=1, le=6)
    numbered: list[str] = Field(default_factory=list)
    fields: dict[str, Length] = Field(default_factory=dict)
    columns: int = Field(1, ge=1, le=6)
    least: int = Field(0, ge=0, le=99)
    most: int = Field(0, ge=0, le=99)
    style: Literal["plain", "quote"] = "plain"


class _Range(Shape):
    largest: Length
    smallest: Length


class _Sizes(Shape):
    note: _Range | None = None
    text: _Range | None = None
    prompt: _Range


class _Continuation(Shape):
    columns: int = Field(5, ge=1, le=12)


class _Layout(Shape):
    words: Text
    page: _Page
    papers: list[str] = Field(min_length=1)
    grid: _Grid
    blocks: dict[str, _Block]
    sizes: _Sizes
    continuation: _Continuation


def read_layout(assets: Assets, name: str, where: Place, paper: str | None = None) -> model.Layout:
    """The layout of that name, on one of the papers it supports. `Problems` if it is unknown or wrong."""
    path = assets.need("layouts", name, where)
    node = read_file(path).root
    raw = validate(_Layout, node)
    _check(raw, node)
    paper = _paper(raw, name, paper, node.where, where)
    width, height = PAPERS[paper]
    if raw.page.orientation == "landscape":
        width, height = height, width
    _check_room(raw, width - 2 * raw.page.margin, height - 2 * raw.page.margin, node.where)
    blocks = {
        area: model.Block(
            kind=block.kind,
            name=block.name,
            number=block.number,
            accent=block.accent,
            prompt_columns=block.prompt_columns,
            numbered=tuple(block.numbered),
            fields=tuple(model.Field(key, wide) for key, wide in block.fields.items()),
            columns=block.columns,
            least=block.least,
            most=block.most,
            style=block.style,
        )
        for area, block in raw.blocks.items()
    }
    return model.Layout(
        name=name,
        where=node.where,
        words=raw.words,
        page=model.Page(paper, width, height, raw.page.margin),
        grid=model.Grid(raw.grid.columns, raw.grid.rows, raw.grid.areas, *raw.grid.gutter),
        blocks=blocks,
        sizes=model.Sizes(_range(raw.sizes.note), _range(raw.sizes.text), _range(raw.sizes.prompt)),
        continuation_columns=raw.continuation.columns,
    )


def _range(raw: _Range | None) -> tuple[float, float]:
    """The largest and the smallest size; those of a kind that the layout does not have are never used."""
    return (raw.largest, raw.smallest) if raw else (10.0, 8.5)


def _paper(raw: _Layout, name: str, asked: str | None, file: Place, where: Place) -> str:
    unknown = [p for p in (*raw.papers, raw.page.paper) if p not in PAPERS]
    if unknown:
        hint = did_you_mean(unknown[0], list(PAPERS))
        raise Problems([error("unknown-paper", f'"{unknown[0]}" is no paper', file, hint)])
    if asked is None:
        return raw.page.paper
    paper = next((p for p in raw.papers if p.casefold() == asked.casefold()), None)
    if paper is None:
        hint = f"{name} is made for {', '.join(raw.papers)}"
        raise Problems([error("unknown-paper", f'"{asked}" is no paper that {name} can be printed on', where, hint)])
    return paper


def _check(raw: _Layout, node: Node) -> None:
    """What no single value shows: areas are rectangles with a block each, tracks agree with the rows of areas."""
    problems: list[Diagnostic] = []
    rows = raw.grid.areas
    if len(rows) != len(raw.grid.rows) or len(rows[0]) != len(raw.grid.columns):
        message = (
            f"areas is {len(rows[0])} by {len(rows)}, the tracks are {len(raw.grid.columns)} by {len(raw.grid.rows)}"
        )
        problems.append(error("bad-grid", message, node.where))
    places: dict[str, list[tuple[int, int]]] = {}
    for y, row in enumerate(rows):
        for x, area in enumerate(row):
            if area != ".":
                places.setdefault(area, []).append((x, y))
    for area, cells in places.items():
        xs, ys = {x for x, _ in cells}, {y for _, y in cells}
        whole = (max(xs) - min(xs) + 1) * (max(ys) - min(ys) + 1)
        if whole != len(cells):
            problems.append(error("bad-grid", f'the area "{area}" is not a rectangle', node.where))
        if area not in raw.blocks:
            problems.append(error("bad-grid", f'the area "{area}" has no block', node.where))
    for area in raw.blocks:
        if area not in places:
            hint = did_you_mean(area, list(places))
            problems.append(error("bad-grid", f'the block "{area}" has no area', node.where, hint))
    for range_ in (raw.sizes.note, raw.sizes.text, raw.sizes.prompt):
        if range_ and (range_.smallest > range_.largest or range_.smallest < 4):
            problems.append(error("bad-value", "a smallest size must be from 4 pt up to the largest", node.where))
    problems += _check_blocks(raw, node.where)
    if problems:
        raise Problems(problems)


def _check_blocks(raw: _Layout, where: Place) -> list[Diagnostic]:
    """No block twice, and only fields that a masthead has."""
    problems = []
    names = [block.name for block in raw.blocks.values() if block.name]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.append(error("bad-value", f'the block "{name}" is here twice', where))
    for area, block in raw.blocks.items():
        if block.style == "quote" and block.kind != "prose":
            problems.append(error("bad-value", f'the block "{area}" is no prose, so it cannot be a quote', where))
        if not block.name and (block.kind == "title" or block.kind not in model.STRIPS):
            problems.append(error("missing-key", f'the block "{area}" has no name', where))
        if block.most and block.least > block.most:
            problems.append(error("bad-value", f'the block "{area}" has a least above its most', where))
        needed = raw.sizes.note if block.kind == "notes" else raw.sizes.text
        if needed is None and block.kind not in model.STRIPS:
            kind = "note" if block.kind == "notes" else "text"
            problems.append(error("missing-key", f'"{kind}" is missing under sizes', where))
        for field in block.fields:
            if field not in FIELDS[1:]:
                message = f'"{field}" is no field of a masthead'
                problems.append(error("bad-value", message, where, did_you_mean(field, FIELDS[1:])))
    return problems


def _check_room(raw: _Layout, width: float, height: float, where: Place) -> None:
    """What fixed lengths take must leave something for the rest."""
    problems = []
    rows, columns = raw.grid.gutter
    for tracks, gutter, room in ((raw.grid.columns, columns, width), (raw.grid.rows, rows, height)):
        if sum(track.least for track in tracks) + gutter * (len(tracks) - 1) > room + 0.01:
            problems.append(error("bad-grid", "the tracks are larger than the page", where))
    for block in raw.blocks.values():
        share = 0.75 if block.kind == "masthead" else 1.0
        if sum(block.fields.values()) > share * width:
            message = f"the fields of the {block.kind} leave no room for what stands beside them"
            problems.append(error("bad-grid", message, where))
    if problems:
        raise Problems(problems)
