"""A content on a layout, through all the stages up to its pages: localise, compose, fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.hyphenation import hyphenator
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas, read_canvases, unlike_others
from bmcgen.assets.papers import CUSTOM, paper_of
from bmcgen.assets.session import kept
from bmcgen.data.carried import carried
from bmcgen.data.content_warnings import content_warnings
from bmcgen.data.manuscript import PartOf
from bmcgen.data.speaking import spoken
from bmcgen.diagnostics import Place, Problems
from bmcgen.documents.cases import Cases
from bmcgen.documents.languages import Languages
from bmcgen.documents.output.document import Document
from bmcgen.documents.output.fillable import as_form, check_blank, check_form, on_screen
from bmcgen.documents.output.metadata import metadata_of
from bmcgen.documents.printing.dividing import on_pages
from bmcgen.documents.printing.inks import THEME, ink_of
from bmcgen.documents.printing.large_print import in_print
from bmcgen.documents.printing.leaves import check_duplex, on_paper
from bmcgen.documents.printing.press import check_archive, idle_bleed
from bmcgen.documents.printing.spreading import on_spread
from bmcgen.documents.proving import prove
from bmcgen.documents.room import check_taken, furnished, note_places, taken
from bmcgen.documents.selection import (
    check_pair,
    check_places,
    check_threads,
    idle_threads,
    in_edition,
    locale_asked,
    sheets_about,
)
from bmcgen.drawing.builder import Ink
from bmcgen.epoch import source_date_epoch
from bmcgen.geometry import MM
from bmcgen.model.choices import DUPLEX, INKS, PROMPTS
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.model.page import RGB, Embedded, Page, Press
from bmcgen.model.room import Room
from bmcgen.pages.document import Fitted, fit, sizes_used
from bmcgen.pages.planning.grid import plan
from bmcgen.pages.prepress.scaling import scaled
from bmcgen.pages.set_sheet import Held
from bmcgen.pages.sheet import SheetFitter
from bmcgen.text.hyphenation import hyphenated_by

MOST_BLEED = 20 * MM


class Asked(Struct, frozen=True):
    """What is asked for beside the data itself; see `make`. `usual` is the locale of what names none; `threads` draws
    the lines of segments. What is `pictured` is shown in small, in the ordinary size of type whatever the theme.
    `duplex` is the edge over which the printer turns sheets that have backs, where it is not asked for the usual one.
    What is `fillable` is a form to fill in on screen, `source` lets a document carry the data it is made from, and
    without `own_words` it is set in those of the locale alone. With `skip_unprintable`, what no font has letters for is
    told rather than refused. A `proof` has the frames of the layout over its pages, with their measures.
    """

    locale: str | None = None
    prompts: str | None = None
    paper: str | None = None
    layout: str | None = None
    blocks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    theme: str | None = None
    press: Press = RGB
    tiles: str | None = None
    overlap: float = 10 * MM
    printer_margin: float = 5 * MM
    room: Room = Room()
    alone: bool = False
    pictured: bool = False
    threads: bool = False
    usual: str | None = None
    per_sheet: int = 1
    duplex: str | None = None
    usual_duplex: str = "long"
    fillable: bool = False
    source: bool = True
    skip_unprintable: bool = False
    own_words: bool = True
    proof: bool = False

    def __post_init__(self) -> None:
        if self.prompts is not None and self.prompts not in PROMPTS:
            raise ValueError(f"prompts must be one of {', '.join(PROMPTS)}")
        if self.press.inks not in INKS:
            raise ValueError(f"colour must be one of {', '.join(INKS)}")
        if self.duplex not in (None, *DUPLEX):
            raise ValueError(f"duplex must be one of {', '.join(DUPLEX)}")
        if self.per_sheet not in (1, 2):
            raise ValueError("per_sheet must be 1 or 2")
        if self.per_sheet > 1 and (self.press.bleed or self.press.marks or self.tiles):
            raise ValueError("documents side by side have no bleed, no marks and no tiles")
        if not 0 <= self.press.bleed <= MOST_BLEED:
            raise ValueError("bleed must be from 0 to 20 mm")
        check_archive(self.press, fillable=self.fillable)
        if self.fillable:
            check_form(self.press, self.room, tiles=bool(self.tiles), per_sheet=self.per_sheet)


def compose(
    content: Content,
    layout: Layout,
    assets: Assets,
    asked: Asked,
    parts: Sequence[PartOf] = (),
    held: Sequence[Held] = (),
) -> Document:
    """A content on a layout in one locale, through all the stages up to its pages; `parts` are listed in contents.
    Where it is `held` how its sheets were set before, they are set so again.
    """
    source_date_epoch()  # a wrong one is told before anything is set, for `check` too
    with hyphenated_by(hyphenator(assets)):
        return _compose(content, layout, assets, asked, parts, held)


def _compose(
    content: Content, layout: Layout, assets: Assets, asked: Asked, parts: Sequence[PartOf], held: Sequence[Held] = ()
) -> Document:
    where = content.where
    if asked.fillable:
        check_blank(content, layout, assets)
        asked = replace(asked, room=on_screen(asked.room))
    check_taken(asked.room, [layout], layout.name, assets)
    check_threads(content, asked=asked.threads)
    asked = replace(asked, room=taken(asked.room, layout, asked.room.usual))
    layout = furnished(layout, asked.room)
    languages = Languages.of(assets, layout, *locale_asked(content, asked.locale, asked.usual), _canvas)
    content, languages = languages.worded(content, content.words if asked.own_words else None, layout, assets)
    ink = ink_of(assets, layout, asked.theme or THEME, Place("--theme") if asked.theme else where)
    ink = replace(ink, theme=ink.theme.ordinary) if asked.pictured else ink
    languages = languages.printing(ink.faces, skip=asked.skip_unprintable)
    words, canvas, said = languages.first, languages.canvas, spoken(content, languages.first.code)
    chosen = asked.prompts or layout.prompts or ("questions" if content.blank else "none")

    cases = _cases(content, layout, words, assets, asked)

    def fitters(layout: Layout, ink: Ink, pages: Sequence[Sheet] = ()) -> list[SheetFitter]:
        def fitter(sheet: Sheet) -> SheetFitter:
            manuscript = languages.manuscript(content, layout, sheet, chosen, parts, cases.page)
            return SheetFitter(manuscript, layout, sheet, ink, partial(plan, layout, sheet))

        if pages:
            return [fitter(each) for each in pages]
        every = sheets_about(layout, canvas, assets, asked.blocks)
        asked_for = in_edition(every, chosen, large=ink.theme.large)
        return [each for sheet in asked_for for each in on_pages(sheet, content, fitter)]

    layout, ink = in_print(layout, ink, asked.room, lambda plain: sizes_used(fitters(layout, plain), layout.sizes))
    layout = languages.sized(layout, ink.least)
    scale = layout.page.scale
    room, bleed = asked.room.on(scale), asked.press.bleed / scale
    threads = len(content.segments) if asked.threads else 0
    ink = replace(ink, bleed=bleed, room=room, threads=threads, fillable=asked.fillable)
    check_pair(asked.per_sheet, layout)
    check_duplex(asked.duplex, [layout], layout.name)
    sheets = fitters(layout, ink)
    check_places(content, layout, [sheet.sheet for sheet in sheets])
    sheets, fitted = _fitted(sheets, layout, ink, partial(fitters, layout, ink), held)
    pages = _on_paper(sheets, fitted, layout, ink, asked)
    metadata = metadata_of(said, canvas, sheets[0].manuscript, words)
    counts = content_warnings(said, layout, canvas, words.code)
    idle = (*idle_threads(content, asked=asked.threads and not asked.alone), *idle_bleed(asked.press.bleed, pages))
    warnings = (*content.warnings, *languages.warnings(content), *counts)
    warnings += (*cases.warnings, *fitted.warnings, *idle)
    places = dict(fitted.places)
    if asked.room.note and not asked.alone:
        larger = partial(_larger, content, layout, assets, asked)
        warnings += (*note_places(layout, asked.room, places, larger),)
    warnings += (*ink.faces.doubtful(run.face for page in pages for line in page.lines() for run in line.runs),)
    about = {"layout": layout.name, "theme": ink.theme.name, "paper": layout.page.paper}
    labels = {key: typed.text for key, typed in said.fields.items()} | about
    found = Document(
        content.name,
        languages.code,
        pages,
        metadata,
        warnings,
        ink.faces,
        press=_press(asked, words),
        places=places,
        labels=labels,
        binding=layout.page.binding * layout.page.scale,
        pair=layout.pair if asked.per_sheet > 1 else None,
        source=_source(content, canvas, sheets, languages.code, asked),
        held=fitted.held,
    )
    return as_form(found, layout.name, content.fields) if asked.fillable else found


def _fitted(
    sheets: list[SheetFitter],
    layout: Layout,
    ink: Ink,
    fitters: Callable[[Sequence[Sheet]], list[SheetFitter]],
    held: Sequence[Held],
) -> tuple[list[SheetFitter], Fitted]:
    """The sheets on their pages, proved. What runs over may be spread over two."""
    fitted = fit(sheets, layout.sizes, ink.faces, held)
    sheets, fitted = on_spread(sheets, fitted, layout, ink, fitters) or (sheets, fitted)
    prove(sheets, fitted, layout, ink, held)
    return sheets, fitted


def _cases(content: Content, layout: Layout, words: Locale, assets: Assets, asked: Asked) -> Cases:
    """The cases that specimens show, in the words of the content."""

    def pictured(case: Content, layout: Layout, ordinary: bool) -> Document:
        shown = Asked(locale=words.code, theme=asked.theme, pictured=ordinary, source=False)
        return compose(replace(case, words=content.words), layout, assets, shown)

    return Cases(assets, layout, words, pictured)


def _on_paper(
    sheets: Sequence[SheetFitter], fitted: Fitted, layout: Layout, ink: Ink, asked: Asked
) -> tuple[Page, ...]:
    """The pages as they are printed, with the frames of the layout over them where that is asked for."""
    pages = fitted.pages
    if asked.proof:
        from bmcgen.pages.overlay import overlaid

        pages = overlaid([sheet.sheet for sheet in sheets], fitted, layout, ink)
    pages = scaled(pages, layout.page.scale)
    return on_paper(pages, fitted.fronts, layout, ink, asked.duplex or asked.usual_duplex)


def _source(
    content: Content, canvas: CanvasWords, sheets: Sequence[SheetFitter], code: str, asked: Asked
) -> Embedded | None:
    """The data of a document, as far as its sheets print it; of two files that are compared, those of the second."""
    empty = content.blank or not (content.fields or content.segments or content.filled or content.words)
    if empty or not asked.source or asked.pictured or asked.alone:
        return None
    content = content.compared.second if content.compared else content
    held = {block.whole: block for sheet in sheets for block in sheet.sheet.written}
    return carried(content, held, canvas, code)


def _press(asked: Asked, words: Locale) -> Press:
    """How it goes to the printer, with the small sheets that it may be cut into."""
    if not asked.tiles:
        return asked.press
    from bmcgen.documents.printing.tiling import tiles_of

    return replace(asked.press, tiles=tiles_of(asked.tiles, asked.overlap, asked.printer_margin, words))


def _larger(content: Content, layout: Layout, assets: Assets, asked: Asked, names: Sequence[str]) -> dict[str, str]:
    """For each block the smallest of the layout's larger papers on which it holds a paper note, and how many."""
    area = layout.page.width * layout.page.height * layout.page.scale**2
    papers = [paper_of(each, layout.where) for each in layout.papers if each != CUSTOM]
    larger = [paper for paper in papers if paper.width * paper.height > area * 1.05]
    found: dict[str, str] = {}
    for paper in sorted(larger, key=lambda paper: paper.width * paper.height):
        if len(found) == len(names):
            break
        other = read_layout(assets, layout.name, layout.where, paper.name)
        # Only its places matter; the paper itself is not one to look beyond.
        places = compose(content, other, assets, replace(asked, alone=True)).places
        found |= {
            name: f"on {paper.name} there is room for {places[name]}"
            for name in names
            if name not in found and places.get(name)
        }
    return found


@kept
def _canvas(assets: Assets, language: str, layout: Layout) -> CanvasWords:
    """The words of a layout in a language. `Problems` if it lacks any, or if no other language has some of them."""
    found = read_canvas(assets, language, layout, whole=True)
    others = [each for code, each in read_canvases(assets, layout).items() if code != language]
    unlike = unlike_others(layout, found, others, Place(str(assets.find(f"locales/{language}", layout.words))))
    if unlike:
        raise Problems(sorted(unlike, key=str))
    return found
