"""Texts in Markdown such that they are shown as they were typed, and are read back sign by sign.

In light markup `**` and `*` mean the same as in Markdown and stay; a backslash before an asterisk or a hyphen stays,
too.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

LISTS = ("segments", "tags", "to")
"""The keys of a note that may have several values."""
KEYS = ("status", "segments", "amount", "tags", "colour", "id", "to")
"""What may be said of a note beside its text, in the order in which it is written."""
_SIGN = re.compile(r"\\[*-]|[\\`*<\[\]~]|&(?=#|\w)|(?<!\w)_|_(?!\w)")
_STARRED = re.compile(r"\*(?:\s|[* ]*$)")
_FIRST = re.compile(r"[#>+=~|-]|\d{1,9}(?=[.)](?:\s|$))")
_HASH = re.compile(r"(?<![\\&])#")
_READ = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_NAMED = re.compile(r"\*(?!\*)(.+)(?<!\\)\*", re.S)
_UNSAFE = re.compile(r"[^ -~\u00a1-\ud7ff\uf900-\ufdcf\ufe00-\ufefe\U00010000-\U0001fffd]")
_QUOTED = re.compile(rf"[\",;*\\]|^\s|\s$|^$|{_UNSAFE.pattern}")
_VALUE = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^",;\s](?:[^",;]*[^",;\s])?)\s*([,;]|$)')
_KEY = re.compile(r"\s*([a-z]+):")


def marked(text: str, *, light: bool = False) -> str:
    """A text of one or several lines. A backslash at the end of a line breaks it."""
    lines = [_line(line, light) for line in text.split("\n")]
    shown = "\\\n".join(lines)
    if light and about_of(shown)[1]:
        shown = "\\\n".join((*lines[:-1], f"&#42;{lines[-1][1:]}"))  # it was typed, and says nothing of the note
    return shown


def _line(line: str, light: bool) -> str:
    rest = line.lstrip(" ")
    first = _FIRST.match(rest)
    begun = ""
    if light and _STARRED.match(rest):
        begun, rest = "&#42;", rest[1:]
    elif first:
        digits = first[0] if first[0].isdigit() else ""
        sign = rest[len(digits)]
        begun = f"{digits}&#45;" if sign == "-" and light else f"{digits}\\{sign}"
        rest = rest[len(digits) + 1 :]
    return (
        "&#32;" * (len(line) - len(line.lstrip(" "))) + begun + _SIGN.sub(lambda sign: _escaped(sign[0], light), rest)
    )


def _escaped(sign: str, light: bool) -> str:
    if light and (sign == "*" or len(sign) > 1):
        return sign
    if len(sign) > 1:
        return f"\\\\{_escaped(sign[1], light)}" if sign[1] == "*" else "\\\\-"
    return {"<": "&lt;", "&": "&amp;"}.get(sign, f"\\{sign}")


def heading(text: str) -> str:
    """A text as a heading, which has one line."""
    return _HASH.sub(r"\\#", marked(text).replace("\\\n", "&#10;"))


def unmarked(raw: str, *, light: bool = False) -> str:
    """The text of what was typed in Markdown."""
    found = ""
    lines = raw.split("\n")
    for number, line in enumerate(lines):
        own = line.lstrip(" \t")
        if number < len(lines) - 1:
            broken = (len(own) - len(own.rstrip("\\"))) % 2
            own = own[:-1] + "\n" if broken else own.rstrip(" ") + ("\n" if own.endswith("  ") else " ")
        found += own
    return _READ.sub(lambda sign: _plain(sign, light), found)


def _plain(sign: re.Match[str], light: bool) -> str:
    if sign[1] is None:
        return html.unescape(sign[0])
    return sign[0] if light and sign[1] in "*-" else sign[1]


def about(values: Mapping[str, list[str]]) -> str:
    """What is said of a note, as its last line: *status: proven; tags: summer, volunteers*. Empty if nothing is."""
    said = [f"{key}: {', '.join(map(item, values[key]))}" for key in KEYS if key in values]
    return f"*{marked('; '.join(said))}*" if said else ""


def item(value: str) -> str:
    """A value in a list of several, in quotation marks where a sign in it means something there."""
    if not _QUOTED.search(value):
        return value
    # What can be read stays as it is; what cannot is written in ASCII.
    shown = json.dumps(value, ensure_ascii=False)
    safe = shown.isprintable() and not _UNSAFE.search(shown)
    return shown if safe else json.dumps(value)


def about_of(raw: str) -> tuple[str, dict[str, list[str]]]:
    """A text in Markdown without its last line, where that says something of the note, and what it says."""
    before, line_break, last = raw.rpartition("\n")
    match = _NAMED.fullmatch(last.strip())
    found = values_of(unmarked(match[1])) if match and line_break else None
    broken = (len(before) - len(before.rstrip("\\"))) % 2
    return (before[: len(before) - broken], found) if found else (raw, {})


def values_of(text: str) -> dict[str, list[str]] | None:
    """The values of `key: value, value; key: value`; None where it is anything else."""
    found: dict[str, list[str]] = {}
    at = 0
    while at < len(text):
        key = _KEY.match(text, at)
        if key is None or key[1] not in KEYS or key[1] in found:
            return None
        values, at = items_of(text, key.end())
        if not values or (len(values) > 1 and key[1] not in LISTS):
            return None
        found[key[1]] = values
    return found


def items_of(text: str, at: int = 0) -> tuple[list[str], int]:
    """The values between commas up to a semicolon, and where they end; none where they cannot be read."""
    found: list[str] = []
    while match := _VALUE.match(text, at):
        value = match[1]
        try:
            found.append(str(json.loads(value)) if value.startswith('"') else value)
        except ValueError:
            return [], at
        at = match.end()
        if match[2] != ",":
            return found, at
    return [], at
