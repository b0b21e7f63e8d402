"""The Tab key in real shells: what they make of what is offered."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASH = """
eval "$(_BMCGEN_COMPLETE=bash_source bmcgen)"
complete -p bmcgen | grep -q _bmcgen_completion || exit 1
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_bmcgen_completion bmcgen 2>/dev/null
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "_BMCGEN_COMPLETE=fish_source bmcgen | source; complete -C '{line}'"
ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "autoload -U compinit; compinit -u -D; eval \"\$(_BMCGEN_COMPLETE=zsh_source bmcgen)\"
unsetopt beep; setopt no_auto_menu auto_list; LISTMAX=1000; PS1=; echo READ''Y"
zpty -r -m z out '*READY*'
zpty -w -n z $'{line}\t\C-a\C-kecho DON\'\'E\n'
zpty -r -m z out '*DONE*'
print -r -- $out
zpty -d z
"""


def offered(shell: str, line: str) -> set[str]:
    """What a shell offers where the Tab key is pressed at the end of a line."""
    if not shutil.which(shell):
        assert "CI" not in os.environ, f"there is no {shell}"
        pytest.skip(f"there is no {shell}")
    words = " ".join(f"'{each}'" for each in re.split(r" |(=)", line) if each is not None)
    script = {"bash": BASH, "fish": FISH, "zsh": ZSH}[shell].format(words=words, line=line)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "TERM": "dumb", "HOME": str(Path.cwd())}
    done = subprocess.run(
        [shell, "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    if shell == "zsh":
        # Names stand in columns, with spaces behind backslashes.
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "  ", done.stdout)
        return {each.replace("\\ ", " ") for each in re.split(r"\s{2,}|[\r\n]+|(?<!\\) ", plain)}
    return {each.split("\t")[0] for each in done.stdout.splitlines()}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("bakery.yaml", "big plan.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "canvases").mkdir()
    monkeypatch.delenv("BMCGEN_ASSETS", raising=False)


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_names_and_files_are_offered_side_by_side(shell: str) -> None:
    assert {"business-model", "bakery.yaml", "big plan.yaml"} <= offered(shell, "bmcgen make b")


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_what_stands_behind_a_comma_or_a_plus_is_offered_whole(shell: str) -> None:
    assert {"nl,de", "nl,de-CH"} <= offered(shell, "bmcgen make swot --locale nl,")


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_values_and_folders_are_offered(shell: str) -> None:
    assert offered(shell, "bmcgen make swot --locale nl+e") == {"nl+en", "nl+es"}
    assert {each.rstrip("/") for each in offered(shell, "bmcgen make swot --assets can")} == {"canvases"}


def test_a_value_behind_an_equals_sign_is_offered() -> None:
    assert offered("bash", "bmcgen make swot --locale=nl-B") == {"nl-BE"}
