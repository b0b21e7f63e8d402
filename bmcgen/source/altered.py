"""What of a typed text is printed otherwise than it was typed: told once for each kind, where it is first met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from bmcgen.diagnostics import Diagnostic, Place, warning
from bmcgen.source.names import SYMBOLS
from bmcgen.source.tree import Mapping, Node, Scalar

_PICTURE = "\u2190-\u2bff\ufe0f\U0001f000-\U0001fbff"
_KINDS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "control": (
        "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]",
        lambda found: f"{_code(found)} is a control character, so it is not printed",
        "delete it",
    ),
    "half": (
        "[\ud800-\udfff]",
        lambda found: f"{_code(found)} is half a character, so it is not printed",
        "type or paste the whole character again",
    ),
    "skin": (
        "(?<=\\S)[\U0001f3fb-\U0001f3ff]",
        lambda found: f"the skin tone {_code(found)} is not printed: emoji are printed in one colour",
        "",
    ),
    "keycap": ("\u20e3", lambda found: f"the keycap {_code(found)} is not printed, only the character on it", ""),
    "joined": (
        f"(?<=[{_PICTURE}\U0001f3fb-\U0001f3ff])\u200d(?=[{_PICTURE}])",
        lambda _: "joined emoji are printed side by side",
        "",
    ),
    "break": (
        "[\x0b\x0c\x85\u2028\u2029]",
        lambda found: f"{_code(found)} is read as the end of a line",
        "word processors often leave it behind; type a line break or a space instead",
    ),
    "symbol": (
        f"[{''.join(SYMBOLS)}]",
        lambda found: f'{_code(found)}, of a symbol font, is printed as "{SYMBOLS[found]}"',
        "word processors often leave it behind; type the character itself",
    ),
}
_FIRST_PRINTABLE = "\u20e3"
_ANY = "|".join(f"(?P<{kind}>{pattern})" for kind, (pattern, _, _) in _KINDS.items())


def altered(texts: Iterable[tuple[str, Place]]) -> list[Diagnostic]:
    """A warning for each kind of character that is left out or replaced in any of the texts."""
    first: dict[str, tuple[str, Place]] = {}
    count: dict[str, int] = {}
    for text, where in texts:
        # Python calls all of these unprintable but keycaps and skin tones, which come after the letters of most texts.
        if text.isprintable() and (text.isascii() or max(text) < _FIRST_PRINTABLE):
            continue
        kinds: dict[str, str] = {}
        for found in re.finditer(_ANY, text):
            kinds.setdefault(str(found.lastgroup), found[0])
        for kind, char in kinds.items():
            first.setdefault(kind, (char, _at(char, where)))
            count[kind] = count.get(kind, 0) + 1
    told = []
    for kind, (char, where) in first.items():
        _, say, hint = _KINDS[kind]
        others = count[kind] - 1
        more = f" (and in {others} more {'text' if others == 1 else 'texts'})" if others else ""
        told.append(warning("altered-text", say(char) + more, where, hint))
    return told


def scalars(node: Node) -> Iterator[tuple[str, Place]]:
    """The texts of a tree in their order, with their places."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Scalar):
            yield each.text, each.where
        elif isinstance(each, Mapping):
            waiting += [part for pair in reversed(each.pairs) for part in reversed(pair)]
        else:
            waiting += reversed(each.items)


def _at(char: str, where: Place) -> Place:
    """The place of the character itself, where it stands as such on the line."""
    at = where.text.find(char, max(0, where.column - 1))
    return where if at < 0 else Place(where.file, where.line, at + 1, 1, where.text)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
