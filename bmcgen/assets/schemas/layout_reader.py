"""A layout file, read and checked, to `Layout`."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Named
from pathlib import Path

from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.papers import CUSTOM, PAPERS, Paper, paper_of, scale_to
from bmcgen.assets.schemas.layout_checks import EACH, check, check_room, sheet_nodes
from bmcgen.assets.schemas.layout_schema import BlockShape, ImpositionShape, LayoutShape, RangeShape, SheetShape
from bmcgen.assets.schemas.validation import read_shape
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.kinds import kind_of
from bmcgen.model import layout as model
from bmcgen.source.tree import Mapping, Node, Sequence, at

LEGIBLE = 6.5
"""The smallest type on any paper, in points."""


def canvas_of(path: Path) -> str:
    """The name of the layout that the one in a file is about; empty where it is about none."""
    return read_shape(LayoutShape, path)[0].canvas or ""


def layout_in(
    assets: Assets, name: str, where: Place, paper: str | None, made_from: tuple[str, str] | None = None
) -> model.Layout:
    """The layout of that name, on one of the papers it supports. `Problems` if it is unknown or wrong. One that has no
    file is `made_from` a canvas and the layout that serves it.
    """
    raw, node = read_shape(LayoutShape, assets.need("layouts", made_from[1] if made_from else name, where))
    if made_from:
        about, original = made_from
        raw = raw.model_copy(update={"canvas": about, "parts": _parts_for(assets, raw, about, node.where)})
    canvas = _canvas(assets, raw.canvas, at(node, "canvas")) if raw.canvas else None
    check(raw, node, canvas)
    made = _made(raw, canvas, name, paper, node, where)
    return replace(made, model=original, sheets=tuple(map(_for_any, made.sheets))) if made_from else made


def _for_any(sheet: model.Sheet) -> model.Sheet:
    """A sheet without what its file says of the blocks and lists of its own canvas alone."""
    blocks = {}
    for area, block in sheet.blocks.items():
        kind = kind_of(block.kind)
        usual = {key: kind.layout_keys[key][1] for key in kind.keys_by_block}
        blocks[area] = replace(block, lists=(), own={**block.own, **usual})
    return replace(sheet, blocks=blocks)


def _parts_for(assets: Assets, raw: LayoutShape, about: str, where: Place) -> list[str]:
    """The parts of a document about another canvas: this canvas, and those that serve it."""
    serving = [
        f"{about}-{part}"
        for part in raw.parts
        if part != raw.canvas and read_shape(LayoutShape, assets.need("layouts", part, where))[0].other_canvases
    ]
    return [about, *serving] if raw.parts else []


def _canvas(assets: Assets, name: str, where: Place) -> model.Layout:
    """The layout that another one is about, which is about none itself."""
    raw, node = read_shape(LayoutShape, assets.need("layouts", name, where))
    if raw.canvas:
        raise Problems([error("bad-value", f'"{name}" is about another canvas itself', where)])
    check(raw, node, None)
    return _made(raw, None, name, None, node, where)


def _made(
    raw: LayoutShape, canvas: model.Layout | None, name: str, paper: str | None, node: Node, where: Place
) -> model.Layout:
    file = node.where
    own = paper_of(raw.page.paper, file)
    drawn = own.lying(raw.page.orientation)
    imposition = raw.imposition
    if paper is not None:
        asked = _asked(raw, name, paper, file, where)
        if imposition and asked.name in imposition.others:
            # The pages are equal parts of another sheet.
            whole = asked.lying(imposition.orientation)
            own = Paper(raw.page.paper, whole[0] / imposition.across, whole[1] / imposition.down)
            imposition = imposition.model_copy(update={"paper": asked.name})
        elif imposition is None or asked.name != imposition.paper:
            imposition = None
            own = asked
    turned = own.turned or raw.page.orientation
    width, height = own.lying(turned)
    if turned not in (raw.page.orientations or [raw.page.orientation]):
        raise Problems([_wrong_way(raw, name, own, where)])
    scale, binding = scale_to(width, height, drawn), max(0.0, raw.page.binding - raw.page.margin)
    for sheet, at_sheet in zip(raw.every, sheet_nodes(node), strict=True):
        wide, high = (height, width) if _is_turned(sheet, raw) else (width, height)
        check_room(sheet, wide / scale - 2 * raw.page.margin - binding, high / scale - 2 * raw.page.margin, at_sheet)
    return model.Layout(
        name=name,
        where=file,
        words=raw.words,
        page=model.Page(
            imposition.paper if imposition else own.name,
            width / scale,
            height / scale,
            raw.page.margin,
            scale,
            binding,
        ),
        papers=tuple(raw.papers),
        sheets=tuple(
            replace(each, turned=_is_turned(sheet, raw))
            for sides in _sides(raw, node)
            for each, sheet in _unrolled(sides, canvas, raw.pictograms)
        ),
        sizes=_sizes(raw, scale),
        continuation_columns=raw.continuation.columns,
        canvas=canvas,
        prompts=raw.prompts,
        languages=raw.languages,
        imposition=_imposed(imposition, width, height, file) if imposition else None,
        parts=tuple(raw.parts),
        pair=_pair(raw, own, width, height, file),
        strip=tuple(dict.fromkeys(raw.strip)),
        accents={**(canvas.accents if canvas else {}), **raw.accents},
        other_canvases=raw.other_canvases,
    )


def _is_turned(sheet: SheetShape, raw: LayoutShape) -> bool:
    """Whether a sheet lies where its layout stands, or stands where that lies."""
    return sheet.orientation not in (None, raw.page.orientation)


def _wrong_way(raw: LayoutShape, name: str, paper: Paper, where: Place) -> Diagnostic:
    """A paper that lies where the layout stands, or the other way round; a square one does neither."""
    ways = " or ".join(raw.page.orientations or [raw.page.orientation])
    if paper.width == paper.height:
        message = f"{paper.name} is square, and {name} is printed {ways}"
        return error("unknown-paper", message, where, "take a paper with a longer side")
    turned = paper.turned or raw.page.orientation
    return error("unknown-paper", f"{name} is printed {ways}, not {turned}", where)


def _asked(raw: LayoutShape, name: str, paper: str, file: Place, where: Place) -> Paper:
    """The paper that was asked for, if the layout supports it."""
    for each in raw.papers:
        if each != CUSTOM:
            paper_of(each, file)
    asked = paper_of(paper, where)
    if asked.name not in raw.papers and (asked.name in PAPERS or CUSTOM not in raw.papers):
        own = ", ".join("sizes such as 900x600mm" if each == CUSTOM else each for each in raw.papers)
        message = f'"{paper}" is not a paper for {name}'
        raise Problems([error("unknown-paper", message, where, f"{name} is made for {own}")])
    return asked


def _imposed(raw: ImpositionShape, width: float, height: float, where: Place) -> model.Imposition:
    sheet = paper_of(raw.paper, where).lying(raw.orientation)
    if raw.across * width > sheet[0] + 0.01 or raw.down * height > sheet[1] + 0.01:
        message = f"{raw.across} x {raw.down} pages do not fit on {raw.paper}"
        raise Problems([error("bad-grid", message, where)])
    return model.Imposition(raw.paper, *sheet, raw.across, raw.down)


def _pair(raw: LayoutShape, paper: Paper, width: float, height: float, where: Place) -> model.Imposition | None:
    """The sheet of paper that two of these stand on side by side, if the layout names one for this paper."""
    papers = {paper_of(one, where).name: paper_of(two, where) for one, two in raw.side_by_side.items()}
    if paper.name not in papers:
        return None
    sheet = papers[paper.name]
    wide, high = sheet.lying("landscape")
    if 2 * width > wide + 1 or height > high + 1:
        raise Problems([error("bad-grid", f"two sheets of {paper.name} do not fit on {sheet.name}", where)])
    return model.Imposition(sheet.name, wide, high, 2, 1)


def _grids(node: Node) -> list[Node | None]:
    """Where the file gives the grid of each sheet."""
    assert isinstance(node, Mapping)
    sheets = node.get("sheets")
    each = sheets.items if isinstance(sheets, Sequence) else (node,)
    return [sheet.get("grid") if isinstance(sheet, Mapping) else None for sheet in each]


_Sides = list[tuple[SheetShape, Node | None]]


def _sides(raw: LayoutShape, node: Node) -> list[_Sides]:
    """The sheets of a file, each with its backs behind it, and where their grids stand."""
    found: list[_Sides] = []
    for sheet, grid in zip(raw.every, _grids(node), strict=True):
        if sheet.back and found:
            found[-1].append((sheet, grid))
        else:
            found.append([(sheet, grid)])
    return found


def _unrolled(
    sides: _Sides, canvas: model.Layout | None, drawn: Named[str, model.Outline]
) -> Iterator[tuple[model.Sheet, SheetShape]]:
    """The sheets that one in a file and its backs stand for: these for each block of the canvas, or the same so many
    times.
    """
    front = sides[0][0]
    subjects = [block.name for block in canvas.written] if canvas and front.about == EACH else [front.about]
    for about in subjects:
        for _ in range(front.times):
            for sheet, grid in sides:
                yield _sheet(sheet, about if sheet.about == EACH else sheet.about, canvas, grid, drawn), sheet


def _sheet(
    sheet: SheetShape, about: str, canvas: model.Layout | None, grid: Node | None, drawn: Named[str, model.Outline]
) -> model.Sheet:
    known = {block.name: block for block in canvas.written} if canvas else {}
    blocks = {area: _block(area, block, about, known, drawn) for area, block in sheet.blocks.items()}
    tracks = sheet.grid
    columns_at, rows_at = _key(grid, "columns"), _key(grid, "rows")
    made = model.Grid(tracks.columns, tracks.rows, tracks.areas, *tracks.gutter, columns_at, rows_at)
    return model.Sheet(made, blocks, about, edition=sheet.edition, print=sheet.print, back=sheet.back)


def _key(node: Node | None, name: str) -> Place | None:
    """Where a key of a mapping stands."""
    pairs = node.pairs if isinstance(node, Mapping) else ()
    return next((key.where for key, _ in pairs if key.text == name), None)


def _block(
    area: str, raw: BlockShape, about: str, known: Named[str, model.Block], drawn: Named[str, model.Outline]
) -> model.Block:
    """A block, which has the number, the colour and the numbered lists of the canvas's block that it is about."""
    name, part = raw.name or about, raw.own.get("part", "")
    like = known.get(name)
    number = raw.number if raw.number is not None else like.number if like else 0
    return model.Block(
        kind=raw.kind,
        role=kind_of(raw.kind).role,
        area=area,
        name=f"{name}/{part}" if part else name,
        number=number,
        accent=raw.accent or (like.accent if like else "ink"),
        prompt_columns=raw.prompt_columns,
        numbered=tuple(raw.numbered) or (like.numbered if like else ()),
        lists=tuple(raw.lists),
        fields=tuple(model.Field(key, wide) for key, wide in raw.fields.items()),
        columns=raw.columns,
        size=raw.size,
        ground=raw.ground,
        labelled=raw.label == "shown",
        pictogram=drawn.get(name) or (like.pictogram if like else None),
        own=raw.own,
        part=part,
    )


def _sizes(raw: LayoutShape, scale: float) -> model.Sizes:
    """The sizes of type; on a small sheet none may come out smaller than can be read."""
    note, text, prompt = (_range(each) for each in (raw.sizes.note, raw.sizes.text, raw.sizes.prompt))
    least = LEGIBLE / scale
    note, text, prompt = ((max(high, least), max(low, least)) for high, low in (note, text, prompt))
    return model.Sizes(note, text, prompt)


def _range(raw: RangeShape | None) -> tuple[float, float]:
    """The largest and the smallest size; those of a kind that the layout does not have are never used."""
    return (raw.largest, raw.smallest) if raw else (10.0, 8.5)
