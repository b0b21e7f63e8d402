"""Documents in one PDF, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from bmcgen.diagnostics import Place, Problems, error

if TYPE_CHECKING:
    from bmcgen.backends import Drawing
    from bmcgen.backends.pdf.pdf import Part

PAGED = False


def files(drawings: Iterable[Drawing], dpi: float = 0) -> list[bytes]:
    """The one file, which describes itself as the first document does. Each drawing is let go when it is painted."""
    from bmcgen.backends.pdf.pdf import pdf

    coming = iter(drawings)
    first = next(coming)
    count = 0

    def parts() -> Iterator[Part]:
        nonlocal count
        for each in chain([first], coming):
            count += 1
            if count > 1 and (first.metadata.form or each.metadata.form):
                hint = "give a folder with -o: each form gets a file of its own"
                raise Problems([error("several-forms", "a file holds one form to fill in", Place(each.name), hint)])
            yield each.pages, each.chapters

    # What is joined from several documents is the data of none.
    return [pdf(parts(), first.metadata, first.faces, first.press, lambda: first.source if count == 1 else None)]
