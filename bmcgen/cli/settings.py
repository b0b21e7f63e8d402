"""A settings file, found upwards from the working folder: `bmcgen.toml`, or `[tool.bmcgen]` in a pyproject.toml.

What it says stands in for options that were not given; an environment variable such as BMCGEN_THEME goes before it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from bmcgen.backends import formats
from bmcgen.diagnostics import Diagnostic, Place, Problems, did_you_mean, error
from bmcgen.geometry import length
from bmcgen.model.choices import DUPLEX, INKS, PROMPTS
from bmcgen.model.room import ALL, PARTS
from bmcgen.source.encoding import decode

OWN, SHARED = "bmcgen.toml", "pyproject.toml"
TABLE = "tool.bmcgen"
_HEADER = re.compile(r"\s*\[\s*tool\s*\.\s*[\"']?bmcgen[\"']?\s*\]\s*(?:#.*)?")
_ANY_HEADER = re.compile(r"\s*\[")


class Settings(Struct, frozen=True):
    """What a settings file says: the values of options by their names, and where each stands."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def default_map(self) -> dict[str, Any]:
        """The values by the names of the commands' parameters."""
        found = {key.replace("-", "_"): value for key, value in self.values.items()}
        if "locale" in found:
            # Commands that take one language take the first.
            found |= {"locales": found["locale"], "locale": found["locale"].split(",")[0]}
        if "output" in found:
            found["out"] = found.pop("output")
        if "format" in found:
            found["format_"] = found.pop("format")
        if "jobs" in found:
            found["processes"] = found.pop("jobs")
        return found


def variable(option: str) -> str:
    """The environment variable of an option."""
    return f"BMCGEN_{option.upper().replace('-', '_')}"


def read_settings(folder: Path) -> Settings:
    """What the nearest settings file says, in a folder or above it. `Problems` with everything wrong in it."""
    for each in (folder, *folder.parents):
        for path in (each / OWN, each / SHARED):
            text = _text(path)
            if text is not None and (path.name == OWN or TABLE in text.replace(" ", "").replace('"', "")):
                table = _table(path, text)
                if table is not None:
                    return _checked(path, text, table)
    return Settings()


def _text(path: Path) -> str | None:
    try:
        return decode(path.read_bytes(), _shown(path)) if path.is_file() else None
    except OSError as exc:
        where = Place(_shown(path))
        raise Problems([error("unreadable", f"cannot read it: {exc.strerror or exc}", where)]) from None
    except Problems:
        if path.name == SHARED:  # somebody else's, and none of ours is in it
            return None
        raise


def _shown(path: Path) -> str:
    """The path of a file as it is named from the working folder."""
    try:
        return os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)


def _table(path: Path, text: str) -> Mapping[str, Any] | None:
    """The settings in a file; None where a pyproject.toml has none."""
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(exc))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 1)
        lines = text.splitlines()
        where = Place(_shown(path), line, column, 1, lines[line - 1] if line <= len(lines) else "")
        hint = 'write a setting as: theme = "ink"'
        raise Problems([error("toml-syntax", "this cannot be read as TOML", where, hint)]) from None
    if path.name == OWN:
        return found
    tool = found.get("tool")
    own = tool.get("bmcgen") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _checked(path: Path, text: str, table: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    problems: list[Diagnostic] = []
    lines = text.splitlines()
    for key, value in table.items():
        where = _place(path, lines, key)
        name = key.replace("_", "-")
        read = _READ.get(name)
        if read is None:
            message = f'"{key}" is not a setting'
            problems.append(error("unknown-key", message, where, did_you_mean(key, [*_READ])))
            continue
        try:
            values[name] = read(value, path.parent)
            places[name] = where
        except ValueError as exc:
            message, _, hint = str(exc).partition("\n")
            problems.append(error("bad-value", f'"{key}" {message}', where, hint))
    if problems:
        raise Problems(problems)
    return Settings(values, places)


def _place(path: Path, lines: list[str], key: str) -> Place:
    """Where a key stands in a file; the whole file where it is written in one of TOML's rarer ways."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(?==)")
    inside = path.name == OWN
    for number, line in enumerate(lines, 1):
        if _ANY_HEADER.match(line):
            inside = bool(_HEADER.fullmatch(line)) or (path.name == OWN and line.strip().startswith(f"[{key}"))
            if inside and path.name == OWN:
                return Place(_shown(path), number, 1, len(line.strip()), line)
        elif inside and (match := pattern.match(line)):
            start = len(line) - len(line.lstrip())
            return Place(_shown(path), number, start + 1, len(match[0].strip()), line)
    return Place(_shown(path))


def _a_text(value: Any, _: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text between quotation marks")
    return value


def _codes(value: Any, folder: Path) -> str:
    if isinstance(value, list) and value and all(isinstance(each, str) and each.strip() for each in value):
        return ",".join(value)
    if isinstance(value, list):
        raise ValueError('must be a language or a list of languages\nwrite: ["nl", "de"]')
    return _a_text(value, folder)


def _path(value: Any, folder: Path) -> str:
    """A path from the folder of the settings file, as it is named from the working folder."""
    text = _a_text(value, folder)
    end = "/" if text.endswith(("/", os.sep)) else ""
    full = os.path.join(folder, os.path.expanduser(text))
    return os.path.normpath(_shown(Path(full))) + end


def _choice(*known: str) -> Callable[[Any, Path], str]:
    def read(value: Any, _: Path) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}\n{did_you_mean(str(value), known, ' ').strip()}")
        return str(value)

    return read


def _format(value: Any, folder: Path) -> str:
    return _choice(*formats())(value, folder)


def _export_format(value: Any, folder: Path) -> str:
    from bmcgen.importing.exports import exports

    return _choice(*exports())(value, folder)


def _length(value: Any, _: Path) -> str:
    try:
        length(value)
    except (ValueError, TypeError, AttributeError):
        raise ValueError('must be a length with its unit\nwrite: "3mm"') from None
    return str(value)


def _number(least: float, most: float, *, whole: bool = False) -> Callable[[Any, Path], float]:
    def read(value: Any, _: Path) -> float:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            raise ValueError(f"must be a {'whole ' if whole else ''}number from {least:g} to {most:g}")
        return value

    return read


def _flag(value: Any, _: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _strip(value: Any, _: Path) -> str | None:
    if isinstance(value, bool):
        return ALL if value else None
    named = value.split(",") if isinstance(value, str) else value
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        raise ValueError('must be true, or a list of parts\nwrite: ["segments", "parking"]')
    unknown = [each for each in named if each.strip() not in (*PARTS, ALL)]
    if unknown:
        raise ValueError(f"must be some of {', '.join(PARTS)}\n{did_you_mean(unknown[0], PARTS, ' ').strip()}")
    return ",".join(named) or None


_READ: dict[str, Callable[[Any, Path], Any]] = {
    "assets": _path,
    "theme": _a_text,
    "locale": _codes,
    "paper": _a_text,
    "prompts": _choice(*PROMPTS),
    "colour": _choice(*INKS),
    "duplex": _choice(*DUPLEX),
    "bleed": _length,
    "note-size": _a_text,
    "threads": _flag,
    "strip": _strip,
    "votes": _flag,
    "lines": _flag,
    "dots": _flag,
    "link": _a_text,
    "no-source": _flag,
    "archive": _flag,
    "skip-unprintable": _flag,
    "overlap": _length,
    "printer-margin": _length,
    "output": _path,
    "format": _format,
    "export-format": _export_format,
    "dpi": _number(20, 600),
    "jobs": _number(1, 256, whole=True),
    "verify": _flag,
}
SETTINGS = tuple(_READ)
