"""Makes `locales/de/hyphenation.txt` out of the npm package `hyphen`: `python tests/tools/build_hyphenation.py FOLDER`.

The package holds the German patterns of the reformed spelling (hyph-de-1996 of hyph-utf8) as a tree of letters. Here
they are written as a list: on each line the digits of a pattern, as Liang defines them, and then every stretch of
letters that has just these digits.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[2] / "locales" / "de" / "hyphenation.txt"
HEAD = """\
# Where German words may be broken: patterns after Liang, in groups that share their digits.
# From hyph-de-1996 (hyph-utf8), by way of the npm package hyphen 1.14.1; written by tests/tools/build_hyphenation.py.
# Copyright (C) 2013 and later Stephan Hennig, Werner Lemberg, Günter Milde, Sander van Geloven, Georg Pfeiffer,
# Gisbert W. Selke, Tobias Wendorf (Deutschsprachige Trennmustermannschaft). MIT License: the terms are in LICENSE.
"""


def leaves(node: Any, letters: str = "") -> Iterator[tuple[str, int]]:
    """Every stretch of letters in the tree with the number of its digits."""
    if isinstance(node, int):
        yield letters, node
    elif isinstance(node, list):
        for each in node:
            yield from leaves(each, letters)
    else:
        for letter, below in node.items():
            yield from leaves(below, letters + letter)


def main(package: Path) -> None:
    source = (package / "patterns" / "de-1996.js").read_text(encoding="utf-8")
    body = source[source.index("})(this, ") + 9 :].strip().rstrip(";").rstrip(")")
    # Names without quotation marks, and commas before a closing bracket, are no JSON.
    body = re.sub(r"([{,]\s*)([^\s\"'{}\[\],:]+)\s*:", r'\1"\2":', body)
    levels, tree, exceptions = json.loads(re.sub(r",(\s*[\]}])", r"\1", body))
    assert not exceptions
    groups: dict[str, list[str]] = defaultdict(list)
    for letters, number in leaves(tree):
        digits = "".join(map(str, levels[number])).rstrip("0")
        # In full: a file of one's own needs a digit more than letters, and may begin as a copy of this one.
        groups[digits.ljust(len(letters) + 1, "0")].append(letters)
    lines = [f"{digits} {' '.join(sorted(words))}" for digits, words in sorted(groups.items())]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(sum(map(len, groups.values())), "patterns,", TARGET.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
