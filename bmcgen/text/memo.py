"""Memos: a bounded mapping that computes what it lacks, and values that own what is derived from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class BoundedMemo(dict[K, V]):
    """A mapping that computes a value when it is first asked for, and clears itself when it holds `most` of them."""

    def __init__(self, find: Callable[[K], V], most: int = 50_000) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        self[key] = found = self._find(key)
        return found


class MemoOwner:
    """A value that keeps what is derived from it, so that both are let go of together."""

    def __init__(self) -> None:
        self._derived: dict[Callable[..., Any], Callable[..., Any]] = {}

    def derived(self, make: Callable[..., V], most: int | None = None) -> Callable[..., V]:
        """`make` with this value as its first argument, remembering the `most` recent results (None: all of them)."""
        found = self._derived.get(make)
        if found is None:
            # Threads that come here together must leave with the same memo.
            found = self._derived.setdefault(make, lru_cache(most)(partial(make, self)))
        return found
