"""What the fields, choices and scales of a block may be called in a data file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bmcgen.model.locale import BlockWords


def labels_of(words: Iterable[BlockWords], own: Callable[[BlockWords], Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The labels in each language, by the ids of what they name; then what else these may be called."""
    words = list(words)
    others = [{key: name} for each in words for key, names in each.also_called.items() for name in names]
    return [*map(own, words), *others]
