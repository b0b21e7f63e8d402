"""Steps that can be taken back and taken again, as many as there were."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

_TYPED = {"set_text", "insert", "set"}
"""What one editing session does to a text, however often it is written meanwhile."""


class Change(Struct, frozen=True):
    """What one text has in the place of what another had."""

    start: int
    old: str
    new: str

    @classmethod
    def between(cls, before: str, after: str) -> Change:
        """The one change that turns a text into another."""
        most = min(len(before), len(after))
        start = _alike(most, lambda count: before[:count] == after[:count])
        end = _alike(most - start, lambda count: before[len(before) - count :] == after[len(after) - count :])
        return cls(start, before[start : len(before) - end], after[start : len(after) - end])

    def applied(self, text: str) -> str:
        """A text with the change made."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    @property
    def back(self) -> Change:
        return Change(self.start, self.new, self.old)


def _alike(most: int, same: Callable[[int], bool]) -> int:
    """The largest count up to `most` for which something is the same, as it is for all smaller ones."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low


class Step(Struct, frozen=True):
    """Something that was done, with the ids of the notes before and after. Changes of one editing session, which are
    known by its `edit`, are one step.
    """

    kind: str
    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]
    sheet: int = 0
    edit: str = ""


class History:
    """The steps of a document, and how many of them are done."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.done = 0

    def add(self, step: Step, before: str, after: str) -> None:
        """Adds a step that led from one text to another. What was taken back before it is forgotten."""
        del self.steps[self.done :]
        last = self.steps[-1] if self.steps else None
        typed = last is not None and {last.kind, step.kind} <= _TYPED and last.sheet == step.sheet
        if last is not None and typed and step.edit and last.edit == step.edit:
            whole = Change.between(last.change.back.applied(before), after)
            self.steps[-1] = Step(last.kind, whole, last.before, step.after, step.sheet, step.edit)
        else:
            self.steps.append(step)
        self.done = len(self.steps)

    def closed(self) -> None:
        """Makes sure that the next step is one of its own."""
        if self.steps and self.steps[-1].edit:
            last = self.steps[-1]
            self.steps[-1] = Step(last.kind, last.change, last.before, last.after, last.sheet)

    @property
    def undo(self) -> Step | None:
        """The step that would be taken back."""
        return self.steps[self.done - 1] if self.done else None

    @property
    def redo(self) -> Step | None:
        """The step that would be taken again."""
        return self.steps[self.done] if self.done < len(self.steps) else None
