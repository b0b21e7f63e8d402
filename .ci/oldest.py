"""Prints the lower bound of each requirement in pyproject.toml as a constraint: babel>=2.14 is babel==2.14."""

import re
import tomllib
from pathlib import Path

BOUND = re.compile(r"([\w.-]+)>=([\d.]+)")

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = [each for name in project["optional-dependencies"].values() for each in name]
for requirement in sorted({*project["dependencies"], *extras}):
    found = BOUND.match(requirement)
    if found is None:
        raise SystemExit(f"{requirement}: give a lower bound with >=")
    print(f"{found[1]}=={found[2]}")
