"""Stopped in the middle, or with nowhere to write: a file is whole, old or new, and nothing else is left."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main

NAMES = [f"f{number}" for number in range(5)]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")

PAUSED = textwrap.dedent(
    """
    import os, sys, time
    import bmcgen.documents.output.files
    from bmcgen.cli import main
    replace = os.replace
    def slow(*paths):
        os.write(1, b"half\\n")
        time.sleep(60)
        replace(*paths)
    os.replace = slow
    main()
    """
)
"""Stops for a while when a file has been written beside its place, before it is moved there."""


def data(folder: Path, title: str) -> list[str]:
    for name in NAMES:
        text = f"layout: business-model\ntitle: {title} {name}\nblocks:\n  channels: [Shop, Desk]\n"
        (folder / f"{name}.yaml").write_text(text)
    return [f"{name}.yaml" for name in NAMES]


def parts(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if ".part" in path.name or path.name.startswith(".bmcgen"))


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return len(document)
    finally:
        document.close()


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files made before, from data that has changed since then."""
    monkeypatch.chdir(tmp_path)
    files = data(tmp_path, "Old")
    assert CliRunner().invoke(main, ["make", *files, "-o", "out/"]).exit_code == 0
    data(tmp_path, "New")
    return tmp_path / "out"


def either(out: Path, old: dict[str, bytes]) -> dict[str, str]:
    """For each file whether it is the old or the new one, byte for byte."""
    found = {}
    for name in NAMES:
        content = (out / f"{name}-en.pdf").read_bytes()
        new = bmcgen.make(out.parent / f"{name}.yaml").pdf()
        found[name] = "old" if content == old[name] else "new" if content == new else "broken"
    return found


def changed(out: Path, old: dict[str, bytes]) -> list[str]:
    return [name for name, content in contents(out).items() if content != old[name]]


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}-en.pdf").read_bytes() for name in NAMES}


def started(code: list[str], folder: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, *code, "make", *(f"{name}.yaml" for name in NAMES), "-o", "out/", *more]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


@POSIX
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_at_any_moment_every_file_is_the_old_or_the_new_one(kind: signal.Signals, out: Path) -> None:
    old = contents(out)
    for _ in range(2):
        process = started(["-m", "bmcgen"], out.parent)
        time.sleep(random.uniform(0.3, 0.9))
        os.killpg(process.pid, kind)
        process.communicate(timeout=30)
        assert set(either(out, old).values()) <= {"old", "new"}
        assert sorted(path.name for path in out.glob("*.pdf")) == [f"{name}-en.pdf" for name in NAMES]


def stopped_half_way(kind: signal.Signals, out: Path) -> subprocess.CompletedProcess[bytes]:
    process = started(["-c", PAUSED], out.parent)
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    assert len(parts(out)) == 1
    process.send_signal(kind)
    stdout, stderr = process.communicate(timeout=30)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


@POSIX
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_stopped_half_way_through_a_file_nothing_is_left_of_it(kind: signal.Signals, out: Path) -> None:
    old = contents(out)
    result = stopped_half_way(kind, out)
    assert not changed(out, old)
    assert result.returncode != 0
    assert b"Traceback" not in result.stderr
    assert parts(out) == []


@POSIX
def test_killed_half_way_the_old_file_is_whole_and_the_next_run_goes_through(out: Path) -> None:
    """Nothing can be deleted by a process that is killed: what it was writing stays, beside the old file."""
    old = contents(out)
    assert stopped_half_way(signal.SIGKILL, out).returncode == -signal.SIGKILL
    assert not changed(out, old)
    assert len(parts(out)) == 1
    result = CliRunner().invoke(main, ["make", *(f"{name}.yaml" for name in NAMES), "-o", "out/"])
    assert result.exit_code == 0
    assert set(either(out, old).values()) == {"new"}


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


class Full:
    """A file on a disk that has room for a few bytes more."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> None:
        self.file.write(content[:100])
        self.file.flush()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("suffix", ["pdf", "png"])
def test_a_disk_that_is_full(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("make", "business-model", "-o", f"a.{suffix}").exit_code == 0
    old = (tmp_path / f"a.{suffix}").read_bytes()
    fdopen = os.fdopen
    monkeypatch.setattr(os, "fdopen", lambda *some, **more: Full(fdopen(*some, **more)))
    result = run("make", "business-model", "--title", "New", "-o", f"a.{suffix}")
    monkeypatch.undo()
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"error[cannot-write]: cannot write a.{suffix}: No space left on device" in result.stderr
    assert sha256((tmp_path / f"a.{suffix}").read_bytes()).digest() == sha256(old).digest()
    assert [path.name for path in tmp_path.iterdir()] == [f"a.{suffix}"]


def test_a_full_device_for_what_is_said(tmp_path: Path) -> None:
    """The files are written; that their names could not be is an error, and no traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "bmcgen", "make", "business-model", "-o", "a.pdf"]
        result = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 1
    assert b"bmcgen: No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr
    assert pages(tmp_path / "a.pdf") == 1
    assert parts(tmp_path) == []


def test_a_folder_that_disappears_while_it_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    replace: Callable[..., None] = os.replace

    def gone(*paths: Any) -> None:
        shutil.rmtree(tmp_path / "out")
        replace(*paths)

    monkeypatch.setattr(os, "replace", gone)
    result = run("make", "business-model", "-o", "out/a.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"error[cannot-write]: cannot write a.pdf: {os.strerror(errno.ENOENT)}" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir(mode=0o500)
    result = run("make", "business-model", "-o", "out/")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[cannot-write]" in result.stderr
    assert "Permission denied" in result.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
@pytest.mark.parametrize("out", ["/proc/", "/proc/none/", "/proc/{name}.pdf", "/proc/a.png"])
def test_a_folder_in_which_nobody_can_write(out: str) -> None:
    result = run("make", "business-model", "-o", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[cannot-write]" in result.stderr


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]])
def test_the_files_beside_a_bad_one_are_written_and_what_is_wrong_is_told(
    jobs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = data(tmp_path, "New")
    (tmp_path / "f1.yaml").write_text("layout: business-model\ntittel: x\n")
    (tmp_path / "f2.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "out/f3-en.pdf").mkdir(parents=True)
    result = run("make", *files, "none.yaml", "-o", "out/", *jobs)
    assert result.exit_code == 1
    assert [Path(line).name for line in result.stdout.splitlines()] == ["f0-en.pdf", "f4-en.pdf"]
    codes = {"unknown-key", "not-utf-8", "cannot-write", "no-such-file"}
    assert {code for code in codes if f"error[{code}]" in result.stderr} == codes
    assert [pages(tmp_path / f"out/{name}-en.pdf") for name in ("f0", "f4")] == [1, 1]
    assert parts(tmp_path) == []


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]])
def test_what_is_wrong_is_told_behind_the_names_of_the_files(
    jobs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text("layout: business-model\n")
    (tmp_path / "bad.yaml").write_text("layout: business-model\ntittel: x\n")
    lines = run("make", "bad.yaml", "good.yaml", *jobs).output.splitlines()
    named = next(number for number, line in enumerate(lines) if line.endswith("good-en.pdf"))
    told = next(number for number, line in enumerate(lines) if "error[unknown-key]" in line)
    assert named < told
