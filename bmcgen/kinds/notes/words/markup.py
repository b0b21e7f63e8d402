"""Light markup in a note: `**bold**`, `*italic*`, and lines that begin with a hyphen as bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_BULLET = re.compile(r"( *)- +(?=\S)")
_DELIMITERS = re.compile(r"\\\*|\*+")
_LEVELS = 2
PLAIN, BOLD, ITALIC = "r", "b", "i"


class Styled(Struct, frozen=True):
    """A paragraph of a note, or an entry of a list at a `level`: its text, and the style of each of its characters;
    none where all are plain.
    """

    text: str
    styles: str = ""
    level: int = 0


def styled_parts(text: str) -> tuple[Styled, ...]:
    """The paragraphs and entries of a note. Line ends in a paragraph stay; those in an entry are spaces."""
    found: list[Styled] = []
    for level, lines in _blocks(text.split("\n")):
        found.append(_emphasised(("\n" if not level else " ").join(lines), level))
    return tuple(found)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each paragraph and of each entry, with the level of the entry. An indented line goes on with it."""
    level, held = 0, list[str]()
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet:
            if held:
                yield level, held
            level, held = min(_LEVELS, 1 + len(bullet[1]) // 2), [line[bullet.end() :].strip()]
        elif not line.strip():
            if held:
                yield level, held
            level, held = 0, []
        elif level and line.startswith(" "):
            held.append(line.strip())
        else:
            if level:
                yield level, held
                level, held = 0, []
            held.append(line.strip().removeprefix("\\") if line.strip().startswith("\\- ") else line.strip())
    if held:
        yield level, held


def _emphasised(text: str, level: int) -> Styled:
    """A text without the signs of its emphasis: signs that have no counterpart stay."""
    tokens = [*_DELIMITERS.finditer(text)]
    if not tokens:
        return Styled(text, "", level)
    pairs = _pairs(text, tokens)
    parts, styles, at = list[str](), list[str](), 0
    bold = italic = 0

    def take(part: str) -> None:
        parts.append(part)
        styles.append((BOLD if bold else ITALIC if italic else PLAIN) * len(part))

    for number, token in enumerate(tokens):
        take(text[at : token.start()])
        at = token.end()
        if token[0] == "\\*":
            take("*")
        elif number not in pairs:
            take(token[0])
        else:
            step, length = pairs[number], len(token[0])
            bold += step if length > 1 else 0
            italic += step if length != 2 else 0
    take(text[at:])
    whole = "".join(styles)
    return Styled("".join(parts), whole if whole.strip(PLAIN) else "", level)


def _pairs(text: str, tokens: list[re.Match[str]]) -> dict[int, int]:
    """The tokens that begin an emphasis (1) or end one (-1): a sign belongs to the word that it touches."""
    found: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    for number, token in enumerate(tokens):
        length = len(token[0])
        if token[0] == "\\*" or length > 3:
            continue
        before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
        at = next((n for n in reversed(range(len(opened))) if opened[n][0] == length), None)
        if at is not None and before.strip() and not after.isalnum():
            found[opened[at][1]], found[number] = 1, -1
            del opened[at:]
        elif after.strip() and not before.isalnum() and at is None:
            opened.append((length, number))
    return found
