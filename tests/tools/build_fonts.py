"""Makes the files of `fonts/` out of the published packages: `python tests/tools/build_fonts.py PACKAGE_FOLDER...`.

A face is taken out of its WOFF2 container unchanged. Its kerning is read with HarfBuzz, pair by pair, and written as
classes: characters that kern alike on the left, characters that kern alike on the right, and for each left class a row
of right classes and values (class, value, class, value, …) in thousandths of the type size. The faces for symbols and
emoji are cut down to the characters that the others lack. Needs fontTools, brotli and uharfbuzz, which the program
itself does not.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import uharfbuzz as hb
from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "fonts"
FACES = (
    "IBMPlexSans-Light",
    "IBMPlexSans-Regular",
    "IBMPlexSans-Italic",
    "IBMPlexSans-Bold",
    "IBMPlexSansCondensed-Regular",
    "IBMPlexSansCondensed-Bold",
    "IBMPlexSansCondensed-Italic",
)
# The faces that stand in, the first that has a character before the others, and what is kept of them.
STAND_INS = {
    "NotoSansSymbols": range(0x2000, 0x2C00),
    "NotoSansMath": range(0x2000, 0x2C00),
    "NotoSansSymbols2": range(0x2000, 0x2C00),
    "NotoEmoji": range(0x2000, 0x1FB00),
}
KERN_ONLY = dict.fromkeys(("liga", "clig", "calt", "dlig", "ccmp", "locl"), False) | {"kern": True}


def unpack(name: str, packages: list[Path]) -> Path:
    """Writes NAME.ttf from the first package that holds it, and returns its path."""
    for package in packages:
        for source in package.rglob(f"complete/woff2/{name}.woff2"):
            font = TTFont(source)
            font.flavor = None
            target = FONTS / f"{name}.ttf"
            font.save(target)
            return target
    raise SystemExit(f"{name}.woff2 is in none of the folders given")


def pair_values(path: Path) -> dict[tuple[str, str], int]:
    """Every kerned pair of the face's letters, figures and punctuation, in thousandths of the type size."""
    blob = hb.Blob.from_file_path(str(path))
    face = hb.Face(blob)
    font = hb.Font(face)
    cmap = TTFont(path).getBestCmap()
    chars = [chr(c) for c in sorted(cmap) if c < 0x2200 and unicodedata.category(chr(c))[0] in "LNPS"]
    alone = {ch: font.get_glyph_h_advance(font.get_nominal_glyph(ord(ch))) for ch in chars}
    values = {}
    buffer = hb.Buffer()
    for left in chars:
        for right in chars:
            buffer.reset()
            buffer.add_str(left + right)
            buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
            hb.shape(font, buffer, KERN_ONLY)
            kern = sum(p.x_advance for p in buffer.glyph_positions) - alone[left] - alone[right]
            if kern:
                values[left, right] = round(kern * 1000 / face.upem)
    return values


def classes(values: dict[tuple[str, str], int]) -> dict[str, object]:
    """The same pairs as classes of characters that kern alike, and a row of text for each class at the left."""
    lefts: dict[str, dict[str, int]] = {}
    rights: dict[str, dict[str, int]] = {}
    for (left, right), value in values.items():
        lefts.setdefault(left, {})[right] = value
        rights.setdefault(right, {})[left] = value

    def group(rows: dict[str, dict[str, int]]) -> list[str]:
        alike: dict[tuple[tuple[str, int], ...], str] = {}
        for char, row in rows.items():
            key = tuple(sorted(row.items()))
            alike[key] = alike.get(key, "") + char
        return sorted(alike.values())

    left_classes, right_classes = group(lefts), group(rights)
    rows = [
        " ".join(f"{j} {v}" for j, right in enumerate(right_classes) if (v := values.get((left[0], right[0]))))
        for left in left_classes
    ]
    return {"left": left_classes, "right": right_classes, "rows": rows}


def cut(name: str, packages: list[Path], kept: range, known: set[int]) -> set[int]:
    """Writes NAME-Regular.ttf with those of its characters that are kept and not known yet, and returns them."""
    source = next(path for package in packages for path in package.rglob(f"{name}_400Regular.ttf"))
    font = TTFont(source)
    chars = {code for code in font.getBestCmap() if code in kept} - known
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False, notdef_outline=True)
    options.name_IDs = ["*"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chars | {0x20})  # a line of nothing else ends with a space too
    cutter.subset(font)
    font.save(FONTS / f"{name}-Regular.ttf")
    return chars


def main(packages: list[Path]) -> None:
    (FONTS / "kerning").mkdir(exist_ok=True)
    for name in FACES:
        values = pair_values(unpack(name, packages))
        text = json.dumps(classes(values), ensure_ascii=False, separators=(",", ":"))
        (FONTS / "kerning" / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(values)} pairs, {len(text)} characters")
    known = set(TTFont(FONTS / f"{FACES[1]}.ttf").getBestCmap())
    for name, kept in STAND_INS.items():
        chars = cut(name, packages, kept, known)
        known |= chars
        print(f"{name}: {len(chars)} characters, {(FONTS / f'{name}-Regular.ttf').stat().st_size // 1000} kB")


if __name__ == "__main__":
    main([Path(arg) for arg in sys.argv[1:]])
