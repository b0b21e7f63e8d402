"""Font subsets for a stylesheet.

A subset is a modified font, and may not carry a name that its licence reserves (SIL OFL 1.1, section 3): its family is
called by a digest of what is in it, so that two drawings on one web page never take each other's fonts. Copyright and
licence stay in the name table, and are told in the drawing's metadata.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import blake2b
from io import BytesIO

from msgspec import Struct

from bmcgen.diagnostics import Place, Problems, error
from bmcgen.model.page import Line, Page
from bmcgen.text.fonts import Face, Faces

_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = range(7)
_LICENCE, _LICENCE_URL, _TYPOGRAPHIC_FAMILY = 13, 14, 16
_KEPT = (_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_URL)
_TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
"""Hints are for coarse screens; kerning and ligatures are in the positions of the glyphs already."""
_SUBSETS = 16
"""How many subsets of a face are remembered: those of one document are often those of the next."""
_SAFE = re.compile(r"[\w -]+", re.ASCII)


class WebFont(Struct, frozen=True):
    """A subset: its family, which is the name of its class too, the rules that define both, and what its name table
    says of copyright and licence.
    """

    family: str
    rules: str
    notices: tuple[str, ...]


def web_fonts(faces: Faces, pages: Iterable[Page]) -> dict[str, WebFont]:
    """For each face on pages, by name, the subset of it that they need. `Problems` if one cannot be made."""
    needed: dict[str, set[str]] = {}
    for page in pages:
        for line in page.lines():
            for run in line.runs:
                needed.setdefault(run.face, {" "}).update(run.text)
    found, problems = {}, []
    for name, chars in needed.items():
        try:
            found[name] = faces.by_name(name).derived(_web_font, _SUBSETS)(frozenset(chars))
        except Exception as exc:  # a damaged table raises anything
            message = f"{name} cannot be subset: {exc or type(exc).__name__}"
            problems.append(error("bad-font", message, Place(name), "a .pdf may still be possible"))
    if problems:
        raise Problems(problems)
    return found


def _web_font(face: Face, chars: frozenset[str]) -> WebFont:
    """A subset as WOFF, which is zlib inside: WOFF2 would save a fifth, and take a library more."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    program = face.program
    font = TTFont(BytesIO(program), lazy=True, recalcTimestamp=False)
    tables = font.keys()
    for table in set(tables) - _TABLES:
        del font[table]
    options = Options(hinting=False, layout_features=[], name_IDs=["*"], name_languages=["*"], glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, chars))
    subsetter.subset(font)

    names = font["name"]
    said = {number: text for number in (*_KEPT, _FAMILY, _TYPOGRAPHIC_FAMILY) if (text := names.getDebugName(number))}
    digest = blake2b(program + "".join(sorted(chars)).encode("utf-8", "replace"), digest_size=5).hexdigest()
    family = f"bmcgen-{digest}"
    names.names = []
    own = {_FAMILY: family, _STYLE: "Regular", _UNIQUE: family, _FULL: family, _POSTSCRIPT: family}
    for number, text in (own | {number: said[number] for number in _KEPT if number in said}).items():
        names.setName(text, number, 3, 1, 0x409)
    style = font.get("OS/2")
    weight = min(max(style.usWeightClass, 1), 1000) if style else 400
    slope = "italic" if font["head"].macStyle & 2 else "normal"
    font.flavor = "woff"
    out = BytesIO()
    font.save(out, reorderTables=None)

    # Where the subset is not read (Inkscape), the font itself may be installed.
    known = said.get(_TYPOGRAPHIC_FAMILY) or said.get(_FAMILY, "")
    others = f'"{known}",sans-serif' if _SAFE.fullmatch(known) else "sans-serif"
    kind = f"font-style:{slope};font-weight:{weight}"
    data = b64encode(out.getvalue()).decode()
    # Browsers take two spaces together, and positions with them, unless the text itself says otherwise.
    return WebFont(
        family,
        f'@font-face{{font-family:"{family}";{kind};src:url(data:font/woff;base64,{data}) format("woff")}}\n'
        f'.{family}{{font-family:"{family}",{others};{kind};white-space:pre}}',
        tuple(said[number] for number in _KEPT if number != _VERSION and number in said),
    )


def faces_of(lines: Iterable[Line]) -> dict[str, None]:
    """The names of the faces of lines, each once."""
    return dict.fromkeys(run.face for line in lines for run in line.runs)
