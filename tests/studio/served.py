"""A studio that runs beside the tests, and a browser of few words that talks to it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bmcgen.assets.finder import Assets
from bmcgen.studio.serving.run import Running

SECONDS = 20


class Answer:
    """What came back."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.data = found.status, found.headers, found.read()

    @property
    def said(self) -> Any:
        return json.loads(self.data)


class Talk:
    """Talks to a studio; `cookie` is that of its page, once it was let in."""

    def __init__(self, running: Running) -> None:
        self.running, self.port, self.cookie = running, running.port, ""
        self.origin = f"http://127.0.0.1:{self.port}"
        self.seq = 0

    def enter(self) -> Answer:
        """Goes in by the token."""
        found = self.ask("GET", f"/?token={self.running.token}")
        self.cookie = (found.headers["set-cookie"] or "").partition(";")[0]
        return found

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A request with these headers and no others, but for the cookie and what HTTP needs."""
        given = {
            "Host": f"127.0.0.1:{self.port}",
            **({"Cookie": self.cookie} if self.cookie else {}),
            **(headers or {}),
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for key, value in given.items():
                line.putheader(key, value)
            if body is not None and "Content-Length" not in given:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body)
            return Answer(line.getresponse())
        finally:
            line.close()

    @property
    def writing(self) -> dict[str, str]:
        """The headers that the page sends with what it writes."""
        return {
            "Origin": self.origin,
            "X-Studio": "1",
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
        }

    def get(self, path: str) -> Answer:
        return self.ask("GET", path, headers={"Sec-Fetch-Site": "same-origin"})

    def post(self, path: str, said: Any) -> Answer:
        return self.ask("POST", path, json.dumps(said).encode(), self.writing)

    def upload(self, path: str, data: bytes) -> Answer:
        return self.ask("POST", path, data, {**self.writing, "Content-Type": "application/octet-stream"})

    def open(self, file: str) -> str:
        return str(self.post("/api/open", {"file": file}).said["doc"])

    @contextmanager
    def news(self, doc: str = "") -> Iterator[http.client.HTTPResponse]:
        """The stream of events of a document, or of the folder."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        line.request("GET", f"/api/events?doc={doc}", headers={"Cookie": self.cookie})
        found = line.getresponse()
        try:
            yield found
        finally:
            found.close()
            line.close()

    def ops(self, doc: str, *ops: Mapping[str, Any], client: str = "t", **more: Any) -> Answer:
        self.seq += 1
        return self.post(f"/api/doc/{doc}/ops", {"client": client, "seq": self.seq, "ops": [*ops], **more})


@contextmanager
def served(folder: Path, state: Path, file: str | None = None) -> Iterator[Talk]:
    """A studio of a folder that answers."""
    running = Running(folder, file, Assets.of(None), state=state)
    ready = threading.Event()
    server = running.server(ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [running.socket]})
    thread.start()
    try:
        assert ready.wait(SECONDS)
        yield Talk(running)
    finally:
        server.should_exit = True
        thread.join(SECONDS)
        running.socket.close()
        assert not thread.is_alive()
