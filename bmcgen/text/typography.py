"""Typed signs to typographic ones: quotation marks, apostrophes, dashes and ellipses as a language writes them."""

from __future__ import annotations

import re

from bmcgen.text.segmentation import is_address

_QUOTES = {
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "bg": "„“‚‘",
    "pl": "„”‚’",
    "hu": "„”»«",
    "ro": "„”«»",
    "da": "””’’",
    "sv": "””’’",
    "fi": "””’’",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "fr": "«»“”",
    "it": "«»“”",
    "es": "«»“”",
    "pt": "«»“”",
    "el": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
}
"""The opening and the closing mark of a quotation, and those of one within it."""
_USUAL = "“”‘’"
NARROW = "\u202f"
_ANY_SPACE = "[ \u00a0\u202f]"
_GROUPED = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_ANY_SPACE}\d{{3}})+(?!\d)")
_KEPT = "\ufdd0"
"""Stands for an address while the text around it is changed; no text may hold it."""
_SPACED = {"fr": NARROW}
"""What stands between a mark and what it quotes."""
_OPENS_AFTER = "*([{<«„“‚‘–—-/\u00a0\u202f"
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
# Between words or between spaces, not before the name of an option (--help).
_DASH = re.compile(r"(?<![-<])--(?=\s|$)|(?<=[\w)\]”’“])--(?=[\w(\[„“‘])")
_LONG_DASH = re.compile(r"(?<![-<])---(?![->])")
_WORD = re.compile(r"\S+")


def marks_of(language: str) -> tuple[str, str]:
    """How a language quotes, and how it quotes within that: “…” and ‘…’."""
    marks, space = _marks(language)
    first, last, inner, outer = [*marks]
    return f"{first}{space}…{space}{last}", f"{inner}…{outer}"


def opening_mark(language: str) -> str:
    """The mark that begins a quotation in a language."""
    return _marks(language)[0][0]


def spaces(language: str) -> tuple[str, ...]:
    """The signs that a language keeps a space from."""
    return tuple(_spaced(language))


def spaced(text: str, language: str) -> str:
    """A text with narrow no-break spaces where its language has spaces at signs, whether one was typed or none, and
    within numbers. Addresses stay as they are, and so do times of day.
    """
    signs = _spaced(language)
    if not (signs or _has_narrow_numbers(language)) or _KEPT in text:
        return text
    kept = iter([match[0] for match in _WORD.finditer(text) if is_address(match[0])])
    parted = _parted(_WORD.sub(lambda word: _KEPT if is_address(word[0]) else word[0], text), signs)
    return re.sub(_KEPT, lambda _: next(kept), parted)


def _parted(text: str, signs: str) -> str:
    if before := signs.replace("«", ""):
        text = re.sub(rf"(?<=\S){_ANY_SPACE}+(?=[{before}])", NARROW, text)
        # A sign at the end of a word is one of the sentence; a colon within one (14:30) is not.
        text = re.sub(rf"(?<=[^\s{_ANY_SPACE[1:-1]}{signs}(\[])(?=[{before}](?:[\s{before}).…”\]]|$))", NARROW, text)
        text = re.sub(rf"«{_ANY_SPACE}*(?=\S)", f"«{NARROW}", text)
    text = _GROUPED.sub(lambda number: re.sub(_ANY_SPACE, NARROW, number[0]), text)
    return re.sub(rf"(?<=\d){_ANY_SPACE}(?=[%€])", NARROW, text)


def _has_narrow_numbers(language: str) -> bool:
    """Whether a language groups the digits of a number by spaces, and has one before a sign of money or per cent."""
    return language.replace("_", "-").partition("-")[0].lower() in ("es", "fr")


def _spaced(language: str) -> str:
    """The signs before which a language has a space, and those after which it has one."""
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() != "fr":
        return ""
    return ":«»" if parts[-1].upper() == "CA" else ";:!?«»"


def _marks(language: str) -> tuple[str, str]:
    if language in ("de-CH", "de-LI"):
        return "«»‹›", ""
    base = language.replace("_", "-").split("-")[0].lower()
    return _QUOTES.get(base, _USUAL), _SPACED.get(base, "")


def smart(text: str, language: str) -> str:
    """A text with its straight quotation marks, `--`, `---` and `...` turned into the signs of its language. Addresses,
    paths and names of files stay as they are, and so do inches and feet.
    """
    if not any(sign in text for sign in ('"', "'", "--", "...")):
        return spaced(text, language)
    kept = [match.span() for match in _WORD.finditer(text) if is_address(match[0])]
    marks, space = _marks(language)
    found, at = list[str](), 0
    quotes = _Quotes(marks, space)
    for start, end in [*kept, (len(text), len(text))]:
        found += [quotes.turned(text, at, start), text[start:end]]
        at = end
    return spaced("".join(found), language)


class _Quotes:
    """Turns quotation marks, and remembers which are open."""

    def __init__(self, marks: str, space: str) -> None:
        self.marks, self.space = marks, space
        self.open = {'"': 0, "'": 0}

    def turned(self, text: str, start: int, end: int) -> str:
        found = []
        for at in range(start, end):
            char = text[at]
            found.append(self._quote(text, at) if char in "\"'" else char)
        turned = _ELLIPSIS.sub("…", "".join(found))
        return _DASH.sub("–", _LONG_DASH.sub("—", turned))

    def _quote(self, text: str, at: int) -> str:
        char, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        first, last, inner, outer = [*self.marks]
        begin, stop = (first, last) if char == '"' else (inner, outer)
        opens = (not before or before.isspace() or before in _OPENS_AFTER) and after.strip()
        if self.open[char] and not opens:
            self.open[char] -= 1
            # French closes with a space before the mark.
            return f"{self.space}{stop}" if char == '"' else stop
        if char == "'" and (before.isalnum() or (opens and self._elides(text, at))):
            return "'" if before.isdigit() else "’"
        if opens:
            if text.find(char, at + 1) < 0:
                return char if char == '"' else "’"
            self.open[char] += 1
            return f"{begin}{self.space}" if char == '"' else begin
        # Inches and feet, and marks that nothing opened.
        return char if before.isdigit() or char == '"' else "’"

    @staticmethod
    def _elides(text: str, at: int) -> bool:
        """Whether a mark stands for letters left out: ’s morgens, ’90s, ’t."""
        return bool(re.match(r"'(?:\d\ds?\b|[stn]\b(?!'))", text[at:]))
