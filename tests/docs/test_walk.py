"""ARCHITECTURE.md is so: the rooms it draws are those of the import contract, and a note goes the way it describes."""

import re
import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

import bmcgen
from bmcgen.documents.making import make
from tests.docs.markdown import ROOT, read, section

PACKAGE = Path(bmcgen.__file__).parent
NOTE = "Qwortzel"
"""One word, so that no module holds a part of it."""
MOST = 15
"""So few modules that somebody can read all of them."""


def holds(value: Any, depth: int = 3) -> bool:
    """Whether a value is the note's text, or holds it in a field: a scalar, a card, a line; not a list or a page."""
    if isinstance(value, str):
        return value == NOTE
    return (
        depth > 0
        and isinstance(value, msgspec.Struct)
        and any(holds(getattr(value, field), depth - 1) for field in value.__struct_fields__)
    )


def module(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else ""


def check_above(frame: FrameType | None) -> str:
    """The check that a function works for, if any."""
    while frame is not None:
        name = module(frame)
        if name.startswith("proof/") or name == "source/altered.py":
            return name
        frame = frame.f_back
    return ""


def followed(path: Path) -> tuple[set[str], set[str]]:
    """The modules whose functions hold the note while a file is made, and the checks that see it."""
    way, checks = set[str](), set[str]()

    def look(frame: FrameType, event: str, value: Any) -> None:
        name = module(frame) if event in ("call", "return") else ""
        if name and name not in way and (holds(value) or any(map(holds, frame.f_locals.values()))):
            check = check_above(frame)
            (checks if check else way).add(check or name)

    make("business-model").pdf()  # so that what is imported only once is out of the way
    before = sys.getprofile()
    sys.setprofile(look)
    try:
        make(path, source=False).pdf()
    finally:
        sys.setprofile(before)
    return way, checks


def test_a_note_goes_the_way_that_is_described(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"layout: business-model\nlocale: en\nblocks:\n  channels:\n    - {NOTE}\n")
    way, checks = followed(path)
    walk = section(read("ARCHITECTURE.md"), "A note from YAML to ink")
    described = re.findall(r"^\| `([\w/]+\.py)` \|", walk, flags=re.MULTILINE)
    assert way == set(described)
    assert len(described) <= MOST
    assert checks == set(re.findall(r"`([\w/]+\.py)` \(", walk))


def test_the_rooms_are_those_of_the_contract() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["name"] == "Imports run down the stages")
    rooms = [
        room.strip().removeprefix("bmcgen.")
        for layer in contract["layers"]
        if ":" not in layer
        for room in layer.split("|")
    ]
    assert re.findall(r'font-weight="600"[^>]*>(\w+)<', read("docs/rooms.svg")) == rooms
    table = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", section(read("ARCHITECTURE.md"), "The rooms"), flags=re.MULTILINE)
    assert table == rooms
    assert {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()} == {*rooms} - {"api"}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    needed = [
        *project["dependencies"],
        *(each for name in ("watch", "import", "studio") for each in project["optional-dependencies"][name]),
    ]
    names = {re.split(r"[<>=\[]", each)[0].lower() for each in needed}
    rows = re.findall(
        r"^\| ([^|(]+?)(?: \([^|]*)? \|", section(read("ARCHITECTURE.md"), "Dependencies"), flags=re.MULTILINE
    )
    named = {name.lower() for row in rows for name in row.split(", ")}
    assert named - {"package", "---"} == names


def test_the_modules_it_names_are_there() -> None:
    for name in re.findall(r"`((?:\w+/)+\w+\.py)`", read("ARCHITECTURE.md")):
        assert (PACKAGE / name).is_file() or (ROOT / name).is_file(), name
