"""What is wrong with a layout that no single value of it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Sequence_

from bmcgen.assets.papers import CUSTOM, paper_of
from bmcgen.assets.schemas.area_checks import EMPTY, check_areas
from bmcgen.assets.schemas.layout_schema import BlockShape, LayoutShape, SheetShape
from bmcgen.assets.schemas.validation import kebab
from bmcgen.diagnostics import Diagnostic, Problems, did_you_mean, error
from bmcgen.geometry import MM
from bmcgen.kinds import LEAST_LINE, kind_of
from bmcgen.model import layout as model
from bmcgen.model.content import FIELDS, KEYS
from bmcgen.source.tree import Mapping, Node, Sequence, at

EVERY_KIND_TAKES = ("kind", "name", "number", "accent")
EACH = "each"
_OWN_FIELD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What a sheet is about that stands for one sheet a block of the canvas."""
_USUAL = {"note": "{largest: 24 pt, smallest: 9 pt}", "text": "{largest: 10 pt, smallest: 8.5 pt}"}


def check(raw: LayoutShape, node: Node, canvas: model.Layout | None) -> None:
    """What no single value shows: there are sheets, and each is whole."""
    problems: list[Diagnostic] = []
    if not raw.sheets:
        problems += [
            error("missing-key", f'"{key}" is missing here', node.where)
            for key, value in (("grid", raw.grid), ("blocks", raw.blocks))
            if not value
        ]
    elif raw.grid or raw.blocks:
        message = 'this layout has "sheets": "grid" and "blocks" belong in them'
        problems.append(error("unknown-key", message, at(node, "grid" if raw.grid else "blocks")))
    nodes = sheet_nodes(node)
    for number, (sheet, own) in enumerate(zip(raw.every, nodes, strict=True)):
        problems += _check_sheet(sheet, raw, own, node, canvas)
        problems += _check_back(sheet, raw.every[number - 1] if number else None, own)
    problems += _check_prints(raw, node)
    for kind, range_ in (("note", raw.sizes.note), ("text", raw.sizes.text), ("prompt", raw.sizes.prompt)):
        if range_ and (range_.smallest > range_.largest or range_.smallest < 4):
            where = at(node, "sizes", kind, "smallest")
            problems.append(error("bad-value", "a smallest size must be from 4 pt up to the largest", where))
    seen: set[tuple[str, str]] = set()
    for sheet, own in zip(raw.every, nodes, strict=True):
        for area, block in sheet.blocks.items():
            if block.name and _is_written(block):
                key = block.name, block.own.get("part", "")
                if key in seen:
                    where = at(own, "blocks", area)
                    problems.append(error("bad-value", f'the block "{block.name}" appears twice', where))
                seen.add(key)
    problems += _check_numbers(raw, nodes)
    problems += _check_papers(raw, node)
    problems += _check_pictograms(raw, node)
    if raw.other_canvases and not raw.canvas:
        message = '"canvas" is missing: which one it serves beside other canvases'
        problems.append(error("missing-key", message, at(node, "other-canvases")))
    if problems:
        raise Problems(problems)


def _check_papers(raw: LayoutShape, node: Node) -> Iterator[Diagnostic]:
    """Each paper is one that there is."""
    named = [(each, at(node, "papers", number)) for number, each in enumerate(raw.papers) if each != CUSTOM]
    for name, where in ((raw.page.paper, at(node, "page", "paper")), *named):
        try:
            paper_of(name, where)
        except Problems as exc:
            yield from exc.diagnostics


def _check_numbers(raw: LayoutShape, nodes: Sequence_[Node]) -> Iterator[Diagnostic]:
    """No two blocks that are written in have one number: it is their place in the order of filling in."""
    known: dict[int, str] = {}
    for sheet, node in zip(raw.every, nodes, strict=True):
        for area, block in sheet.blocks.items():
            if not block.number or not block.name or not _is_written(block):
                continue
            other = known.setdefault(block.number, block.name)
            if other != block.name:
                message = f'"{block.name}" has the number {block.number}, as has "{other}"'
                hint = "give each block a number of its own, in the order of filling in"
                yield error("bad-value", message, at(node, "blocks", area, "number"), hint)


def _check_pictograms(raw: LayoutShape, node: Node) -> list[Diagnostic]:
    """Each pictogram stands for a block."""
    known = [block.name for sheet in raw.every for block in sheet.blocks.values() if block.name]
    return [
        error(
            "bad-value",
            f'there is no block "{name}" that a pictogram could stand for',
            at(node, "pictograms", name),
            did_you_mean(name, known),
        )
        for name in raw.pictograms
        if name not in known
    ]


def sheet_nodes(node: Node) -> list[Node]:
    """The part of the file that each sheet stands in."""
    sheets = node.get("sheets") if isinstance(node, Mapping) else None
    listed = list(sheets.items) if isinstance(sheets, Sequence) else []
    own = isinstance(node, Mapping) and node.get("grid") is not None and node.get("blocks") is not None
    return [node, *listed] if own else listed


def _is_written(block: BlockShape) -> bool:
    return kind_of(block.kind).role == "written"


def _check_sheet(
    sheet: SheetShape, raw: LayoutShape, node: Node, root: Node, canvas: model.Layout | None
) -> list[Diagnostic]:
    """Areas are rectangles with a block each, tracks agree with the rows of areas."""
    problems = [*check_areas(sheet, at(node, "grid", "areas"))]
    places = {area: None for row in sheet.grid.areas for area in row if area != EMPTY}
    for area in sheet.blocks:
        if area not in places:
            hint = did_you_mean(area, list(places))
            problems.append(error("bad-grid", f'the block "{area}" has no area', at(node, "blocks", area), hint))
    known = [block.name for block in canvas.written] if canvas else []
    if sheet.about and sheet.about not in (EACH, *known):
        message = f'there is no block "{sheet.about}" for a sheet to be about'
        problems.append(error("bad-value", message, at(node, "about"), did_you_mean(sheet.about, [EACH, *known])))
    if sheet.about == EACH and not canvas:
        message = '"canvas" is missing: whose blocks the sheets are about'
        problems.append(error("missing-key", message, at(node, "about")))
    for area, block in sheet.blocks.items():
        problems += _check_block(area, block, sheet, raw, node, root)
    return problems + _unlike(sheet, node, canvas) + _crosswise(sheet, raw, node)


def _check_back(sheet: SheetShape, before: SheetShape | None, node: Node) -> list[Diagnostic]:
    """The back of a sheet is about what its front is about, and there as often."""
    if not sheet.back:
        return []
    if before is None:
        return [error("bad-value", "a back needs a sheet before it", at(node, "back"))]
    problems = []
    if EACH in (sheet.about, before.about) and sheet.about != before.about:
        message = f'a back is about what the sheet before it is about: "{before.about or "nothing"}"'
        problems.append(error("bad-value", message, at(node, "about" if sheet.about else "back")))
    if sheet.times > 1:
        message = "a back is there as often as the sheet before it"
        problems.append(error("bad-value", message, at(node, "times"), 'leave out "times"'))
    for key, message in (
        ("edition", "a back is of the edition of the sheet before it"),
        ("print", "a back is for the print that the sheet before it is for"),
    ):
        if getattr(sheet, key) != getattr(before, key):
            problems.append(error("bad-value", message, at(node, key if key in sheet.model_fields_set else "back")))
    return problems


def _check_prints(raw: LayoutShape, root: Node) -> list[Diagnostic]:
    """There are sheets for ordinary print and for large print."""
    prints = {sheet.print for sheet in raw.every}
    lacking = [name for name in ("ordinary", "large") if prints and not prints & {name, "every"}]
    return [error("bad-value", f"no sheet is left for {name} print", at(root, "sheets")) for name in lacking]


def _crosswise(sheet: SheetShape, raw: LayoutShape, node: Node) -> list[Diagnostic]:
    """Pages that share a sheet of paper all lie, or all stand."""
    if not raw.imposition or sheet.orientation in (None, raw.page.orientation):
        return []
    message = f"pages that share a sheet of {raw.imposition.paper} must all be {raw.page.orientation}"
    return [error("bad-value", message, at(node, "orientation"))]


def _unlike(sheet: SheetShape, node: Node, canvas: model.Layout | None) -> list[Diagnostic]:
    """What is written into a block of a canvas is of one kind, wherever it is printed."""
    if canvas is None:
        return []
    kinds: dict[str, set[str]] = {block.name: {block.kind} for block in canvas.written}
    kinds[EACH] = set().union(*kinds.values())
    return [
        error(
            "bad-value",
            f'the block "{area}" is {block.kind}, but on the canvas it is {" or ".join(kind)}',
            at(node, "blocks", area, "kind"),
        )
        for area, block in sheet.blocks.items()
        if (kind := sorted(kinds.get(block.name or sheet.about, ())))
        and _is_written(block)
        and not {block.kind, kind_of(block.kind).data} & {*kind}
    ]


def _check_block(
    area: str, block: BlockShape, sheet: SheetShape, raw: LayoutShape, node: Node, root: Node
) -> list[Diagnostic]:
    """A block has what its kind needs, and only fields that a masthead has."""
    problems: list[Diagnostic] = []
    where = at(node, "blocks", area)
    kind = kind_of(block.kind)
    problems += _not_taken(area, block, node)
    if not block.name and not sheet.about and not kind.nameless:
        hint = "add the name that its words and data files have for it: name: …"
        problems.append(error("missing-key", f'the block "{area}" has no name', where, hint))
    if kind.of_canvas and raw.canvas is None:
        problems.append(error("missing-key", f'"canvas" is missing: what "{area}" is to show', where))
    if sheet.times > 1 and _is_written(block):
        message = f'the block "{area}" can be written in, so its sheet cannot be there several times'
        problems.append(error("bad-value", message, where))
    for key, why in kind.wrong_together(block.own):
        problems.append(error("bad-value", f'the block "{area}" {why}', at(node, "blocks", area, key)))
    if kind.size and getattr(raw.sizes, kind.size) is None:
        message = f'"{kind.size}" is missing under sizes, and the block "{area}" needs it'
        problems.append(error("missing-key", message, at(root, "sizes"), f"add: {kind.size}: {_USUAL[kind.size]}"))
    for field, width in block.fields.items():
        place = at(node, "blocks", area, "fields", field)
        # A name that is nearly one of those that every sheet can have is meant to be that.
        hint = did_you_mean(field, FIELDS[1:], " ") if field not in FIELDS[1:] else " "
        if field == "title" or hint.strip():
            message = f'"{field}" is not a field of the masthead'
            problems.append(error("bad-value", message, place, hint.strip()))
        elif not _OWN_FIELD.fullmatch(field) or field in KEYS:
            message = f'"{field}" cannot be the name of a field'
            hint = "small letters and figures, with hyphens between them"
            problems.append(error("bad-value", message, place, hint))
        elif width < LEAST_LINE - 0.01:
            message = f'the field "{field}" must be at least {LEAST_LINE / MM:g} mm wide to be written in'
            problems.append(error("bad-value", message, place))
    return problems


def _not_taken(area: str, block: BlockShape, node: Node) -> list[Diagnostic]:
    """The keys that a block's kind would ignore."""
    kind = kind_of(block.kind)
    heeded = [*EVERY_KIND_TAKES, *kind.takes, *kind.layout_keys]
    given = [kebab(name) for name in type(block).model_fields if name in block.model_fields_set - {"own"}]
    return [
        error(
            "unknown-key",
            f'the block "{area}" is {block.kind}, which takes no "{key}"',
            at(node, "blocks", area, key),
            f"it takes {', '.join(heeded)}",
        )
        for key in given
        if key not in heeded
    ]


def check_room(sheet: SheetShape, width: float, height: float, node: Node) -> None:
    """What fixed lengths take must leave something for the rest."""
    problems = []
    rows, columns = sheet.grid.gutter
    for key, tracks, gutter, room in (
        ("columns", sheet.grid.columns, columns, width),
        ("rows", sheet.grid.rows, rows, height),
    ):
        taken = sum(track.least for track in tracks) + gutter * (len(tracks) - 1)
        if taken > room + 0.01:
            hint = f"the {key} take at least {taken / MM:.0f} mm, and the page has {max(room, 0) / MM:.0f} mm for them"
            message = "the tracks are larger than the page"
            problems.append(error("bad-grid", message, at(node, "grid", key), hint))
    for area, block in sheet.blocks.items():
        most = kind_of(block.kind).fields_share * width
        given = sum(block.fields.values())
        if given > most:
            hint = f"they take {given / MM:.0f} mm, and may take {max(most, 0) / MM:.0f} mm"
            message = f"the fields of the {block.kind} leave no room for what is beside them"
            problems.append(error("bad-grid", message, at(node, "blocks", area, "fields"), hint))
    if problems:
        raise Problems(problems)
