"""What the fields, choices and scales of a block are called, on the sheet and in a data file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated

from bmcgen.kinds._keys import Said
from bmcgen.model.locale import BlockWords

Labels = dict[str, Annotated[str, Said()]]
"""Labels by the ids of what they name, as a file of words gives them."""


def labels_of(words: Iterable[BlockWords], own: Callable[[BlockWords], Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The labels in each language, by the ids of what they name; then what else these may be called."""
    words = list(words)
    others = [{key: name} for each in words for key, names in each.also_called.items() for name in names]
    return [*map(own, words), *others]
