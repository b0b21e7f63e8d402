"""What the readers of blocks share: where they collect what is wrong, and how they read keys."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping

from bmcgen.diagnostics import Diagnostic, Place, did_you_mean, error, short
from bmcgen.source.names import fold
from bmcgen.source.tree import Mapping, Node, Scalar


def there(place: Place) -> str:
    """Where something is, for a message about the same file: its line, or its path in data that comes from no file."""
    return f"on line {place.line}" if place.line else f"at {place.file}"


class Reader:
    """Collects what is wrong in `problems`."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        self._lines: dict[str, set[int]] = {}
        self._seen = 0

    def told(self, line: int, codes: Iterable[str]) -> bool:
        """Whether one of these was found on a line already."""
        for problem in self.problems[self._seen :]:
            self._lines.setdefault(problem.code, set()).add(problem.where.line)
        self._seen = len(self.problems)
        return line > 0 and any(line in self._lines.get(code, ()) for code in codes)

    def wrong(self, code: str, message: str, where: Place, hint: str = "") -> None:
        self.problems.append(error(code, message, where, hint))

    def twice(self, key: Scalar, first: Scalar) -> None:
        """Reports two keys that mean one thing, unless the same text twice was reported when the file was read."""
        if key.text != first.text:
            hint = f'it is {there(first.where)} already, as "{short(first.text)}"'
            self.wrong("duplicate-key", f'"{short(key.text)}" is here twice', key.where, hint)

    def pairs(self, node: Mapping, keys: AnyMapping[str, str], what: str) -> dict[str, Node]:
        """The values of a mapping by the keys that a thing may have."""
        found: dict[str, Node] = {}
        first: dict[str, Scalar] = {}
        for key, value in node.pairs:
            known = keys.get(fold(key.text))
            if known is None:
                message = f'"{short(key.text)}" is not a key of a {what}'
                self.wrong("unknown-key", message, key.where, did_you_mean(key.text, list(keys)))
            elif known in found:
                self.twice(key, first[known])
            else:
                found[known], first[known] = value, key
        return found
