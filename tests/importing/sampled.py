"""The samples: files of every format and shape, and what must be found in each."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.importing.formats import format_of
from bmcgen.importing.found import Finding
from bmcgen.importing.masthead import KEYS
from bmcgen.importing.naming import known
from bmcgen.importing.outline import Drawing, Field, Raw, Table, Words, bare
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence
from tests.conftest import loaded
from tests.importing.office import BUILT

HERE = Path(__file__).parents[1] / "samples" / "import"
EXPECTED: dict[str, Any] = loaded(Path(__file__).parent / "expected-samples.yaml")
ASSETS = Assets()
HELD = [name for name, found in EXPECTED.items() if "refused" not in found]
REFUSED = [name for name in EXPECTED if name not in HELD]
NAMES = loaded(Path(importing.__file__).parent / "names.yaml")
JOINTS = {"and", "en", "und", "or"}
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


MARKS = {word for names in NAMES["statuses"].values() for name in names for word in words(name)}
LABELS = {word for names in KEYS.values() for word in words(names)}


def lost(name: str) -> list[str]:
    """The lines of a sample with words that are neither printed nor told. The names of blocks are the sheet's own, and
    marks, labels and numbers of rows are shown in another way.
    """
    found = imported(name)
    kept = {word for text in values(found.tree) for word in words(text)}
    kept |= {word for each in found.finding.left for word in words(bare(each.words.text))}
    names = known(ASSETS)
    missed: list[str] = []
    for part in format_of(Path(name).suffix, name).read(content(name), name).parts:
        if isinstance(part, Field):
            missed += [part.words.text] if {*words(part.words.text)} - kept else []
            continue
        for line in (line for cell in cells_of(part) for line in bare(cell.text).split("\n")):
            absent = {*words(line)} - kept
            own = names.find(line.split(":")[0]) or names.find(line)
            missed += [line] if absent and not own and not is_mark(absent) and not names_canvas(line) else []
    return missed


def cells_of(part: Raw) -> list[Words]:
    """Every text of a part of a document."""
    if isinstance(part, Table):
        # The reader of BMML heads a column itself.
        return [cell for row in part.rows for cell in row if cell.text != "Belongs to"]
    if isinstance(part, Drawing):
        return [shape.words for shape in part.shapes]
    return [*getattr(part, "lines", ())] or [part.words]


def is_mark(absent: set[str]) -> bool:
    """A number of a row, a mark that is a status on the sheet, the label of a line in the masthead."""
    return all(word in MARKS | LABELS | JOINTS or re.fullmatch(r"\d{1,2}|[a-z]", word) for word in absent)


def names_canvas(line: str) -> bool:
    return bool(re.search(r"canvas|business ?model|geschäftsmodell|modelo de neg", line, re.IGNORECASE))
