"""Numbers and texts as PDF has them (ISO 32000-1, 7.3)."""

from __future__ import annotations


def decimal(value: float) -> str:
    """A number to a thousandth of a point, without an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def string(text: str) -> str:
    """A text that is not shown: in brackets if it is plain, else as UTF-16 in hexadecimal digits."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
