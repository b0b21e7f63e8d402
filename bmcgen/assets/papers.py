"""Sheets of paper: the sizes that have names, and those given in figures."""

from __future__ import annotations

import re

from msgspec import Struct

from bmcgen.diagnostics import Place, Problems, did_you_mean, error, short
from bmcgen.geometry import MM, length

# Width and height in millimetres, standing (ISO 216; ANSI/ASME Y14.1; Architectural sizes).
_SIZES = {
    **{
        f"A{n}": size
        for n, size in enumerate(((841, 1189), (594, 841), (420, 594), (297, 420), (210, 297), (148, 210)))
    },
    "A6": (105, 148),
    **{f"B{n}": size for n, size in enumerate(((1000, 1414), (707, 1000), (500, 707), (353, 500)))},
    "Letter": (215.9, 279.4),
    "Tabloid": (279.4, 431.8),
    "Arch D": (609.6, 914.4),
    "Arch E": (914.4, 1219.2),
}
PAPERS = {name: (wide * MM, high * MM) for name, (wide, high) in _SIZES.items()}
CUSTOM = "custom"
_ALIAS = {"ledger": "Tabloid", "archd": "Arch D", "arche": "Arch E"}
_FIGURES = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)", re.IGNORECASE)
_TURNED = re.compile(r"(.+?)[\s-]+(landscape|portrait)", re.IGNORECASE)
LEAST, MOST = 50 * MM, 3000 * MM
SMALLEST = 0.867
ALIKE = 0.08


class Paper(Struct, frozen=True):
    """A sheet as it was asked for: its name, its sides in points, and how it lies, if that was said."""

    name: str
    width: float
    height: float
    turned: str | None = None

    def lying(self, orientation: str) -> tuple[float, float]:
        """Its width and height, lying or standing."""
        short_side, long_side = sorted((self.width, self.height))
        return (long_side, short_side) if orientation == "landscape" else (short_side, long_side)


def paper_of(text: str, where: Place) -> Paper:
    """The paper that is meant: `A2`, `A3 landscape`, `Arch D`, `900x600mm`. `Problems` for one that there is not."""
    turned = None
    if match := _TURNED.fullmatch(text.strip()):
        text, turned = match[1], match[2].lower()
    name = _named(text)
    if name:
        return Paper(name, *PAPERS[name], turned)
    match = _FIGURES.fullmatch(text.strip())
    if not match:
        known = list(PAPERS)
        hint = did_you_mean(text, known, f"choose from: {', '.join(known)}, or give a size such as 900x600mm")
        raise Problems([error("unknown-paper", f'"{short(text)}" is not a paper size', where, hint)])
    width, height = (length(match[number] + match[3].lower()) for number in (1, 2))
    if not (min(width, height) >= LEAST and max(width, height) <= MOST):
        message = f'"{short(text)}" is too small or too large to print'
        raise Problems([error("bad-paper", message, where, "each side must be from 50 mm to 3 m")])
    lies = "landscape" if width > height else "portrait"
    return Paper(f"{match[1]}x{match[2]}{match[3].lower()}", width, height, turned or lies)


def _named(text: str) -> str | None:
    folded = re.sub(r"[\s_-]+", "", text).casefold()
    names = {re.sub(r"\s+", "", name).casefold(): name for name in PAPERS} | _ALIAS
    return names.get(folded)


def scale_to(width: float, height: float, own: tuple[float, float]) -> float:
    """How large everything is on a sheet that a layout was not drawn for: as its area asks, but no smaller than can be
    read, and as it was drawn where the sheet is about as large.
    """
    scale = float((width * height / (own[0] * own[1])) ** 0.5)
    return 1.0 if abs(scale - 1) < ALIKE else max(scale, SMALLEST)
