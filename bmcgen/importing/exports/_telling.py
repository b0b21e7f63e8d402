"""What a format has no place for, told once for each kind of thing, with the place of the first."""

from __future__ import annotations

from bmcgen.diagnostics import Diagnostic, Place, warning


class Telling:
    """Collects what is not held: the kind of thing, and what becomes of it."""

    def __init__(self, suffix: str) -> None:
        self.suffix = suffix
        self.places: dict[tuple[str, str], list[Place]] = {}

    def lost(self, what: str, where: Place, hint: str = "") -> None:
        """Something that the format has no place for."""
        self.places.setdefault((f"a {self.suffix} file has no place for {what}", hint), []).append(where)

    def changed(self, message: str, where: Place, hint: str = "") -> None:
        """Something that is held in another way."""
        self.places.setdefault((message, hint), []).append(where)

    def said(self) -> list[Diagnostic]:
        found = []
        for (message, hint), places in self.places.items():
            times = f" ({len(places)} times)" if len(places) > 1 else ""
            found.append(warning("not-held", message + times, places[0], hint))
        return found
