"""A document that is open, with all that keeps it: the file, the journal, the steps, and what is being typed.

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
from bmcgen.studio.keeping.merging import Conflict, Parted, aside, parted, replayed
from bmcgen.studio.keeping.store import Gone, Store
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.operations import apply
from bmcgen.studio.sheet.outline import Outline
from bmcgen.studio.sheet.placing import Op
from bmcgen.studio.sheet.setting import Look, Setter, look_of
from bmcgen.studio.showing import Showing
from bmcgen.studio.splicing.edits import Refused
from bmcgen.studio.splicing.splice import Spliced

Tell = Callable[[str, dict[str, Any]], None]


class Draft(Struct, frozen=True):
    """An operation that is not done yet, by whom, and in which editing session."""

    client: str
    op: Mapping[str, Any]
    edit: str


class Kept:
    """An open document that loses nothing. `tell` is called with the name of an event and what there is to say."""

    def __init__(self, path: Path, assets: Assets, tell: Tell, folder: Path | None = None) -> None:
        self.path, self.assets, self.tell = path, assets, tell
        self.store, self.journal, self.history = Store(path), Journal(path, folder), History()
        self.showing, self.look = Showing(Setter(path, assets)), Look()
        self.board: Board | None = None
        self.base: Board | None = None
        self.unsaved: list[Op] = []
        self.drafts: dict[str, Draft] = {}
        self.parted: dict[str, Parted] = {}
        self.broken: tuple[Diagnostic, ...] = ()
        self.failed: tuple[Diagnostic, ...] = ()
        self.gone = False
        self.rev = 0
        self._filled = False
        self.restored: dict[str, Any] | None = None

    def open(self) -> None:
        """Reads the file, and does again what a process that was killed had not written. `Gone` if there is none."""
        left = self.journal.left()
        self._read(self.store.read(), left)
        if self.board is None:
            return
        usual = {} if self._filled else {"prompts": "questions"}
        self.look = look_of({**usual, **self.journal.look()}, self.look)
        self.begin()
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
        self._filled = bool(found.content and found.content.filled)

    def begin(self) -> None:
        """Begins the journal anew."""
        assert self.board is not None
        self.journal.begin(self.board.text, self.board.ids, self.board.outline.sheet, asdict(self.look), now())

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
            self.take(board, "restored", "", ops)
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

    def take(self, board: Board, kind: str, edit: str, ops: Sequence[Op]) -> None:
        """Makes a board the one that counts, as a step, and writes it."""
        before = self.need()
        self.journal.note(ops=[*ops], at=now())
        if board.text == before.text:
            self.board = board
            return
        change = Change.between(before.text, board.text)
        step = Step(kind, change, before.ids, board.ids, board.outline.sheet, edit)
        self.history.add(step, before.text, board.text)
        self.board = board
        self.rev += 1
        self.unsaved += ops
        self.save()

    def save(self) -> None:
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
        self.journal.note(saved=saved, ids=self.board.ids, sheet=self.board.outline.sheet, at=now())
        if self.journal.long or not self.journal.works:
            self.begin()
        self.tell("saved", {"rev": self.rev, "saved": True})

    def need(self) -> Board:
        """The board that is worked on. `Refused` if the file could never be read."""
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
            self.begin()
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
        before, base, ops = self.need(), self.base, [*self.unsaved]
        assert base is not None
        touched = [key for key, each in self.drafts.items() if replayed(base, theirs, [each.op])[1]]
        ops += [self.drafts.pop(key).op for key in touched]
        board, conflicts = replayed(base, theirs, ops)
        self.parted |= parted(base, theirs, conflicts, self.rev)
        self.history.closed()
        change = Change.between(before.text, theirs.text)
        step = Step("external", change, before.ids, theirs.ids, theirs.outline.sheet)
        self.history.add(step, before.text, theirs.text)
        self.board = self.base = theirs
        self.unsaved = []
        self.begin()
        for draft in self.drafts.values():
            self.journal.note(draft=draft.op, at=now())
        if board.text != theirs.text:
            self.take(board, "merged", "", ops)
        self._tell_conflicts(conflicts)

    def aware(self, op: Op) -> Op:
        """An operation that overwrites nothing its author has not seen: `rev` says what the text was begun on."""
        found, rev = self.parted.get(str(op.get("note"))), op.get("rev")
        if op.get("op") not in ("set_text", "insert") or found is None or not isinstance(rev, int) or rev > found.rev:
            return op
        op, conflict = aside(self.need(), found, op)
        self._tell_conflicts([conflict] if conflict else [])
        return op

    def _tell_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        if conflicts:
            items = [{"note": c.note, "mine": c.mine, "theirs": c.theirs, "ours": c.ours} for c in conflicts]
            self.tell("conflict", {"items": items})


def key_of(op: Op) -> str:
    """What an operation is about."""
    return str(op.get("note") or op.get("path") or op.get("op"))


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
