"""Texts and numbers as SVG has them."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "})


def number(value: float) -> str:
    """A length to a hundredth of a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escaped(text: str) -> str:
    """A text for content and attributes alike, as long as it was: each control character is a space or U+FFFD."""
    return _IMPOSSIBLE.sub("\ufffd", text).translate(_SIGNS)


def plain(text: str) -> str:
    """The same for a title: on one line."""
    return escaped(" ".join(text.split()))


def tag(name: str, **attributes: str | float | None) -> str:
    """The beginning of an element without its end (> or />). Underscores stand for hyphens, two for a colon; attributes
    that are None are left out.
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            text = escaped(value) if isinstance(value, str) else number(value)
            parts.append(f' {key.strip("_").replace("__", ":").replace("_", "-")}="{text}"')
    return "".join(parts)
