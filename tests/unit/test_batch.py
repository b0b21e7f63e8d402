"""Processes: they end with the program that began them, and a program that cannot begin them is told why."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import bmcgen
from bmcgen.documents.many.batch import expected
from bmcgen.resources import SHIPPED

SPAWN = """
import threading, time
if __name__ == "__main__":  # a program with threads has its processes spawned
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
"""
POSTER = "layout: business-model\nlocale: {}\nblocks:\n  channels: [Shop]\n"


def names(jobs: list[bmcgen.Job]) -> list[tuple[str, str]]:
    (found,) = expected(jobs).values()
    return [(each["name"], each["locale"]) for each in found]


def program(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(textwrap.dedent(text))
    command = [sys.executable, "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def example() -> str:
    """The program for many documents in docs/python.md, which stands in a checkout."""
    page = SHIPPED / "docs" / "python.md"
    if not page.is_file():
        pytest.skip("there is no documentation beside the data")
    (found,) = [code for code in re.findall(r"```python\n(.*?)```", page.read_text(), re.S) if "make_all(jobs)" in code]
    return found


@pytest.mark.parametrize("begin", ["", SPAWN], ids=["fork", "spawn"])
def test_the_example_in_the_documentation(tmp_path: Path, begin: str) -> None:
    (tmp_path / "teams").mkdir()
    for number in range(3):
        (tmp_path / "teams" / f"team-{number}.yaml").write_text(POSTER.format("en"))
    done = program(tmp_path, begin + example())
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 3
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"team-{n}-nl.pdf" for n in range(3)]


def test_a_program_without_the_guard_is_told_to_have_one(tmp_path: Path) -> None:
    done = program(
        tmp_path,
        SPAWN
        + """
import bmcgen
list(bmcgen.make_all([bmcgen.Job.of("persona", f"{n}.pdf") for n in range(4)], processes=2))
""",
    )
    assert done.returncode == 1
    assert 'under\n    if __name__ == "__main__":' in done.stderr
    assert done.stderr.count("Traceback") == 1
    assert "bootstrapping" not in done.stderr


ENDLESS = """
import itertools, sys
import bmcgen
if __name__ == "__main__":
    jobs = (bmcgen.Job.of("business-model", f"{n}.pdf") for n in itertools.count())
    for number, result in enumerate(bmcgen.make_all(jobs, processes=2)):
        if number == 3:
            print("begun", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("begin", ["", SPAWN], ids=["fork", "spawn"])
@pytest.mark.parametrize("kind", ["SIGKILL", "SIGTERM"])
def test_processes_end_when_the_program_is_killed(tmp_path: Path, begin: str, kind: str) -> None:
    (tmp_path / "program.py").write_text(begin + ENDLESS)
    command = [sys.executable, "program.py"]
    # Processes that live on hold the pipe open.
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(getattr(signal, kind))
        try:
            process.communicate(timeout=15)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_process_that_is_killed_is_a_problem(tmp_path: Path) -> None:
    done = program(
        tmp_path,
        """
        import multiprocessing, os, signal
        import bmcgen
        if __name__ == "__main__":
            jobs = (bmcgen.Job.of("business-model", f"{n}.pdf") for n in range(100))
            try:
                for number, result in enumerate(bmcgen.make_all(jobs, processes=2)):
                    if number == 3:
                        os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
            except bmcgen.Problems as problems:
                print(problems.diagnostics[0].code)
        """,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "process-ended\n", "")


def test_files_of_one_name_are_told_apart_by_their_own_locale(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "x.yaml" for folder in "abc"]
    for path, locale in zip(paths, ("nl", "de", "nl"), strict=True):
        path.parent.mkdir()
        path.write_text(POSTER.format(locale))
    jobs = [bmcgen.Job.of(path) for path in [*paths, tmp_path / "y.yaml"]]
    assert names(jobs) == [("x", "nl"), ("x", "de"), ("x", "nl"), ("y", "")]
    asked = [bmcgen.Job.of(path, locale="en") for path in paths]
    assert names(asked) == [("x", "en")] * 3


def test_a_file_of_one_name_that_cannot_be_read_is_left_to_be_told_later(tmp_path: Path) -> None:
    good, bad = tmp_path / "x.yaml", tmp_path / "b" / "x.yaml"
    bad.parent.mkdir()
    good.write_text(POSTER.format("nl"))
    bad.write_text("layout: nonsense\n")
    assert names([bmcgen.Job.of(good), bmcgen.Job.of(bad)]) == [("x", "nl")]
