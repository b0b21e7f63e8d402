"""Finished files in their places, and on disk even if the power fails."""

from __future__ import annotations

import contextlib
import os
import time


def move(temporary: str, target: str) -> None:
    """Moves a finished file to its place; on Windows, another program may have that open for a moment."""
    for _ in range(10 if os.name == "nt" else 0):
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(0.05)
        else:
            return
    os.replace(temporary, target)


def sync_folder(folder: str) -> None:
    """Makes sure that the names in a folder are on disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
