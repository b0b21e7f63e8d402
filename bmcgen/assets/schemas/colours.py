"""Colours as files say them."""

from __future__ import annotations

import re

from bmcgen.model import layout as model

LEAST_CONTRAST = 4.5
"""Of a colour that words are set in, on white paper (WCAG 2.2)."""
_COLOUR = re.compile(r"#([0-9a-fA-F]{6})(?:\s*/\s*(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})\s+(\d{1,3}))?")


def colour_of(value: object) -> model.Colour:
    """`#1A2B3C` for screens, and for the press perhaps the per cent of its four inks behind a slash. Without them, what
    three inks have in common is printed black. Grey is the colour's luma (Rec. 709).
    """
    match = _COLOUR.fullmatch(str(value).strip())
    if not match:
        raise ValueError(f'"{value}" is not a colour such as "#1A2B3C"')
    red, green, blue = (part / 255 for part in bytes.fromhex(match[1]))
    grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    if match[2] is None:
        light = max(red, green, blue)
        inks = [(light - part) / light if light else 0.0 for part in (red, green, blue)]
        return model.Colour((red, green, blue), (inks[0], inks[1], inks[2], 1 - light), grey)
    cyan, magenta, yellow, black = (int(match[number]) / 100 for number in range(2, 6))
    if max(cyan, magenta, yellow, black) > 1:
        raise ValueError(f'"{value}" has more than 100 per cent of an ink')
    return model.Colour((red, green, blue), (cyan, magenta, yellow, black), grey)


def accent_of(value: object) -> model.Colour | str:
    """An accent of a layout's own: a colour that can be read on paper, or the name of an accent that themes have."""
    said = str(value).strip()
    if not said.startswith("#"):
        return said
    colour = colour_of(said)
    found = 1.05 / (_luminance(colour) + 0.05)
    if found < LEAST_CONTRAST:
        raise ValueError(f'"{said}" is too pale to be read on paper: its contrast is {found:.1f}, of {LEAST_CONTRAST}')
    return colour


def _luminance(colour: model.Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
