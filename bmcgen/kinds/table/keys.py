"""What a layout and a file of words say of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bmcgen.kinds._keys import is_text
from bmcgen.source.json_schema import with_keys

_TEXTS, _LISTS = ("columns", "hints"), ("groups",)
_WORDS = ("rest", "total")
MOST_COLUMNS = 8
_SHARE = {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1000}
SHARES = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _SHARE}}
_BY_COLUMN = {"type": "object", "additionalProperties": {"type": "string"}}
TABLE = with_keys(
    *_WORDS,
    columns={**_BY_COLUMN, "minProperties": 1, "maxProperties": MOST_COLUMNS, "required": ["note"]},
    hints=_BY_COLUMN,
    groups={"type": "array", "items": {"type": "string"}},
    required=["columns"],
)


def table_words(value: object) -> dict[str, Any]:
    """`columns` names the columns by their ids, in order, and `hints` says more of some; `groups` are headings over
    rows, and `rest` the one over what is not sorted yet; `total` begins the last row.
    """
    if not isinstance(value, Mapping):
        raise ValueError("a table is keys and values: columns, hints, groups, rest, total")
    known = (*_TEXTS, *_LISTS, *_WORDS)
    unknown = [key for key in value if key not in known]
    if unknown:
        raise ValueError(f'a table has no "{unknown[0]}"; it has {", ".join(known)}')
    found = {key: _read(key, each) for key, each in value.items()}
    columns = found.get("columns", {})
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise ValueError(f"a table names from 1 to {MOST_COLUMNS} columns")
    if "note" not in columns:
        raise ValueError('a table has a column "note" for what a data file holds')
    if odd := [name for name in found.get("hints", {}) if name not in columns]:
        raise ValueError(f'there is a hint for "{odd[0]}", which is not a column')
    return found


def _read(key: str, value: object) -> Any:
    if key in _TEXTS:
        if not isinstance(value, Mapping) or not all(map(is_text, value.values())):
            raise ValueError(f'"{key}" gives a text for each column')
        return {str(name): str(text).strip() for name, text in value.items()}
    if key in _LISTS:
        if not isinstance(value, list) or not all(map(is_text, value)):
            raise ValueError(f'"{key}" is a list of texts')
        return tuple(str(text).strip() for text in value)
    if not is_text(value):
        raise ValueError(f'"{key}" is a text')
    return str(value).strip()


def table_shares(value: object) -> dict[str, dict[str, float]]:
    """The parts of the width that columns have, by block and column."""
    wrong = "shares give a number above 0 for each column of a block: {channels: {note: 3, buying: 2}}"
    if not isinstance(value, Mapping) or not all(isinstance(each, Mapping) for each in value.values()):
        raise ValueError(wrong)
    try:
        found = {str(block): {str(key): float(part) for key, part in each.items()} for block, each in value.items()}
    except (TypeError, ValueError):
        raise ValueError(wrong) from None
    if not all(0 < part < 1000 for each in found.values() for part in each.values()):
        raise ValueError(wrong)
    return found
