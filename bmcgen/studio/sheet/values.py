"""Values at their paths: what a browser calls by ids, under the keys that a file has for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from difflib import SequenceMatcher

from bmcgen.assets.localisation.words import read_canvases
from bmcgen.model.content import FIELDS
from bmcgen.model.locale import BlockWords
from bmcgen.source.names import clean, fold
from bmcgen.source.reader import meanings
from bmcgen.studio.sheet.board import Board, Form
from bmcgen.studio.sheet.outline import node_at, resolved
from bmcgen.studio.splicing.edits import Edit, Insert, Path, Put, Refused, Remove
from bmcgen.studio.splicing.forms import as_typed
from bmcgen.studio.splicing.marks import Plain, plain, same

_TOP = ("layout", "locale", "language", *FIELDS, "markup", "typography", "totals", "words", "segments", "blocks")
LONGEST = 20_000
Words = Callable[[Board, str], BlockWords | None]


def put_value(board: Board, steps: list[str | int], value: object, words_of: Words) -> Board:
    """The board with a value at a path of ids; None takes it away."""
    said = as_plain(value)
    path, before = _spelled(board, steps, words_of)
    if steps == ["segments"]:
        return _segments(board, path, said)
    return board.edited(_edits(board, path, said, before))


def _edits(board: Board, path: Path, said: Plain, before: str = "") -> list[Edit]:
    node = node_at(board.outline.spliced, path)
    there = node is not None and not node.empty
    if not said:
        return [Remove(path)] if node is not None else []
    if there and node is not None and isinstance(said, list) and resolved(node).kind == "list" and node.kind == "list":
        return _listed(path, plain(node), said)
    return [Put(path, said, before)]


def _listed(path: Path, old: Plain, new: list[Plain]) -> list[Edit]:
    """What turns one list into another, entry by entry, so that those that stay are not touched."""
    assert isinstance(old, list)
    edits: list[Edit] = []
    matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
    for what, a, b, c, d in reversed(matcher.get_opcodes()):
        if what == "equal":
            continue
        both = min(b - a, d - c)
        edits += [Remove((*path, index)) for index in reversed(range(a + both, b))]
        edits += [Insert((*path, a + both), each) for each in reversed(new[c + both : d])]
        edits += [Put((*path, a + index), new[c + index]) for index in range(both)]
    return edits


def _spelled(board: Board, steps: list[str | int], words_of: Words) -> tuple[Path, str]:
    """The path in the file that ids mean, and the key that a new one stands before."""
    outline, first = board.outline, str(steps[0])
    if first not in (*_TOP, *outline.meaning.values()):
        raise Refused(f"no {first} in a data file")
    if first != "blocks":
        path = outline.keys.get(first)
        if path is None:
            base = outline.shared if first == "locale" and outline.shared else outline.own
            path = (*base, first)
        at = next((key for key in ("segments", "blocks") if key in outline.keys and key != first), "")
        before = str(outline.keys[at][-1]) if at else ""
        return (*path, *steps[1:]), before if len(steps) == 1 else ""
    if len(steps) < 2 or str(steps[1]) not in {*outline.written()}:
        raise Refused("no such block")
    block = str(steps[1])
    words = words_of(board, block)
    title = words.title if words else block
    found: Path = outline.blocks.get(block) or (*outline.keys.get("blocks", (*outline.own, "blocks")), title)
    for step in steps[2:]:
        found = (*found, _key_in(board, block, found, step))
    return found, ""


def _key_in(board: Board, block: str, path: Path, step: str | int) -> str | int:
    """How a key is spelled that may be there by its id, or by its label in any language."""
    node = node_at(board.outline.spliced, path)
    if isinstance(step, int) or node is None or resolved(node).kind != "mapping":
        return step
    layout = board.outline.layout
    assert layout is not None
    every = [each.blocks[block] for each in read_canvases(board.assets, layout).values() if block in each.blocks]
    meant = meanings([labels for words in every for labels in labels_in(words)])[0]
    for key in resolved(node).keys:
        if key.text == step or fold(key.text) == fold(step) or meant.get(fold(key.text)) == step:
            return key.text
    return step


def labels_in(words: BlockWords) -> list[dict[str, str]]:
    """What fields, choices and scales of a block are called, by their ids."""
    found: list[dict[str, str]] = []
    for value in words.own.values():
        if isinstance(value, dict):
            named = {key: each if isinstance(each, str) else each.get("label", "") for key, each in value.items()
                     if isinstance(each, str | dict)}  # fmt: skip
            found.append({key: label for key, label in named.items() if label})
    return found


def _segments(board: Board, path: Path, said: Plain) -> Board:
    """Another list of segments; notes let go of those that are no longer in it."""
    new: list[Plain] = []
    for each in said if isinstance(said, list) else []:
        name = each.get("name", "") if isinstance(each, dict) else each
        if name:
            new.append(each if isinstance(each, dict) and each.get("colour") else name)
    names = {_fold(each.get("name", "") if isinstance(each, dict) else each) for each in new}
    edits: list[Edit] = []
    for entry in board.outline.entries:
        form = Form(board, entry)
        key, held = form.key("segments", "segment"), form.texts("segments", "segment")
        kept = [each for each in held if _fold(each) in names]
        if key is None or kept == held:
            continue
        where = (*entry.path, key)
        edits.append(Put(where, kept[0] if len(kept) == 1 else [*kept]) if kept else Remove(where))
    at = board.outline.keys.get("blocks")
    before = str(at[-1]) if at else ""
    old = board.outline.value(path)
    if old is not None and same(old, new):
        return board.edited(edits)
    return board.edited([*edits, *_edits(board, path, new, before)])


def _fold(name: Plain) -> str:
    return " ".join(clean(str(name)).split()).casefold()


def as_plain(value: object) -> Plain:
    """A value from JSON as a file says it. `Refused` for what none can."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return format(Decimal(str(value + 0)).normalize(), "f")
    if isinstance(value, list):
        return [said for each in value if (said := as_plain(each))]
    if isinstance(value, dict):
        return {as_typed(str(key)): said for key, each in value.items() if (said := as_plain(each)) or each == ""}
    text = as_typed(str(value))
    if len(text) > LONGEST:
        raise Refused(f"a text has at most {LONGEST} characters")
    return text
