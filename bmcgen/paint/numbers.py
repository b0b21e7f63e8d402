"""Numbers as PDF has them."""

from __future__ import annotations


def decimal(value: float) -> str:
    """A number to a thousandth of a point, without an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
