"""Hyphenation rules by language: the user's `hyphenation.txt` and `joints.txt`, checked line by line, those that ship,
and the installed dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from bmcgen.assets.finder import Assets
from bmcgen.assets.session import kept
from bmcgen.diagnostics import Diagnostic, Place, Problems, error, short
from bmcgen.resources import SHIPPED
from bmcgen.source.encoding import decode
from bmcgen.source.files import MAX_BYTES
from bmcgen.text.hyphenation import Hyphenator, Rules
from bmcgen.text.liang import Patterns, digits_of, installed_dictionary

_LONGEST = 60
"""Letters of a pattern or a compound; matching takes time in proportion to the longest."""
_MOST_PROBLEMS = 50
_LETTERS = re.compile(r"\.?[^\W\d_]+\.?")
_PATTERN = re.compile(r"\.?(?:\d?[^\W\d_])+\d?\.?\d?")
_HEAD = re.compile(r"\|[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[|'’-][^\W\d_]+)*\|[^\W\d_]+(?:[|'’-][^\W\d_]+)*")


@kept
def hyphenator(assets: Assets) -> Hyphenator:
    """Hyphenates by the user's rules and by those that ship. `Problems` with every wrong line of the user's files."""
    own = _own(assets)
    if not own:
        return Hyphenator(shipped_rules)

    def find(language: str) -> Rules:
        code = _code(language)
        # The rules of a region go before those of its language.
        brought = [own[name] for name in (code, _base(language)) if name in own]
        shipped = shipped_rules(language)
        patterns = next((each.patterns for each in brought if each.patterns is not None), shipped.patterns)
        compounds, heads = dict(shipped.compounds), shipped.heads
        for each in reversed(brought):
            compounds |= each.compounds
            heads |= each.heads
        return Rules(patterns, compounds, heads)

    return Hyphenator(find)


def shipped_rules(language: str) -> Rules:
    """The rules for a language that ship with the program; where no patterns do, those of an installed dictionary."""
    base = _base(language)
    return Rules(_shipped_patterns(base) or installed_dictionary(language), *_shipped_joints(base))


@cache
def _shipped_patterns(base: str) -> Patterns | None:
    path = SHIPPED / "locales" / base / "hyphenation.txt"
    return Patterns.grouped(_shipped_lines(path)) if path.is_file() else None


@cache
def _shipped_joints(base: str) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    path = SHIPPED / "locales" / base / "joints.txt"
    words = [line.strip().lower() for line in _shipped_lines(path)] if path.is_file() else []
    # Switzerland writes ss for ß.
    words += [word.replace("ß", "ss") for word in words if "ß" in word]
    return _sorted(words)


def _sorted(words: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Compounds by their letters, with their parts; and the heads, the last parts of any compound (`|segment`)."""
    compounds = {word.replace("|", ""): tuple(word.split("|")) for word in words if not word.startswith("|")}
    return compounds, frozenset(word[1:] for word in words if word.startswith("|"))


def _shipped_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if line.strip() and not line.startswith("#"))


def _own(assets: Assets) -> dict[str, Rules]:
    """The rules of the user's locales, by language tags in lower case."""
    own = Assets(tuple(folder for folder in assets.folders if folder != SHIPPED))
    problems: list[Diagnostic] = []
    found: dict[str, Rules] = {}
    for name in own.names("locales", ""):
        patterns = own.find(f"locales/{name}", "hyphenation", ".txt")
        joints = own.find(f"locales/{name}", "joints", ".txt")
        if patterns or joints:
            found[_code(name)] = Rules(
                Patterns(_patterns(patterns, problems)) if patterns else None,
                *(_joints(joints, problems) if joints else ({}, frozenset[str]())),
            )
    if problems:
        raise Problems(problems[:_MOST_PROBLEMS])
    return found


def _code(language: str) -> str:
    return language.replace("_", "-").lower()


def _base(language: str) -> str:
    return _code(language).split("-")[0]


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
                digits = digits_of(text)
            if len(letters) <= _LONGEST and _LETTERS.fullmatch(letters) and len(digits) == len(letters) + 1:
                found[letters] = digits
                continue
            where = Place(str(path), number, word.start() + 1, len(word[0]), line)
            problems.append(error("bad-pattern", f'"{short(text)}" is not a hyphenation pattern', where, hint))
            if len(problems) >= _MOST_PROBLEMS:
                return found
    return found


def _joints(path: Path, problems: list[Diagnostic]) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The compounds and heads in a file."""
    found: list[str] = []
    for number, line in _lines(path, problems):
        word = line.strip().lower()
        if len(word) <= _LONGEST and (_COMPOUND.fullmatch(word) or _HEAD.fullmatch(word)):
            found.append(word)
            continue
        where = Place(str(path), number, line.index(line.strip()) + 1, len(line.strip()), line)
        hint = "write a compound a line, with its joints: Kunden|segment; or the last part of any: |segment"
        problems.append(error("bad-joint", f'"{short(word)}" is not a compound with joints', where, hint))
        if len(problems) >= _MOST_PROBLEMS:
            break
    return _sorted(found)
