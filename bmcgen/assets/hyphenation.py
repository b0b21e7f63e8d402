"""A user's own `hyphenation.txt` and `joints.txt`, checked line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.model.hyphenation import Dictionaries, Hyphenation
from bmcgen.resources import SHIPPED
from bmcgen.source.encoding import decode
from bmcgen.source.files import MAX_BYTES

_LONGEST = 60
"""Letters of a pattern or a compound; matching takes time in proportion to the longest."""
_MOST_PROBLEMS = 50
_LETTERS = re.compile(r"\.?[^\W\d_]+\.?")
_PATTERN = re.compile(r"\.?(?:\d?[^\W\d_])+\d?\.?\d?")
_STEP = re.compile(r"(\d?)(\D?)")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[|'’-][^\W\d_]+)*\|[^\W\d_]+(?:[|'’-][^\W\d_]+)*")


@kept
def own_hyphenation(assets: Assets) -> Dictionaries | None:
    """What the user's locales say of hyphenation; None if they say nothing. `Problems` with every wrong line."""
    own = Assets(tuple(folder for folder in assets.folders if folder != SHIPPED))
    problems: list[Diagnostic] = []
    found: dict[str, Hyphenation] = {}
    for name in own.names("locales", ""):
        patterns = own.find(f"locales/{name}", "hyphenation", ".txt")
        joints = own.find(f"locales/{name}", "joints", ".txt")
        if patterns or joints:
            found[name.replace("_", "-").lower()] = Hyphenation(
                _patterns(patterns, problems) if patterns else None, _joints(joints, problems) if joints else {}
            )
    if problems:
        raise Problems(problems[:_MOST_PROBLEMS])
    return Dictionaries(found) if found else None


def _lines(path: Path, problems: list[Diagnostic]) -> Iterator[tuple[int, str]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"{path.name} holds more than {MAX_BYTES // 1_000_000} MB"
            problems.append(error("too-large", message, Place(str(path))))
            return
        text = decode(path.read_bytes(), str(path))
    except OSError as exc:
        problems.append(error("unreadable", f"cannot read {path.name}: {exc.strerror or exc}", Place(str(path))))
        return
    except Problems as exc:
        problems += exc.diagnostics
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith(("#", "%")):
            yield number, line.rstrip("\r")


def _patterns(path: Path, problems: list[Diagnostic]) -> dict[str, str]:
    """Patterns by their letters: TeX's own (`.ach4 1ba`), or groups that share the digits in front of them
    (`0010 abc bcd`).
    """
    found: dict[str, str] = {}
    hint = "write patterns as TeX does (.ach4 1ba), or digits and the letters that share them (0010 abc bcd)"
    for number, line in _lines(path, problems):
        words = [*re.finditer(r"\S+", line)]
        shared = words[0][0] if words[0][0].isdecimal() else ""
        for word in words[bool(shared) :]:
            text = word[0].lower()
            digits, letters = shared, text
            if not shared and _PATTERN.fullmatch(text):
                letters = re.sub(r"\d", "", text)
                digits = "".join(digit or "0" for digit, _ in _STEP.findall(text))[: len(letters) + 1]
            if len(letters) <= _LONGEST and _LETTERS.fullmatch(letters) and len(digits) == len(letters) + 1:
                found[letters] = digits
                continue
            where = Place(str(path), number, word.start() + 1, len(word[0]), line)
            problems.append(error("bad-pattern", f'"{short(text)}" is not a hyphenation pattern', where, hint))
            if len(problems) >= _MOST_PROBLEMS:
                return found
    return found


def _joints(path: Path, problems: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """Compounds by their letters, with their parts."""
    found: dict[str, tuple[str, ...]] = {}
    for number, line in _lines(path, problems):
        word = line.strip().lower()
        if len(word) <= _LONGEST and _COMPOUND.fullmatch(word):
            found[word.replace("|", "")] = tuple(word.split("|"))
            continue
        where = Place(str(path), number, line.index(line.strip()) + 1, len(line.strip()), line)
        hint = "write a compound a line, with its joints: Kunden|segment"
        problems.append(error("bad-joint", f'"{short(word)}" is not a compound with joints', where, hint))
        if len(problems) >= _MOST_PROBLEMS:
            break
    return found
