"""News for the browsers that are open: a stream of events for each, which ends when the server does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

MOST_STREAMS = 8
_WAITING = 64
_QUIET = 15.0
_END = "bye"
_NUMBERS = count(1)


class Stream:
    """The events that one browser has not read yet. One that reads too slowly is told to get everything anew."""

    def __init__(self, doc: str) -> None:
        self.doc = doc
        self._queue: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue(_WAITING)

    def put(self, event: str, data: dict[str, Any]) -> None:
        """Adds an event."""
        if self._queue.full():
            self.clear()
            event, data = ("reset", {}) if event != _END else (event, data)
        self._queue.put_nowait((event, data))

    def clear(self) -> None:
        """Forgets what waits."""
        while not self._queue.empty():
            self._queue.get_nowait()

    async def lines(self) -> AsyncIterator[str]:
        """The events as they go to the browser, until the last."""
        yield "retry: 500\n\n"
        while True:
            try:
                event, data = await asyncio.wait_for(self._queue.get(), _QUIET)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield f"id: {next(_NUMBERS)}\nevent: {event}\ndata: {json.dumps(data)}\n\n"
            if event == _END:
                return


class Hub:
    """The streams that are open."""

    def __init__(self) -> None:
        self.streams: list[Stream] = []
        self.ended = False

    def open(self, doc: str) -> Stream | None:
        """A stream for the events of a document, or of the folder where it is empty; None if there are too many."""
        if len(self.streams) >= MOST_STREAMS or self.ended:
            return None
        found = Stream(doc)
        self.streams.append(found)
        return found

    def close(self, stream: Stream) -> None:
        """Lets go of a stream."""
        if stream in self.streams:
            self.streams.remove(stream)

    def publish(self, doc: str, event: str, data: dict[str, Any]) -> None:
        """Tells all who look at a document."""
        for stream in self.streams:
            if stream.doc == doc:
                stream.put(event, data)

    def end(self) -> None:
        """Ends all streams."""
        self.ended = True
        for stream in self.streams:
            stream.put(_END, {})
