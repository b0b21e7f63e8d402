"""What is wrong, where, and what to try."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "notice"]
_EXCERPT = 100


class Place(Struct, frozen=True):
    """A stretch of a file: line and column count from 1; 0 means the file as a whole. `text` is the line itself."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Diagnostic(Struct, frozen=True):
    """One thing that is wrong. `code` is stable and meant for programs; `message` and `hint` are for people."""

    severity: Severity
    code: str
    message: str
    where: Place
    hint: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.severity}[{self.code}]: {self.message}"
        if not self.where.text.strip():
            return f"{head}\n    {self.hint}" if self.hint else head
        text, start, end = _window(self.where)
        gutter = f"{self.where.line:>5} | "
        marks = " " * start + "^" * max(1, end - start)
        pointer = " " * (len(gutter) - 2) + "| " + marks
        return f"{head}\n{gutter}{text}\n{pointer}{' ' + self.hint if self.hint else ''}"


def _window(place: Place) -> tuple[str, int, int]:
    """The part of a long line around the place, and where in it the place begins and ends."""
    start = max(0, place.column - 1)
    left = max(0, start - _EXCERPT // 2) if len(place.text) > _EXCERPT else 0
    text = place.text[left : left + _EXCERPT]
    text = "".join(ch if ch.isprintable() else " " for ch in text)
    start -= left
    end = min(start + max(1, place.length), len(text))
    return text.rstrip(), start, end


class Problems(Exception):
    """Everything that keeps a document from being made, at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(str(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


def error(code: str, message: str, where: Place, hint: str = "") -> Diagnostic:
    return Diagnostic("error", code, message, where, hint)


def warning(code: str, message: str, where: Place, hint: str = "") -> Diagnostic:
    return Diagnostic("warning", code, message, where, hint)


def notice(code: str, message: str, where: Place, hint: str = "") -> Diagnostic:
    return Diagnostic("notice", code, message, where, hint)


def short(text: str, most: int = 60) -> str:
    """A text for a message, cut where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def did_you_mean(word: str, known: Sequence[str], otherwise: str = "") -> str:
    """A hint that names the nearest of the known words, else `otherwise`, else what is known."""
    import difflib  # only what is wrong needs it

    folded = {k.casefold(): k for k in reversed(known)}
    near = difflib.get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{folded[near[0]]}"?'
    return otherwise or (f"choose from: {', '.join(known)}" if known else "")
