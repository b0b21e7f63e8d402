"""Notes in their places: in a block behind another note, under a heading, in a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcgen.assets.localisation.locales import language_of
from bmcgen.assets.localisation.pairs import first_of
from bmcgen.assets.localisation.words import read_canvas, read_canvases
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.diagnostics import Place, Problems
from bmcgen.model.locale import BlockWords
from bmcgen.source.names import clean, fold
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.outline import Entry, node_at, resolved
from bmcgen.studio.splicing.edits import Edit, Insert, Path, Refused, Rewrite
from bmcgen.studio.splicing.marks import Plain

Op = Mapping[str, Any]


def language(board: Board) -> str:
    """The language that the sheet is in."""
    return first_of(board.outline.heads.get("locale") or DEFAULT_LOCALE)


def words_of(board: Board, block: str) -> BlockWords | None:
    """The words of a block in the language of the file's keys."""
    layout = board.outline.layout
    if layout is None:
        return None
    try:
        spoken = language_of(board.assets, language(board), Place("locale"))
        return read_canvas(board.assets, spoken, layout).blocks.get(block)
    except Problems:
        canvases = read_canvases(board.assets, layout).values()
        return next((each.blocks[block] for each in canvases if block in each.blocks), None)


def placed(board: Board, op: Op, note: str, value: Plain, raw: str | None) -> Board:
    """A note in its place: in a block behind another note, under a heading, in a part."""
    block, after = op.get("block"), op.get("after", "end")
    if not isinstance(block, str) or not board.outline.holds_notes(block):
        raise Refused(f"no block of notes {block}")
    behind = board.entry(after) if isinstance(after, str) and after != "end" else None
    if behind is not None and behind.block != block:
        raise Refused("that note is in another block")
    group = op.get("group", behind.group if behind is not None and behind.part is None else None)
    top = _top(board, block, op.get("part"), behind)
    node = node_at(board.outline.spliced, top)
    size = len(resolved(node).items) if node is not None and resolved(node).kind == "list" else 0
    inner: Path = ()
    if isinstance(group, str) and group and top == board.outline.blocks.get(block, top):
        heading = " ".join(clean(group).split())
        mates = [each for each in board.outline.entries if (each.block, each.group) == (block, heading)]
        mates = [each for each in mates if each.part is None]
        if mates:
            if behind is not None and behind.holder == mates[0].holder:
                index = behind.index + 1
            else:
                index = 0 if after is None else mates[-1].index + 1
            return _written(board, (*mates[0].holder, index), (), value, raw, note)
        inner, value = ("notes", 0), {"group": heading, "notes": [value]}
    first = 0 if after is None else size
    index = first if behind is None else _index_in(behind, top) + 1
    return _written(board, (*top, index), inner, value, raw, note)


def _written(board: Board, path: Path, inner: Path, value: Plain, raw: str | None, note: str) -> Board:
    """The board with a note at a path, or inside what stands there; in its own lines, if it has some."""
    edits: list[Edit] = [Insert(path, value)]
    if raw is not None:
        edits.append(Rewrite((*path, *inner), raw))
    return board.edited(edits, new=note)


def _index_in(entry: Entry, top: Path) -> int:
    """Which entry of a list a note is, or is in."""
    step = entry.path[len(top)] if entry.path[: len(top)] == top and len(entry.path) > len(top) else -1
    return step if isinstance(step, int) else -1


def _top(board: Board, block: str, part: object, behind: Entry | None) -> Path:
    """The list of a block, or of one of its parts."""
    outline = board.outline
    path = outline.blocks.get(block)
    if path is None:
        words = words_of(board, block)
        path = (*outline.keys.get("blocks", (*outline.own, "blocks")), words.title if words else block)
    parts = outline.parts(block)
    if not parts:
        return path
    if behind is not None and behind.part is not None and part is None:
        return behind.holder
    node = node_at(outline.spliced, path)
    if node is not None and resolved(node).kind == "list" and resolved(node).items:
        return path
    name = part if isinstance(part, str) and part in parts else parts[0]
    words = words_of(board, name)
    title = words.title if words else name
    held = resolved(node) if node is not None else None
    canvases = read_canvases(board.assets, outline.layout).values() if outline.layout else ()
    names = {fold(each.blocks[name].title) for each in canvases if name in each.blocks} | {fold(name)}
    spelled = next((key.text for key in held.keys if fold(key.text) in names), title) if held is not None else title
    return (*path, spelled)


def in_brackets(board: Board, op: Op) -> bool:
    """Whether the notes of a block are written between brackets."""
    path = board.outline.blocks.get(str(op.get("block")), ())
    nodes = (node_at(board.outline.spliced, path[:size]) for size in range(1, len(path) + 1))
    return any(node is not None and resolved(node).flow for node in nodes)
