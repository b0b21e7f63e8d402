"""What is found out once for each of many things, and let go of when it becomes too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """A mapping that finds a value when it is first asked for, and holds so many at most."""

    def __init__(self, find: Callable[[K], V], most: int = 50_000) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        self[key] = found = self._find(key)
        return found
