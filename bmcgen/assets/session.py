"""What is remembered of assets has one owner: the session of one state of one set of folders.

Layouts, themes, words, faces and all that is derived from them live in a `Session`. When the stamp of the folders
changes, the session is dropped whole, and the next document is made as a fresh process would make it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from bmcgen.diagnostics import Place

if TYPE_CHECKING:
    from bmcgen.assets.finder import Assets

P = ParamSpec("P")
T = TypeVar("T")

MOST = 500
"""Values that a session remembers of each reader."""
OPEN = 8
"""Sets of assets whose sessions are open at a time."""
_BY_VALUE = (str, int, type(None), Path)


class Session:
    """What is known about one state of a set of assets, by the function that found it out."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self._known: dict[Callable[..., Any], dict[tuple[object, ...], tuple[object, Any]]] = {}

    def recall(self, read: Callable[..., T], assets: Assets, args: tuple[object, ...], named: dict[str, Any]) -> T:
        """What `read` finds; it reads nothing twice. Arguments that are texts or the like are compared by value, others
        by identity; places are not compared, for only problems tell them, and these are not remembered.
        """
        known = self._known.get(read)
        if known is None:
            known = self._known.setdefault(read, {})
        key = (*[_key(each) for each in args if not isinstance(each, Place)], *named.items())
        found = known.get(key)
        if found is None:
            value = read(assets, *args, **named)
            if len(known) >= MOST:
                known.clear()
            # What is compared by identity is held, so that nothing else can come to have that identity. Threads that
            # come here together must leave with the same value.
            found = known.setdefault(key, (args, value))
        return found[1]  # type: ignore[no-any-return]


class Sessions:
    """The sessions that are open, one for each set of folders; the oldest is closed when there are too many."""

    def __init__(self) -> None:
        self._open: dict[object, Session] = {}
        self._lock = Lock()

    def open(self, assets: Assets) -> Assets:
        """Opens the session of a state of assets, and closes that of the state before. Returns the assets that the
        session has.
        """
        found = self._open.get(assets.place)
        if found is None or found.assets != assets:
            with self._lock:
                found = self._open.get(assets.place)
                if found is None or found.assets != assets:
                    self._open.pop(assets.place, None)
                    while len(self._open) >= OPEN:
                        del self._open[next(iter(self._open))]
                    found = self._open[assets.place] = Session(assets)
        return found.assets

    def of(self, assets: Assets) -> Session | None:
        """The session of assets; None where nobody opened one, or where it was closed since."""
        found = self._open.get(assets.place)
        return found if found is not None and (found.assets is assets or found.assets == assets) else None


SESSIONS = Sessions()


def kept(read: Callable[Concatenate[Assets, P], T]) -> Callable[Concatenate[Assets, P], T]:
    """A function that reads assets, and whose results the session of these assets remembers."""

    @wraps(read)
    def again(assets: Assets, /, *args: P.args, **named: P.kwargs) -> T:
        session = SESSIONS.of(assets) if assets.stamp is not None else None
        if session is None:
            return read(assets, *args, **named)
        return session.recall(read, assets, args, named)

    return again


def _key(value: Any) -> object:
    return value if isinstance(value, _BY_VALUE) else id(value)
