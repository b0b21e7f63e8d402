"""The samples: files of every format and shape, and what must be found in each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.importing.found import Finding
from bmcgen.importing.outline import bare
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from tests.importing.office import BUILT

HERE = Path(__file__).parents[1] / "samples" / "import"
EXPECTED: dict[str, Any] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
ASSETS = Assets()
_WORD = re.compile(r"[^\W_]+")


@cache
def imported(name: str) -> importing.Imported:
    return importing.read_bytes(content(name), Path(name).suffix, ASSETS, name)


def content(name: str) -> bytes:
    """The bytes of a sample: a file, or an office file that is built."""
    return BUILT[name]() if name in BUILT else (HERE / name).read_bytes()


def notes(finding: Finding) -> list[dict[str, list[str]]]:
    """What is found, sheet by sheet and block by block."""
    return [
        {block: [said(note) for note in each] for block, each in sheet.blocks.items() if each}
        for sheet in finding.sheets
    ]


def said(note: Any) -> str:
    """A note in one line: group / text {status} [segments] #tags =amount."""
    text = bare(note.text).replace("\n", " | ")
    text = f"{bare(note.group.text)} / {text}" if note.group else text
    text += f" {{{note.status.text}}}" if note.status else ""
    text += f" [{', '.join(words.text for words in note.segments)}]" if note.segments else ""
    text += "".join(f" #{words.text}" for words in note.tags)
    return text + (f" ={note.amount.text}" if note.amount else "")


def words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def values(node: Node) -> list[str]:
    """Every text of a tree, keys of mappings too."""
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, Mapping):
        return [text for key, value in node.pairs for text in (key.text, *values(value))]
    assert isinstance(node, Sequence)
    return [text for item in node.items for text in values(item)]
