"""A file that the studio changes says what was done, and keeps all else that a person wrote in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.assets.finder import Assets
from bmcgen.source.files import documents_in
from bmcgen.studio.sheet.board import Board, Form
from bmcgen.studio.sheet.operations import apply
from bmcgen.studio.splicing.edits import Refused
from bmcgen.studio.splicing.forms import as_typed
from tests.laws.test_laws import share

BLOCKS = {"channels": "Channels", "key-partners": "Key Partners", "revenue-streams": "Revenue Streams"}
WORDS = ("a shop", "Price: 5", "no", "12:30", "it's", 'say "yes"', "- dash", "#1", "a # b", "{x}", "[y]", "*z*", "&a")
MORE = ("two\nlines", "é ß ñ", "x, y", "trailing:", "'quoted'", "!important", "|", ">", "%", "@home", "null", "~")
EMOJI = ("👩🏽\u200d🌾 on a farm", "a\u00adb")
texts = st.one_of(st.sampled_from(WORDS + MORE + EMOJI), st.text(max_size=12).map(as_typed).filter(bool))


@st.composite
def files(draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """A data file as people write them: any indent, any quotation marks, comments, lists in brackets, groups."""
    lines = ["# a file", "layout: business-model", "locale: en  # English", ""]
    lines += draw(st.sampled_from([[], ['title: "A title"'], ["title: A title   # on top", "# between"]]))
    step = draw(st.sampled_from([0, 2, 4]))
    lines += draw(st.sampled_from([[], ["segments: [S, T]"], ["segments:", "  - S", "  # about T", "  - T"]]))
    lines.append("blocks:")
    count = 0
    for title in draw(st.lists(st.sampled_from([*BLOCKS.values()]), unique=True)):
        lines += draw(st.sampled_from([[], ["  # which?"], ["", "  # asked", "  # twice"]]))
        form = draw(st.sampled_from(["lines", "lines", "lines", "empty", "brackets", "none", "group"]))
        if form in ("empty", "none"):
            lines.append(f"  {title}:" + (" []" if form == "none" else draw(st.sampled_from(["", "  # nothing"]))))
            continue
        if form == "brackets":
            inside = draw(st.lists(st.sampled_from(["x", '"y, z"', "'w'"]), min_size=1, max_size=3))
            lines.append(f"  {title}: [{', '.join(inside)}]")
            continue
        lines.append(f"  {title}:")
        indent = " " * (2 + step)
        if form == "group":
            lines += [f"{indent}- group: Later", f"{indent}  notes:"]
            indent += "    "
        for _ in range(draw(st.integers(1, 3))):
            count += 1
            lines += draw(st.sampled_from([[], [], [f"{indent}# about {count}"], [""]]))
            lines += _written(draw, indent, count)
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n# the end\n"]))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def _written(draw: Callable[[st.SearchStrategy[Any]], Any], indent: str, count: int) -> list[str]:
    """A note in one of the forms that it may have."""
    forms = [
        [f"note {count}"],
        [f'"note {count}: quoted"   # beside {count}'],
        [f"'it''s {count}'"],
        [f"Price: {count}"],
        [f"{{text: note {count}, status: proven}}"],
        [f"{{nl: noot {count}, en: note {count}}}"],
        ["|", f"  first {count}", "  second"],
        [">-", f"  folded {count}", "  on"],
        [f"text: note {count}", f"  # in {count}", "  status: testing"],
        [f"plain {count}", "  over lines"],
        ["text: |", f"    long {count}", "  amount: 5"],
    ]
    first, *rest = draw(st.sampled_from(forms))
    return [f"{indent}- {first}", *(f"{indent}{line}" for line in rest)]


acts = st.lists(
    st.one_of(
        st.tuples(st.just("set_text"), st.integers(0, 9), texts),
        st.tuples(
            st.just("insert"), st.integers(0, 9), texts, st.sampled_from([*BLOCKS]), st.sampled_from([None, "G"])
        ),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.tuples(st.just("move"), st.integers(0, 9), st.sampled_from([*BLOCKS]), st.integers(-1, 9)),
        st.tuples(st.just("status"), st.integers(0, 9), st.sampled_from(["proven", "testing", None])),
        st.tuples(st.just("amount"), st.integers(0, 9), texts),
        st.tuples(st.just("group"), st.integers(0, 9), st.sampled_from(["Later", "G", None])),
        st.tuples(st.just("title"), texts),
    ),
    min_size=1,
    max_size=6,
)


def said(board: Board) -> dict[str, list[str]]:
    """The texts of each block, with a status behind them."""
    found: dict[str, list[str]] = {block: [] for block in BLOCKS}
    for entry in board.outline.entries:
        form = Form(board, entry)
        status = form.texts("status")
        found[entry.block].append(form.text("en") + (f" / {status[0]}" if status else ""))
    return found


def operation(board: Board, act: tuple[Any, ...], number: int) -> dict[str, Any] | None:
    """What a browser would send; None where there is nothing to do it to."""
    name, *rest = act
    if name == "title":
        return {"op": "set", "path": ["title"], "value": rest[0]}
    if name == "insert":
        _, text, block, group = rest
        more = {"group": group} if group else {}
        return {"op": "insert", "note": f"x-{number}", "text": text, "block": block, "after": "end", **more}
    if not board.ids:
        return None
    note = board.ids[rest[0] % len(board.ids)]
    if name == "set_text":
        return {"op": "set_text", "note": note, "text": rest[1]}
    if name == "delete":
        return {"op": "delete", "notes": [note]}
    if name in ("status", "amount", "group"):
        return {"op": "set_note", "note": note, "key": name, "value": rest[1]}
    others = [n for n, entry in board.by_id.items() if entry.block == rest[1] and n != note]
    after = None if rest[2] < 0 or not others else others[rest[2] % len(others)]
    return {"op": "move", "notes": [note], "block": rest[1], "after": after}


def comments(text: str) -> list[str]:
    return sorted(part.strip() for line in text.splitlines() if (part := _comment(line)))


def _comment(line: str) -> str:
    """A comment that the files above may have; their texts hold no such sign behind a space but between marks."""
    for sign in ("# a file", "# English", "# on top", "# between", "# which?", "# asked", "# twice", "# nothing"):
        if line.rstrip().endswith(sign):
            return sign
    head = line.strip()
    return head if head.startswith(("# about T", "# the end")) else ""


@share(1.0)
@given(files(), acts)
@example("layout: business-model\nblocks:\n  Channels:\n  - a\n  # about b\n  - b", [("delete", 0), ("delete", 0)])
@example("layout: business-model\nblocks: {Channels: [a]}", [("insert", 0, "b: c", "key-partners", None)])
@example("layout: business-model\nblocks:\n  Channels: &x [a]\n  Key Partners: *x\n", [("set_text", 0, "b")])
def test_what_was_done_is_in_the_file_and_nothing_else_changed(text: str, done: list[tuple[Any, ...]]) -> None:
    board = Board.of(text, Assets.of(None))
    for number, act in enumerate(done):
        op = operation(board, act, number)
        if op is None:
            continue
        before, kept = said(board), comments(board.text)
        untouched = _lines_of_others(board, op)
        try:
            after = apply(board, op)
        except Refused:
            continue
        again = Board.of(after.text, Assets.of(None))
        assert [source.problems for source in documents_in(after.text.encode(), "x.yaml")] == [()]
        assert len({*after.ids}) == len(after.ids) == len(again.ids)
        assert said(again) == _expected(board, before, after, op)
        assert comments(after.text) == kept
        if "&x" not in text:
            missing = [line for line in untouched if line not in after.text]
            assert not missing, (op, missing, board.text, after.text)
        assert ("\r\n" in after.text) == ("\r\n" in board.text)
        board = after


def _lines_of_others(board: Board, op: dict[str, Any]) -> list[str]:
    """What is written of the notes that an operation is not about."""
    touched = {op.get("note"), *op.get("notes", ())}
    others = [entry.node for note, entry in board.by_id.items() if note not in touched]
    found = (board.text[node.start : node.end].split("\n")[0].strip() for node in others)
    return [line for line in found if line]


def _expected(board: Board, before: dict[str, list[str]], after: Board, op: dict[str, Any]) -> dict[str, list[str]]:
    """What blocks should say: worked out from the ids alone, without the file."""
    by_note: dict[str, str] = {}
    for block, notes in before.items():
        named = [note for note, entry in board.by_id.items() if entry.block == block]
        by_note |= dict(zip(named, notes, strict=True))
    order = {block: [note for note, e in board.by_id.items() if e.block == block] for block in BLOCKS}
    name = op["op"]
    if name == "set_text":
        status = by_note[op["note"]].partition(" / ")[1:]
        by_note[op["note"]] = op["text"] + "".join(status)
    elif name == "insert":
        by_note[op["note"]] = op["text"]
        order[op["block"]] = _in_order(order[op["block"]], after, op["block"], [op["note"]])
    elif name == "delete":
        order = {block: [note for note in notes if note not in op["notes"]] for block, notes in order.items()}
    elif name == "move":
        (note,) = op["notes"]
        order = {block: [each for each in notes if each != note] for block, notes in order.items()}
        at = 0 if op["after"] is None else order[op["block"]].index(op["after"]) + 1
        order[op["block"]].insert(at, note)
    elif name == "set_note" and op["key"] == "group":
        block = board.by_id[op["note"]].block
        order[block] = _in_order([each for each in order[block] if each != op["note"]], after, block, [op["note"]])
        assert after.by_id[op["note"]].group == op["value"]
    elif name == "set_note" and op["key"] == "status":
        text = by_note[op["note"]].partition(" / ")[0]
        by_note[op["note"]] = text + (f" / {op['value']}" if op["value"] else "")
    return {block: [by_note[note] for note in notes] for block, notes in order.items()}


def _in_order(notes: list[str], after: Board, block: str, new: list[str]) -> list[str]:
    """The notes with new ones where the board has them; the others must be in the order that they were in."""
    now = [note for note, entry in after.by_id.items() if entry.block == block]
    assert [note for note in now if note not in new] == notes
    return now
