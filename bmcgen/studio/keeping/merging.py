"""What was done here, done again on what another program wrote meanwhile. Where both changed a note, both are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from bmcgen.studio.sheet.board import Board, Form, fresh
from bmcgen.studio.sheet.operations import apply
from bmcgen.studio.sheet.placing import Op, language
from bmcgen.studio.splicing.edits import Refused


class Conflict(Struct, frozen=True):
    """A note that was changed here and elsewhere: it says `theirs`, and the note `mine` below it says `ours`."""

    note: str | None
    mine: str | None
    theirs: str
    ours: str


class Parted(Struct):
    """What another program did to a note: after which revision, and the note beside it that says ours, if any does."""

    rev: int
    block: str
    mine: str | None = None


def parted(before: Board, theirs: Board, conflicts: Sequence[Conflict], rev: int) -> dict[str, Parted]:
    """The notes that another program gave another text, by their ids."""
    mine = {each.note: each.mine for each in conflicts}
    both = [each for each in before.by_id if each in theirs.by_id]
    return {
        each: Parted(rev, theirs.by_id[each].block, mine.get(each))
        for each in both
        if text_in(before, each) != text_in(theirs, each)
    }


def aside(board: Board, found: Parted, op: Op) -> tuple[Op, Conflict | None]:
    """An operation that was begun before another program changed its note, as one for a note below it."""
    note, ours = str(op.get("note")), str(op.get("text") or "")
    told, now = None, text_in(board, note)
    if found.mine is None:
        if not ours or now in (None, ours):
            return op, None
        found.mine = f"{note[:24]}-ours-{found.rev}"
        told = Conflict(note, found.mine, now or "", ours)
    after = note if now is not None and board.by_id[note].block == found.block else "end"
    return {"op": "insert", "note": found.mine, "text": ours, "block": found.block, "after": after}, told


def replayed(base: Board, theirs: Board, ops: Sequence[Op]) -> tuple[Board, list[Conflict]]:
    """Another state of a file with operations done that were meant for the state before it."""
    board, conflicts = theirs, list[Conflict]()
    for op in ops:
        board = _one(base, theirs, board, op, conflicts)
    return board, conflicts


def _one(base: Board, theirs: Board, board: Board, op: Op, conflicts: list[Conflict]) -> Board:
    name, note = op.get("op"), op.get("note")
    if name in ("set_text", "insert") and isinstance(note, str) and note in base.by_id:
        was, now, ours = text_in(base, note), text_in(theirs, note), str(op.get("text", ""))
        if now is None:
            return _beside(base, board, note, ours, conflicts, "")
        if now not in (was, ours):
            return _beside(base, board, note, ours, conflicts, now)
    if name == "delete":
        kept = [each for each in op.get("notes", ()) if text_in(base, each) == text_in(theirs, each)]
        lost = [each for each in op.get("notes", ()) if each in board.by_id and each not in kept]
        conflicts += [Conflict(each, None, text_in(theirs, each) or "", "") for each in lost]
        op = {**op, "notes": [each for each in kept if each in board.by_id]}
        if not op["notes"]:
            return board
    if name == "move":
        op = {**op, "notes": [each for each in op.get("notes", ()) if each in board.by_id]}
        if not op["notes"]:
            return board
    if name in ("insert", "move") and isinstance(op.get("after"), str) and op["after"] not in board.by_id:
        op = {**op, "after": "end"}
    try:
        return apply(board, op)
    except Refused:
        return board


def text_in(board: Board, note: str) -> str | None:
    """What a note says in the language of its sheet; None where there is no such note."""
    if note not in board.by_id:
        return None
    return Form(board, board.by_id[note]).text(language(board))


def _beside(base: Board, board: Board, note: str, ours: str, conflicts: list[Conflict], now: str) -> Board:
    """The board with our text in a note of its own, below theirs."""
    if not ours:
        return board
    block = base.by_id[note].block
    mine = next(fresh((*base.ids, *board.ids), 1))
    after: Any = note if note in board.by_id and board.by_id[note].block == block else "end"
    try:
        board = apply(board, {"op": "insert", "note": mine, "text": ours, "block": block, "after": after})
    except Refused:
        return board
    conflicts.append(Conflict(note if note in board.by_id else None, mine, now, ours))
    return board
