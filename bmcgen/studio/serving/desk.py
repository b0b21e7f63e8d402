"""The documents that are open, each worked on by one thread at a time, and the clocks of what is being typed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from bmcgen.assets.finder import Assets
from bmcgen.studio.document import Document
from bmcgen.studio.serving.events import Hub
from bmcgen.studio.serving.library import Library, Unknown

T = TypeVar("T")

REST, WRITE, RETRY = 0.4, 0.9, 2.0
"""Seconds after which what is typed is set with the whole sheet, and written to the file; and after which a file that
could not be written is tried again.
"""
MOST_OPEN = 16


class Open:
    """A document that is open, with its lock and its clocks. `answers` are the last ones that browsers got."""

    def __init__(self, name: str, document: Document) -> None:
        self.name, self.document = name, document
        self.lock = asyncio.Lock()
        self.answers: dict[str, tuple[int, dict[str, Any]]] = {}
        self.editing: dict[str, str | None] = {}
        self._clocks: dict[str, asyncio.TimerHandle] = {}

    def wind(self, clock: str, seconds: float, ring: Callable[[], None], *, again: bool = True) -> None:
        """Starts a clock, anew if it runs already, unless it is to run on."""
        running = self._clocks.get(clock)
        if running is not None and not again and not running.cancelled():
            return
        self.stop(clock)
        self._clocks[clock] = asyncio.get_running_loop().call_later(seconds, ring)

    def stop(self, clock: str) -> None:
        """Stops a clock."""
        found = self._clocks.pop(clock, None)
        if found is not None:
            found.cancel()


class Desk:
    """Opens documents and works on them. Sheets are set in a thread of its own, pictures and files in another."""

    def __init__(self, library: Library, assets: Assets, state: Path | None = None) -> None:
        self.library, self.assets, self.state = library, assets, state
        self.hub = Hub()
        self.open_ones: dict[str, Open] = {}
        self._setting = ThreadPoolExecutor(1, "setting")
        self._making = ThreadPoolExecutor(1, "making")
        self._tasks: set[asyncio.Task[Any]] = set()

    async def open(self, path: Path) -> Open:
        """The document of a path, opened if it is not. `Unknown` if there is no such file."""
        for found in self.open_ones.values():
            if found.document.path == path:
                return found
        if len(self.open_ones) >= MOST_OPEN:
            self._close_one()
        name = f"d{len(self.open_ones) + 1}"
        while name in self.open_ones:
            name = f"d{int(name[1:]) + 1}"
        loop = asyncio.get_running_loop()

        def tell(event: str, data: dict[str, Any]) -> None:
            loop.call_soon_threadsafe(self.hub.publish, name, event, data)

        document = Document(path, self.assets, tell, self.state)
        found = self.open_ones[name] = Open(name, document)
        async with found.lock:
            try:
                await self.set(document.open)
            except BaseException:
                del self.open_ones[name]
                raise
        return found

    def _close_one(self) -> None:
        """Lets go of a document that nobody looks at and that is saved."""
        seen = {stream.doc for stream in self.hub.streams}
        for name, found in self.open_ones.items():
            if name not in seen and found.document.saved:
                del self.open_ones[name]
                return

    def get(self, name: str) -> Open:
        """An open document by its name. `Unknown` if there is none."""
        if name not in self.open_ones:
            raise Unknown
        return self.open_ones[name]

    async def set(self, work: Callable[[], T]) -> T:
        """Does what sets a sheet, and does not leave it half done."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._setting, work))

    async def make(self, work: Callable[[], T]) -> T:
        """Does what makes a picture or a file."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._making, work))

    def typed(self, found: Open) -> None:
        """Winds the clocks of a document in which something was typed."""
        found.wind("rest", REST, lambda: self._start(self._rest(found)))
        found.wind("write", WRITE, lambda: self._start(self._write(found)), again=False)

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _rest(self, found: Open) -> None:
        """Sets the whole sheet, with what is typed, on the grid that it needs."""
        async with found.lock:
            document = found.document
            if document.drafts:
                await self.set(document.show)
                self.seen(found)

    async def _write(self, found: Open) -> None:
        found.stop("write")
        async with found.lock:
            document = found.document
            if await self.set(document.keep):
                self.seen(found)
            if document.failed:
                found.wind("write", RETRY, lambda: self._start(self._write(found)))

    def seen(self, found: Open, client: str = "") -> None:
        """Tells browsers that there is another view; the tab of a client knows it already."""
        document = found.document
        self.hub.publish(found.name, "view", {"view": document.showing.number, "rev": document.rev, "client": client})

    async def look_outside(self) -> None:
        """Takes in what other programs did to files that are open."""
        for found in [*self.open_ones.values()]:
            async with found.lock:
                if await self.set(found.document.look_outside):
                    self.seen(found)

    async def close(self) -> None:
        """Writes all that is not written, and stops."""
        for found in self.open_ones.values():
            found.stop("rest")
            found.stop("write")
            async with found.lock:
                with contextlib.suppress(Exception):
                    await self.set(found.document.keep)
        self._setting.shutdown(wait=True)
        self._making.shutdown(wait=True, cancel_futures=True)
