"""A document that is open: its text, what is being typed, its steps, and what a browser is told of it.

All of it runs in one thread at a time; who calls it sees to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from bmcgen.assets.finder import Assets
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.studio.keeping.history import Change, History, Step
from bmcgen.studio.keeping.journal import Journal, Left
from bmcgen.studio.keeping.merging import Conflict, replayed
from bmcgen.studio.keeping.store import Gone, Store
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.operations import Op, apply
from bmcgen.studio.sheet.outline import Outline
from bmcgen.studio.sheet.setting import Look, Setter, look_of
from bmcgen.studio.showing import Showing
from bmcgen.studio.splicing.edits import Refused
from bmcgen.studio.splicing.splice import Spliced

DRAFTED = ("set_text", "insert", "set")
"""What can be done for the time being, while somebody types."""
Tell = Callable[[str, dict[str, Any]], None]


class Draft(Struct, frozen=True):
    """An operation that is not done yet, by whom, and in which editing session."""

    client: str
    op: Mapping[str, Any]
    edit: str


class Document:
    """An open document. `tell` is called with the name of an event and what there is to say."""

    def __init__(self, path: Path, assets: Assets, tell: Tell, folder: Path | None = None) -> None:
        self.path, self.assets, self.tell = path, assets, tell
        self.store, self.journal, self.history = Store(path), Journal(path, folder), History()
        self.showing, self.look = Showing(Setter(path, assets)), Look()
        self.board: Board | None = None
        self.base: Board | None = None
        self.unsaved: list[Op] = []
        self.drafts: dict[str, Draft] = {}
        self.broken: tuple[Diagnostic, ...] = ()
        self.failed: tuple[Diagnostic, ...] = ()
        self.gone = False
        self.rev = 0
        self.restored: dict[str, Any] | None = None

    def open(self) -> None:
        """Reads the file, and does again what a process that was killed had not written. `Gone` if there is none."""
        left = self.journal.left()
        self._read(self.store.read(), left)
        if self.board is None:
            return
        usual = {} if self.board.outline.entries else {"prompts": "questions"}
        self.look = look_of({**usual, **self.journal.look()}, self.look)
        self._begin()
        if left is not None and self.base is not None:
            self._restore(left)
        self.show()
        if self.showing.found.problems and self.look != Look():
            # A theme or a paper may have gone since.
            self.look = Look()
            self.show()

    def _read(self, text: str, left: Left | None) -> None:
        # What is read within bounds comes first.
        found = self.showing.setter.set(text, 0, self.look)
        if found.unreadable:
            self.broken = found.problems
            return
        board = Board.of(text, self.assets)
        if left is not None and left.text == text and len(left.ids) == len(board.ids):
            board = Board(board.outline, left.ids)
        self.board = self.base = board
        self.broken = ()

    def _begin(self) -> None:
        assert self.board is not None
        self.journal.begin(self.board.text, self.board.ids, self.board.outline.sheet, asdict(self.look), _now())

    def _restore(self, left: Left) -> None:
        assert self.board is not None
        ops = [*left.ops, *left.drafts]
        before = self.board
        if left.text == before.text:
            base = self.board
        else:
            outline = Outline(Spliced.of(left.text), self.assets, left.sheet)
            base = Board(outline, left.ids) if len(outline.entries) == len(left.ids) else before
            theirs = Board.of(before.text, self.assets, left.sheet, base)
            self.board = self.base = theirs
        board, conflicts = replayed(base, self.board, ops)
        if board.text != before.text:
            self._take(board, "restored", "", ops)
            self.restored = {"drafts": len(ops), "at": left.at}
        self._tell_conflicts(conflicts)

    @property
    def saved(self) -> bool:
        """Whether the file says all that was done."""
        return self.board is None or (self.base is not None and self.base.text == self.board.text and not self.drafts)

    def show(self, *, held: bool = False) -> None:
        """Sets the sheet with what is being typed."""
        if self.board is not None:
            self.showing.show(self._drafted(), self.look, held=held)

    def _drafted(self) -> Board:
        assert self.board is not None
        board = self.board
        for draft in self.drafts.values():
            try:
                board = apply(board, draft.op)
            except Refused:
                continue
        return board

    def draft(self, client: str, ops: Sequence[Op], edit: str) -> None:
        """Shows what is being typed."""
        self._need()
        for op in ops:
            if op.get("op") not in DRAFTED:
                raise Refused(f"{op.get('op')} is done at once")
            self.journal.note(draft=op, at=_now())
            self.drafts[_key(op)] = Draft(client, op, edit)
        simple = all(op.get("op") != "set" for op in ops)
        self.show(held=simple)

    def commit(self, ops: Sequence[Op], edit: str) -> list[int]:
        """Does operations and writes the file; returns the numbers of those that make no sense any more. `Refused` if
        none does.
        """
        self.look_outside()
        board = self._need()
        done: list[Op] = []
        refused: list[int] = []
        for number, each in enumerate(ops):
            op = self._whole(each)
            try:
                board = apply(board, op)
            except Refused:
                if len(ops) == 1:
                    self.drafts.pop(_key(op), None)
                    raise
                refused.append(number)
                continue
            done.append(op)
        for op in done:
            self.drafts.pop(_key(op), None)
        if len(refused) == len(ops):
            raise Refused("none of this can be done")
        self._take(board, str(done[0].get("op")), edit, done)
        self.show()
        return refused

    def _whole(self, op: Op) -> Op:
        """An operation with what a draft of the same note said of its place."""
        draft = self.drafts.get(_key(op))
        assert self.board is not None
        if draft is None or op.get("op") != "set_text" or op.get("note") in self.board.by_id:
            return op
        return {**draft.op, "text": op.get("text")}

    def keep(self) -> bool:
        """Does what was only typed, and writes the file; whether there was anything."""
        if self.board is None:
            return False
        waiting = [each for each in self.drafts.values() if each.op.get("text") or each.op.get("op") == "set"]
        if not waiting:
            return self._retry()
        for draft in waiting:
            try:
                self.look_outside()
                board = apply(self._need(), draft.op)
            except Refused:
                self.drafts.pop(_key(draft.op), None)
                continue
            self.drafts.pop(_key(draft.op), None)
            self._take(board, str(draft.op.get("op")), draft.edit, [draft.op])
        self.show()
        return True

    def _retry(self) -> bool:
        """Writes what could not be written before."""
        if self.saved or self.drafts or self.broken:
            return False
        self._save()
        return not self.failed

    def undo(self) -> None:
        """Takes the last step back."""
        self._step(back=True)

    def redo(self) -> None:
        """Takes the step again that was taken back last."""
        self._step(back=False)

    def _step(self, *, back: bool) -> None:
        self.keep()
        self.look_outside()
        board = self._need()
        step = self.history.undo if back else self.history.redo
        if step is None:
            raise Refused("there is no step")
        change, ids = (step.change.back, step.before) if back else (step.change, step.after)
        outline = Outline(Spliced.of(change.applied(board.text)), self.assets, step.sheet)
        if len(ids) != len(outline.entries):
            self.board = Board.of(outline.spliced.text, self.assets, step.sheet, board)
        else:
            self.board = Board(outline, ids)
        self.history.done += -1 if back else 1
        self.history.closed()
        self.rev += 1
        self.unsaved.append({"op": "undo" if back else "redo"})
        self._save()
        self.show()

    def sheet(self, index: int) -> None:
        """Shows another sheet of the file."""
        self.keep()
        board = self._need()
        self.board = Board.of(board.text, self.assets, index)
        self.base = Board.of(self.base.text, self.assets, index, self.board) if self.base else None
        self.rev += 1
        self._begin()
        self.show()

    def change_look(self, given: Mapping[str, object]) -> None:
        """Shows the sheet in another theme, on another paper, with prompts or without. `Problems` if it cannot be."""
        before = self.look
        self.look = look_of(given, before)
        if self.look == before:
            return
        self.show()
        if self.showing.found.problems:
            problems = self.showing.found.problems
            self.look = before
            self.show()
            raise Problems(problems)
        self.journal.note(look=asdict(self.look))

    def _take(self, board: Board, kind: str, edit: str, ops: Sequence[Op]) -> None:
        """Makes a board the one that counts, as a step, and writes it."""
        before = self._need()
        self.journal.note(ops=[*ops], at=_now())
        if board.text == before.text:
            self.board = board
            return
        change = Change.between(before.text, board.text)
        step = Step(kind, change, before.ids, board.ids, board.outline.sheet, edit)
        self.history.add(step, before.text, board.text)
        self.board = board
        self.rev += 1
        self.unsaved += ops
        self._save()

    def _save(self) -> None:
        """Writes the file, but for one that cannot be read now: somebody is working on it elsewhere."""
        assert self.board is not None
        if self.broken:
            self.tell("saved", {"rev": self.rev, "saved": False})
            return
        before = self.base.text if self.base else ""
        try:
            self.store.write(self.board.text)
        except Problems as exc:
            self.failed = exc.diagnostics
            self.tell("saved", {"rev": self.rev, "saved": False, "error": exc.diagnostics[0].message})
            return
        change = Change.between(before, self.board.text)
        self.base, self.failed, self.gone, self.unsaved = self.board, (), False, []
        saved = [change.start, len(change.old), change.new]
        self.journal.note(saved=saved, ids=self.board.ids, sheet=self.board.outline.sheet, at=_now())
        if self.journal.long or not self.journal.works:
            self._begin()
        self.tell("saved", {"rev": self.rev, "saved": True})

    def _need(self) -> Board:
        if self.board is None:
            raise Refused("the file cannot be read now")
        return self.board

    def look_outside(self) -> bool:
        """Takes in what another program did to the file; whether it did anything."""
        try:
            if not self.store.changed():
                self.gone = False
                return False
            text = self.store.read()
        except Gone:
            if not self.gone:
                self.gone = True
                self.tell("gone", {})
            return False
        except Problems as exc:
            return self._break(exc.diagnostics)
        if self.base is not None and text == self.base.text and not self.broken:
            return False
        return self._take_in(text)

    def _break(self, problems: tuple[Diagnostic, ...]) -> bool:
        if problems != self.broken:
            self.broken = problems
            self.rev += 1
            self.tell("broken", {})
            return True
        return False

    def _take_in(self, text: str) -> bool:
        sheet = self.board.outline.sheet if self.board else 0
        found = self.showing.setter.set(text, sheet, self.look)
        if found.unreadable:
            return self._break(found.problems)
        whole, self.broken = bool(self.broken), ()
        if self.board is None or self.base is None:
            self._read(text, None)
            self._begin()
        else:
            self._merge(Board.of(text, self.assets, sheet, self.base))
        self.rev += 1
        if whole:
            self.tell("whole", {})
        self.show()
        self.tell("outside", {"rev": self.rev})
        return True

    def _merge(self, theirs: Board) -> None:
        """Does again, on what is in the file now, what it does not hold yet."""
        before, base, ops = self._need(), self.base, [*self.unsaved]
        assert base is not None
        touched = [key for key, each in self.drafts.items() if replayed(base, theirs, [each.op])[1]]
        ops += [self.drafts.pop(key).op for key in touched]
        board, conflicts = replayed(base, theirs, ops)
        self.history.closed()
        change = Change.between(before.text, theirs.text)
        step = Step("external", change, before.ids, theirs.ids, theirs.outline.sheet)
        self.history.add(step, before.text, theirs.text)
        self.board = self.base = theirs
        self.unsaved = []
        self._begin()
        for draft in self.drafts.values():
            self.journal.note(draft=draft.op, at=_now())
        if board.text != theirs.text:
            self._take(board, "merged", "", ops)
        self._tell_conflicts(conflicts)

    def _tell_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        if conflicts:
            items = [{"note": c.note, "mine": c.mine, "theirs": c.theirs, "ours": c.ours} for c in conflicts]
            self.tell("conflict", {"items": items})


def _key(op: Op) -> str:
    """What an operation is about."""
    return str(op.get("note") or op.get("path") or op.get("op"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
