"""Finds what ships with the program and what the user brings: a file is found by being there."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.session import SESSIONS
from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.resources import SHIPPED

ROOMS = ("layouts", "locales", "fonts")
_DEEPEST = 3
_LONGEST = 200
"""Bytes of a name; file systems end at 255."""
_FONTS = (".ttf", ".TTF", ".Ttf", ".otf", ".OTF", ".Otf")
_TICK = 20_000_000
"""Nanoseconds; the clocks of Linux file systems tick every 1 to 10 ms."""


class Assets(Struct, frozen=True):
    """The folders that hold layouts, themes, locales and fonts; the first that has a file wins.

    `stamp` tells one state of the user's own folder from another; None where nobody looked. `place` says which folder
    that is, wherever the working folder is. What ships is a part of the program, and stays as it is while that runs.
    """

    folders: tuple[Path, ...] = (SHIPPED,)
    stamp: bytes | None = None
    place: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: str | Path | None) -> Assets:
        """The shipped files, after those in the user's own folder, as they are now; opens their session. `Problems` if
        that is no folder.
        """
        if own is None:
            return SESSIONS.open(_ONLY_SHIPPED)
        path = Path(own)
        if not path.is_dir():
            raise Problems([error("no-such-folder", f"--assets {own}: no such folder", Place(str(own)))])
        return SESSIONS.open(cls((path, SHIPPED), _stamp(path), (str(path), str(path.absolute()))))

    def names(self, room: str, suffix: str = ".yaml") -> tuple[str, ...]:
        """What there is in a room: file names without their suffix, or folder names where the suffix is empty."""
        found: set[str] = set()
        for folder in self.folders:
            place = folder / room
            if not place.is_dir():
                continue
            if suffix:
                spellings = _spellings(suffix)
                found |= {p.stem for p in place.iterdir() if p.suffix in spellings and p.is_file()}
            else:
                found |= {p.name for p in place.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))}
        return tuple(sorted(found))

    def own(self, room: str, suffix: str = ".yaml") -> tuple[str, ...]:
        """What the user brings to a room."""
        return Assets(tuple(folder for folder in self.folders if folder != SHIPPED)).names(room, suffix)

    def find(self, room: str, name: str, suffix: str = ".yaml") -> Path | None:
        """The path of a file of a room; None where there is none of that name."""
        # A name is a name: it leads nowhere else.
        if not name or name.startswith((".", "_")) or any(sign in name for sign in "/\\:\0"):
            return None
        if len(name.encode(errors="replace")) > _LONGEST:
            return None
        spellings = _spellings(suffix)
        paths = (folder / room / f"{name}{each}" for folder in self.folders for each in spellings)
        return next((path for path in paths if (path.is_file() if suffix else path.is_dir())), None)

    def need(self, room: str, name: str, where: Place, suffix: str = ".yaml") -> Path:
        """The same, but `Problems` where there is none: unknown-layout, unknown-theme, unknown-font and so on."""
        path = self.find(room, name, suffix)
        if path is None:
            kind = room.rsplit("/", maxsplit=1)[-1].rstrip("s")
            known = self.names(room, suffix)
            shown = name if len(name) <= 60 else name[:59] + "…"
            raise Problems(
                [error(f"unknown-{kind}", f'there is no {kind} "{shown}"', where, did_you_mean(name, known))]
            )
        return path


_ONLY_SHIPPED = Assets(stamp=b"")


def _spellings(suffix: str) -> tuple[str, ...]:
    """How a suffix is found at the end of a file's name: fonts come from systems that write theirs in capitals, and an
    OpenType font may have TrueType outlines too.
    """
    return _FONTS if suffix == ".ttf" else (suffix,)


def state_of(folder: Path) -> list[tuple[str, int]]:
    """Which files there are in the rooms of a folder, how large, and when each was last changed."""
    return [each for room in ROOMS for each in _states(os.path.join(folder, room), _DEEPEST)]


def _stamp(folder: Path) -> bytes:
    """The digest of the state of a folder, wherever the working folder is."""
    states = state_of(folder)
    found = [str(folder.absolute()), *(text for text, _ in states)]
    # A file may change again within a tick of the file system's clock without a trace: nothing is known of it then.
    if abs(time.time_ns() - max((changed for _, changed in states), default=0)) < _TICK:
        found.append(os.urandom(16).hex())
    return blake2b("\n".join(found).encode(errors="surrogateescape"), digest_size=16).digest()


def _states(folder: str, deep: int) -> Iterator[tuple[str, int]]:
    """What tells the files in a folder, and in those in it, from what they were before, and when each changed. Links
    are followed, but not without end.
    """
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        try:
            about = os.stat(path)
        except OSError:
            continue
        if stat.S_ISDIR(about.st_mode):
            yield from _states(path, deep - 1) if deep else ()
        else:
            # A copy may keep the time of its original, but not that of its own inode.
            state = f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_size} {about.st_ino}"
            yield f"{path}\n{state}", max(about.st_mtime_ns, about.st_ctime_ns)
