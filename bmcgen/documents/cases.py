"""Worked cases: canvases that data files of a locale fill, composed for the specimens that show them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.locales import lineage
from bmcgen.assets.overlay import replaced
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.output.document import Document
from bmcgen.geometry import MM
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import Locale
from bmcgen.model.page import Page
from bmcgen.pages.spread import spreads
from bmcgen.source.files import at_text, read_documents

LARGER = 1.02
MOST = 2.0
"""A sheet grows in steps, up to so many times its sides, until the whole case stands on one page."""
MARGIN = 5 * MM
"""A picture needs no margin for a printer, only some air within its edge."""
Compose = Callable[[Content, Layout, bool], Document]
"""Sets a content on a layout, in the ordinary size of type if that is asked for."""


class Cases:
    """The cases that a document shows; each is composed once. `warnings` tells what is doubtful about them."""

    def __init__(self, assets: Assets, layout: Layout, locale: Locale, compose: Compose) -> None:
        self.assets, self.layout, self.locale, self.compose = assets, layout, locale, compose
        self._made: dict[tuple[str, tuple[float, float] | None, bool], Document] = {}

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return tuple(said for document in self._made.values() for said in document.warnings)

    def page(self, name: str, sides: tuple[float, float] | None, half: str | None) -> Page:
        """A page with all of a case in the ordinary size of type or, where a half is asked for, the page of a spread
        that has it in the theme's own: on a sheet of these sides or a larger one in proportion; without sides, on the
        paper that the canvas is drawn for. `Problems` where the locale has no such case, or where it fills no page.
        """
        key = name, sides, half is not None
        if key not in self._made:
            self._made[key] = self._on_pages(self._read(name), sides, half)
        return self._made[key].pages[half == "right"]

    def _read(self, name: str) -> Content:
        folder = f"locales/{self.locale.language}"
        # A dialect tells the case of the language that it is of.
        codes = lineage(self.assets, self.locale.language)
        found_in = {code: path for code in codes if (path := self.assets.find(f"locales/{code}", name))}
        path = next(iter(found_in.values()), None)
        if path is None:
            message = f'the locale "{self.locale.language}" has no case "{name}", which {self.layout.name} shows'
            raise Problems([error("missing-case", message, *self._where_to_write(folder, name))])
        sources = read_documents(path)
        changed = takewhile(lambda each: each[0] not in found_in, zip(codes, self.locale.replacements, strict=False))
        for _, replacements in reversed([*changed]):
            sources = [replace(each, tree=replaced(each.tree, replacements)) for each in sources]
        found = read_contents(sources, name, self.assets, self.locale.code, path.parent)
        case, canvas = found[0], self._canvas
        if len(found) > 1:
            message = f"a case is one canvas, and this file holds {len(found)}"
            raise Problems([error("bad-case", message, found[1].where)])
        if case.layout != canvas.name:
            message = f"{self.layout.name} is about {canvas.name}, and this case fills a sheet of {case.layout}"
            raise Problems([error("wrong-layout", message, case.where, f"begin with: layout: {canvas.name}")])
        return case

    def _where_to_write(self, folder: str, name: str) -> tuple[Place, str]:
        """Where a case is missing, and a hint: one's own layout names it, one that ships is not changed."""
        from bmcgen.assets.areas import is_shipped

        if not is_shipped(self.layout.where):
            hint = f"write it into {folder}/{name}.yaml in the folder of --assets, as a data file"
            return at_text(self.layout.where, name), hint
        beside = self.assets.need(folder, "locale", self.layout.where).parent
        how = f"to begin: bmcgen new locale {self.locale.language} {self.layout.name}"
        return Place(str(beside / f"{name}.yaml")), how

    @property
    def _canvas(self) -> Layout:
        assert self.layout.canvas is not None  # a specimen is refused in a layout that is about no canvas
        return self.layout.canvas

    def _on_pages(self, case: Content, sides: tuple[float, float] | None, half: str | None) -> Document:
        canvas = self._canvas
        if half:
            canvas = replace(canvas, sheets=self._halves(canvas, half))
        width, height = sides or (canvas.page.width, canvas.page.height)
        larger = 1.0
        while larger <= MOST:
            page = replace(canvas.page, width=width * larger, height=height * larger, margin=MARGIN, scale=1.0)
            document = self.compose(case, replace(canvas, page=page, imposition=None), half is None)
            if len(document.pages) == len(canvas.sheets):
                return document
            larger *= LARGER
        message = f"this case does not fit on {'two pages' if half else 'one page'}"
        raise Problems([error("no-room", message, case.where, "use fewer or shorter notes")])

    def _halves(self, canvas: Layout, half: str) -> tuple[Sheet, ...]:
        ways = spreads(canvas.sheets[0]) if len(canvas.sheets) == 1 else []
        if not ways:
            message = f"no line down {canvas.name} divides it between two pages"
            raise Problems([error("bad-value", message, at_text(self.layout.where, half), "leave out: half")])
        return ways[0]
