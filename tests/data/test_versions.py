"""The tested set of versions, and the commands that install it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = re.compile(r"([A-Za-z0-9_.-]+)==([0-9][0-9A-Za-z.]*)")


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if not line.startswith("# "):
            match = PINS.fullmatch(line)
            assert match, line
            found[folded(match[1])] = match[2]
    return found


def parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdigit()]


def test_the_tested_set_has_every_requirement_at_or_above_its_lower_bound() -> None:
    """Names and versions, and nothing else, so that it says nothing of where anything comes from."""
    pins = pinned()
    extras = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    for requirement in (*PROJECT["dependencies"], *extras):
        name, bound = requirement.split(",")[0].split(">=")
        assert parts(pins[folded(name)]) >= parts(bound), requirement


def test_ci_runs_the_command_of_the_readme() -> None:
    command = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[dev]' && .venv/bin/pytest"
    assert f"\n{command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{command}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    run = subprocess.run([sys.executable, ROOT / ".ci" / "oldest.py"], capture_output=True, text=True, check=True)
    oldest = dict(line.split("==") for line in run.stdout.split())
    assert "reportlab==4.2.5" in run.stdout.split()
    assert {folded(name) for name in oldest} <= pinned().keys()
