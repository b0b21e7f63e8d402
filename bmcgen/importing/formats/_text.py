"""What formats of text share: places, and emphasis that light markup can hold."""

from __future__ import annotations

import re

from bmcgen.diagnostics import Place
from bmcgen.importing.outline import Words, escaped

_SPACES = re.compile(r"[ \t\r\f\v\u2028\u2029]+")
_AROUND = re.compile(r" ?\n ?")
_WORD = re.compile(r"\w+")


class Lines:
    """The lines of a file, for places in it."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = re.split(r"\r\n|[\n\r]", text)

    def place(self, line: int, text: str = "", until: int | None = None) -> Place:
        """The place of a text that begins on a line, counted from 0, or on one of those up to `until`."""
        first = _WORD.search(text)
        if first:
            for number in range(line, max(line + 1, until or 0)):
                at = self.lines[number].find(first[0]) if number < len(self.lines) else -1
                if at >= 0:
                    at -= first.start() if self.lines[number][at - first.start() : at] == text[: first.start()] else 0
                    length = min(len(text), len(self.lines[number]) - at)
                    return Place(self.name, number + 1, at + 1, max(1, length), self.lines[number])
        shown = self.lines[line] if line < len(self.lines) else ""
        at = len(shown) - len(shown.lstrip())
        return Place(self.name, line + 1, at + 1, max(1, len(shown.strip())), shown)


class Spans:
    """Pieces of a text, each bold, italic or plain, put together as light markup."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, str]] = []

    def add(self, text: str, mark: str = "") -> None:
        """A piece with its mark: `**`, `*` or none."""
        if not text:
            return
        if self.pieces and self.pieces[-1][1] == mark:
            text = self.pieces.pop()[0] + text
        self.pieces.append((text, mark))

    def text(self) -> str:
        """The whole, with one space for several. A mark that would touch a letter outside it is left out."""
        found: list[str] = []
        for number, (piece, mark) in enumerate(self.pieces):
            before = self.pieces[number - 1][0][-1:] if number else ""
            after = self.pieces[number + 1][0][:1] if number + 1 < len(self.pieces) else ""
            core = piece.strip()
            touches = (before.isalnum() and piece[:1].strip()) or (after.isalnum() and piece[-1:].strip())
            if not mark or not core or touches or "\n" in core:
                found.append(escaped(piece))
                continue
            lead, tail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
            found.append(f"{lead}{mark}{escaped(core)}{mark}{tail}")
        return tidy("".join(found))

    def __bool__(self) -> bool:
        return any(text.strip() for text, _ in self.pieces)


def tidy(text: str) -> str:
    """A text with one space for several, and none around its line breaks."""
    return _AROUND.sub("\n", _SPACES.sub(" ", text)).strip().strip("\n")


def typed(text: str, where: Place) -> Words:
    """The words of a text without any markup."""
    return Words(escaped(tidy(text)), where)
