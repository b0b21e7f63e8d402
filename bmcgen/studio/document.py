"""What is done to a document that is open: typing, operations, steps back and forth, another look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import asdict

from bmcgen.diagnostics import Problems
from bmcgen.studio.kept import Draft, Kept, key_of, now
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.operations import apply
from bmcgen.studio.sheet.outline import Outline
from bmcgen.studio.sheet.placing import Op
from bmcgen.studio.sheet.setting import look_of
from bmcgen.studio.splicing.edits import Refused
from bmcgen.studio.splicing.splice import Spliced

DRAFTED = ("set_text", "insert", "set")
"""What can be done for the time being, while somebody types."""


class Document(Kept):
    """An open document that is worked on."""

    def draft(self, client: str, ops: Sequence[Op], edit: str) -> None:
        """Shows what is being typed."""
        self.need()
        for each in ops:
            if each.get("op") not in DRAFTED:
                raise Refused(f"{each.get('op')} is done at once")
            op = self.aware(each)
            self.journal.note(draft=op, at=now())
            self.drafts[key_of(op)] = Draft(client, op, edit)
        simple = all(op.get("op") != "set" for op in ops)
        self.show(held=simple)

    def commit(self, ops: Sequence[Op], edit: str) -> list[int]:
        """Does operations and writes the file; returns the numbers of those that make no sense any more. `Refused` if
        none does.
        """
        self.look_outside()
        board = self.need()
        done: list[Op] = []
        refused: list[int] = []
        for number, each in enumerate(ops):
            op = self._whole(self.aware(each))
            try:
                board = apply(board, op)
            except Refused:
                if len(ops) == 1:
                    self.drafts.pop(key_of(op), None)
                    raise
                refused.append(number)
                continue
            done.append(op)
        for op in done:
            self.drafts.pop(key_of(op), None)
        if len(refused) == len(ops):
            raise Refused("none of this can be done")
        self.take(board, str(done[0].get("op")), edit, done)
        self.show()
        return refused

    def _whole(self, op: Op) -> Op:
        """An operation with what a draft of the same note said of its place."""
        draft = self.drafts.get(key_of(op))
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
                board = apply(self.need(), draft.op)
            except Refused:
                self.drafts.pop(key_of(draft.op), None)
                continue
            self.drafts.pop(key_of(draft.op), None)
            self.take(board, str(draft.op.get("op")), draft.edit, [draft.op])
        self.show()
        return True

    def _retry(self) -> bool:
        """Writes what could not be written before."""
        if self.saved or self.drafts or self.broken:
            return False
        self.save()
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
        board = self.need()
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
        self.save()
        self.show()

    def sheet(self, index: int) -> None:
        """Shows another sheet of the file."""
        self.keep()
        board = self.need()
        self.board = Board.of(board.text, self.assets, index)
        self.parted.clear()
        self.base = Board.of(self.base.text, self.assets, index, self.board) if self.base else None
        self.rev += 1
        self.begin()
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
