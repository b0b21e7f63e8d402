"""The notes in a cell or a paragraph: where one ends and the next begins."""

from __future__ import annotations

import re

from bmcgen.importing.outline import Words, bare

BULLET = re.compile(r"^\s*(?:[-–—•‣▪▫◦·●○■□►▸➤→✓✔☑☐✗]|\\?\*(?=\s)|\d{1,2}[.)](?=\s)|\(\d{1,2}\)|[a-h]\)(?=\s))\s*")
_INLINE = re.compile(r"\s+[•‣▪◦●■►▸➤]\s+")
_LEADS = re.compile(r"(?<=[.;!?)\w])\s+(?=\*\*[^*\n]{2,60}?:?\*\*:?\s)")
_SHORT = 32
_ENOUGH = 3


def notes_of(words: Words) -> list[Words]:
    """The notes of a cell: its lines, its bullets, what stands behind bold words, between semicolons, and three or
    more short parts between commas.
    """
    lines = [line for line in words.text.split("\n") if line.strip()]
    found: list[str] = []
    bulleted = any(BULLET.match(line) for line in lines)
    for line in lines:
        text, marked = unbulleted(line)
        if not text:
            continue
        if bulleted and not marked and found and len(lines) > 1 and line[:1].islower():
            found[-1] += f" {text}"  # a line that goes on
        else:
            found += _apart(text) if len(lines) == 1 else [piece.strip() for piece in _INLINE.split(text)]
    return [Words(text, words.where) for text in found if bare(text).strip()]


def unbulleted(line: str) -> tuple[str, bool]:
    """A line without the bullet or number before it, and whether there was one."""
    match = BULLET.match(line)
    return (line[match.end() :].strip(), True) if match else (line.strip(), False)


def _apart(text: str) -> list[str]:
    """The parts of a line that holds several notes."""
    for pieces in (_INLINE.split(text), _LEADS.split(text), _semicolons(text)):
        parts = [piece.strip() for piece in pieces if piece.strip()]
        if len(parts) > 1:
            return [unbulleted(part)[0] for part in parts]
    parts = [part.strip() for part in _outside(text, ",")]
    plain = all(part and len(part) <= _SHORT and not re.search(r"[.!?:]", bare(part)) for part in parts)
    if len(parts) >= _ENOUGH and plain:
        last = re.match(r"(?:and|or|en|of|und|oder|et|ou|y|o|e)\s+(.+)$", parts[-1])
        return [*parts[:-1], last[1] if last else parts[-1]]
    return [text]


def _semicolons(text: str) -> list[str]:
    return [part.strip() for part in _outside(text, ";")]


def _outside(text: str, sign: str) -> list[str]:
    """The parts of a text between a sign, where that is outside brackets and emphasis, and no part of a number."""
    parts, depth, start, stars = list[str](), 0, 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        stars += char == "*" and text[at - 1 : at] != "\\"
        in_number = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if char == sign and depth <= 0 and stars % 2 == 0 and not in_number:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return parts
