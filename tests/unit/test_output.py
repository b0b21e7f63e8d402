import os
import time
from pathlib import Path

import pytest

from bmcgen.diagnostics import Problems
from bmcgen.documents.output import files as output
from bmcgen.documents.output.files import OutputError, check_paths, targets, write

TWO = [{"name": "acme", "locale": "nl"}, {"name": "acme", "locale": "de"}]


def test_where_sheets_go(tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert targets(TWO, None) == [(Path("acme-nl.pdf"), [0]), (Path("acme-de.pdf"), [1])]
    assert targets(TWO, folder) == [(tmp_path / "acme-nl.pdf", [0]), (tmp_path / "acme-de.pdf", [1])]
    assert targets(TWO, "new/") == [(Path("new/acme-nl.pdf"), [0]), (Path("new/acme-de.pdf"), [1])]
    assert targets(TWO, "all.pdf") == [(Path("all.pdf"), [0, 1])]
    assert targets(TWO, "new") == [(Path("new/acme-nl.pdf"), [0]), (Path("new/acme-de.pdf"), [1])]
    assert targets(TWO, "o/{locale}/", ".png")[0] == (Path("o/nl/acme-nl.png"), [0])
    assert targets(TWO, "o/{locale}/{name}.png") == [(Path("o/nl/acme.png"), [0]), (Path("o/de/acme.png"), [1])]


@pytest.mark.parametrize(
    "out",
    [
        "",
        "poster.docx",
        "{name}",
        "{nam}.pdf",
        "{}.pdf",
        "{name.x}.pdf",
        "{name:>9}.pdf",
        "{name!r}.pdf",
        "{name.pdf",
    ],
)
def test_an_output_that_cannot_be_meant(out: str) -> None:
    with pytest.raises(OutputError):
        targets(TWO, out)


def test_two_sheets_never_get_one_file() -> None:
    with pytest.raises(OutputError, match=r"several sheets would be written to acme\.pdf"):
        targets(TWO, "{name}.pdf")


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(Problems) as caught:
        write(path, b"new")
    assert caught.value.diagnostics[0].code == "cannot-write"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "a.pdf"):
        with pytest.raises(Problems) as caught:
            write(path, b"x")
        assert caught.value.diagnostics[0].code == "cannot-write"


def test_a_name_longer_than_there_can_be(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        write(tmp_path / f"{'a' * 300}.pdf", b"x")
    assert caught.value.diagnostics[0].code == "cannot-write"
    assert targets(TWO[:1], f"{'a' * 300}.pdf")[0][1] == [0]


def test_a_file_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    path, link = tmp_path / "a.pdf", tmp_path / "b.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_two_sheets_of_one_name_are_told_apart_by_the_files() -> None:
    with pytest.raises(OutputError, match="give the data files other names"):
        targets([TWO[0], TWO[0]], None)


def test_two_pages_never_get_one_picture() -> None:
    check_paths([(Path("a.png"), 2), (Path("a-3.png"), 1)])
    with pytest.raises(OutputError, match=r"two pages would be written to a-1\.png"):
        check_paths([(Path("a.png"), 2), (Path("a-1.png"), 1)])


def test_names_are_compared_in_one_pass() -> None:
    """Each with each other would be 200 million comparisons."""

    class Counted(type(Path())):  # type: ignore[misc]
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return super().__eq__(other)

        __hash__ = Path.__hash__

    many = [{"name": f"row-{number}", "locale": "nl"} for number in range(2_000)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "Path", Counted)
        assert len(targets(many, "{name}.pdf")) == 2_000
    assert Counted.compared < 10_000


@pytest.mark.parametrize("out", [None, "{name}.pdf"])
def test_a_hint_for_names_that_are_alike_names_a_pattern(out: str | None) -> None:
    sheets = TWO if out else [TWO[0], TWO[0]]
    with pytest.raises(OutputError) as told:
        targets(sheets, out)
    assert "-o '" in str(told.value)


def aged(path: Path, seconds: float) -> Path:
    path.write_bytes(b"half")
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_what_killed_runs_left_is_swept_after_a_day(tmp_path: Path) -> None:
    old = aged(tmp_path / ".bmcgen-12345-1.part", 90_000)
    kept = [
        aged(tmp_path / ".bmcgen-12345-2.part", 80_000),
        aged(tmp_path / ".bmcgen-notes.part", 90_000),
        aged(tmp_path / "12345-1.part", 90_000),
    ]
    (tmp_path / ".bmcgen-1-1.part").mkdir()
    os.utime(tmp_path / ".bmcgen-1-1.part", (1, 1))
    link = tmp_path / ".bmcgen-9-9.part"
    link.symlink_to(kept[1])
    write(tmp_path / "a.pdf", b"new")
    assert not old.exists()
    assert all(path.exists() for path in (*kept, link, tmp_path / ".bmcgen-1-1.part"))


def test_a_folder_is_swept_again_by_a_process_that_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.pdf", b"new")
    old = aged(tmp_path / ".bmcgen-12345-1.part", 90_000)
    write(tmp_path / "b.pdf", b"new")
    assert old.exists()
    later = time.monotonic() + 7_200
    monkeypatch.setattr("time.monotonic", lambda: later)
    write(tmp_path / "c.pdf", b"new")
    assert not old.exists()
