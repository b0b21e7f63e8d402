"""What a layout file may hold: its keys, and the values that are written as text."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from bmcgen import kinds
from bmcgen.assets.schemas.colours import accent_of
from bmcgen.assets.schemas.outlines import outline_of
from bmcgen.assets.schemas.validation import Own, Shape, hinted, take_own, unknown_value
from bmcgen.geometry import length
from bmcgen.kinds import kind_of
from bmcgen.model import layout as model
from bmcgen.model.locale import Edition

_FR = re.compile(r"(\d+(?:\.\d+)?)fr")
_MINMAX = re.compile(r"minmax\(([^,()]+),([^,()]+)\)")
_CLAMP = re.compile(r"clamp\(([^,()]+),([^,()]+),([^,()]+)\)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_REPEAT = re.compile(r"(\d{1,3})\s*\*\s*(.+)")
_SUCH_TRACKS = "30 mm, 1fr, minmax(20 mm, 1fr) or clamp(50 mm, 66 mm, 90 mm)"


def _length(value: object) -> float:
    try:
        return length(str(value))
    except ValueError as exc:
        raise hinted(str(exc), _unit_hint(str(value))) from None


def _unit_hint(text: str, more: str = "") -> str:
    """How a length is written that was not."""
    text = text.strip()
    return (
        f"add the unit: {text} mm, or {text} pt"
        if _FIGURE.fullmatch(text)
        else f"a figure and mm, cm, in or pt: 34 mm{more}"
    )


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
            raise ValueError(f'"{text}" has a maximum smaller than its minimum')
        return model.Track(least, most)
    if match := _CLAMP.fullmatch(text):
        return _clamped(text, [part.strip() for part in match.groups()])
    try:
        fixed = length(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a track such as {_SUCH_TRACKS}') from None
    return model.Track(fixed, fixed)


def _clamped(text: str, parts: list[str]) -> model.Track:
    """The least, the usual and the most, all shares or all lengths."""
    shares = [match for part in parts if (match := _FR.fullmatch(part))]
    if shares and len(shares) < len(parts):
        raise ValueError(f'"{text}" mixes fr with lengths')
    least, usual, most = (float(match[1]) for match in shares) if shares else map(length, parts)
    if not least <= usual <= most or not usual:
        raise ValueError(f'"{text}" must give a minimum, a usual size and a maximum, in that order')
    limits = least / usual, most / usual
    return model.Track(0.0, float("inf"), usual, limits) if shares else model.Track(0.0, usual, 0.0, limits)


def _tracks(value: object) -> tuple[model.Track, ...]:
    """`10 * 1fr`, or a list of tracks."""
    items = value if isinstance(value, list) else [value]
    tracks: list[model.Track] = []
    for number, item in enumerate(items):
        match = _REPEAT.fullmatch(str(item).strip())
        count, track = (int(match[1]), match[2]) if match else (1, str(item))
        try:
            tracks += [_track(track)] * count
        except ValueError as exc:
            hint = _several(track) or _unit_hint(track, "; a share: 1fr; or minmax(…), clamp(…)")
            raise hinted(str(exc), hint, number if isinstance(value, list) else None) from None
    return tuple(tracks)


def _several(text: str) -> str:
    """How several tracks are written that stand in one text."""
    parts = re.findall(r"\w+\([^()]*\)|[\d.]+\s*[a-z]+", text)
    if len(parts) < 2 or "".join(parts).replace(" ", "") != re.sub(r"[\s,]", "", text):
        return ""
    return f"write a list: [{', '.join(part if ',' not in part else repr(part) for part in parts)}]"


def _areas(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, str):
        hint = 'put | after "areas:", and each row on a line of its own below'
        raise hinted("the rows of areas must be lines of a text", hint)
    rows = tuple(tuple(line.split()) for line in str(value).splitlines() if line.strip())
    if not rows:
        raise ValueError("the rows of areas are missing")
    return rows


def _gutter(value: object) -> tuple[float, float]:
    """Between rows and between columns: one length for both, or two."""
    found = [length(part) for part in re.findall(r"[\d.]+\s*[a-z]*|\S+", str(value))]
    if len(found) not in (1, 2):
        raise ValueError(f'"{value}" is not a gutter such as "4 mm" or "4 mm 6 mm"')
    return found[0], found[-1]


def _drawing(value: object) -> model.Outline:
    return outline_of(str(value))


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text


def _typed(takes: str, pattern: str = "") -> WithJsonSchema:
    """The JSON Schema of a value that is written as text, with what docs say it takes."""
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {}), "$comment": takes})


_A_TRACK = _typed("a track").json_schema
_TRACKS = {"anyOf": [_A_TRACK, {"type": "array", "items": _A_TRACK, "minItems": 1}], "$comment": "a track, or a list"}
_A_LENGTH = r"[0-9]+([.][0-9]+)? *(mm|cm|in|pt)"

_LENGTH = {"anyOf": [{"type": "string", "pattern": f"^{_A_LENGTH}$"}, {"enum": [0, "0"]}], "$comment": "a length"}

Length = Annotated[float, BeforeValidator(_length), WithJsonSchema(_LENGTH)]
Tracks = Annotated[tuple[model.Track, ...], BeforeValidator(_tracks), WithJsonSchema(_TRACKS)]
_TWO = _typed("a length, or two", f"^ *{_A_LENGTH}( +{_A_LENGTH})? *$")
Gutter = Annotated[tuple[float, float], BeforeValidator(_gutter), _TWO]
Areas = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_areas), _typed("lines of names")]
Text = Annotated[str, AfterValidator(_some)]
Accent = Annotated[Any, BeforeValidator(accent_of), _typed("an accent or a colour")]
Drawing = Annotated[model.Outline, BeforeValidator(_drawing), _typed("path data")]


class _Page(Shape):
    paper: str
    orientation: Literal["portrait", "landscape"] = "portrait"
    orientations: list[Literal["portrait", "landscape"]] = Field(default_factory=list)
    margin: Length
    binding: Length = 0.0


class _Grid(Shape):
    columns: Tracks
    rows: Tracks
    gutter: Gutter = (0.0, 0.0)
    areas: Areas


def _kind(name: str) -> str:
    if name not in kinds.names():
        raise unknown_value(name, kinds.names())
    return name


class BlockShape(Shape):
    kind: Annotated[str, AfterValidator(_kind)]
    name: str = ""
    number: int | None = Field(None, ge=0, le=999)
    accent: str = ""
    prompt_columns: int = Field(1, ge=1, le=6)
    numbered: list[str] = Field(default_factory=list)
    lists: list[str] = Field(default_factory=list)
    fields: dict[str, Length] = Field(default_factory=dict)
    columns: int = Field(1, ge=1, le=6)
    size: Length = 0.0
    ground: Literal["none", "lines", "dots", "zero"] = "none"
    label: Literal["shown", "hidden"] = "shown"
    own: Own

    @model_validator(mode="before")
    @classmethod
    def _take_own(cls, raw: Any) -> Any:
        name = raw.get("kind") if isinstance(raw, dict) else None
        return take_own(raw, kind_of(name).layout_keys) if name in kinds.names() else raw


class SheetShape(Shape):
    about: str = ""
    edition: Edition = "every"
    print: Literal["every", "ordinary", "large"] = "every"
    orientation: Literal["portrait", "landscape"] | None = None
    times: int = Field(1, ge=1, le=99)
    back: bool = False
    grid: _Grid
    blocks: dict[str, BlockShape]


class RangeShape(Shape):
    largest: Length
    smallest: Length


class _Sizes(Shape):
    note: RangeShape | None = None
    text: RangeShape | None = None
    prompt: RangeShape


class _Continuation(Shape):
    columns: int = Field(5, ge=1, le=12)


class ImpositionShape(Shape):
    paper: str
    others: list[str] = Field(default_factory=list)
    orientation: Literal["portrait", "landscape"] = "portrait"
    across: int = Field(ge=1, le=8)
    down: int = Field(ge=1, le=8)


class LayoutShape(Shape):
    words: Text
    canvas: Text | None = None
    other_canvases: bool = False
    page: _Page
    papers: list[str] = Field(min_length=1)
    grid: _Grid | None = None
    blocks: dict[str, BlockShape] | None = None
    sheets: list[SheetShape] = Field(default_factory=list)
    sizes: _Sizes
    continuation: _Continuation
    prompts: Literal["none", "questions", "full"] | None = None
    languages: int = Field(2, ge=1, le=2)
    accents: dict[str, Accent] = Field(default_factory=dict)
    pictograms: dict[str, Drawing] = Field(default_factory=dict)
    imposition: ImpositionShape | None = None
    parts: list[str] = Field(default_factory=list)
    side_by_side: dict[str, str] = Field(default_factory=dict)
    strip: list[Literal["state", "team", "segments", "assumptions", "parking"]] = Field(default_factory=list)

    @property
    def every(self) -> list[SheetShape]:
        """The sheets, of which a layout without a list of them has one."""
        own = [SheetShape(times=1, grid=self.grid, blocks=self.blocks)] if self.grid and self.blocks else []
        return own + self.sheets
