"""What a key in a data file may be called, and the text that a person typed, cleaned of what cannot be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct

from bmcgen.model.locale import BlockWords

_SEPARATORS = re.compile(r"[\s_\-\u2010\u2011]+")
_LINE_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Spaces of other widths, all of which a line may be broken at, and the braille cell without a dot.
_SPACE = re.compile("[\t\u1680\u2000-\u2006\u2008-\u200a\u205f\u2800\u3000]")
# How a picture is to look in colour: its style, its skin, the key around a figure. In one colour it is itself.
_IN_COLOUR = re.compile("[\ufe00-\ufe0f\u20e3]|(?<=\\S)[\U0001f3fb-\U0001f3ff]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SOFT_HYPHEN = "\u00ad"
SYMBOLS = {
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf0b7": "•",
    "\uf0d8": "►",
    "\uf0e0": "→",
    "\uf0e8": "→",
    "\uf0fb": "✗",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
}
"""The marks of lists that word processors keep in symbol fonts, under codes of their own, and what they look like."""
_SYMBOLS = str.maketrans(SYMBOLS)


def fold(name: str) -> str:
    """A name without case and separators: `key_partners`, `keyPartners` and `Key Partners` are one."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", name)).casefold()


def clean(text: str) -> str:
    """Composed (NFC), with line breaks as newlines and other spaces as spaces; without control and invisible
    characters, and what says of a picture how it looks in colour.

    The soft hyphen stays, for it says where a word may be broken; non-breaking spaces stay too.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _SPACE.sub(" ", _LINE_BREAK.sub("\n", unicodedata.normalize("NFC", text)))
    if not text.isascii():
        text = _IN_COLOUR.sub("", text).translate(_SYMBOLS)
    if text.isprintable():
        return text.strip()
    keep = "\n" + SOFT_HYPHEN
    text = "".join(c for c in text if c in keep or unicodedata.category(c) not in ("Cc", "Cs", "Cf")).strip()
    return text if text.strip(keep + " ") else ""


def plain_number(text: str) -> float | None:
    """A number in plain figures, not negative; None for anything else that Python would take for one."""
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else None


class Names(Struct, frozen=True):
    """Which block a folded name means, the names to show, and all those to suggest for one that means none."""

    layout: str
    meaning: Mapping[str, str]
    known: tuple[str, ...]
    every: tuple[str, ...]

    def find(self, name: str) -> str | None:
        return self.meaning.get(fold(name))


def block_names(
    layout: str, ids: Iterable[str], own: Mapping[str, BlockWords], others: Iterable[Mapping[str, BlockWords]]
) -> Names:
    """The names of a layout's blocks: ids, then titles, other names and codes of the document's language, then the
    titles and other names of the other languages. Where two would clash, the earlier one stands.
    """
    ids = tuple(ids)
    meaning = {fold(key): key for key in ids}
    for key in ids:
        if key in own:
            for name in (own[key].title, *own[key].also, own[key].code):
                if name:
                    meaning.setdefault(fold(name), key)
    foreign: list[str] = []
    for words in others:
        for key in ids:
            if key in words:
                for name in (words[key].title, *words[key].also):
                    meaning.setdefault(fold(name), key)
                    foreign.append(name)
    titles = tuple(own[key].title for key in ids if key in own)
    also = tuple(name for key in ids if key in own for name in own[key].also)
    return Names(layout, meaning, titles or ids, (*ids, *titles, *also, *foreign))
