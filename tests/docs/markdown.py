"""The parts of a Markdown page that tests look at: headings, links, tables, blocks of code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([^`\s]+\.\w+|Makefile)`[^`]*:\n\n$")


class Block(NamedTuple):
    """A block of code, its language, and the file that the line above it names, if that line ends with a colon."""

    language: str
    text: str
    file: str = ""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pages() -> list[str]:
    """The README and the pages of the documentation, from the root."""
    return [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        *sorted(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md")),
        *how_to(),
    ]


def how_to() -> list[str]:
    """The pages of docs/how-to, each followed from its first line to its last."""
    return sorted(f"docs/how-to/{each.name}" for each in (ROOT / "docs" / "how-to").glob("*.md"))


def blocks(text: str, language: str | None = None) -> list[Block]:
    found = []
    for match in _FENCE.finditer(text):
        named = _FILE.search(text[: match.start()])
        found.append(Block(match[1], match[2], named[1] if named else ""))
    return [block for block in found if language in (None, block.language)]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    start = re.search(rf"^(#+) {re.escape(heading)}$", text, flags=re.MULTILINE)
    assert start, heading
    rest = text[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", _without_code(rest), flags=re.MULTILINE)
    return rest[: end.start()] if end else rest


def anchors(text: str) -> set[str]:
    """The headings as links name them."""
    headings = re.findall(r"^#+ (.+)$", _without_code(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", _without_code(text))


def commands(text: str) -> list[str]:
    """Every bmcgen command that a page shows: in the first column of a table, or in a block of shell."""
    tables = [each.replace("\\|", "|") for each in re.findall(r"^\| `(bmcgen (?:[^`])+)` \|", text, flags=re.MULTILINE)]
    shell = [
        line for block in blocks(text, "sh") for line in block.text.splitlines() if re.search(r"\bbmcgen (?!_)", line)
    ]
    return [*tables, *shell]


def _without_code(text: str) -> str:
    """The page with its blocks of code blank, so that places stay the same."""
    return _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
