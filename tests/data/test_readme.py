"""What the README shows is so."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import bmcgen
from bmcgen.cli import main

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\| `(bmcgen [^`]+)` \|", README, flags=re.MULTILINE)
EXAMPLE, PERSONA = re.findall(r"```yaml\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_works(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("acme", "beta", *(["my"] if "check" in command else [])):
        (tmp_path / f"{name}.yaml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams" / "one.yaml").write_text(EXAMPLE, encoding="utf-8")
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_persona_prints(tmp_path: Path) -> None:
    samples = Path(__file__).resolve().parents[1] / "samples" / "personas"
    (tmp_path / "margaret.png").write_bytes((samples / "margaret.png").read_bytes())
    (tmp_path / "p.yaml").write_text(PERSONA, encoding="utf-8")
    document = bmcgen.make(tmp_path / "p.yaml")
    assert (len(document.pages), document.warnings) == (1, ())


def test_the_problem_it_shows_is_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (shown,) = re.findall(r"```\n(acme\.yaml:9:3.*?)```", README, flags=re.DOTALL)
    text = "layout: business-model\nlocale: en\ntitle: Acme\n\nsegments:\n  - A\n\nblocks:\n  chanels:\n    - Shop\n"
    Path("acme.yaml").write_text(text)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("acme.yaml")
    assert str(caught.value) == shown.rstrip("\n")


def test_its_pictures_are_there() -> None:
    for path in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (Path(__file__).resolve().parents[2] / path).is_file()
