"""What a browser asks for, done on a board: an operation on one note or one value, never on a whole document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bmcgen.source.names import clean, fold
from bmcgen.studio.sheet.board import Board, Form, fresh, is_id
from bmcgen.studio.sheet.outline import node_at, resolved
from bmcgen.studio.sheet.placing import Op, in_brackets, language, placed, words_of
from bmcgen.studio.sheet.values import as_plain, put_value
from bmcgen.studio.splicing.edits import Edit, Path, Put, Refused, Remove
from bmcgen.studio.splicing.forms import as_typed
from bmcgen.studio.splicing.lists import raw_item
from bmcgen.studio.splicing.marks import Plain, plain

LONGEST, MOST_NOTES = 10_000, 1_000
KEYS = ("segments", "colour", "status", "tags", "to", "amount", "group")
_SPELLED = {"segments": ("segments", "segment"), "colour": ("colour", "color"), "tags": ("tags", "tag")}


def apply(board: Board, op: Op) -> Board:
    """The board after an operation. `Refused` for one that makes no sense on it."""
    name = op.get("op")
    found = _OPERATIONS.get(name) if isinstance(name, str) else None
    if found is None:
        raise Refused(f"no operation {name}")
    return found(board, op)


def set_text(board: Board, op: Op) -> Board:
    """Another text for a note; without one it is taken away."""
    note, text = _note(board, op), _text(op)
    if not text:
        return delete(board, {"notes": [note]})
    entry = board.entry(note)
    form = Form(board, entry)
    return board.edited([Put(_path_of_text(board, form), text)])


def _path_of_text(board: Board, form: Form) -> Path:
    path = form.entry.path
    if form.mapping:
        path = (*path, form.key("text") or "text")
    key = form.language(language(board))
    return (*path, key) if key is not None else path


def insert(board: Board, op: Op) -> Board:
    """A new note, or another text for the one of that id."""
    note = op.get("note")
    if not is_id(note):
        raise Refused("a note needs an id of letters, figures and hyphens")
    if note in board.by_id:
        return set_text(board, op)
    text = _text(op)
    if not text:
        return board
    if len(board.ids) >= MOST_NOTES:
        raise Refused(f"more than {MOST_NOTES} notes")
    more = {key: op[key] for key in KEYS[:-1] if op.get(key)}
    value: Plain = text
    if more and "to" not in more:
        value = {"text": text, **{key: as_plain(each) for key, each in more.items()}}
    return placed(board, op, str(note), value, None)


def delete(board: Board, op: Op) -> Board:
    """Notes taken away, and the headings that nothing stands under any more."""
    notes = _notes(board, op)
    for note in notes:
        board = _without(board, note)
    return board


def _without(board: Board, note: str) -> Board:
    entry = board.entry(note)
    board = _unlinked(board, note)
    entry = board.entry(note)
    mates = [each for each in board.outline.entries if each.holder == entry.holder]
    path = entry.path
    if len(mates) == 1 and entry.group is not None:
        # A heading without notes says nothing; a part keeps its key.
        path = entry.holder[:-1] if entry.part is None else entry.path
    if len(mates) == 1 and entry.part is not None:
        path = entry.holder
    return board.edited([Remove(path)], gone=[note])


def _unlinked(board: Board, note: str) -> Board:
    """The board without links to a note."""
    known = Form(board, board.entry(note)).texts("id")
    if not known:
        return board
    for other, entry in [*board.by_id.items()]:
        links = Form(board, entry).texts("to")
        if known[0] in links and other != note:
            board = _key(board, other, "to", [each for each in links if each != known[0]])
    return board


def move(board: Board, op: Op) -> Board:
    """Notes taken to another place, in the order in which they are named."""
    notes, after = _notes(board, op), op.get("after")
    if after in notes:
        raise Refused("a note cannot stand behind itself")
    for note in notes:
        entry = board.entry(note)
        holder = node_at(board.outline.spliced, entry.holder)
        assert holder is not None
        form = Form(board, entry)
        raw, value = raw_item(board.outline.spliced.marked, holder, entry.index), plain(entry.node)
        if form.alone and in_brackets(board, op):
            # Between brackets, it would be a mapping to a person too.
            raw, value = None, form.text("")
        links = _links_to(board, note)
        board = placed(_without(board, note), {**op, "after": after}, note, value, raw)
        for other, to in links.items():
            board = _key(board, other, "to", to)
        after = note
    return board


def _links_to(board: Board, note: str) -> dict[str, Plain]:
    """The notes that lead to one, with what they say of it."""
    known = Form(board, board.entry(note)).texts("id")
    found = {}
    for other, entry in board.by_id.items():
        form = Form(board, entry)
        if known and known[0] in form.texts("to") and (node := form.get("to")):
            found[other] = plain(node)
    return found


def set_note(board: Board, op: Op) -> Board:
    """Something that a note says beside its text."""
    note, key, value = _note(board, op), op.get("key"), op.get("value")
    if key not in KEYS:
        raise Refused(f"a note has no {key}")
    if key == "group":
        entry = board.entry(note)
        same = [n for n, each in board.by_id.items() if each.block == entry.block and n != note]
        heading = value if isinstance(value, str) and value else None
        mates = [n for n in same if board.by_id[n].group == heading and heading is not None]
        after = mates[-1] if mates else _before(board, note)
        return move(board, {"notes": [note], "block": entry.block, "after": after, "group": heading})
    if key == "to":
        named = value if isinstance(value, list) else [value] if value else []
        ids = []
        for target in named:
            board, known = _identified(board, str(target))
            ids.append(known)
        value = ids
    return _key(board, note, key, value)


def _before(board: Board, note: str) -> str | None:
    """The note above one in its block."""
    entry = board.entry(note)
    above = [n for n, each in board.by_id.items() if each.block == entry.block]
    index = above.index(note)
    return above[index - 1] if index else None


def _identified(board: Board, note: str) -> tuple[Board, str]:
    """A note that has an id in the file, for links to lead to it."""
    known = Form(board, board.entry(note)).texts("id")
    if known:
        return board, known[0]
    taken = [each for entry in board.outline.entries for each in Form(board, entry).texts("id")]
    name = next(fresh(taken, 1))
    return _key(board, note, "id", name), name


def _key(board: Board, note: str, key: str, value: object) -> Board:
    form = Form(board, board.entry(note))
    names = _SPELLED.get(key, (key,))
    spelled, path = form.key(*names), form.entry.path
    said = as_plain(value)
    if isinstance(said, list) and len(said) == 1:
        said = said[0]
    if not said:
        return board.edited([Remove((*path, spelled))]) if spelled else board
    if not form.mapping:
        words = plain(form.node) if form.several else form.text(language(board))
        return board.edited([Put(path, {"text": words, names[0]: said})])
    edits: list[Edit] = []
    if spelled and spelled != names[0] and isinstance(said, list):
        edits.append(Remove((*path, spelled)))
        spelled = None
    return board.edited([*edits, Put((*path, spelled or names[0]), said)])


def set_value(board: Board, op: Op) -> Board:
    """A value at a path: of the masthead, of a block that holds no notes, of what the file says of all notes."""
    path = op.get("path")
    if not isinstance(path, list) or not path or not all(isinstance(step, str | int) for step in path):
        raise Refused("a path is a list of keys and numbers")
    return put_value(board, path, op.get("value"), words_of)


def rename_segment(board: Board, op: Op) -> Board:
    """Another name for a segment, in the list and in all notes."""
    old, new = str(op.get("name", "")), " ".join(clean(str(op.get("to", ""))).split())
    path = board.outline.keys.get("segments")
    node = path and node_at(board.outline.spliced, path)
    if not new or not node or path is None:
        raise Refused("no such segment")
    edits: list[Edit] = []
    for index, item in enumerate(resolved(node).items):
        each = resolved(item)
        name = next((key.text for key in each.keys if fold(key.text) == "name"), None)
        said = each.get(name) if name is not None else each
        if said is not None and said.kind == "scalar" and _alike(said.text, old):
            edits.append(Put((*path, index, name) if name is not None else (*path, index), new))
    if not edits:
        raise Refused("no such segment")
    for entry in board.outline.entries:
        form = Form(board, entry)
        key = form.key("segments", "segment")
        found = form.get("segments", "segment")
        if key is None or found is None:
            continue
        if found.kind == "list":
            for index, item in enumerate(found.items):
                if _alike(resolved(item).text, old):
                    edits.append(Put((*entry.path, key, index), new))
        elif _alike(found.text, old):
            edits.append(Put((*entry.path, key), new))
    return board.edited(edits)


def _alike(one: str, other: str) -> bool:
    return " ".join(clean(one).split()).casefold() == " ".join(clean(other).split()).casefold()


def _text(op: Op) -> str:
    text = op.get("text")
    if not isinstance(text, str):
        raise Refused("a note has a text")
    if len(text) > LONGEST:
        raise Refused(f"a note has at most {LONGEST} characters")
    return as_typed(text)


def _note(board: Board, op: Op) -> str:
    note = op.get("note")
    if not isinstance(note, str) or note not in board.by_id:
        raise Refused(f"no note {note}")
    return note


def _notes(board: Board, op: Op) -> list[str]:
    notes = op.get("notes")
    if not isinstance(notes, Sequence) or isinstance(notes, str) or not notes:
        raise Refused("name the notes")
    return [_note(board, {"note": each}) for each in dict.fromkeys(map(str, notes))]


_OPERATIONS: dict[str, Callable[[Board, Op], Board]] = {
    "set_text": set_text,
    "insert": insert,
    "delete": delete,
    "move": move,
    "set_note": set_note,
    "set": set_value,
    "rename_segment": rename_segment,
}
