"""A document that is worked on: nothing is lost, whatever happens to the process, the disk or the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bmcgen.assets.finder import Assets
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.studio.document import Document
from bmcgen.studio.splicing.edits import Refused

TEXT = """\
layout: business-model      # the poster
locale: en
title: "Tool library"

segments:
  - Neighbours

blocks:
  # who?
  Channels:
    - A shop
    # about the van
    - 'A van'
  Key Partners: [The council, "Schools, two"]
"""


class Opened:
    """A document in a folder of its own, and what it told."""

    def __init__(self, folder: Path, text: str = TEXT) -> None:
        self.path, self.told = folder / "acme.yaml", list[tuple[str, dict[str, Any]]]()
        self.path.write_bytes(text.encode())
        self.state = folder / "state"
        self.document = self.again()

    def again(self) -> Document:
        """As another process would open it."""
        self.document = Document(self.path, Assets.of(None), lambda *told: self.told.append(told), self.state)
        self.document.open()
        return self.document

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def note(self, text: str) -> str:
        """The id of the note that says something."""
        assert self.document.board
        return next(
            n for n, e in self.document.board.by_id.items() if text in (e.node.text, *[i.text for i in e.node.items])
        )

    def set_text(self, old: str, new: str, edit: str = "") -> None:
        self.document.commit([{"op": "set_text", "note": self.note(old), "text": new}], edit)

    def type(self, old: str, new: str, edit: str = "e") -> None:
        self.document.draft("t", [{"op": "set_text", "note": self.note(old), "text": new}], edit)

    def events(self, name: str) -> list[dict[str, Any]]:
        return [said for event, said in self.told if event == name]


@pytest.fixture
def acme(tmp_path: Path) -> Opened:
    return Opened(tmp_path)


def test_a_change_is_in_the_file_and_the_rest_is_as_it_was(acme: Opened) -> None:
    acme.set_text("A van", "A van, on Saturdays")
    assert acme.text == TEXT.replace("'A van'", "'A van, on Saturdays'")
    assert acme.document.saved


@pytest.mark.parametrize(
    ("value", "written"),
    [(51, "51"), (0, "0"), (1_250_000, "1250000"), (2.5, "2.5"), (1e6, "1000000"), ("51", "51"), ("2026", "2026"),
     ("-3.25", "-3.25"), ("007", '"007"'), ("2.50", '"2.50"'), ("1e5", '"1e5"'), ("12:30", '"12:30"'), ("-0", '"-0"'),
     ("٥١", '"٥١"')],
)  # fmt: skip
def test_numbers_are_written_as_people_do_and_read_as_they_are(acme: Opened, value: object, written: str) -> None:
    acme.document.commit([{"op": "set", "path": ["version"], "value": value}], "")
    assert f"version: {written}\n" in acme.text


def test_numbers_in_new_lists_and_mappings_have_no_quotation_marks(tmp_path: Path) -> None:
    persona = Opened(tmp_path, "layout: persona\nlocale: en\nblocks:\n  photo: {file: a.png}\n")
    persona.document.commit([{"op": "set", "path": ["blocks", "personality", "time-pressure"], "value": 51}], "")
    persona.document.commit([{"op": "set", "path": ["blocks", "photo", "focus"], "value": [25, 50]}], "")
    assert "photo: {file: a.png, focus: [25, 50]}\n" in persona.text
    assert "time-pressure: 51" in persona.text


def test_everything_can_be_taken_back_and_taken_again(acme: Opened) -> None:
    acme.set_text("A shop", "Two shops")
    acme.document.commit([{"op": "move", "notes": [acme.note("A van")], "block": "key-partners", "after": None}], "")
    acme.document.commit([{"op": "delete", "notes": [acme.note("The council")]}], "")
    acme.path.write_text(acme.text.replace("Tool library", "Another title"))
    acme.document.look_outside()
    done = acme.text
    ids = acme.document.board and acme.document.board.ids
    for _ in range(4):
        acme.document.undo()
    assert acme.text == TEXT
    with pytest.raises(Refused):
        acme.document.undo()
    for _ in range(4):
        acme.document.redo()
    assert acme.text == done
    assert acme.document.board
    assert acme.document.board.ids == ids
    with pytest.raises(Refused):
        acme.document.redo()


def test_one_editing_session_is_one_step_however_often_it_is_written(acme: Opened) -> None:
    for text in ("Two", "Two sh", "Two shops"):
        acme.document.draft("t", [{"op": "set_text", "note": "n1", "text": text}], "first")
        acme.document.keep()
    acme.document.commit([{"op": "set_text", "note": "n1", "text": "Two shops!"}], "first")
    acme.document.commit([{"op": "set_text", "note": "n1", "text": "Three"}], "second")
    acme.document.undo()
    assert "- Two shops!\n" in acme.text
    acme.document.undo()
    assert acme.text == TEXT


def test_what_is_typed_is_written_when_it_rests_and_not_before(acme: Opened) -> None:
    acme.type("A shop", "A sh")
    acme.type("A shop", "A shed")
    assert acme.text == TEXT
    assert not acme.document.saved
    assert acme.document.keep()
    assert acme.text == TEXT.replace("A shop", "A shed")
    assert not acme.document.keep()


def test_an_empty_note_is_not_deleted_while_it_is_edited(acme: Opened) -> None:
    acme.type("A shop", "")
    acme.document.keep()
    assert acme.text == TEXT
    acme.document.commit([{"op": "set_text", "note": "n1", "text": ""}], "e")
    assert "A shop" not in acme.text


def test_a_new_note_keeps_the_place_that_it_was_begun_at(acme: Opened) -> None:
    new = {"op": "insert", "note": "t-1", "block": "channels", "after": acme.note("A shop"), "text": "W"}
    acme.document.draft("t", [new], "e")
    acme.document.commit([{"op": "set_text", "note": "t-1", "text": "Web"}], "e")
    assert acme.text == TEXT.replace("- A shop\n", "- A shop\n    - Web\n")


def test_while_a_note_is_typed_only_its_block_is_set_anew(acme: Opened) -> None:
    before = acme.document.showing.number
    acme.type("A shop", "A shop that is open on Saturdays, on Sundays and at Easter")
    patch = acme.document.showing.patch(before)
    assert not patch["reset"]
    assert {*patch["set"]} == {"1/n/n1"}
    assert {*patch["move"]} == {f"1/n/{acme.note('A van')}"}


def test_what_has_no_room_while_it_is_typed_is_set_smaller_at_once(acme: Opened) -> None:
    acme.type("A shop", "A shop that is open on Saturdays, on Sundays and whenever the lights are on " * 9)
    assert [page["n"] for page in acme.document.showing.patch(None)["pages"]] == [1]


def test_patches_lead_to_what_a_browser_would_get_anew(acme: Opened) -> None:
    seen = _applied({}, acme.document.showing.patch(None))
    at = acme.document.showing.number
    ops: list[dict[str, Any]] = [
        {"op": "insert", "note": "x1", "block": "channels", "text": "word " * 60},
        {"op": "insert", "note": "x2", "block": "cost-structure", "text": "Rent"},
        {"op": "move", "notes": ["x1"], "block": "cost-structure", "after": None},
        {"op": "set_note", "note": "x2", "key": "segments", "value": ["Neighbours"]},
        {"op": "set", "path": ["title"], "value": "A title that is much longer than the one before it was"},
        {"op": "delete", "notes": ["x1", "n1"]},
    ]
    for number, op in enumerate(ops):
        if op["op"] == "insert":
            acme.document.draft("t", [{**op, "text": op["text"][:3]}], str(number))
            seen = _applied(seen, acme.document.showing.patch(at))
            at = acme.document.showing.number
        acme.document.commit([op], str(number))
        seen = _applied(seen, acme.document.showing.patch(at))
        at = acme.document.showing.number
    fresh = _applied({}, acme.document.showing.patch(None))
    assert seen == fresh
    last = acme.again()
    last.look = acme.document.look
    names = {part.partition("/n/")[0] for part in fresh if "/n/" in part}
    assert _drawn(_applied({}, last.showing.patch(None))) == _drawn(fresh)
    assert names == {"1"}


def _applied(seen: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    """What a browser has after a patch."""
    found = {} if patch["reset"] else {name: part for name, part in seen.items() if name not in patch["gone"]}
    for name, (x, y) in patch["move"].items():
        found[name] = {**found[name], "x": x, "y": y}
    return found | patch["set"]


def _drawn(seen: dict[str, Any]) -> list[str]:
    """What is drawn, whatever notes are called."""
    return sorted(f"{part['x']} {part['y']} {part['svg']}" for part in seen.values())


def test_another_program_changes_another_note_while_one_is_typed(acme: Opened) -> None:
    acme.type("A shop", "A shop of ours")
    acme.path.write_text(TEXT.replace("'A van'", "'A lorry'").replace("# who?", "# who else?"))
    assert acme.document.look_outside()
    assert not acme.events("conflict")
    acme.document.keep()
    assert acme.text == TEXT.replace("'A van'", "'A lorry'").replace("# who?", "# who else?").replace(
        "A shop", "A shop of ours"
    )


def test_both_are_kept_where_both_changed_a_note(acme: Opened) -> None:
    acme.type("A shop", "Ours")
    acme.path.write_text(TEXT.replace("A shop", "Theirs"))
    acme.document.look_outside()
    (said,) = acme.events("conflict")
    (item,) = said["items"]
    assert (item["note"], item["theirs"], item["ours"]) == ("n1", "Theirs", "Ours")
    assert acme.text == TEXT.replace("- A shop\n", "- Theirs\n    - Ours\n")
    acme.document.undo()
    assert acme.text == TEXT.replace("A shop", "Theirs")


@pytest.mark.parametrize("draft", [True, False])
def test_a_text_that_arrives_late_does_not_overwrite_what_it_never_saw(acme: Opened, draft: bool) -> None:
    document, note, rev = acme.document, acme.note("A shop"), acme.document.rev
    acme.path.write_text(TEXT.replace("A shop", "Theirs"))
    document.look_outside()
    assert not acme.events("conflict")

    def typed(text: str) -> None:
        op = {"op": "set_text", "note": note, "text": text, "rev": rev}
        if draft:
            document.draft("t", [op], "e")
        else:
            document.commit([op], "e")

    typed("Our")
    typed("Ours")
    document.commit([{"op": "set_text", "note": note, "text": "Ours now", "rev": rev}], "e")
    assert acme.text == TEXT.replace("- A shop\n", "- Theirs\n    - Ours now\n")
    (said,) = acme.events("conflict")
    (item,) = said["items"]
    assert (item["note"], item["theirs"], item["ours"]) == (note, "Theirs", "Our")
    assert acme.note("Ours now") == item["mine"]
    # Begun on what is there now, it changes that.
    document.commit([{"op": "set_text", "note": note, "text": "Both", "rev": document.rev}], "")
    assert "- Both\n    - Ours now\n" in acme.text
    assert len(acme.events("conflict")) == 1


def test_typing_goes_on_in_our_version_before_the_browser_knows_of_it(acme: Opened) -> None:
    note, rev = acme.note("A shop"), acme.document.rev
    acme.type("A shop", "Our")
    acme.path.write_text(TEXT.replace("A shop", "Theirs"))
    acme.document.look_outside()
    acme.document.commit([{"op": "set_text", "note": note, "text": "Ours", "rev": rev}], "e")
    assert acme.text == TEXT.replace("- A shop\n", "- Theirs\n    - Ours\n")


def test_a_note_that_is_typed_stays_though_another_program_deletes_it(acme: Opened) -> None:
    acme.type("A shop", "Ours")
    acme.path.write_text(TEXT.replace("    - A shop\n", ""))
    acme.document.look_outside()
    assert "- Ours\n" in acme.text
    assert acme.events("conflict")


def test_a_change_from_outside_between_two_of_ours_is_not_overwritten(acme: Opened) -> None:
    acme.set_text("A shop", "One")
    acme.path.write_text(acme.text.replace("Schools, two", "Schools, three"))
    acme.document.commit([{"op": "set_text", "note": "n1", "text": "Two"}], "")
    assert acme.text == TEXT.replace("A shop", "Two").replace("Schools, two", "Schools, three")


def test_a_file_that_cannot_be_read_is_not_written_until_it_can(acme: Opened) -> None:
    acme.path.write_text(TEXT + "  Cost Structure: [a")
    acme.document.look_outside()
    assert acme.events("broken")
    view = acme.document.showing.number
    acme.set_text("A shop", "Ours")
    assert acme.document.showing.number > view
    assert acme.text == TEXT + "  Cost Structure: [a"
    assert not acme.document.saved
    acme.path.write_text(TEXT + "  Cost Structure: [a]\n")
    acme.document.look_outside()
    assert acme.events("whole")
    assert acme.text == TEXT.replace("A shop", "Ours") + "  Cost Structure: [a]\n"


def test_a_file_that_was_deleted_is_written_again(acme: Opened) -> None:
    acme.path.unlink()
    acme.document.look_outside()
    assert acme.events("gone")
    acme.set_text("A shop", "Ours")
    assert acme.text == TEXT.replace("A shop", "Ours")


def test_a_full_disk_is_told_and_tried_again(acme: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(text: str) -> None:
        raise Problems([error("cannot-write", "No space left on device", Place("acme.yaml"))])

    with monkeypatch.context() as patched:
        patched.setattr(acme.document.store, "write", full)
        acme.set_text("A shop", "Ours")
        assert acme.document.failed
        assert not acme.document.saved
        assert acme.events("saved")[-1]["saved"] is False
    assert acme.text == TEXT
    assert acme.document.keep()
    assert acme.text == TEXT.replace("A shop", "Ours")
    assert acme.document.saved


def test_a_killed_process_loses_nothing_that_was_typed(acme: Opened) -> None:
    acme.set_text("A van", "A lorry")
    acme.type("A shop", "Half a sente")
    acme.document.draft("t", [{"op": "insert", "note": "t-1", "block": "channels", "after": "n1", "text": "New"}], "f")
    found = acme.again()
    assert found.restored
    assert found.restored["drafts"] == 2
    text = TEXT.replace("'A van'", "'A lorry'").replace("- A shop\n", "- Half a sente\n    - New\n")
    assert acme.text == text
    found.undo()
    assert acme.text == TEXT.replace("'A van'", "'A lorry'")
    assert acme.again().restored is None


def test_what_a_full_disk_kept_back_is_there_after_a_kill(acme: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(text: str) -> None:
        raise Problems([error("cannot-write", "No space left on device", Place("acme.yaml"))])

    monkeypatch.setattr(acme.document.store, "write", full)
    acme.document.commit([{"op": "delete", "notes": ["n1"]}], "")
    acme.path.write_text(TEXT.replace("Tool library", "Changed meanwhile"))
    found = acme.again()
    assert found.restored
    assert acme.text == TEXT.replace("Tool library", "Changed meanwhile").replace("    - A shop\n", "")


def test_a_journal_that_is_cut_off_or_no_journal_is_no_obstacle(acme: Opened) -> None:
    acme.type("A shop", "Typed")
    (journal,) = acme.state.glob("*.jsonl")
    with journal.open("a") as file:
        file.write('{"draft": {"op": "set_te')
    acme.again()
    assert "- Typed\n" in acme.text
    journal.write_bytes(b"\xff\xfe\x00 no journal\n7\n[]\n")
    acme.again()
    assert "- Typed\n" in acme.text


def test_a_journal_is_for_its_owner_alone(acme: Opened) -> None:
    for each in acme.state.iterdir():
        assert each.stat().st_mode & 0o077 == 0
    assert acme.state.stat().st_mode & 0o077 == 0


def test_the_first_text_of_the_day_is_kept(acme: Opened) -> None:
    acme.set_text("A shop", "Ours")
    acme.again()
    (kept,) = acme.state.glob("*.yaml")
    assert kept.read_text() == TEXT


def test_bytes_that_no_text_shows_are_kept(tmp_path: Path) -> None:
    found = Opened(tmp_path, "\ufeff" + TEXT.replace("\n", "\r\n"))
    found.set_text("A shop", "One\ntwo")
    assert found.text.startswith("\ufeff")
    assert "\n" not in found.text.replace("\r\n", "")
    assert "- |-\r\n      One\r\n      two\r\n" in found.text


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "there.yaml"
    real.write_text(TEXT)
    real.chmod(0o640)
    link = tmp_path / "acme.yaml"
    link.symlink_to(real)
    found = Document(link, Assets.of(None), lambda *_: None, tmp_path / "state")
    found.open()
    found.commit([{"op": "set_text", "note": "n1", "text": "Ours"}], "")
    assert link.is_symlink()
    assert real.read_text() == TEXT.replace("A shop", "Ours")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_look_is_remembered_and_not_written_into_the_file(acme: Opened) -> None:
    acme.document.change_look({"theme": "ink", "paper": "A4"})
    with pytest.raises(Problems):
        acme.document.change_look({"theme": "nonsense"})
    assert acme.document.look.theme == "ink"
    assert acme.text == TEXT
    assert (acme.again().look.theme, acme.document.look.paper) == ("ink", "A4")


def test_a_sheet_that_cannot_be_set_leaves_the_last_one_standing(acme: Opened) -> None:
    view = acme.document.showing.number
    acme.document.commit([{"op": "set", "path": ["title"], "value": "x" * 301}], "")
    assert [each.code for each in acme.document.showing.diagnostics] == ["too-long"]
    assert acme.document.showing.number == view
    assert acme.document.saved
    acme.document.undo()
    assert not acme.document.showing.diagnostics


def test_of_several_sheets_one_is_worked_on(tmp_path: Path) -> None:
    first = "layout: business-model\nsheets:\n  - title: One\n    blocks: {Channels: [a]}\n"
    text = first + "  - title: Two\n    blocks:\n      Channels:\n        - b\n"
    found = Opened(tmp_path, text)
    found.document.sheet(1)
    assert found.document.showing.model
    assert found.document.showing.model["sheet"] == 1
    found.set_text("b", "c")
    assert found.text == text.replace("- b\n", "- c\n")
    found.document.sheet(0)
    found.set_text("a", "d")
    assert found.text == text.replace("- b\n", "- c\n").replace("[a]", "[d]")
    found.document.undo()
    found.document.undo()
    assert found.text == text
