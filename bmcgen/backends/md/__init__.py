"""Documents as Markdown. One that is made from data says this as `bmcgen export` does, and in block quotes what its
sheets say besides, so that `bmcgen import` reads it back; any other is a plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bmcgen.backends._twins import Twin, twins
from bmcgen.backends.md.filled import Filled
from bmcgen.backends.md.plain import shown
from bmcgen.source.tree import Mapping, parse
from bmcgen.source.writing.markdown import front

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = False


def files(drawings: Iterable[Drawing], dpi: float = 0) -> list[bytes]:
    """One text of all documents. `Problems` for what only paper can have."""
    found = [(twins(drawing, ".md"), _data(drawing)) for drawing in drawings]
    trees = [tree for _, tree in found if tree is not None]
    if len(trees) == len(found) and all(len(each) == 1 for each, _ in found):
        parts = [front(trees)]
        for (twin,), tree in zip((each for each, _ in found), trees, strict=True):
            parts += Filled(tree, titled=len(trees) > 1).parts(twin)
    else:
        parts = [part for each, _ in found for twin in each for part in _plain(twin)]
    return [("\n\n".join(parts) + "\n").encode()]


def _data(drawing: Drawing) -> Mapping | None:
    """The data that a document was made from, where it may carry it."""
    found = parse(drawing.source.text, drawing.source.name).root if drawing.source else None
    return found if isinstance(found, Mapping) else None


def _plain(twin: Twin) -> Iterator[str]:
    first = [twin.title] if twin.title else []
    last = [twin.credit] if twin.credit else []
    for node in (*first, *twin.above, *twin.about, *twin.body, *twin.below, *last):
        yield from shown(node)
