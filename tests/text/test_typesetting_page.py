"""The page about the typesetter: its example runs, its table has every module, its numbers are those of the code."""

import re
from pathlib import Path

import pytest

import bmcgen
from bmcgen.resources import SHIPPED
from bmcgen.text import line_breaking, segmentation
from tests.text.test_liang import THESIS, dictionary, hyphened

PAGE = (Path(__file__).parents[2] / "docs" / "typesetting.md").read_text(encoding="utf-8")


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(SHIPPED)
    exec(PAGE.split("```python\n")[1].split("```")[0], {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1
    assert " ".join(line.rsplit(" ", 1)[0] for line in lines) == "Every tool within a ten-minute walk"


def test_the_table_has_every_module() -> None:
    table = PAGE.split("## The modules")[1]
    named = {
        name
        for line in table.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([\w/]+)`", line.split("|")[1])
    }
    room = Path(bmcgen.__file__).parent / "text"
    modules = (path.relative_to(room).with_suffix("").as_posix() for path in room.rglob("*.py"))
    assert named == {name.removesuffix("/__init__") for name in modules} - {"__init__"}


def test_the_example_of_liang_is_his() -> None:
    patterns = PAGE.split("patterns   ")[1].splitlines()[0].split()
    assert patterns == THESIS
    assert hyphened(dictionary("\n".join(patterns)), "hyphenation") in PAGE


def test_the_costs_are_those_of_the_code() -> None:
    costs = (line_breaking._HYPHEN, line_breaking._HYPHEN_AGAIN, line_breaking._SHORT_WORD)
    costs += (segmentation._DISCOURAGED, segmentation._INSIDE)
    assert all(f" {cost}" in PAGE for cost in costs)
