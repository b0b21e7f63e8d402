"""A journal of what is done to a document, in the user's own folder for such things, so that a killed process loses
nothing: each line is written before the answer is given.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec import Struct

_LONGEST = 8_000_000
"""Bytes of a journal, which begins anew beyond them."""
_KEPT = 14
"""Days for which the first text of the day is kept."""


class Left(Struct, frozen=True):
    """What a journal holds that no file does: the text and the ids that operations were meant for, and these."""

    text: str
    ids: tuple[str, ...]
    sheet: int
    ops: tuple[Mapping[str, Any], ...]
    drafts: tuple[Mapping[str, Any], ...]
    at: str


def state_folder() -> Path:
    """The folder where programs of this user keep what they remember."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        given = os.environ.get("XDG_STATE_HOME", "")
        base = Path(given) if os.path.isabs(given) else home / ".local" / "state"
    return base / "bmcgen" / "studio"


class Journal:
    """The journal of one file. A folder that cannot be written is no reason to stop: then there is none."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        name = blake2b(str(path.resolve()).encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()
        self.folder = folder or state_folder()
        self.file = self.folder / f"{path.stem[:40]}-{name}.jsonl"
        self.works = True

    def begin(self, text: str, ids: Sequence[str], sheet: int, look: Mapping[str, Any], now: str) -> None:
        """Begins anew with a text that the file holds, and keeps the first of each day."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._keep(text, now)
            line = json.dumps({"text": text, "ids": [*ids], "sheet": sheet, "look": look, "at": now})
            temporary = self.file.with_suffix(".new")
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(line + "\n")
            os.replace(temporary, self.file)
            self.works = True
        except OSError:
            self.works = False

    def _keep(self, text: str, now: str) -> None:
        kept = self.file.with_suffix(f".{now[:10]}.yaml")
        if not kept.exists():
            handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        old = sorted(self.folder.glob(f"{self.file.stem}.????-??-??.yaml"))
        for each in old[:-_KEPT]:
            with contextlib.suppress(OSError):
                each.unlink()

    def note(self, **line: Any) -> None:
        """Adds a line: `ops` that were done, a `draft`, or that all is `saved`."""
        if not self.works:
            return
        try:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError:
            self.works = False

    @property
    def long(self) -> bool:
        """Whether it should begin anew."""
        try:
            return self.file.stat().st_size > _LONGEST
        except OSError:
            return False

    def left(self) -> Left | None:
        """What was done and is in no file; None if all of it is."""
        base: dict[str, Any] | None = None
        ops: list[Mapping[str, Any]] = []
        drafts: dict[str, Mapping[str, Any]] = {}
        at = ""
        for line in self._lines():
            at = line.get("at", at)
            if "text" in line:
                base, ops, drafts = line, [], {}
            elif "saved" in line and base is not None:
                start, length, new = line["saved"]
                text = base["text"]
                base = {**base, "text": text[:start] + new + text[start + length :], "ids": line["ids"]}
                base["sheet"] = line.get("sheet", base["sheet"])
                ops = []
            elif "ops" in line:
                ops += line["ops"]
                for op in line["ops"]:
                    drafts.pop(str(op.get("note") or op.get("path")), None)
            elif "draft" in line:
                op = line["draft"]
                drafts[str(op.get("note") or op.get("path"))] = op
        if base is None or not (ops or drafts):
            return None
        return Left(base["text"], tuple(base["ids"]), base["sheet"], tuple(ops), tuple(drafts.values()), at)

    def look(self) -> dict[str, str]:
        """How the document was shown last."""
        found: dict[str, str] = {}
        for line in self._lines():
            if isinstance(given := line.get("look"), dict):
                found = {key: value for key, value in given.items() if isinstance(value, str)}
        return found

    def _lines(self) -> Iterator[dict[str, Any]]:
        try:
            text = self.file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for line in text.splitlines():
            # The last may be cut off.
            with contextlib.suppress(ValueError):
                found = json.loads(line)
                if isinstance(found, dict):
                    yield found
