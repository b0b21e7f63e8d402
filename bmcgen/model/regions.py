"""Where on a page something stands that a person typed, or may type."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bmcgen.diagnostics import Place
from bmcgen.geometry import Rect


class TextBox(Struct, frozen=True):
    """Where lines of text begin, at the top of the first, and how wide they may be; their face, size and leading."""

    x: float
    y: float
    width: float
    face: str
    size: float
    leading: float


RegionKind = Literal["block", "note", "strip", "field", "part"]


class Region(Struct, frozen=True):
    """Where something stands that a person typed or may type: a `block` by its name, a `note` by the place of its text,
    a `strip`, a `field` of the masthead, or a `part` of a block that is marked by itself. The marks from `first` up to
    `last` show it, those of regions inside it included. `box` is where its text stands or, in a block of notes, where
    the next note would; `room` is all that its notes may take.
    """

    kind: RegionKind
    name: str
    rect: Rect
    first: int
    last: int
    where: Place | None = None
    box: TextBox | None = None
    room: Rect | None = None
