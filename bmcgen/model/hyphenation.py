"""Where the words of a language may be broken, as a user's own files say."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


class Hyphenation(Struct, frozen=True):
    """Liang's patterns of a language, as letters and their digits, and its compounds with their parts. None means that
    the user brings no patterns, so the shipped ones or pyphen's apply.
    """

    patterns: Mapping[str, str] | None = None
    joints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Dictionaries:
    """A user's own hyphenation by language. Caches compare it by identity: one state of a folder is one object."""

    __slots__ = ("languages",)

    def __init__(self, languages: Mapping[str, Hyphenation]) -> None:
        self.languages = languages

    def of(self, language: str) -> Hyphenation:
        """The hyphenation of a language: that of its region first, then its own, each where there is any."""
        code = language.replace("_", "-").lower()
        found = [self.languages[name] for name in (code, code.split("-")[0]) if name in self.languages]
        patterns = next((each.patterns for each in found if each.patterns is not None), None)
        joints: dict[str, tuple[str, ...]] = {}
        for each in reversed(found):
            joints |= each.joints
        return Hyphenation(patterns, joints)
