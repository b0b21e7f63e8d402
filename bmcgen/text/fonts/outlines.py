"""The outlines of glyphs, for what is drawn as a shape and read by nobody.

Source: OpenType specification, table glyf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from struct import error, unpack_from

from bmcgen.model.layout import Outline, Step
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.file import FontProgram

MOST_POINTS = 4_000
"""Points of a glyph; components of components add up quickly."""
_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32
_WORDS, _OFFSETS, _SCALE, _MORE, _SCALES, _MATRIX = 1, 2, 8, 32, 64, 128
Point = tuple[float, float, bool]
"""x, y upwards, and whether it is on the curve."""


def text_outline(face: Face, text: str) -> Outline | None:
    """The outline of a short text of one face, in font units, as wide and as high as its ink; None where the face lacks
    a glyph, or its outline makes no sense.
    """
    found: list[Step] = []
    units, left = face.font.parsed.units_per_em, 0.0
    for char, advance in zip(text, face.advances(text), strict=True):
        glyph = face.font.parsed.glyphs.get(ord(char))
        if glyph is None:
            return None
        try:
            contours = _contours(face.font, glyph, [MOST_POINTS])
        except (error, IndexError, ValueError):
            return None
        found += [step for contour in contours for step in _steps([(x + left, -float(y), on) for x, y, on in contour])]
        left += advance * units / 1000
    across = [each for _, *numbers in found for each in numbers[::2]]
    down = [each for _, *numbers in found for each in numbers[1::2]]
    if not across or max(across) <= min(across) or max(down) <= min(down):
        return None
    x, y = min(across), min(down)
    return Outline(max(across) - x, max(down) - y, tuple(_moved(step, -x, -y) for step in found))


def side_bearing(face: Face, char: str) -> float:
    """The space between the left of a glyph and its ink, in thousandths of the size; 0 where it cannot be told."""
    glyph = face.font.parsed.glyphs.get(ord(char))
    try:
        contours = _contours(face.font, glyph, [MOST_POINTS]) if glyph is not None else []
    except (error, IndexError, ValueError):
        return 0.0
    across = [x for contour in contours for x, _, _ in contour]
    return min(across) * 1000 / face.font.parsed.units_per_em if across else 0.0


def _moved(step: Step, x: float, y: float) -> Step:
    numbers = [each + (y if place % 2 else x) for place, each in enumerate(step[1:])]
    return step[0], *(round(each, 2) for each in numbers)


def _contours(font: FontProgram, glyph: int, left: list[int]) -> list[list[Point]]:
    """The closed contours of a glyph; `left` is how many points there may yet be."""
    data = font.outline(glyph)
    if not data:
        return []
    (count,) = unpack_from(">h", data)
    found = _components(font, data, left) if count < 0 else _simple(data, count)
    left[0] -= sum(map(len, found)) if count >= 0 else 1
    if left[0] < 0:
        raise ValueError("a glyph has too many points")
    return found


def _simple(data: bytes, count: int) -> list[list[Point]]:
    ends = unpack_from(f">{count}H", data, 10)
    (skipped,) = unpack_from(">H", data, 10 + 2 * count)
    at, total = 12 + 2 * count + skipped, (ends[-1] + 1 if ends else 0)
    flags: list[int] = []
    while len(flags) < total:
        flags.append(data[at])
        at += 1
        if flags[-1] & _REPEAT:
            flags += [flags[-1]] * data[at]
            at += 1
    flags = flags[:total]
    across, at = _coordinates(data, at, flags, _SHORT_X, _SAME_X)
    down, _ = _coordinates(data, at, flags, _SHORT_Y, _SAME_Y)
    points = [(x, y, bool(flag & _ON)) for x, y, flag in zip(across, down, flags, strict=True)]
    starts = [0, *(end + 1 for end in ends)]
    return [points[start:end] for start, end in pairwise(starts) if end > start]


def _coordinates(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[float], int]:
    """The coordinates in one direction, each told from the one before, and where they end."""
    found, value = list[float](), 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += unpack_from(">h", data, at)[0]
            at += 2
        found.append(value)
    return found, at


def _components(font: FontProgram, data: bytes, left: list[int]) -> list[list[Point]]:
    """The contours of the glyphs that a composite glyph is made of."""
    found: list[list[Point]] = []
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, part = unpack_from(">2H", data, at)
        form = ">2h" if flags & _WORDS else ">2b"
        x, y = unpack_from(form, data, at + 4) if flags & _OFFSETS else (0, 0)
        at += 8 if flags & _WORDS else 6
        matrix = (1.0, 0.0, 0.0, 1.0)
        for flag, numbers in ((_SCALE, 1), (_SCALES, 2), (_MATRIX, 4)):
            if flags & flag:
                given = [each / 16384 for each in unpack_from(f">{numbers}h", data, at)]
                matrix = (given[0], *(given[1:3] if numbers == 4 else (0.0, 0.0)), given[-1])
                at += 2 * numbers
        a, b, c, d = matrix
        for contour in _contours(font, part, left):
            found.append([(a * px + c * py + x, b * px + d * py + y, on) for px, py, on in contour])
    return found


def _steps(contour: Sequence[Point]) -> Iterator[Step]:
    """A contour of lines and quadratic curves as lines and cubic ones."""
    points = list(_with_joints(contour))
    start = next(number for number, point in enumerate(points) if point[2])
    points = [*points[start:], *points[: start + 1]]
    x, y, _ = points[0]
    yield "M", x, y
    control: Point | None = None
    for point in points[1:]:
        if not point[2]:
            control = point
            continue
        if control is None:
            yield "L", point[0], point[1]
        else:
            yield "C", *_raised(x, control[0], point[0], y, control[1], point[1])
        x, y, control = point[0], point[1], None
    yield ("Z",)


def _with_joints(contour: Sequence[Point]) -> Iterator[Point]:
    """The points with the one that is implied between two that are off the curve."""
    before = contour[-1]
    for point in contour:
        if not (before[2] or point[2]):
            yield (before[0] + point[0]) / 2, (before[1] + point[1]) / 2, True
        yield point
        before = point


def _raised(x: float, cx: float, to_x: float, y: float, cy: float, to_y: float) -> tuple[float, ...]:
    """The cubic curve that a quadratic one is."""
    return (
        x + 2 / 3 * (cx - x),
        y + 2 / 3 * (cy - y),
        to_x + 2 / 3 * (cx - to_x),
        to_y + 2 / 3 * (cy - to_y),
        to_x,
        to_y,
    )
