"""Layout and theme files to `Layout` and `Theme`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.geometry import MM, length
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.source import Node, read_file
from bmcgen.model import layout as model

T = TypeVar("T")
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
        least, most = length(match[1]), length(match[2])
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


def _colour(value: object) -> model.Colour:
    match = re.fullmatch(r"#([0-9a-fA-F]{6})", str(value))
    if not match:
        raise ValueError(f'"{value}" is not a colour such as "#1A2B3C"')
    red, green, blue = bytes.fromhex(match[1])
    return red / 255, green / 255, blue / 255


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text


Length = Annotated[float, BeforeValidator(_length)]
Tracks = Annotated[tuple[model.Track, ...], BeforeValidator(_tracks)]
Areas = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_areas)]
Colour = Annotated[model.Colour, BeforeValidator(_colour)]
Text = Annotated[str, AfterValidator(_some)]


class _Page(Shape):
    paper: str
    orientation: Literal["portrait", "landscape"] = "portrait"
    margin: Length


class _Grid(Shape):
    columns: Tracks
    rows: Tracks
    gutter: Length = 0.0
    areas: Areas


class _Block(Shape):
    kind: Literal["masthead", "notes", "footer"]
    name: str = ""
    number: int = Field(0, ge=0, le=999)
    accent: str = "ink"
    prompt_columns: int = Field(1, ge=1, le=6)
    numbered: list[str] = Field(default_factory=list)
    fields: dict[str, Length] = Field(default_factory=dict)


class _Range(Shape):
    largest: Length
    smallest: Length


class _Sizes(Shape):
    note: _Range
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


class _NoteColour(Shape):
    tint: Colour
    strong: Colour


class _Theme(Shape):
    colours: dict[Literal["ink", "soft", "rule", "hairline", "paper"], Colour]
    accents: dict[str, Colour]
    notes: dict[str, _NoteColour]
    faces: dict[Literal["regular", "italic", "bold", "light", "condensed", "condensed-bold"], Text]


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
    blocks = {
        area: model.Block(
            kind=block.kind,
            name=block.name,
            number=block.number,
            accent=block.accent,
            prompt_columns=block.prompt_columns,
            numbered=tuple(block.numbered),
            fields=tuple(model.Field(key, wide) for key, wide in block.fields.items()),
        )
        for area, block in raw.blocks.items()
    }
    return model.Layout(
        name=name,
        words=raw.words,
        page=model.Page(paper, width, height, raw.page.margin),
        grid=model.Grid(raw.grid.columns, raw.grid.rows, raw.grid.areas, raw.grid.gutter),
        blocks=blocks,
        sizes=model.Sizes(
            (raw.sizes.note.largest, raw.sizes.note.smallest), (raw.sizes.prompt.largest, raw.sizes.prompt.smallest)
        ),
        continuation_columns=raw.continuation.columns,
    )


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
    for range_ in (raw.sizes.note, raw.sizes.prompt):
        if range_.smallest > range_.largest or range_.smallest < 4:
            problems.append(error("bad-value", "a smallest size must be from 4 pt up to the largest", node.where))
    if problems:
        raise Problems(problems)


def read_theme(assets: Assets, name: str, where: Place) -> model.Theme:
    """The theme of that name. `Problems` if it is unknown, wrong, or lacks a role."""
    path = assets.need("layouts/themes", name, where)
    node = read_file(path).root
    raw = validate(_Theme, node)
    problems = []
    for kind, have in (("colours", raw.colours), ("faces", raw.faces)):
        literal = _Theme.model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
        problems += [
            error("missing-key", f'"{role}" is missing under {kind}', node.where)
            for role in literal.__args__
            if role not in have
        ]
    if "plain" not in raw.notes:
        problems.append(error("missing-key", '"plain" is missing under notes', node.where))
    if problems:
        raise Problems(problems)
    notes = {key: model.NoteColour(value.tint, value.strong) for key, value in raw.notes.items()}
    return model.Theme(name, _by_role(raw.colours), raw.accents, notes, _by_role(raw.faces))


def _by_role(values: Mapping[Any, T]) -> dict[str, T]:
    return {str(role): value for role, value in values.items()}
