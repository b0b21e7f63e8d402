"""The segments that a data file declares."""

from __future__ import annotations

from itertools import cycle

from bmcgen.diagnostics import short
from bmcgen.model.content import COLOURS, PATTERNS, Segment
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import Reader
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence

SEGMENT_LIMIT, SEGMENTS_LIMIT = 60, 26
# Two colours that some eyes take for one, or a grey print, are in different groups.
_GROUPS = (
    (("blue", "yellow", "pink"), (0, 3, 6)),
    (("green", "red", "grey"), (1, 4, 7)),
    (("orange", "purple", "teal"), (2, 5, 8)),
)
_KEYS = {"name": "name", "colour": "colour", "color": "colour"}


def read_segments(node: Node, reader: Reader) -> None:
    """`- Name`, `- {name: Name, colour: blue}`, or `Name: blue` in a mapping."""
    declared = _declared(node, reader)
    if len(declared) > SEGMENTS_LIMIT:
        message = f"{len(declared)} segments; there are letters for only {SEGMENTS_LIMIT}"
        reader.wrong("too-many-segments", message, declared[SEGMENTS_LIMIT][0].where)
    chosen = [reader.colour(colour) if colour is not None else None for _, colour in declared]
    free = [colour for colour in COLOURS if colour not in chosen] or list(COLOURS)
    next_free, patterns = cycle(free), _Patterns()
    for number, ((name, _), colour) in enumerate(zip(declared, chosen, strict=True)):
        own = colour or next(next_free)
        _add_segment(reader, patterns, name, chr(ord("A") + number % SEGMENTS_LIMIT), own)


def _declared(node: Node, reader: Reader) -> list[tuple[Scalar, Node | None]]:
    if isinstance(node, Mapping):
        return [*node.pairs]
    if isinstance(node, Sequence):
        return [each for item in node.items for each in _segment(item, reader)]
    if not node.empty:
        reader.wrong("wrong-type", '"segments" must be a list of names', node.where)
    return []


def _segment(item: Node, reader: Reader) -> list[tuple[Scalar, Node | None]]:
    if isinstance(item, Scalar):
        return [(item, None)]
    if isinstance(item, Sequence):
        reader.wrong("wrong-type", "a segment is a name, or {name, colour}", item.where)
        return []
    if len(item.pairs) == 1 and fold(item.pairs[0][0].text) not in _KEYS:
        return [*item.pairs]
    found = reader.pairs(item, _KEYS, "segment")
    name = found.get("name")
    if isinstance(name, Scalar):
        return [(name, found.get("colour"))]
    if name is None:
        reader.wrong("missing-key", "this segment has no name", item.where)
    else:
        reader.wrong("wrong-type", "a segment's name must be a text", name.where)
    return []


def _add_segment(reader: Reader, patterns: _Patterns, name: Scalar, letter: str, colour: str) -> None:
    text = " ".join(clean(name.text).split())
    if not text:
        reader.wrong("comment-in-note", "this segment is empty", name.where, "give it a name")
    elif text.casefold() in reader.segments:
        reader.wrong("duplicate-segment", f'the segment "{short(text)}" appears twice', name.where)
    else:
        pattern = patterns.next_for(colour)
        reader.segments[text.casefold()] = Segment(text, letter, colour, name.where, pattern)
        if len(text) > SEGMENT_LIMIT:
            message = f"a segment's name has at most {SEGMENT_LIMIT} characters, this one has {len(text)}"
            reader.wrong("too-long", message, name.where)


class _Patterns:
    """Gives segments their patterns, and remembers which are taken."""

    def __init__(self) -> None:
        self.used = [0] * PATTERNS
        self.taken: dict[str, set[int]] = {}

    def next_for(self, colour: str) -> int:
        """Of the patterns for a colour the one that fewest segments have, and none of that colour."""
        own = next(patterns for colours, patterns in _GROUPS if colour in colours)
        taken = self.taken.setdefault(colour, set())
        ordered = sorted(range(PATTERNS), key=lambda n: (n in taken, n not in own, self.used[n]))
        self.used[ordered[0]] += 1
        taken.add(ordered[0])
        return ordered[0]
