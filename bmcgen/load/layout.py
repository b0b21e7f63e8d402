"""Layout files to `Layout`."""

from __future__ import annotations

from collections.abc import Mapping

from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.geometry import MM
from bmcgen.load.assets import Assets
from bmcgen.load.checked import validate
from bmcgen.load.files import read_file
from bmcgen.load.layoutcheck import EACH, check, check_room
from bmcgen.load.layoutshape import BlockShape, ImpositionShape, LayoutShape, RangeShape, SheetShape
from bmcgen.model import layout as model

PAPERS = {"A3": (297 * MM, 420 * MM), "A4": (210 * MM, 297 * MM), "A6": (105 * MM, 148 * MM)}


def read_layout(assets: Assets, name: str, where: Place, paper: str | None = None) -> model.Layout:
    """The layout of that name, on one of the papers it supports. `Problems` if it is unknown or wrong."""
    node = read_file(assets.need("layouts", name, where)).root
    raw = validate(LayoutShape, node)
    canvas = _canvas(assets, raw.canvas, node.where) if raw.canvas else None
    check(raw, node, canvas)
    return _made(raw, canvas, name, paper, node.where, where)


def _canvas(assets: Assets, name: str, where: Place) -> model.Layout:
    """The layout that another one is about, which is about none itself."""
    node = read_file(assets.need("layouts", name, where)).root
    raw = validate(LayoutShape, node)
    if raw.canvas:
        raise Problems([error("bad-value", f'"{name}" is about another canvas itself', where)])
    check(raw, node, None)
    return _made(raw, None, name, None, node.where, where)


def _made(
    raw: LayoutShape, canvas: model.Layout | None, name: str, paper: str | None, file: Place, where: Place
) -> model.Layout:
    paper = _paper(raw, name, paper, file, where)
    imposition = raw.imposition if raw.imposition and paper == raw.imposition.paper else None
    width, height = _size(raw.page.paper if imposition else paper, raw.page.orientation)
    for sheet in raw.every:
        check_room(sheet, width - 2 * raw.page.margin, height - 2 * raw.page.margin, file)
    return model.Layout(
        name=name,
        where=file,
        words=raw.words,
        page=model.Page(paper, width, height, raw.page.margin),
        papers=tuple(raw.papers),
        sheets=tuple(each for sheet in raw.every for each in _unrolled(sheet, canvas)),
        sizes=model.Sizes(_range(raw.sizes.note), _range(raw.sizes.text), _range(raw.sizes.prompt)),
        continuation_columns=raw.continuation.columns,
        canvas=canvas,
        prompts=raw.prompts,
        imposition=_imposed(imposition, width, height, file) if imposition else None,
        parts=tuple(raw.parts),
    )


def _size(paper: str, orientation: str) -> tuple[float, float]:
    width, height = PAPERS[paper]
    return (height, width) if orientation == "landscape" else (width, height)


def _imposed(raw: ImpositionShape, width: float, height: float, where: Place) -> model.Imposition:
    sheet = _size(raw.paper, raw.orientation)
    if raw.across * width > sheet[0] + 0.01 or raw.down * height > sheet[1] + 0.01:
        message = f"{raw.across} x {raw.down} pages find no room on {raw.paper}"
        raise Problems([error("bad-grid", message, where)])
    return model.Imposition(raw.paper, *sheet, raw.across, raw.down)


def _unrolled(sheet: SheetShape, canvas: model.Layout | None) -> list[model.Sheet]:
    """The sheets that one in a file stands for: one for each block of the canvas, or the same so many times."""
    subjects = [block.name for block in canvas.written] if canvas and sheet.about == EACH else [sheet.about]
    return [_sheet(sheet, about, canvas) for about in subjects for _ in range(sheet.times)]


def _sheet(sheet: SheetShape, about: str, canvas: model.Layout | None) -> model.Sheet:
    known = {block.name: block for block in canvas.written} if canvas else {}
    blocks = {area: _block(area, block, about, known) for area, block in sheet.blocks.items()}
    return model.Sheet(
        model.Grid(sheet.grid.columns, sheet.grid.rows, sheet.grid.areas, *sheet.grid.gutter), blocks, about
    )


def _block(area: str, raw: BlockShape, about: str, known: Mapping[str, model.Block]) -> model.Block:
    """A block, which has the number, the colour and the numbered lists of the canvas's block that it is about."""
    name = raw.name or about
    like = known.get(name)
    number = raw.number if raw.number is not None else like.number if like else 0
    return model.Block(
        kind=raw.kind,
        area=area,
        name=name,
        number=number,
        accent=raw.accent or (like.accent if like else "ink"),
        prompt_columns=raw.prompt_columns,
        numbered=tuple(raw.numbered) or (like.numbered if like else ()),
        lists=tuple(raw.lists),
        fields=tuple(model.Field(key, wide) for key, wide in raw.fields.items()),
        columns=raw.columns,
        least=raw.least,
        most=raw.most,
        style=raw.style,
        size=raw.size,
        ground=raw.ground,
        labels=raw.labels,
        labelled=raw.label == "shown",
        accents=tuple(raw.accents),
    )


def _range(raw: RangeShape | None) -> tuple[float, float]:
    """The largest and the smallest size; those of a kind that the layout does not have are never used."""
    return (raw.largest, raw.smallest) if raw else (10.0, 8.5)


def _paper(raw: LayoutShape, name: str, asked: str | None, file: Place, where: Place) -> str:
    own = raw.imposition.paper if raw.imposition else raw.page.paper
    unknown = [p for p in (*raw.papers, raw.page.paper, own) if p not in PAPERS]
    if unknown:
        hint = did_you_mean(unknown[0], list(PAPERS))
        raise Problems([error("unknown-paper", f'"{unknown[0]}" is no paper', file, hint)])
    if asked is None:
        return own
    paper = next((p for p in raw.papers if p.casefold() == asked.casefold()), None)
    if paper is None:
        hint = f"{name} is made for {', '.join(raw.papers)}"
        raise Problems([error("unknown-paper", f'"{asked}" is no paper that {name} can be printed on', where, hint)])
    return paper
