"""Options of posters for a room, on the command line and in settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from bmcgen.cli import main
from tests.cli.test_cli import files, here, run

__all__ = ["here"]
POSTER = "business-model"


def words(*arguments: str) -> str:
    result = run("make", *arguments, "-o", "poster.svg")
    assert (result.exit_code, result.stderr) == (0, "")
    return Path("poster.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--strip", POSTER),
        (POSTER, "--strip"),
        ("--strip=all", POSTER),
        ("--strip", "all", POSTER),
        ("--strip", "--theme", "ink", POSTER),
    ],
)
def test_the_strip_by_itself_has_all_its_parts(here: Path, arguments: tuple[str, ...]) -> None:
    said = words(*arguments)
    assert "Parking lot" in said
    assert "Riskiest assumptions" in said


@pytest.mark.parametrize("given", [("--strip", "team,parking"), ("--strip=team,parking",)])
def test_the_strip_has_the_parts_that_are_named(here: Path, given: tuple[str, ...]) -> None:
    said = words(*given, POSTER)
    assert "Parking lot" in said
    assert "Riskiest assumptions" not in said


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--strip=segmens"], 2, '--strip: "segmens" is not a part of the strip; did you mean "segments"?'),
        (["--strip", "team,segmens"], 2, '"segmens" is not a part of the strip'),
        (["--lines", "--dots"], 2, "choose one"),
        (["--link", "boards.example.org"], 2, 'did you mean "https://boards.example.org"?'),
        (["--link", "javascript:alert(1)"], 2, "is not a web address; give one such as https://"),
        (["--link", "https://example.org/" + "a" * 900], 1, "--link: error[link-too-long]"),
    ],
)
def test_what_cannot_be_meant_is_told(here: Path, arguments: list[str], code: int, message: str) -> None:
    result = run("make", POSTER, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert files(here) == []


def test_settings_are_for_the_sheets_that_have_a_place(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 'paper = "A2"\nstrip = ["team"]\nvotes = true\nlines = true\nlink = "https://example.org"\n'
    (here / "bmcgen.toml").write_text(asked)
    said = words(POSTER)
    assert ">Team</text>" in said
    assert "Parking lot" not in said
    assert "https://example.org" in said
    assert "stroke-dasharray" not in said
    assert "stroke-dasharray" in words(POSTER, "--dots")
    assert run("make", "persona").exit_code == 0
    assert run("make", "persona", "--votes").exit_code == 1
    monkeypatch.setenv("BMCGEN_STRIP", "all")
    assert "Parking lot" in words(POSTER)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('strip = "tem"', 'did you mean "team"'),
        ("strip = 3", "must be true, or a list of parts"),
        ('votes = "yes"', "must be true or false"),
    ],
)
def test_a_wrong_setting_is_told_at_its_line(here: Path, setting: str, message: str) -> None:
    (here / "bmcgen.toml").write_text(f"{setting}\n")
    result = run("make", POSTER)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "bmcgen.toml:1:1: error[bad-value]" in result.stderr
    assert message in result.stderr


def test_the_tab_key_offers_the_parts_of_the_strip() -> None:
    complete = ShellComplete(main, {}, "bmcgen", "_BMCGEN_COMPLETE")
    found = [each.value for each in complete.get_completions(["make", POSTER, "--strip"], "team,")]
    assert found == ["team,state", "team,segments", "team,assumptions", "team,parking"]
    assert {"--strip", "--votes", "--lines", "--link"} <= {
        each.value for each in complete.get_completions(["make", POSTER], "--")
    }
