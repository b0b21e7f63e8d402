"""`bmcgen watch`, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_cli import ACME, run
from tests.conftest import extracted

pytest.importorskip("watchfiles", reason="watchfiles is not installed")


# A shell may have told its children to ignore what a terminal's Ctrl-C sends.
PROGRAM = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from bmcgen.cli import main; main()"


class Watching:
    """A command that goes on, what it says read from files."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.out, self.err = folder / "said.txt", folder / "wrong.txt"
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

    def printed(self, count: int) -> None:
        self.until(lambda: self.out.read_text().count(".pdf (") >= count)


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


def test_what_cannot_be_watched_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("watch", "acme.yaml")
    assert (result.exit_code, result.stderr) == (1, "acme.yaml: error[no-such-file]: acme.yaml: no such file\n")
    assert run("watch", "acme.yaml", "-o", "x.txt").exit_code == 2
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("watch", "acme.yaml")
    assert (result.exit_code, "pip install 'bmcgen[watch]'" in result.stderr) == (2, True)
