"""The letters of a file: how a line shows them, and the part of each face that is embedded.

A letter that code page 1252 has keeps its code there in every file, so how a word is shown is worked out once for each
face. Others get the codes that are left, and then some in further subsets of their face, in the order in which a
file comes to need them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from hashlib import blake2b
from string import ascii_lowercase, ascii_uppercase, digits

from msgspec import Struct, field
from reportlab.pdfbase.pdfdoc import PDFName

from bmcgen.backends.pdf.reportlab_parts import object_of
from bmcgen.backends.pdf.values import decimal
from bmcgen.backends.pdf.writer import File
from bmcgen.text.fonts import Face

SOFT_HYPHEN = "\u00ad"
"""Looks like a hyphen, and is none to those who listen or search."""
_SPACE = 32
_FIRST = 33
_KEPT = 20_000
_PARTS = 32
"""Texts and font subsets that each face remembers."""
# Groups of letters, and the part of each from which on all of it is embedded: accented ones are hardly more than
# references to their parts.
_GROUPS = (
    (frozenset(ascii_lowercase), 1 / 3),
    (frozenset(ascii_uppercase), 1 / 3),
    (frozenset(digits), 0.0),
    (frozenset(".,:;!?()-\u2013/&'\u2019\u20ac%"), 0.0),
    (frozenset("äëïöüáéíóúèêçßÄÖÜÉ"), 0.0),
)


def _escaped(code: int) -> str:
    if chr(code) in "()\\":
        return "\\" + chr(code)
    return chr(code) if _SPACE <= code < 127 else f"\\{code:03o}"


_CODES = {
    bytes([code]).decode("cp1252"): code
    for code in range(_SPACE, 256)
    if code not in (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0)
}
_LEFT = [code for code in (*range(127, 256), *range(1, _SPACE)) if code not in _CODES.values()]
_SHOWN = {char: _escaped(code) for char, code in _CODES.items()} | {"\u00a0": " "}


class _Used(Struct):
    """What a file shows of a face: under which name, what shows a text, texts in code page 1252, and where all other
    letters are.
    """

    name: str
    show: Callable[[str], str | None]
    texts: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    others: dict[str, tuple[int, int]] = field(default_factory=dict)


class Lettering:
    """Shows letters, and remembers which the file has to hold."""

    def __init__(self, file: File) -> None:
        self.file = file
        self._used: dict[Face, _Used] = {}

    def shown(self, face: Face, text: str, size: str) -> tuple[str, str]:
        """A text as operands and operators: the face that it begins in, as Tf selects it, and what shows it, with the
        kerning between its letters. Where it goes through several subsets of the face, what shows it ends in the first.
        """
        used = self._used.get(face)
        if used is None:
            used = self._used[face] = _Used(f"/F{len(self._used) + 1}", face.derived(_text, _KEPT))
        font = f"{used.name} {size} Tf"
        shown = used.show(text)
        if shown is None:
            return font, self._mixed(used, face, text, size)
        used.texts.append(text)
        return font, shown

    def _mixed(self, used: _Used, face: Face, text: str, size: str) -> str:
        """The same for a text with letters that have no code of their own."""
        parts: list[str] = []
        shown, current = "", 0
        letters = text.replace("\u00a0", " ")
        for char, kern in zip(letters, (0, *face.kerns(_looks(letters))), strict=True):
            subset, code = self._place(used, face, char, current)
            if subset != current:
                parts += [f"[({shown})] TJ"] if shown else []
                parts.append(f"{_name(used, subset)} {size} Tf")
                current, shown = subset, ""
            elif kern:
                shown += f") {decimal(-kern)} ("
            shown += _escaped(code)
        parts.append(f"[({shown})] TJ")
        if current:
            parts.append(f"{used.name} {size} Tf")
        return " ".join(parts)

    def _place(self, used: _Used, face: Face, char: str, current: int) -> tuple[int, int]:
        """The subset and the code of a letter; a space is in each subset, and what a face has not is its code 0."""
        if char == " ":
            return current, _SPACE
        if not face.has(_looks(char)):
            return current, 0
        if char in _CODES:
            used.texts.append(char)
            return 0, _CODES[char]
        if char not in used.others:
            number = len(used.others)
            subset, code = divmod(number - len(_LEFT), 256 - _FIRST)
            used.others[char] = (0, _LEFT[number]) if number < len(_LEFT) else (subset + 1, code + _FIRST)
        return used.others[char]

    def end_page(self) -> None:
        """Of the texts of a page only the letters need be remembered."""
        for used in self._used.values():
            used.letters.update("".join(used.texts))
            used.texts.clear()

    def finish(self) -> None:
        """Writes the parts of the faces into the file."""
        fonts = object_of(self.file.document, "BasicFonts").dict
        parts: dict[str, _Part] = {}
        self.end_page()
        for face, used in self._used.items():
            subsets = {0: {char: _CODES[char] for char in _rounded(face, used.letters)}}
            for char, (subset, code) in used.others.items():
                subsets.setdefault(subset, {" ": _SPACE})[char] = code
            for subset, chars in subsets.items():
                parts[_name(used, subset)[1:]] = face.derived(_part, _PARTS)(frozenset(chars.items()))
        streams = [
            (self.file.compressed(part.program, f"/Length1 {part.length}"), self.file.compressed(part.meaning))
            for part in parts.values()
        ]
        first = self.file.numbers(2 * len(parts))
        # A font and what describes it (ISO 32000-1, 9.6.3 and 9.8).
        objects: list[str] = []
        for number, (name, part) in enumerate(parts.items()):
            program, meaning = streams[number]
            objects.append(f"{part.descriptor}/FontFile2 {program} 0 R>>")
            objects.append(f"{part.font}/FontDescriptor {first + 2 * number} 0 R/ToUnicode {meaning} 0 R>>")
            fonts[name] = f"{first + 2 * number + 1} 0 R"
        self.file.put(first, objects)


def _name(used: _Used, subset: int) -> str:
    return f"{used.name}.{subset}" if subset else used.name


def _rounded(face: Face, letters: set[str]) -> set[str]:
    """Letters that have codes of their own, with all of a group that many of them are from: so the same part of a face
    serves most files of a batch, and is made once.
    """
    found = letters.intersection(_CODES)
    for group, part in _GROUPS:
        if len(found & group) > part * len(group):
            found |= group
    return (face.chars & (found | {" "}) - {SOFT_HYPHEN}) | (found & {SOFT_HYPHEN})


def _looks(text: str) -> str:
    """The letters whose glyphs show a text."""
    return text.replace(SOFT_HYPHEN, "-")


def _text(face: Face, text: str) -> str | None:
    """What shows a text; None if a letter of it has no code of its own."""
    known = face.derived(_word, _KEPT)
    words = [known(word) for word in text.split(" ")]
    return None if None in words else f"[({' '.join(words)})] TJ"  # type: ignore[arg-type]


def _word(face: Face, word: str) -> str | None:
    """A word between the brackets of TJ, with the kerning between its letters."""
    letters = word.replace("\u00a0", " ")
    looks = _looks(letters)
    if not (all(map(_SHOWN.__contains__, letters)) and all(map(face.has, looks))):
        return None
    shown = letters[:1] and _SHOWN[letters[0]]
    for char, kern in zip(letters[1:], face.kerns(looks), strict=True):
        shown += (f") {decimal(-kern)} (" if kern else "") + _SHOWN[char]
    return shown


class _Part(Struct, frozen=True):
    """A part of a face as a file holds it: compressed streams, and the beginnings of its two dictionaries."""

    program: bytes
    length: int
    meaning: bytes
    descriptor: str
    font: str


def _part(face: Face, chars: frozenset[tuple[str, int]]) -> _Part:
    """The part of a face that has these letters, each at its code."""
    parsed = face.font.parsed
    about = parsed.descriptor
    places = {code: char for char, code in chars}
    row = "".join(places.get(code, "\0") for code in range(max(places, default=_SPACE) + 1))
    codes = [ord(char) for char in _looks(row)]
    program = face.font.subset(codes)
    # The font is part of the tag: two fonts of one PostScript name must not be taken for one.
    digest = blake2b(row.encode(), digest_size=6, key=face.font.digest).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest)
    base = PDFName(f"{tag}+{parsed.postscript_name}")
    box = " ".join(decimal(each) for each in about.bbox)
    first = next(number for number, code in enumerate(codes) if code)
    widths = " ".join(
        decimal(parsed.advances.get(code, parsed.default_advance)) if code else "0" for code in codes[first:]
    )
    return _Part(
        zlib.compress(program),
        len(program),
        zlib.compress(_to_unicode(base[1:], row).encode()),
        f"<</Type/FontDescriptor/FontName{base}/Flags {about.flags & ~32 | 4}/FontBBox[{box}]"
        f"/ItalicAngle {decimal(about.italic_angle)}/Ascent {decimal(about.ascent)}"
        f"/Descent {decimal(about.descent)}/CapHeight {decimal(about.cap_height)}/StemV {decimal(about.stem_v)}"
        f"/MissingWidth {decimal(about.missing_width)}",
        f"<</Type/Font/Subtype/TrueType/BaseFont{base}/FirstChar {first}/LastChar {len(codes) - 1}/Widths[{widths}]",
    )


def _to_unicode(name: str, row: Sequence[str]) -> str:
    """What the codes of a subset mean, as a ToUnicode CMap (ISO 32000-1, 9.10.3): characters beyond U+FFFF are pairs of
    surrogates, and a block has at most a hundred entries.
    """
    known = [(code, char.encode("utf-16-be").hex().upper()) for code, char in enumerate(row) if char != "\0"]
    blocks = [known[start : start + 100] for start in range(0, len(known), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *(f"<{code:02X}> <{char}>" for code, char in block), "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])
