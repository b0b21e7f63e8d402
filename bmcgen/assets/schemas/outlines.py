"""Drawings in a layout: the path data of SVG, read once, to an `Outline`."""

from __future__ import annotations

from typing import Any

from bmcgen.model.layout import Outline, Step

BOX = 48.0
"""The side of the square that drawings are made in."""
MOST = 4_000
"""Characters of a path."""


def outline_of(path: str) -> Outline:
    """The outline of a path in a box of 48 x 48, as SVG writes it (M, L, H, V, C, S, Q, T, A, Z; small letters too).
    ValueError for anything that is no such path, or leaves the box.
    """
    # Only whoever brings a drawing waits for this.
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path

    if len(path) > MOST:
        raise ValueError(f"a drawing has {MOST} characters at most")
    pen = RecordingPen()
    try:
        parse_path(path, pen)
    except Exception:  # the parser raises anything
        raise ValueError(f'"{path[:40]}" is not the path of a drawing, such as "M4 4 L44 44"') from None
    steps = tuple(step for name, points in pen.value for step in _steps(name, points))
    if not any(step[0] in ("L", "C") for step in steps):
        raise ValueError("this drawing has no lines")
    if not all(-1 <= number <= BOX + 1 for step in steps for number in step[1:]):
        raise ValueError(f"a drawing keeps to a box of {BOX:g} x {BOX:g}")
    return Outline(BOX, BOX, steps)


def _steps(name: str, points: Any) -> list[Step]:
    if name == "qCurveTo":
        raise ValueError("write curves with C or A")
    letter = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z", "endPath": ""}[name]
    numbers = [round(float(each), 3) for point in points for each in point]
    return [(letter, *numbers)] if letter else []
