"""JSON: a data file like one of YAML, with the same keys."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from bmcgen.diagnostics import Diagnostic
from bmcgen.importing.exports._sheets import Sheet, tree_of_sheet
from bmcgen.importing.exports._telling import Telling
from bmcgen.source.files import documents_in
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Scalar

SUFFIX = ".json"
NEEDS: tuple[str, ...] = ()
SINGLE = False
LANGUAGES = True
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ufdd0-\ufddf\ud800-\udfff]")


def write(sheets: Sequence[Sheet], tell: Telling) -> bytes:
    each = [_value(tree_of_sheet(sheet)) for sheet in sheets]
    shown = json.dumps(each[0] if len(each) == 1 else {"sheets": each}, ensure_ascii=False, indent=2)
    # What editors take for the end of a line, or do not show at all.
    return (_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", shown) + "\n").encode()


def _value(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _value(value) for key, value in node.pairs}
    return [_value(item) for item in node.items]


def read(data: bytes, name: str, locales: Sequence[str]) -> tuple[list[Mapping], list[Diagnostic]] | None:
    """A data file, whoever wrote it: its keys say what it is."""
    document = documents_in(data, name, json=True)[0]
    root = document.tree
    if not isinstance(root, Mapping) or not {"layout", "sheets"} & {fold(key.text) for key, _ in root.pairs}:
        return None
    if document.problems:
        return None
    return [root], list(document.said)
