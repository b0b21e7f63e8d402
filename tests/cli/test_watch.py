"""`bmcgen watch`, in a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.test_cli import ACME, run
from tests.conftest import SAMPLES, extracted

pytest.importorskip("watchfiles", reason="watchfiles is not installed")


# A shell may have told its children to ignore what a terminal's Ctrl-C sends.
PROGRAM = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from bmcgen.cli import main; main()"


class Watching:
    """A command that goes on, what it says read from files."""

    def __init__(self, folder: Path, *arguments: str, logs: Path | None = None) -> None:
        self.out, self.err = (logs or folder) / "said.txt", (logs or folder) / "wrong.txt"
        self.out.parent.mkdir(exist_ok=True)
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-c", PROGRAM, "watch", *arguments],
                cwd=folder / "work",
                stdout=out,
                stderr=err,
            )

    def __enter__(self) -> "Watching":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not condition():
            assert self.process.poll() is None, self.err.read_text()
            assert time.monotonic() < end, (self.out.read_text(), self.err.read_text())
            time.sleep(0.02)

    @property
    def count(self) -> int:
        return self.out.read_text().count(".pdf (")

    def printed(self, count: int) -> None:
        self.until(lambda: self.count >= count)

    def quiet(self, count: int) -> None:
        """Nothing more is printed, for longer than it takes to look again."""
        time.sleep(1.5)
        assert self.count == count, self.out.read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "acme.yaml").write_text(ACME)
    return tmp_path


def save(path: Path, text: str) -> None:
    """As editors do: written beside, and moved there."""
    beside = path.with_name(path.name + "~")
    beside.write_text(text)
    os.replace(beside, path)
    # Nothing but the time tells some changes apart.
    time.sleep(0.05)


def test_each_save_prints_anew_and_an_error_leaves_the_document(folder: Path) -> None:
    acme, pdf = folder / "work" / "acme.yaml", folder / "work" / "acme-nl.pdf"
    with Watching(folder, "acme.yaml") as watching:
        watching.printed(1)
        time.sleep(0.5)
        save(acme, ACME + "    - Telefoonlijn\n")
        watching.until(lambda: b"%%EOF" in pdf.read_bytes()[-10:] and "Telefoonlijn" in extracted(pdf.read_bytes())[0])
        before = pdf.read_bytes()
        save(acme, ACME + "tittel: x\n")
        watching.until(lambda: "acme.yaml:7:1: error[unknown-key]" in watching.err.read_text())
        assert pdf.read_bytes() == before
        save(acme, ACME + "    - Website\n")
        watching.until(lambda: "Website" in extracted(pdf.read_bytes())[0])
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(10) == 0
        assert "Traceback" not in watching.err.read_text()


def test_a_change_of_ones_own_theme_prints_anew_but_what_is_written_does_not(folder: Path) -> None:
    themes = folder / "own" / "layouts" / "themes"
    themes.mkdir(parents=True)
    with Watching(folder, "acme.yaml", "--assets", "../own", "-o", "acme.pdf") as watching:
        watching.printed(1)
        time.sleep(0.7)
        assert watching.out.read_text().count(".pdf (") == 1
        save(folder / "own" / "layouts" / "themes" / "house.yaml", "about: x\n")
        watching.printed(2)


def test_a_log_beside_the_data_prints_nothing(folder: Path) -> None:
    work = folder / "work"
    with Watching(folder, "acme.yaml", logs=work) as watching:
        watching.printed(1)
        watching.quiet(1)
        (work / "notes.txt").write_text("of no document")
        (work / "other.yaml").write_text(ACME)
        (work / "other.png").write_bytes(b"no picture of this file")
        watching.quiet(1)
        save(work / "acme.yaml", ACME + "    - Website\n")
        watching.printed(2)


def test_a_picture_that_the_file_names_prints_anew(folder: Path) -> None:
    picture = folder / "work" / "photos" / "a photo.png"
    picture.parent.mkdir()
    shutil.copy(SAMPLES / "personas" / "margaret.png", picture)
    (folder / "work" / "acme.yaml").write_text("layout: persona\nblocks:\n  photo: photos/a photo.png\n")
    with Watching(folder, "acme.yaml") as watching:
        watching.printed(1)
        time.sleep(0.3)
        save(picture.with_name("another.png"), "not named")
        watching.quiet(1)
        Image.new("RGB", (90, 120), "teal").save(picture)
        watching.printed(2)


def test_a_folder_of_data_files_prints_those_that_change(folder: Path) -> None:
    work = folder / "work"
    (work / "beta.yaml").write_text(ACME)
    with Watching(folder, ".") as watching:
        watching.printed(2)
        save(work / "beta.yaml", ACME + "    - Website\n")
        watching.printed(3)
        save(work / "gamma.yaml", ACME)
        watching.printed(4)
        (work / "acme.yaml").unlink()
        watching.quiet(4)
    names = [Path(line.split()[1]).name for line in watching.out.read_text().splitlines()]
    assert names == ["acme-nl.pdf", "beta-nl.pdf", "beta-nl.pdf", "gamma-nl.pdf"]


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_it_is_told_to(folder: Path, kind: signal.Signals) -> None:
    with Watching(folder, "acme.yaml") as watching:
        watching.printed(1)
        time.sleep(0.3)
        watching.process.send_signal(kind)
        assert watching.process.wait(10) in (0, 128 + signal.SIGTERM)
        assert watching.err.read_text() == ""


def test_what_makes_no_sense_to_watch_is_wrong_usage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "work")
    for arguments in (["business-model"], [".", "-o", "all.pdf"], ["acme.yaml", "-l", "nl,de", "-o", "x.pdf"]):
        result = run("watch", *arguments)
        assert (result.exit_code, "Error: " in result.stderr) == (2, True), arguments
    (folder / "empty").mkdir()
    result = run("watch", str(folder / "empty"))
    assert (result.exit_code, "error[no-data]" in result.stderr) == (1, True)


def test_what_cannot_be_watched_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("watch", "acme.yaml")
    assert (result.exit_code, result.stderr) == (1, "acme.yaml: error[no-such-file]: acme.yaml: no such file\n")
    assert run("watch", "acme.yaml", "-o", "x.txt").exit_code == 2
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("watch", "acme.yaml")
    assert (result.exit_code, "pip install 'bmcgen[watch]'" in result.stderr) == (2, True)
