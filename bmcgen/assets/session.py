"""What has been read from assets is kept, for as long as the folders that it came from stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from bmcgen.assets.finder import Assets
from bmcgen.diagnostics import Place

P = ParamSpec("P")
T = TypeVar("T")

_MOST = 500
_VALUES = (str, int, type(None))
_everything: list[dict[tuple[object, ...], Any]] = []


def kept(read: Callable[Concatenate[Assets, P], T]) -> Callable[Concatenate[Assets, P], T]:
    """A function that reads assets, and reads nothing twice. What it is handed is compared by value if it is a text or
    the like, else by identity; places are not compared, for only problems tell them, and these are not kept.
    """
    known: dict[tuple[object, ...], tuple[object, T]] = {}
    _everything.append(known)

    @wraps(read)
    def again(assets: Assets, /, *args: P.args, **named: P.kwargs) -> T:
        if assets.stamp is None:
            return read(assets, *args, **named)
        key = (assets, *[_key(each) for each in args if not isinstance(each, Place)], *named.items())
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            # What is compared by identity is held, so that nothing else can come to have that identity.
            found = known[key] = args, read(assets, *args, **named)
        return found[1]

    return again


def forget() -> None:
    """Lets all that is kept go."""
    for known in _everything:
        known.clear()


def _key(value: Any) -> object:
    return value if isinstance(value, _VALUES) else id(value)
