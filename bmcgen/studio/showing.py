"""What is seen of a document: its view, the views before it that browsers may still have, and the model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from bmcgen.diagnostics import Diagnostic
from bmcgen.model.page import Page
from bmcgen.model.regions import Region
from bmcgen.pages.set_sheet import Held
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.faces import ShownFaces
from bmcgen.studio.sheet.model import diagnostic_of, model_of
from bmcgen.studio.sheet.setting import Look, SetSheet, Setter
from bmcgen.studio.sheet.view import View, Views, patch

MOST_VIEWS = 24


class Showing:
    """Shows the boards of one document. Where a board cannot be set, the last one that could be stays."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self.faces = ShownFaces()
        self.number = 0
        self.model: dict[str, Any] | None = None
        self.found = SetSheet()
        self.board: Board | None = None
        self._making = Views(self.faces)
        self._views: OrderedDict[int, View] = OrderedDict({0: ()})
        self._held: tuple[Held, ...] = ()
        self._look = Look()

    def show(self, board: Board, look: Look, *, held: bool = False) -> None:
        """Sets a board; where the grid is `held`, on that of the last one that was set whole."""
        same = look == self._look and self.board is not None and self.board.outline.sheet == board.outline.sheet
        held = held and same
        found = self.setter.set(board.text, board.outline.sheet, look, self._held if held else ())
        pages = len(found.document.pages) if found.document else 0
        if held and pages > len(self._views[self.number]):
            # It has no room there any more.
            held, found = False, self.setter.set(board.text, board.outline.sheet, look)
        self.found, self.board = found, board
        # While somebody types, nobody asks what the sheet says.
        if found.content is not None and not held:
            self.model = model_of(board, found, look if found.document else Look())
        document = found.document
        if document is None:
            return
        if not held:
            self._held, self._look = document.held, look
        self.faces.take(document.faces, {*_faces(document.pages)})
        view = self._making.of(document.pages, self._note_of)
        if view != self._views[self.number]:
            self.number += 1
            self._views[self.number] = view
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)

    def _note_of(self, region: Region) -> str | None:
        if self.board is None or region.where is None:
            return None
        return self.board.number(self.board.outline.spliced.marked.place(region.where.line, region.where.column))

    def patch(self, have: int | None) -> dict[str, Any]:
        """What turns the view that a browser has into this one."""
        before = self._views.get(have) if have else None
        found = patch(before, self._views[self.number])
        return {**found, "from": have if before is not None else 0, "to": self.number}

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What there is to say about the sheet."""
        document = self.found.document
        return [*self.found.problems, *(document.warnings if document else ())]

    def told(self, say: dict[str, str]) -> list[dict[str, Any]]:
        """The same for a browser."""
        return [diagnostic_of(each, self.board, self.setter.path.name, say) for each in self.diagnostics]


def _faces(pages: Iterable[Page]) -> Iterator[str]:
    """The names of the faces that pages are set in, and that notes would be."""
    for page in pages:
        yield from (run.face for line in page.lines() for run in line.runs)
        yield from (region.box.face for region in page.regions if region.box)
