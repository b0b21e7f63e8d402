"""Documents in one PDF, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = False


def files(drawings: Iterable[Drawing], dpi: float = 0) -> list[bytes]:
    """The one file, which describes itself as the first document does. Each drawing is let go when it is painted."""
    from bmcgen.backends.pdf.pdf import pdf

    coming = iter(drawings)
    first = next(coming)
    parts = ((each.pages, each.chapters) for each in chain([first], coming))
    return [pdf(parts, first.metadata, first.faces, first.press)]
