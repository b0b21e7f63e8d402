"""Runs the server: its address, the folder it watches, and its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import uvicorn

from bmcgen.assets.finder import Assets
from bmcgen.studio.serving.app import Studio
from bmcgen.studio.serving.desk import Desk
from bmcgen.studio.serving.guard import Guard
from bmcgen.studio.serving.library import Library
from bmcgen.studio.words import ui_languages, ui_words

LOOPBACK = "127.0.0.1"
_DEBOUNCE, _STEP = 200, 30
_LOOK = 2.0
"""Seconds after which files are looked at even if nothing told that they changed: some folders tell nothing."""
_LONGEST = 3
_TOKEN = 32


class Server(uvicorn.Server):
    """Ends the streams of events before it waits for them."""

    def __init__(self, config: uvicorn.Config, desk: Desk, started: Callable[[], None]) -> None:
        super().__init__(config)
        self.desk, self._started = desk, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._watching = asyncio.get_running_loop().create_task(_watch(self.desk))
            self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.desk.hub.end()
        watching = getattr(self, "_watching", None)
        if watching is not None:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching
        await super().shutdown(sockets)


async def _watch(desk: Desk) -> None:
    """Looks at the folder when it changes, and now and then."""
    from watchfiles import awatch

    stop = asyncio.Event()

    async def now_and_then() -> None:
        while True:
            await asyncio.sleep(_LOOK)
            await desk.look_outside()

    looking = asyncio.get_running_loop().create_task(now_and_then())
    try:
        watched = awatch(desk.library.folder, debounce=_DEBOUNCE, step=_STEP, recursive=False, stop_event=stop)
        async for _ in watched:
            await desk.look_outside()
            desk.hub.publish("", "documents", {})
    finally:
        stop.set()
        looking.cancel()


def listening(port: int) -> socket.socket:
    """A socket of this machine alone; any free port for 0. OSError if it is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
    except OSError:
        found.close()
        raise
    return found


def _shut(assets: Assets) -> str:
    """What a browser shows that is not let in, in all languages: nothing is known of who reads it."""
    return "\n\n".join(ui_words(assets, code)["ui"]["banner"]["locked"] for code in ui_languages(assets))


class Running:
    """A server that is ready to run: `address` opens it, once."""

    def __init__(
        self, folder: Path, file: str | None, assets: Assets, port: int = 0, state: Path | None = None
    ) -> None:
        self.socket = listening(port)
        self.port = self.socket.getsockname()[1]
        self.token = secrets.token_urlsafe(_TOKEN)
        self.desk = Desk(Library(folder, assets), assets, state)
        self.guard = Guard(Studio(self.desk, file).app(), self.port, self.token, partial(_shut, assets))

    @property
    def address(self) -> str:
        """The address that opens it."""
        return f"http://{LOOPBACK}:{self.port}/?token={self.token}"

    def server(self, started: Callable[[], None]) -> Server:
        """The server, which calls `started` when it answers."""
        config = uvicorn.Config(
            self.guard,
            access_log=False,
            log_level="error",
            server_header=False,
            date_header=False,
            lifespan="on",
            ws="none",
            timeout_graceful_shutdown=_LONGEST,
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=65_536,
        )
        return Server(config, self.desk, started)

    def run(self, started: Callable[[], None]) -> None:
        """Runs until it is stopped."""
        self.server(started).run(sockets=[self.socket])
