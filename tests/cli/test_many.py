"""Many documents at once: folders, lists, processes, executors."""

import csv
import os
import pickle
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.documents.many.batch import run as run_job
from tests.cli.test_cli import ACME, files, here, run
from tests.conftest import extracted

__all__ = ["here"]


def team(name: str, note: str = "Winkel", extra: str = "") -> str:
    return f"layout: business-model\nlocale: nl\ntitle: {name}\nblocks:\n  Kanalen:\n    - {note}\n{extra}"


def teams(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"team-{number:02}.yaml").write_text(team(f"Team {number}", f"Notitie {number}"))
    return folder


def test_a_folder_stands_for_the_data_files_in_it(here: Path) -> None:
    folder = teams(here / "teams", 2)
    (folder / "notes.txt").write_text("no data")
    (folder / "inner").mkdir()
    (folder / "inner" / "deep.yaml").write_text(ACME)
    result = run("make", "teams", "-o", "out/")
    assert result.exit_code == 0
    assert files(here / "out") == ["team-01-nl.pdf", "team-02-nl.pdf"]
    assert result.stderr.startswith("teams/inner: notice[subfolder]: the data files in teams/inner are left out")


def test_subfolders_are_mirrored_in_the_output(here: Path) -> None:
    folder = teams(here / "teams", 1)
    for below in ("a", "a/b", ".hidden"):
        (folder / below).mkdir()
        (folder / below / "team-01.yaml").write_text(team("Deep"))
    (folder / "a" / "loop").symlink_to(folder)
    result = run("make", "teams", "--recursive", "-o", "out", "--no-source")
    assert (result.exit_code, result.stderr) == (0, "")
    assert files(here / "out") == ["a/b/team-01-nl.pdf", "a/team-01-nl.pdf", "team-01-nl.pdf"]


def test_a_link_that_leads_nowhere_is_an_error_and_the_others_are_written(here: Path) -> None:
    folder = teams(here / "teams", 1)
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    for command in (["make", "teams", "-o", "out/", "--no-source"], ["check", "teams"]):
        result = run(*command)
        assert (result.exit_code, result.stderr) == (
            1,
            "teams/gone.yaml: error[broken-link]: this link is broken: nowhere.yaml\n",
        )
        assert "team-01" in result.stdout
    # One file for all would lack a sheet.
    assert run("make", "teams", "-o", "all.pdf").exit_code == 1
    assert not (here / "all.pdf").exists()


def test_check_takes_folders_and_a_layout(here: Path) -> None:
    teams(here / "teams", 2)
    result = run("check", "teams")
    assert result.stdout == "teams/team-01.yaml: no problems (1 sheet)\nteams/team-02.yaml: no problems (1 sheet)\n"
    assert run("check", "teams/team-01.yaml", "--layout", "worksheets").stdout.endswith("no problems (9 sheets)\n")
    result = run("check", "teams/team-01.yaml", "--layout", "persona")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "--layout: error[wrong-layout]" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_files_among_many_are_told_at_the_end_and_the_others_written(here: Path, jobs: str) -> None:
    folder = teams(here / "teams", 14)
    (folder / "team-03.yaml").write_text(team("x", extra="tittel: y\nblokken: 1\n"))
    (folder / "team-09.yaml").write_bytes(b"\xff\xfe\x00")
    result = run("make", "teams", "-o", "out/{name}.pdf", "--jobs", jobs)
    assert result.exit_code == 1
    assert files(here / "out") == [f"team-{n:02}.pdf" for n in range(1, 15) if n not in (3, 9)]
    assert result.stdout.split() == [f"out/team-{n:02}.pdf" for n in range(1, 15) if n not in (3, 9)]
    assert result.stderr.count("teams/team-03.yaml:") == 2
    assert result.stderr.count("error[") == 3
    assert result.stderr.endswith("2 of 14 could not be made: teams/team-03.yaml, teams/team-09.yaml\n")


def test_what_several_processes_write_is_what_one_writes(here: Path) -> None:
    teams(here / "teams", 13)
    run("make", "teams", "-o", "one/", "--jobs", "1")
    run("make", "teams", "-o", "two/", "--jobs", "2")
    assert files(here / "one") == files(here / "two")
    for name in files(here / "one"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes()


def test_joined_in_order_each_page_in_its_place(here: Path) -> None:
    teams(here / "teams", 15)
    assert run("make", "teams", "business-model", "-l", "nl", "-o", "all.pdf").exit_code == 0
    pages = extracted((here / "all.pdf").read_bytes())
    assert len(pages) == 16
    assert [f"Notitie {n}" in pages[n - 1] for n in range(1, 16)] == [True] * 15
    assert "Notitie" not in pages[15]


def test_a_joined_file_with_a_page_missing_is_not_written(here: Path) -> None:
    folder = teams(here / "teams", 3)
    (folder / "team-02.yaml").write_text(team("x", extra="tittel: y\n"))
    (folder / "team-03.yaml").write_text(team("x", extra="tittel: y\n"))
    result = run("make", "teams", "-o", "all.pdf")
    assert (result.exit_code, result.stdout, result.stderr.count("error[unknown-key]")) == (1, "", 2)
    assert not (here / "all.pdf").exists()


def test_two_files_of_one_name_are_wrong_usage_before_any_is_written(here: Path) -> None:
    teams(here / "a", 7)
    teams(here / "b", 7)
    result = run("make", "a", "b", "-o", "out/")
    assert result.exit_code == 2
    assert "team-01" in result.stderr
    assert not (here / "out").exists()


@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"], ["--jobs", "2"]])
def test_two_files_of_one_name_in_locales_of_their_own(here: Path, jobs: list[str]) -> None:
    for folder, locale in (("a", "nl"), ("b", "de")):
        (here / folder).mkdir()
        (here / folder / "x.yaml").write_text(f"layout: business-model\nlocale: {locale}\n")
    result = run("make", "a/x.yaml", "b/x.yaml", "-o", "out/", *jobs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert files(here / "out") == ["x-de.pdf", "x-nl.pdf"]


def test_a_sheet_that_another_file_wrote_already_is_told(here: Path) -> None:
    folder = teams(here / "teams", 13)
    (folder / "several.yaml").write_text(team("a") + "---\n" + team("b"))
    # The sheets of a file of several are numbered, which nobody knows before it is read.
    assert run("make", "teams/several.yaml", "-o", "alone/").exit_code == 0
    first = Path(files(here / "alone")[0]).stem.removesuffix("-nl")
    (folder / f"{first}.yaml").write_text(team("c"))
    result = run("make", "teams", "-o", "out/", "--jobs", "1")
    assert result.exit_code == 1
    assert f"out/{first}-nl.pdf: error[written-twice]" in result.stderr


def test_columns_are_called_as_any_sheet_calls_them(here: Path) -> None:
    (here / "t.csv").write_text("Name / team,Datum\nPloeg 1,2026-12-01\n")
    assert run("make", "worksheets", "--for-each", "t.csv", "-o", "w/").stdout == "w/worksheets-Ploeg-1-en.pdf\n"
    assert "Ploeg 1" in extracted((here / "w" / "worksheets-Ploeg-1-en.pdf").read_bytes())[0]
    # A persona's title is called name, which is the file's name too.
    (here / "p.csv").write_text("Name\nAnna\n")
    assert run("make", "persona", "business-model", "--for-each", "p.csv", "-o", "p/").exit_code == 0
    assert files(here / "p") == ["business-model-Anna-en.pdf", "persona-Anna-en.pdf"]
    assert "Anna" in extracted((here / "p" / "persona-Anna-en.pdf").read_bytes())[0]
    assert "Anna" not in extracted((here / "p" / "business-model-Anna-en.pdf").read_bytes())[0]


def test_a_list_as_excel_saves_it(here: Path) -> None:
    (here / "t.csv").write_bytes("sep=;\r\ntitle;Ontworpen voor\r\nTeam;Zoë & José\r\n".encode("cp1252"))
    result = run("make", "business-model", "--for-each", "t.csv", "-o", "o/")
    assert (result.exit_code, files(here / "o")) == (0, ["business-model-Team-en.pdf"])
    assert "Zoë & José" in extracted((here / "o" / "business-model-Team-en.pdf").read_bytes())[0]
    assert result.stderr.startswith('t.csv:3:6: notice[encoding]: read as Windows-1252, with words such as "Zoë"')
    (here / "t.csv").write_bytes("title\tDatum\r\nÉén\t2026\r\n".encode("utf-16"))
    result = run("make", "business-model", "--for-each", "t.csv", "-o", "u/")
    assert (result.exit_code, files(here / "u")) == (0, ["business-model-Één-en.pdf"])
    assert "notice[encoding]: read as UTF-16" in result.stderr


def test_columns_that_no_sheet_has_are_left_out_if_asked(here: Path) -> None:
    (here / "t.csv").write_text("title,Mail,\nA,a@b,\n")
    result = run("make", "business-model", "--for-each", "t.csv", "-o", "o/")
    assert (result.exit_code, files(here)) == (1, ["t.csv"])
    assert 't.csv:1:7: error[unknown-column]: "Mail"' in result.stderr
    assert "--ignore-columns" in result.stderr
    result = run("make", "business-model", "--for-each", "t.csv", "--ignore-columns", "-o", "o/")
    assert result.exit_code == 0
    assert "t.csv:1:7: notice[ignored-column]: these columns are ignored: Mail" in result.stderr
    # What stands in a column without a name is not lost in silence.
    (here / "t.csv").write_text("title,\nA,b\n")
    assert "t.csv:2:3: error[unknown-column]" in run("make", "business-model", "--for-each", "t.csv").stderr


def test_what_is_wrong_in_a_row_is_told_at_its_cell(here: Path) -> None:
    (here / "t.csv").write_text(f'title;version\n"a;b";{"1" * 99}\n"c\nd";{"2" * 99}\n')
    result = run("make", "business-model", "--for-each", "t.csv", "-o", "o/")
    assert "t.csv:2:7: error[too-long]" in result.stderr
    assert "t.csv:4:4: error[too-long]" in result.stderr


def test_a_workbook_is_no_list(here: Path) -> None:
    (here / "t.csv").write_bytes(b"PK\x03\x04rest")
    assert "t.csv is a workbook, not a CSV file" in run("make", "persona", "--for-each", "t.csv").stderr


def test_a_list_makes_a_sheet_of_each_row_under_safe_names(here: Path) -> None:
    (here / "teams.csv").write_bytes(
        "\ufeffname;Ontworpen voor;designed-by;Datum\n"
        "A/B team;Gemeente Utrecht;Ploeg 1;2026-12-01\n"
        '../../x;"Zeg ""ja""; nee";Ploeg 2;\n'
        ";;Ploeg 3;\n"
        ";;;\n"
        "a-b-team;Über;Ploeg 4;\n".encode()
    )
    result = run("make", "business-model", "persona", "--for-each", "teams.csv", "-l", "nl", "-o", "out/")
    assert (result.exit_code, result.stderr) == (0, "")
    names = ["A-B-team", "Ploeg-3", "a-b-team-2", "x"]
    assert files(here) == sorted(
        ["teams.csv"] + [f"out/{layout}-{name}-nl.pdf" for layout in ("business-model", "persona") for name in names]
    )
    text = extracted((here / "out/business-model-A-B-team-nl.pdf").read_bytes())[0]
    assert "Gemeente Utrecht" in text
    assert "1 december 2026" in text
    assert 'Zeg "ja"; nee' in extracted((here / "out/business-model-x-nl.pdf").read_bytes())[0]


def test_a_list_for_a_pack_gives_each_part_a_name_of_its_own(here: Path) -> None:
    (here / "t.csv").write_text("designed-for\nEen\nTwee\n")
    result = run("make", "pack", "--for-each", "t.csv", "-l", "nl", "--without", "handout,worksheets", "-o", "out/")
    assert result.exit_code == 0
    assert "pack-Een-persona-nl.pdf" in files(here / "out")
    assert "pack-Twee-persona-nl.pdf" in files(here / "out")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "t.csv: error[empty-list]"),
        (b"title,date\n", "t.csv:1:1: error[empty-list]"),
        (b"title|date\nx|y\n", "separate the cells with commas, semicolons or tabs"),
        (b"titel,datte\nx,y\n", 't.csv:1:7: error[unknown-column]: "datte"'),
        (b"title,Title\nx,y\n", "t.csv:1:7: error[duplicate-column]"),
        (b"title\nK\xb9t\n", "t.csv:2:2: error[not-utf-8]: not UTF-8: this may be Windows-1252 or another"),
        (b'title,date\n"a\nb",1\nx,y,z\n', "t.csv:4:5: error[wrong-row]: 3 cells here, but 2 in the header"),
        (b'title\n"open\n', "t.csv:2:1: error[bad-list]"),
        (b"title\nx\n" + b"x" * 5000 + b"\n", "t.csv:3:1: error[too-long]"),
        (b"title\n" + b"x\n" * 100_000, "error[too-many-rows]: 100000 rows"),
    ],
)
def test_a_wrong_list_is_told_where_it_is_wrong(here: Path, text: bytes, message: str) -> None:
    (here / "t.csv").write_bytes(text)
    result = run("make", "business-model", "--for-each", "t.csv", "-l", "nl", "-o", "out.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert files(here) == ["t.csv"]


def test_lists_and_folders_that_are_not_there(here: Path) -> None:
    (here / "empty").mkdir()
    assert "t.csv: error[no-such-file]" in run("make", "persona", "--for-each", "t.csv").stderr
    assert "empty: error[no-data]" in run("make", "empty").stderr
    assert "gone: error[unreadable]" in run("make", "gone/").stderr
    (here / "acme.yaml").write_text(ACME)
    result = run("make", "acme.yaml", "--for-each", "t.csv")
    assert (result.exit_code, "name a layout" in result.stderr) == (2, True)


@pytest.mark.skipif(os.getuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read(here: Path) -> None:
    teams(here / "teams", 1).chmod(0)
    assert "teams: error[unreadable]" in run("make", "teams").stderr


def test_a_job_and_its_result_are_small_and_free_of_the_working_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "acme.yaml").write_text(ACME)
    job = bmcgen.Job.of("acme.yaml", "out/", locale="de")
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    result = run_job(pickle.loads(pickle.dumps(job)))
    assert result.written == (str(here / "out" / "acme-de.pdf"),)
    assert not result.failed
    assert len(pickle.dumps(result)) < 2000
    assert pickle.loads(pickle.dumps(result)) == result


class Here(Executor):
    """Runs at once what it is given, and counts how many results wait to be taken."""

    def __init__(self) -> None:
        self.waiting = self.most = self.given = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.given += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        owner = self

        class Taken(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                owner.waiting -= 1
                return super().result(timeout)

        future = Taken()
        future.set_result(fn(*pickle.loads(pickle.dumps(args)), **kwargs))
        return future


def test_any_executor_makes_jobs_in_order_and_is_never_given_all_at_once(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    (here / "bad.yaml").write_text(team("x", extra="tittel: y\n"))
    names = ["bad.yaml" if number == 5 else "acme.yaml" for number in range(20)]
    jobs = (bmcgen.Job.of(name, f"out/{number}.pdf") for number, name in enumerate(names))
    executor = Here()
    results = list(bmcgen.make_all(jobs, executor=executor, processes=1))
    assert [result.written for result in results] == [
        () if number == 5 else (str(here / "out" / f"{number}.pdf"),) for number in range(20)
    ]
    assert [result.failed for result in results] == [number == 5 for number in range(20)]
    assert executor.given == 20
    assert executor.most <= 5


def test_a_process_pool_of_ones_own(here: Path) -> None:
    (here / "acme.yaml").write_text(ACME)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(bmcgen.make_all([bmcgen.Job.of("acme.yaml", f"{n}.pdf") for n in range(3)], executor=pool))
    assert [Path(result.written[0]).name for result in results] == ["0.pdf", "1.pdf", "2.pdf"]


def test_dask_makes_jobs_on_a_cluster(here: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask distributed is not installed")
    (here / "acme.yaml").write_text(ACME)
    jobs = [bmcgen.Job.of("acme.yaml", f"{number}.pdf") for number in range(4)]
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        results = list(bmcgen.make_all(jobs, executor=executor))
    assert [Path(result.written[0]).name for result in results] == [f"{number}.pdf" for number in range(4)]


def test_memory_of_a_joined_file_does_not_grow_with_the_posters(here: Path) -> None:
    """Four times as many posters: what is kept is their finished pages alone."""

    def peak(count: int) -> int:
        with (here / "t.csv").open("w", newline="") as file:
            csv.writer(file).writerows([["title"], *([f"Team {number}"] for number in range(count))])
        code = "import resource, sys; from bmcgen.cli import main\n"
        code += "main(sys.argv[1:], standalone_mode=False)\n"
        code += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        arguments = ["make", "business-model", "-l", "nl", "--for-each", "t.csv", "-o", "all.pdf"]
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        return int(done.stderr.split()[-1])

    few, many = peak(10), peak(60)
    size = (here / "all.pdf").stat().st_size / 1024
    assert many - few < size * 4
