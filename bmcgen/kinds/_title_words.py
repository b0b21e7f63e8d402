"""What the strips share that print the sheet's title."""

from __future__ import annotations

from collections.abc import Iterator

from bmcgen.model.manuscript import Manuscript, Text
from bmcgen.model.page import Role


def typed_title(manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
    """The title, where the user has given it. Without a kicker it is the canvas's own."""
    if manuscript.title and manuscript.kicker:
        yield "the title", manuscript.title, len(manuscript.title.text)


def typed_tagline(manuscript: Manuscript) -> Iterator[tuple[str, Text, int]]:
    """The tagline, where the user has given one."""
    if manuscript.tagline:
        yield "the tagline", manuscript.tagline, len(manuscript.tagline.text)


def kicker_role(manuscript: Manuscript) -> Role:
    """On a sheet without a title the kicker is the highest heading there is."""
    return "P" if manuscript.title else "H1"
