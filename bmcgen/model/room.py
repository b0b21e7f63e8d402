"""What a sheet has for people who work on it in a room; all of it is left out unless it is asked for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.geometry import MM

PARTS = ("state", "team", "segments", "assumptions", "parking")
"""The parts of the strip, in their usual order."""
ALL = "all"
"""Every part of the strip that the layout has."""
GROUNDS = ("lines", "dots")
RING, LEAST_RING = 4 * MM, 6.5 * MM
"""A ring on the sheet, and the least on paper, which the usual dot of 8 mm covers."""
LEAST_MODULE = 0.4 * MM
"""The least module of a QR code on paper that an ordinary telephone reads."""


class Room(Struct, frozen=True):
    """Places for paper notes of a size, a ground to write on, a row of rings for votes, the parts of a strip, and a
    link. What is `usual` comes from settings, so that sheets without a place for it do without. Lengths are points of
    the paper; once a sheet is set, those of the sheet, which is printed `scale` times as large.
    """

    note: tuple[float, float] | None = None
    ground: Literal["", "lines", "dots"] = ""
    votes: bool = False
    strip: tuple[str, ...] = ()
    link: str = ""
    usual: tuple[str, ...] = ()
    scale: float = 1.0

    def on(self, scale: float) -> Room:
        """The same on a sheet that is printed so many times as large."""
        note = (self.note[0] / scale, self.note[1] / scale) if self.note else None
        return replace(self, note=note, scale=scale)

    @property
    def written(self) -> bool:
        """Whether blocks get something to stick notes to or to write on."""
        return bool(self.note or self.ground)

    @property
    def ring(self) -> float:
        """The diameter of a ring, in points of the sheet; 0 without votes."""
        return max(RING, LEAST_RING / self.scale) if self.votes else 0.0

    @property
    def module(self) -> float:
        """The least module of a QR code, in points of the sheet."""
        return LEAST_MODULE / self.scale
