"""`--help` of every command: it names the commands and languages there are, and its examples run."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bmcgen.cli import main
from tests.docs.test_pages import folder, run  # noqa: F401

CONTEXT = click.Context(main)
COMMANDS = main.list_commands(CONTEXT)
ENDLESS = ("studio", "watch")
"""Commands that run until they are stopped."""


def shown(*command: str) -> str:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    return result.output


def examples(*command: str) -> list[str]:
    return re.findall(r"^  (bmcgen \S.*)$", shown(*command), flags=re.MULTILINE)


def test_it_names_every_command() -> None:
    assert all(re.search(rf"^  {name} +\S", shown(), flags=re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_of_itself(command: str) -> None:
    found = examples(command)
    assert len(found) >= 2
    assert {each.split()[1] for each in found} == {command}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["", *(each for each in COMMANDS if each not in ENDLESS)])
def test_the_examples_run_one_after_another(command: str) -> None:
    Path("house").mkdir()
    Path("my.yaml").unlink()
    for example in examples(*command.split()):
        done = run(example)
        assert done.returncode == 0, f"{example}\n{done.stderr}"
        # What a format has no place for is told.
        assert not re.search(r": (error|warning)\[(?!not-held)", done.stderr), example


@pytest.mark.parametrize("example", [example for command in ENDLESS for example in examples(command)])
def test_the_examples_of_what_never_ends_are_understood(example: str) -> None:
    _, name, *rest = example.split()
    command = main.get_command(CONTEXT, name)
    assert command
    assert {*rest} >= {*_given(command.make_context(name, [*rest]).params.get("what"))}


def _given(what: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (what,) if isinstance(what, str) else what or ()


@pytest.mark.parametrize("command", ["make", "watch"])
def test_the_help_of_locale_names_dialects_and_pairs(command: str) -> None:
    said = " ".join(shown(command).split())
    assert "de-CH" in said
    assert "nl+en" in said


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["make", "swot", "--locale", "xx"], "--locale"),
        (["new", "swot", "--locale", "xx"], "--locale"),
        (["check", "acme.yaml", "--locale", "xx"], "--locale"),
        (["make", "swot", "--paper", "A99"], "--paper"),
        (["make", "swot", "--theme", "x"], "--theme"),
        (["make", "acme.yaml", "--layout", "x"], "--layout"),
        (["make", "worksheets", "--blocks", "x"], "--blocks"),
        (["make", "pack", "--without", "x"], "--without"),
        (["make", "swot", "--tiles", "x"], "--tiles"),
        (["make", "swot", "--dpi", "5"], "--dpi"),
        (["make", "swot", "--colour", "x"], "--colour"),
        (["make", "swot", "--bleed", "x"], "--bleed"),
        (["make", "swot", "--link", "x"], "--link"),
        (["make", "swot", "--note-size", "x"], "--note-size"),
        (["make", "swot", "--strip=x"], "--strip"),
        (["make", "swot", "--for-each", "none.csv"], "--for-each"),
        (["make", "swot", "--output-intent", "none.icc"], "--output-intent"),
        (["make", "swot", "--assets", "none"], "--assets"),
        (["make", "swot", "-o", "a.xyz"], "-o"),
        (["make", "swot", "--format", "x"], "--format"),
        (["export", "acme.yaml", "-o", "a.xyz"], "-o"),
        (["new", "locale", "nl-x-a", "--extends", "xx"], "--extends"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_with_an_option_names_it(arguments: list[str], option: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code in (1, 2)
    assert option in result.stderr.replace("Usage: ", "")
    assert "Traceback" not in result.stderr
