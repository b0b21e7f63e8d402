"""The samples of personas: files of every shape, and what must be found in each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.diagnostics import Place
from bmcgen.importing.formats import format_of
from bmcgen.importing.outline import bare
from bmcgen.importing.personas.names import name_in, persona_names
from bmcgen.source.tree import Mapping, Node, Scalar
from tests.conftest import loaded
from tests.importing.office import PEOPLE
from tests.importing.sampled import cells_of, values, words

HERE = Path(__file__).parents[1] / "samples" / "import-personas"
EXPECTED: dict[str, Any] = loaded(Path(__file__).parent / "expected-personas.yaml")
ASSETS = Assets()
NAMES = persona_names(ASSETS)
CANVASES = read_canvases(ASSETS, read_layout(ASSETS, "persona", Place("persona")))
IDS = {words.title: key for canvas in CANVASES.values() for key, words in canvas.blocks.items()}


def content(name: str) -> bytes:
    return PEOPLE[name]() if name in PEOPLE else (HERE / name).read_bytes()


@cache
def imported(name: str) -> importing.Imported:
    return importing.read_bytes(content(name), Path(name).suffix, ASSETS, name)


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def personas(name: str) -> list[dict[str, Any]]:
    """What is found, with the parts of each persona by their ids."""
    tree = plain(imported(name).tree)
    each = tree.get("sheets", [tree])
    return [one | {"blocks": {IDS[title]: part for title, part in one["blocks"].items()}} for one in each]


def entries(node: Any) -> list[str]:
    """Every text of the parts of a persona, its name among them."""
    if isinstance(node, str):
        return [node]
    each = node.items() if isinstance(node, dict) else enumerate(node)
    return [text for key, value in each if key not in ("layout", "locale", "language") for text in entries(value)]


def lost(name: str) -> list[str]:
    """The lines of a sample with words that are neither printed nor told."""
    found = imported(name)
    kept = {word for text in values(found.tree) for word in words(text)}
    kept |= {word for each in found.finding.left for word in words(bare(each.words.text))}
    missed: list[str] = []
    for part in format_of(Path(name).suffix, name).read(content(name), name).parts:
        for line in (line for cell in cells_of(part) for line in bare(cell.text).split("\n")):
            absent = {*words(line)} - kept
            label, _, value = line.partition(":")
            absent -= {*words(label)} if NAMES.find(label) else set()
            own = NAMES.position(value or line) or NAMES.find(line) or not name_in(line) or " | " in line
            missed += [line] if absent and not own and not absent <= {"persona", "customer", "1", "2"} else []
    return missed
